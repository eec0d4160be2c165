import type { Finding } from '../findings/finding';
import type { RunResult } from '../findings/run-result';
import { resourceName, resourcePlace } from '../findings/resource-name';
import { escapeLine } from './escape';
import { count, first } from './page';
import { baselineText, isKnown, stateText } from './baseline-lines';
import { isWaived } from '../findings/is-waived';
import { summaryText } from './summary-text';
import { waiverComplaint, waiverText } from './waiver-text';

/** By this line a comment is found again, to be changed rather than written anew. */
const marker = '<!-- lightbound -->';

/** GitHub takes no longer comment; the other platforms take longer ones. */
const longest = 65_536;

/** A comment for a pull request, the worst findings first, within the length that GitHub takes. */
export function markdown(result: RunResult): string {
  const { findings, errors, summary, factsFiles, settings, waivers, baseline } = result;
  const counted = findings.filter((finding) => finding.outcome !== 'remark' && !isWaived(finding));
  const told = counted.filter((finding) => !isKnown(finding));
  const since = baselineText(result);
  const head = [
    marker,
    `### Lightbound: ${summaryText(summary)}`,
    ...(since === undefined ? [] : [`S${since.slice(1)}.`]),
    ...errors.map(({ where, message }) => `- **failed**: ${text(`${where}: ${message}`)}`),
    ...(told.length === 0 ? [] : tableOf(told)),
  ];
  const remarks = findings.filter(({ outcome }) => outcome === 'remark');
  const foot = [
    ...listOf('Worth knowing:', remarks, ({ ruleId, message }) => [`- ${code(ruleId)} ${text(message)}`]),
    ...listOf('Known:', counted.filter(isKnown), ({ ruleId, message }) => [`- ${code(ruleId)} ${text(message)}`]),
    ...listOf('Fixed:', baseline?.fixed ?? [], ({ ruleId, message }) => [`- ${code(ruleId)} ${text(message)}`]),
    ...listOf('Waived:', findings.filter(isWaived), (finding) => [
      `- ${code(finding.ruleId)} ${code(finding.subject.name)} ${text(waiverText(finding) ?? '')}`,
    ]),
    ...waivers.flatMap((waiver) => waiverComplaint(waiver) ?? []).map((complaint) => `Note: ${text(complaint)}`),
    ...factsFiles.map(({ path, sha256 }) => `Facts: ${code(path)}, SHA-256 ${code(sha256)}`),
    ...settings
      .filter(({ lowers }) => lowers)
      .map(({ ruleId, name, value }) => `Lowered: ${code(ruleId)} ${text(name)} is ${text(value)}`),
  ];
  return `${[...head, ...fitting(told.map(details), longest - lengthOf([...head, ...foot]) - ROOM), ...foot].join('\n\n')}\n`;
}

const listOf = <T>(title: string, findings: readonly T[], item: (finding: T) => readonly string[]): readonly string[] =>
  findings.length === 0 ? [] : [[title, ...first(8, findings, item)].join('\n')];

/** For the line that says what was left out, and line ends. */
const ROOM = 200;

const lengthOf = (parts: readonly string[]): number => parts.reduce((sum, part) => sum + part.length + 2, 0);

function fitting(parts: readonly string[], room: number): readonly string[] {
  let left = room;
  const fits = parts.findIndex((part) => (left -= part.length + 2) < 0);
  if (fits < 0) return parts;
  return [
    ...parts.slice(0, fits),
    `${count(parts.length - fits, 'more finding')}; the whole list is in the other reports of this run.`,
  ];
}

/** A line for each rule: how many findings, and the worst of them. */
function tableOf(findings: readonly Finding[]): readonly string[] {
  const rules = new Map<string, Finding[]>();
  for (const finding of findings) {
    const list = rules.get(finding.ruleId) ?? [];
    rules.set(finding.ruleId, list);
    list.push(finding);
  }
  const rows = [...rules].map(([ruleId, [worst, ...others]]) => {
    const stacks = new Set([worst, ...others].flatMap((finding) => finding?.subject.stacks ?? []));
    const cells = [
      code(ruleId),
      String(others.length + 1),
      worst === undefined ? '' : kindOf(worst),
      text(worst?.message ?? ''),
      text([...stacks].filter(Boolean).join(', ')),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [['| Rule | Findings | Worst | | Stack |', '| --- | --: | --- | --- | --- |', ...rows].join('\n')];
}

const details = (finding: Finding): string =>
  `<details><summary>${kindOf(finding)} ${code(finding.ruleId)} ${text(finding.subject.name)}</summary>\n\n${findingMarkdown(finding)}\n\n</details>`;

/** One finding as Markdown: message, resources and proof. */
export function findingMarkdown(finding: Finding): string {
  const { message, resources, evidence } = finding;
  const { steps, limit, flipPoints, toDecide = [], wayOut } = evidence;
  const lines = [
    [message, stateText(finding), waiverText(finding)]
      .filter((part) => part !== undefined)
      .map(text)
      .join(' '),
    ...resources
      .slice(0, 8)
      .map((resource) => `- ${code(resourceName(resource))} ${text(resourcePlace(resource))}`.trimEnd()),
    ...(resources.length > 8 ? [`- and ${resources.length - 8} more`] : []),
    ...steps.map(({ name, working, result }) => `- ${text(name)} = ${text(working)} = **${text(result.text)}**`),
    ...(limit === undefined
      ? []
      : [`- limit: ${text(`${limit.name} ${limit.comparison} ${limit.measure.text}`)} (${text(limit.source.title)})`]),
    ...flipPoints.map(({ input, passes, measure }) => `- passes with ${text(`${input} ${passes} ${measure.text}`)}`),
    ...toDecide.map((what) => `- declare ${text(what)}`),
    ...wayOut.map((way) => `- instead: ${text(way.text)}`),
  ];
  return lines.join('\n');
}

function kindOf({ outcome, level, confidence }: Finding): string {
  if (outcome === 'undetermined') return 'undetermined';
  return confidence === undefined || confidence === 'certain' ? level : `${level} (${confidence})`;
}

/** Text that Markdown and HTML only show. */
const text = (from: string): string =>
  escapeLine(from).replace(/[\\`*_{}[\]()#+!|<>~@&]/gu, (character) => `&#${character.codePointAt(0) ?? 0};`);

const code = (from: string): string => `<code>${text(from)}</code>`;
