import type { RunError } from '../findings/run-result';
import { escapeLine } from '../reports/escape';
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

export async function complainOfEmpty(directories: readonly string[], io: Io): Promise<void> {
  for (const directory of directories) {
    await complain(io, `${directory}: nothing to check; looked for ${onDemand.readDocument().lookedFor}`);
  }
}

export const complainOfNoInput = (io: Io): Promise<void> =>
  complain(io, 'no input: name files or directories, or - for standard input');
