import type { ReportedFinding } from '../compliance/compliance-report';
import { declareLines } from '../findings/declare-lines';
import { resourceName, resourcePlace } from '../findings/resource-name';
import { stateText } from './baseline-lines';
import { byCause } from './by-cause';
import type { Verdict } from './compliance-table';
import { escapeXml } from './escape';
import { kindOf } from './kind-of';
import { facts, list, part } from './compliance-part';
import { count } from './page';
import { unbroken } from './unbroken';
import { waiverText } from './waiver-text';

/** Every finding at an anchor of its own; those with one cause share its evidence. */
export function complianceFindings(findings: readonly ReportedFinding[]): string {
  const told: Told = { waysOut: new Map(), anchors: new Map() };
  return findings.length === 0
    ? '<p>None.</p>'
    : byCause(findings)
        .map((cause) => causeHtml(cause, told))
        .join('\n');
}

/** What stands on the page already. */
interface Told {
  /** Ways out, each with the anchor of the finding that has them. */
  readonly waysOut: Map<string, string>;
  /** Anchors, each with how many findings would have it. */
  readonly anchors: Map<string, number>;
}

const verdicts: Readonly<Record<ReportedFinding['outcome'], Verdict>> = {
  violation: 'broken',
  undetermined: 'open',
  remark: 'holds',
};

/** In an address after `#`: what is no fingerprint of ours is no part of one. */
export const anchorOf = ({ fingerprint }: ReportedFinding): string => `finding-${fingerprint.replace(/[^\w-]/gu, '-')}`;

/** An anchor that the page has once: documents of one stack may hold one identity each. */
function ownAnchor(finding: ReportedFinding, { anchors }: Told): string {
  const anchor = anchorOf(finding);
  const before = anchors.get(anchor) ?? 0;
  anchors.set(anchor, before + 1);
  return before === 0 ? anchor : `${anchor}-${before + 1}`;
}

function causeHtml([first, ...alike]: readonly [ReportedFinding, ...ReportedFinding[]], told: Told): string {
  const { ruleId, subject, message, resources, teams, controls, evidence } = first;
  const anchor = ownAnchor(first, told);
  const became = [stateText(first), waiverText(first)].flatMap((one) => (one === undefined ? [] : [paragraph(one)]));
  const parts = [
    `<h3><span class="mark ${verdicts[first.outcome]}">${kindOf(first)}</span> <code>${escapeXml(ruleId)}</code> ${unbroken(subject.name)}</h3>`,
    paragraph(message),
    ...became,
    facts([
      ['Stacks', subject.stacks.join(', ')],
      ['Teams', teams.join(', ')],
      ['Declared at', declaredText(first)],
      ['Controls (our mapping)', controls.join('; ')],
    ]),
    part('Where', list(resources.slice(0, MOST).map(resourceText), resources.length - MOST)),
    ...evidenceHtml(evidence),
    part('Instead', waysOutHtml(first, anchor, told)),
    alikeHtml(alike, told),
  ];
  return `<article id="${anchor}">${parts.join('')}</article>`;
}

/** Resources of one finding that are listed. */
const MOST = 8;

function evidenceHtml(evidence: ReportedFinding['evidence']): readonly string[] {
  const { given, steps, limit, flipPoints } = evidence;
  const source = limit?.source;
  return [
    part(
      'Given',
      facts(given.map(({ name, measure, from }) => [name, `${measure.text}${from === '' ? '' : ` (${from})`}`])),
    ),
    part(
      'Arithmetic',
      steps.length === 0
        ? ''
        : `<ol class="steps">${steps
            .map(({ name, formula, working, result, source: from }) => {
              const middle = [...new Set([formula, working])].filter((text) => text !== '' && text !== result.text);
              return `<li>${unbroken(`${[name, ...middle].join(' = ')} = `)}<strong>${unbroken(result.text)}</strong><br><span class="note">${unbroken(from)}</span></li>`;
            })
            .join('')}</ol>`,
    ),
    part(
      'Limit',
      limit === undefined || source === undefined
        ? ''
        : `<p>${unbroken(`${limit.name} ${limit.comparison} ${limit.measure.text}`)} <span class="note">(${unbroken([source.title, source.id, source.url].filter(Boolean).join(', '))})</span></p>`,
    ),
    part(
      'Passes, all else as it is, with any of',
      list(flipPoints.map(({ input, passes, measure }) => `${input} ${passes} ${measure.text}`)),
    ),
    part('To decide it, declare', list(declareLines(evidence))),
  ];
}

function waysOutHtml(finding: ReportedFinding, anchor: string, { waysOut }: Told): string {
  const { wayOut } = finding.evidence;
  if (wayOut.length === 0) return '';
  const key = JSON.stringify(wayOut);
  const before = waysOut.get(key);
  if (before !== undefined) return `<p><a href="#${before}">As told above</a></p>`;
  waysOut.set(key, anchor);
  const items = wayOut.map(
    ({ text, see }) => `<li>${unbroken(text)}${see === undefined ? '' : ` See ${seeHtml(see)}.`}</li>`,
  );
  return `<ul>${items.join('')}</ul>`;
}

const seeHtml = (see: string): string =>
  see.startsWith('https://') ? `<a href="${escapeXml(see)}">${unbroken(see)}</a>` : unbroken(see);

function alikeHtml(alike: readonly ReportedFinding[], told: Told): string {
  if (alike.length === 0) return '';
  const items = alike.map((finding) => {
    const [resource] = finding.resources;
    const name = resource === undefined ? finding.subject.name : resourceName(resource);
    const stacks = finding.subject.stacks.filter(Boolean).join(', ');
    return `<li id="${ownAnchor(finding, told)}">${unbroken([name, stacks].filter(Boolean).join(', '))}</li>`;
  });
  return part(
    `${count(alike.length, 'more finding')} with the same cause and the same numbers`,
    `<ul>${items.join('')}</ul>`,
  );
}

function resourceText(resource: ReportedFinding['resources'][number]): string {
  const place = resourcePlace(resource);
  return place === '' ? resourceName(resource) : `${resourceName(resource)} (${place})`;
}

function declaredText({ declaredAt }: ReportedFinding): string {
  if (declaredAt === undefined) return '';
  const { source, path, line, column } = declaredAt;
  return line === undefined ? `${source} ${path}` : `${source}:${line}:${column ?? 1} ${path}`;
}

const paragraph = (text: string): string => `<p>${unbroken(text)}</p>`;
