import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isSystemError, systemErrorText } from '../facts-file/system-error';
import { write, type Io, type Output } from './io';
import { UsageError } from './usage-error';

/** The stream that an `--output` means; none stands for a file. */
export const outputStream = (output: string | undefined, io: Io): Output | undefined =>
  output === undefined || output === '-' ? io.stdout : undefined;

/** Writes to the file named, or to standard output where none is or `-`. */
export async function writeOutput(text: string, output: string | undefined, io: Io): Promise<void> {
  const stream = outputStream(output, io);
  try {
    if (stream !== undefined || output === undefined) await write(io.stdout, text);
    else writeFileSync(resolve(io.cwd, output), text);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const where = stream === undefined ? output : 'standard output';
    throw new UsageError(`${where} cannot be written: ${systemErrorText(error)}`);
  }
}
