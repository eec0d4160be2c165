import { declareLines } from '../findings/declare-lines';
import type { Finding } from '../findings/finding';
import type { RunResult } from '../findings/run-result';
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

/** A line for each finding; what went wrong with the run is not among them. */
export const csv = ({ findings }: RunResult): string => csvOf(findingColumns, findings);

/** A line with the names of the columns, and one for each row (RFC 4180, with line feeds). */
export function csvOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = [columns.map(([name]) => name), ...rows.map((row) => columns.map(([, cell]) => cell(row)))];
  return lines.map((line) => `${line.map(quoted).join(',')}\n`).join('');
}

/** A spreadsheet takes a text that begins like a formula for one. */
function quoted(text: string): string {
  const plain = escapeLine(text);
  const harmless = /^[=+\-@]/u.test(plain) ? `'${plain}` : plain;
  return /[",]/u.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
