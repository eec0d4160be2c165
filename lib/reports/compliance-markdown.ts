import type { ComplianceReport, ReportedFinding } from '../compliance/compliance-report';
import { byCause, namesOf } from './by-cause';
import type { Cell, Head, ReportTable } from './compliance-table';
import { reportTables } from './compliance-tables';
import { escapeMarkdown as text } from './escape';
import { kindOf } from './kind-of';
import { count } from './page';
import { waiverText } from './waiver-text';

/** In a longer list of causes the others are better read as HTML, CSV or JSON. */
const MOST_CAUSES = 100;

/** The report for a wiki, a job summary or a terminal. */
export function complianceMarkdown(report: ComplianceReport): string {
  const only = report.only === undefined ? '' : `, rules of ${text(report.only)} alone`;
  return `${[
    `# Lightbound report of ${text(report.today)}${only}`,
    `**${text(report.sentence)}**`,
    ...(report.more.length === 0 ? [] : [report.more.map(text).join(' ')]),
    ...reportTables(report).map(section),
    ...findings(report.findings),
  ].join('\n\n')}\n`;
}

/** A table under its heading, and before the first of a chapter that of the chapter. */
function section(
  { title, chapter, note = '', head, rows, empty = '' }: ReportTable,
  index: number,
  all: readonly ReportTable[],
): string {
  const isFirst = chapter !== undefined && all[index - 1]?.chapter !== chapter;
  const parts = [
    ...(isFirst ? [`## ${text(chapter.title)}`, text(chapter.note ?? '')] : []),
    `${chapter === undefined ? '##' : '###'} ${text(title)}`,
    text(note),
    rows.length === 0 ? text(empty) : tableOf(head, rows),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

const tableOf = (head: readonly Head[], rows: readonly (readonly Cell[])[]): string =>
  [
    lineOf(head.map((cell) => cell.text)),
    lineOf(head.map(({ isNumber }) => (isNumber === true ? '--:' : '---'))),
    ...rows.map((cells) => lineOf(cells.map(cellText))),
  ].join('\n');

const cellText = ({ text: shown, detail, url }: Cell): string =>
  `${url === undefined ? text(shown) : link(shown, url)}${detail === undefined ? '' : `: ${text(detail)}`}`;

const lineOf = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** What is no address of a page stays text. */
const link = (shown: string, url: string): string =>
  /^https:\/\/[\w./#?=&%~:+-]+$/u.test(url) ? `[${text(shown)}](${url})` : text(shown);

function findings(all: readonly ReportedFinding[]): readonly string[] {
  if (all.length === 0) return ['## Findings\n\nNone.'];
  const causes = byCause(all);
  const left = causes.length - MOST_CAUSES;
  const items = causes.slice(0, MOST_CAUSES).map(([first, ...alike]) => {
    const { ruleId, message, evidence, subject } = first;
    const lines = [
      `- ${kindOf(first)} <code>${text(ruleId)}</code> ${text(message)}`,
      ...(subject.stacks.length === 0 ? [] : [`  - stacks: ${text(subject.stacks.join(', '))}`]),
      ...evidence.steps.map(
        ({ name, working, result }) => `  - ${text(name)} = ${text(working)} = ${text(result.text)}`,
      ),
      ...(evidence.limit === undefined
        ? []
        : [`  - limit: ${text(`${evidence.limit.name} ${evidence.limit.comparison} ${evidence.limit.measure.text}`)}`]),
      ...(alike.length === 0 ? [] : [`  - ${count(alike.length, 'more finding')}: ${text(namesOf(alike).join(', '))}`]),
      ...[waiverText(first)].flatMap((waiver) => (waiver === undefined ? [] : [`  - ${text(waiver)}`])),
    ];
    return lines.join('\n');
  });
  const rest = left > 0 ? [`${count(left, 'more cause')}; all are in the report as html, csv or json.`] : [];
  return ['## Findings', items.join('\n'), ...rest];
}
