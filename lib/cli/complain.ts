import type { RunError } from '../findings/run-result';
import { escapeLine } from '../reports/escape';
import type { Gathered } from './gather-documents';
import { write, type Io } from './io';
import { onDemand } from './on-demand';

/** One line on standard error, whatever the text holds. That the line cannot be written can be told to nobody. */
export const complain = (io: Io, text: string): Promise<void> =>
  write(io.stderr, `lightbound: ${escapeLine(text)}\n`).catch(() => undefined);

export async function complainOfErrors(errors: readonly RunError[], io: Io): Promise<void> {
  for (const { where, ruleId, message } of errors) {
    const parts = [where, ruleId === undefined ? '' : `rule ${ruleId}`, message];
    await complain(io, parts.filter((part) => part !== '').join(': '));
  }
}

/** What was found in the directories that were named, besides inputs. */
export async function complainOfDirectories(
  { empty, others, outside, leftOut }: Pick<Gathered, 'empty' | 'others' | 'outside' | 'leftOut'>,
  io: Io,
  verbose = false,
): Promise<void> {
  for (const { path, holdsSource } of empty) {
    const instead = holdsSource
      ? 'it holds Terraform source, which is not read; run `terraform plan -out p && terraform show -json p > plan.json`'
      : `looked for ${onDemand.readDocument().lookedFor}`;
    await complain(io, `${path}: nothing to check; ${instead}`);
  }
  await complainOfOthers(others, 'input', io);
  if (verbose && leftOut.length > 0) {
    await complain(io, `${count(leftOut, 'directory was', 'directories were')} left out: ${namesOf(leftOut)}`);
  }
  if (outside.length > 0) {
    const what = count(outside, 'link leads', 'links lead');
    await complain(io, `${what} out of the directory, not followed (what is named is): ${namesOf(outside)}`);
  }
}

/** Files found in directories that are not what was looked for. */
export async function complainOfOthers(others: readonly string[], what: 'input' | 'result', io: Io): Promise<void> {
  if (others.length > 0) await complain(io, `${count(others, 'file is', 'files are')} no ${what}: ${namesOf(others)}`);
}

const count = ({ length }: readonly string[], one: string, many: string): string =>
  `${length} ${length === 1 ? one : many}`;

function namesOf(files: readonly string[]): string {
  const shown = files.length > NAMED + 1 ? files.slice(0, NAMED) : files;
  const rest = files.length - shown.length;
  return [...shown, ...(rest === 0 ? [] : [`${rest} more`])].join(', ');
}

const NAMED = 8;

export const complainOfNoInput = (io: Io): Promise<void> =>
  complain(io, 'no input: name files or directories, or - for standard input');
