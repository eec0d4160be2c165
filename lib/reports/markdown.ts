import { declareLines } from '../findings/declare-lines';
import type { Finding } from '../findings/finding';
import type { RunResult } from '../findings/run-result';
import { resourceName, resourcePlace } from '../findings/resource-name';
import { shortened } from './cut';
import { fewDeclaredCaveats } from './declared-caveats';
import { escapeMarkdown } from './escape';
import { count, first } from './page';
import { baselineText, isKnown, stateText } from './baseline-lines';
import { isWaived } from '../findings/is-waived';
import { kindOf } from './kind-of';
import { summaryText } from './summary-text';
import { waiverComplaint, waiverText } from './waiver-text';

/** By this line a comment is found again, to be changed rather than written anew. */
const marker = '<!-- lightbound -->';

/** GitHub takes no longer comment; the other platforms take longer ones. In characters. */
const longestComment = 65_536;

/** In bytes: of a longer one nothing is shown. https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits */
const longestSummary = 1024 * 1024;

/** A comment for a pull request, the worst findings first, within the length that GitHub takes. */
export const markdown = (result: RunResult): string =>
  page(result, [marker], { longest: longestComment, lengthOf: (text) => text.length });

/** The same for the summary of a GitHub job. */
export const jobSummary = (result: RunResult): string =>
  page(result, [], { longest: longestSummary, lengthOf: (text) => Buffer.byteLength(text) });

/** What the reader takes, and how it counts. */
interface Room {
  readonly longest: number;
  readonly lengthOf: (text: string) => number;
}

function page(result: RunResult, before: readonly string[], { longest, lengthOf }: Room): string {
  const { findings, errors, summary, factsFiles, waivers, baseline } = result;
  const counted = findings.filter((finding) => finding.outcome !== 'remark' && !isWaived(finding));
  const told = counted.filter((finding) => !isKnown(finding));
  const since = baselineText(result);
  // No part takes the room of another, however long it is.
  const fit = (parts: readonly string[], what: string, room = Math.floor(longest / 5)): readonly string[] =>
    fitting(parts, { room, lengthOf, what });
  const head = [
    ...before,
    `### Lightbound: ${summaryText(summary)}`,
    ...(since === undefined ? [] : [`S${since.slice(1)}.`]),
    ...fit(
      errors.map(({ where, message }) => `- **failed**: ${text(`${where}: ${message}`)}`),
      'more failure',
    ),
    ...fit(
      fewDeclaredCaveats(result).map(({ kind, text: said }) => `- **${kind}**: ${text(said)}`),
      'more caveat',
    ),
    ...(told.length === 0 ? [] : [tableOf(told, (rows) => fit(rows, 'more rule'))]),
  ];
  const remarks = findings.filter(({ outcome }) => outcome === 'remark');
  const notes = [
    ...listOf('Worth knowing:', remarks, ({ ruleId, message }) => [`- ${code(ruleId)} ${text(message)}`]),
    ...listOf('Known:', counted.filter(isKnown), ({ ruleId, message }) => [`- ${code(ruleId)} ${text(message)}`]),
    ...listOf('Fixed:', baseline?.fixed ?? [], ({ ruleId, message }) => [`- ${code(ruleId)} ${text(message)}`]),
    ...listOf('Waived:', findings.filter(isWaived), (finding) => [
      `- ${code(finding.ruleId)} ${code(finding.subject.name)} ${text(waiverText(finding) ?? '')}`,
    ]),
    ...waivers.flatMap((waiver) => waiverComplaint(waiver) ?? []).map((complaint) => `Note: ${text(complaint)}`),
    ...factsFiles.map(({ path, sha256 }) => `Facts: ${code(path)}, SHA-256 ${code(sha256)}`),
  ];
  const foot = fit(notes, 'more note');
  const left = longest - lengthOf([...head, ...foot].join('\n\n')) - ROOM;
  return `${[...head, ...fit(told.map(details), 'more finding', left), ...foot].join('\n\n')}\n`;
}

const listOf = <T>(title: string, findings: readonly T[], item: (finding: T) => readonly string[]): readonly string[] =>
  findings.length === 0 ? [] : [[title, ...first(8, findings, item)].join('\n')];

/** For the line that says what was left out, and line ends. */
const ROOM = 200;

interface Place extends Pick<Room, 'lengthOf'> {
  readonly room: number;
  /** One of the parts that are left out. */
  readonly what: string;
}

function fitting(parts: readonly string[], { room, lengthOf, what }: Place): readonly string[] {
  let left = room;
  const fits = parts.findIndex((part) => (left -= lengthOf(part) + 2) < 0);
  if (fits < 0) return parts;
  return [
    ...parts.slice(0, fits),
    `${count(parts.length - fits, what)}; the whole list is in the other reports of this run.`,
  ];
}

/** A line for each rule: how many findings, and the worst of them; then how many rules are left out. */
function tableOf(findings: readonly Finding[], fit: (rows: readonly string[]) => readonly string[]): string {
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
  const fitted = fit(rows);
  const isRow = (line: string): boolean => line.startsWith('|');
  const table = ['| Rule | Findings | Worst | | Stack |', '| --- | --: | --- | --- | --- |', ...fitted.filter(isRow)];
  return [table.join('\n'), ...fitted.filter((line) => !isRow(line))].join('\n\n');
}

const details = (finding: Finding): string =>
  `<details><summary>${kindOf(finding)} ${code(finding.ruleId)} ${text(finding.subject.name)}</summary>\n\n${findingMarkdown(finding)}\n\n</details>`;

/** One finding as Markdown: message, resources and proof. */
export function findingMarkdown(finding: Finding): string {
  const { message, resources, evidence } = finding;
  const { steps, limit, flipPoints, wayOut } = evidence;
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
    ...declareLines(evidence).map((what) => `- declare ${text(what)}`),
    ...wayOut.map((way) => `- instead: ${text(way.text)}`),
  ];
  return lines.join('\n');
}

const text = (from: string): string => escapeMarkdown(shortened(from));

const code = (from: string): string => `<code>${text(from)}</code>`;
