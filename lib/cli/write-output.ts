import { appendFileSync, lstatSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { isStorageError, isSystemError, systemErrorText } from '../facts-file/system-error';
import { replaceFile } from '../whole-file/replace-file';
import { write, type Io, type Output } from './io';
import { StorageError } from './storage-error';
import { UsageError } from './usage-error';

/** The stream that an `--output` means; none stands for a file. */
export const outputStream = (output: string | undefined, io: Io): Output | undefined =>
  output === undefined || output === '-' ? io.stdout : undefined;

/**
 * Writes a text, or its pieces, to the file named, or to standard output where none is or `-`. A file is there as a whole or not at all.
 * @throws UsageError where there is no way to write it, StorageError where the disk is full or fails
 */
export async function writeOutput(text: string | Iterable<string>, output: string | undefined, io: Io): Promise<void> {
  const stream = outputStream(output, io);
  try {
    if (stream !== undefined || output === undefined) for (const piece of piecesOf(text)) await write(io.stdout, piece);
    else writeWhole(text, output, resolve(io.cwd, output));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const where = stream === undefined ? output : 'standard output';
    const complaint = `${where} cannot be written: ${systemErrorText(error)}`;
    throw isStorageError(error) ? new StorageError(complaint) : new UsageError(complaint);
  }
}

function writeWhole(text: string | Iterable<string>, output: string, path: string): void {
  const link = lstatSync(path, { throwIfNoEntry: false });
  const there = statSync(path, { throwIfNoEntry: false });
  if (there !== undefined && !there.isFile() && !there.isDirectory()) {
    // A pipe or a device such as /dev/stdout takes what it is given.
    for (const piece of piecesOf(text)) appendFileSync(path, piece);
    return;
  }
  if (link?.isSymbolicLink() === true)
    throw new UsageError(`${output} is a link; name the file that it leads to, or - for standard output`);
  replaceFile(path, piecesOf(text));
}

/** A string would be taken apart into its characters. */
const piecesOf = (text: string | Iterable<string>): Iterable<string> => (typeof text === 'string' ? [text] : text);
