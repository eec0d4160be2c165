import type { Finding } from '../findings/finding';
import type { RunResult } from '../findings/run-result';
import { escapeLine } from './escape';
import { resourceName } from '../findings/resource-name';

type Column = readonly [name: string, cell: (finding: Finding) => string];

const columns: readonly Column[] = [
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
  ['declare', ({ evidence }) => (evidence.toDecide ?? []).join('; ')],
];

/** A line for each finding (RFC 4180, with line feeds); what went wrong with the run is not among them. */
export function csv({ findings }: RunResult): string {
  const rows = [columns.map(([name]) => name), ...findings.map((finding) => columns.map(([, cell]) => cell(finding)))];
  return rows.map((row) => `${row.map(quoted).join(',')}\n`).join('');
}

/** A spreadsheet takes a text that begins like a formula for one. */
function quoted(text: string): string {
  const plain = escapeLine(text);
  const harmless = /^[=+\-@]/u.test(plain) ? `'${plain}` : plain;
  return /[",]/u.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
