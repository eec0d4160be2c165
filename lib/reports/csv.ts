import { declareLines } from '../findings/declare-lines';
import type { Finding } from '../findings/finding';
import type { RunResult } from '../findings/run-result';
import { declaredCaveats } from './declared-caveats';
import { escapeLine } from './escape';
import { resourceName } from '../findings/resource-name';

/** A column of a table: its name, and what it says of a row. */
export type Column<Row> = readonly [name: string, cell: (row: Row) => string];

export const findingColumns: readonly Column<Finding>[] = [
  ['fingerprint', ({ fingerprint }) => fingerprint],
  ['rule', ({ ruleId }) => ruleId],
  ['outcome', ({ outcome }) => outcome],
  ['level', ({ level }) => level],
  ['confidence', ({ confidence = '' }) => confidence],
  ['category', ({ category }) => category],
  ['state', ({ state }) => state],
  ['state because', ({ stateBecause = '' }) => stateBecause],
  ['waiver', ({ waiver }) => waiver?.status ?? ''],
  ['waiver owner', ({ waiver }) => waiver?.owner ?? ''],
  ['waiver until', ({ waiver }) => waiver?.until ?? ''],
  ['stacks', ({ subject }) => subject.stacks.join(' ')],
  ['subject', ({ subject }) => subject.name],
  ['sites', ({ subject }) => (subject.sites ?? []).join(' ')],
  ['workload', ({ subject }) => subject.workload ?? ''],
  ['resources', ({ resources }) => resources.map(resourceName).join(' ')],
  ['change', ({ change }) => change ?? ''],
  ['message', ({ message }) => message],
  ['declare', ({ evidence }) => declareLines(evidence).join('; ')],
];

/** A line for each error of the run, then one for each finding, then one for each thing that makes the counts say less. */
export const csv = (result: RunResult): string => csvOf(findingColumns, result.findings, aroundFindings(result));

/** Rows that are about no finding: what some of the columns say. */
interface OtherRows {
  readonly before: readonly OtherRow[];
  readonly after: readonly OtherRow[];
}

type OtherRow = Readonly<Record<string, string>>;

/** What else a table of findings says, so that one without findings is not taken for a pass. */
export const aroundFindings = (result: Pick<RunResult, 'errors' | 'factsFiles' | 'settings'>): OtherRows => ({
  before: result.errors.map(({ where, ruleId = '', message }) => ({
    rule: ruleId,
    outcome: 'failed',
    level: 'error',
    subject: where,
    message,
  })),
  after: declaredCaveats(result).map(({ kind, ruleId = '', text, place }) => ({
    rule: ruleId,
    outcome: kind,
    level: kind === 'facts' ? 'warning' : 'note',
    subject: place.path,
    message: `${text}.`,
  })),
});

/** A line with the names of the columns, and one for each row (RFC 4180, with line feeds). */
export function csvOf<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  { before, after }: OtherRows,
): string {
  const other = (row: OtherRow): readonly string[] => columns.map(([name]) => row[name] ?? '');
  const lines = [
    columns.map(([name]) => name),
    ...before.map(other),
    ...rows.map((row) => columns.map(([, cell]) => cell(row))),
    ...after.map(other),
  ];
  return lines.map((line) => `${line.map(quoted).join(',')}\n`).join('');
}

/** A spreadsheet takes a text that begins like a formula for one. */
function quoted(text: string): string {
  const plain = escapeLine(text);
  const harmless = /^[=+\-@]/u.test(plain) ? `'${plain}` : plain;
  return /[",]/u.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
