import type { RunError } from '../findings/run-result';
import { escapeLine } from '../reports/escape';
import type { Gathered } from './gather-documents';
import { write, type Io } from './io';
import { onDemand } from './on-demand';

/** One line on standard error, whatever the text holds. */
export const complain = (io: Io, text: string): Promise<void> => write(io.stderr, `lightbound: ${escapeLine(text)}\n`);

export async function complainOfErrors(errors: readonly RunError[], io: Io): Promise<void> {
  for (const { where, ruleId, message } of errors) {
    const parts = [where, ruleId === undefined ? '' : `rule ${ruleId}`, message];
    await complain(io, parts.filter((part) => part !== '').join(': '));
  }
}

/** What was found in the directories that were named, besides inputs. */
export async function complainOfDirectories(
  { empty, others }: Pick<Gathered, 'empty' | 'others'>,
  io: Io,
): Promise<void> {
  for (const { path, holdsSource } of empty) {
    const instead = holdsSource
      ? 'it holds Terraform source, which is not read; run `terraform plan -out p && terraform show -json p > plan.json`'
      : `looked for ${onDemand.readDocument().lookedFor}`;
    await complain(io, `${path}: nothing to check; ${instead}`);
  }
  await complainOfOthers(others, io);
}

/** One line for all files in directories that are none of ours. */
async function complainOfOthers(files: readonly string[], io: Io): Promise<void> {
  if (files.length === 0) return;
  const shown = files.length > NAMED + 1 ? files.slice(0, NAMED) : files;
  const rest = files.length - shown.length;
  const names = [...shown, ...(rest === 0 ? [] : [`${rest} more`])].join(', ');
  await complain(io, `${files.length === 1 ? '1 file is' : `${files.length} files are`} no input: ${names}`);
}

const NAMED = 8;

export const complainOfNoInput = (io: Io): Promise<void> =>
  complain(io, 'no input: name files or directories, or - for standard input');
