import { statSync } from 'node:fs';
import { join, normalize, relative, resolve } from 'node:path';
import type { RecordedRun } from '../compliance/recorded-run';
import { readBounded } from '../facts-file/read-bounded';
import { isSystemError, systemErrorText } from '../facts-file/system-error';
import type { RunError } from '../findings/run-result';
import type { Io } from './io';
import { listDirectory } from './list-directory';
import { slashed } from './named-from';
import { onDemand } from './on-demand';
import { readStdin } from './read-stdin';
import { UsageError } from './usage-error';

export interface GatheredRun {
  readonly run: RecordedRun;
  /** When its file was written; undefined for standard input. */
  readonly writtenAt: Date | undefined;
}

/** Results of checks, and what was in their place. */
export interface GatheredResults {
  /** In the order in which they were named, a directory's by name. */
  readonly runs: readonly GatheredRun[];
  /** A line for each input that is no result or cannot be read. */
  readonly errors: readonly RunError[];
  /** Files found in directories that are no results. */
  readonly others: readonly string[];
}

/** Of one result, in bytes: 100,000 findings come to 250 MB. */
const LARGEST = 1 << 28;

/**
 * Reads results: files, directories and `-`, each file once; one that is wrong costs only itself.
 * @param onRead is told the path of each, also of one that cannot be read; `-` for standard input
 */
export async function gatherResults(
  inputs: readonly string[],
  io: Io,
  onRead: (path: string) => void,
): Promise<GatheredResults> {
  const runs = new Map<string, GatheredRun>();
  const errors: RunError[] = [];
  const others: string[] = [];
  const { envelopeReader, holdsResult, recordedResult, resultReader } = onDemand.compliance();
  const readEnvelope = envelopeReader(resultReader(onDemand.resultSchema()), io.today);

  const complain = (path: string, message: string): void => {
    errors.push({ kind: 'input', where: slashed(path), message });
  };
  const fail = (path: string, error: unknown): void => {
    if (!isSystemError(error)) throw error;
    complain(path, `cannot be read: ${systemErrorText(error)}`);
  };
  const add = (identity: string, path: string, bytes: Buffer, isNamed: boolean, writtenAt?: Date): void => {
    const text = bytes.toString('utf8');
    const document = parsed(text);
    if (!isNamed && !holdsResult(document)) {
      const torn = document === undefined ? tornComplaint(text) : undefined;
      if (torn !== undefined) {
        onRead(path);
        complain(path, torn);
        return;
      }
      others.push(slashed(path));
      return;
    }
    onRead(path);
    const answer = readEnvelope(document);
    if ('complaint' in answer) {
      complain(path, answer.complaint);
      return;
    }
    // A file that is named twice has its last place.
    runs.delete(identity);
    const { envelope, result } = answer;
    const run = { source: slashed(path), ...envelope, result: recordedResult(result) };
    runs.set(identity, { run, writtenAt });
  };
  const addFile = (path: string, isNamed: boolean): void => {
    try {
      let identity = path;
      let writtenAt: Date | undefined;
      const bytes = readBounded(resolve(io.cwd, path), LARGEST, (found) => {
        if (!found.isFile()) return;
        identity = `${found.dev}:${found.ino}`;
        writtenAt = found.mtime;
      });
      add(identity, path, bytes, isNamed, writtenAt);
    } catch (error) {
      onRead(path);
      fail(path, error);
    }
  };
  const addDirectory = (path: string): void => {
    const absolute = resolve(io.cwd, path);
    const { files, unreadable } = listDirectory(absolute, ['.json']);
    for (const one of unreadable) fail(join(path, relative(absolute, one.path)), one.error);
    for (const file of files) addFile(join(path, relative(absolute, file)), false);
  };

  for (const input of inputs) {
    if (input === '') throw new UsageError('an input has an empty name; is a variable of the script unset?');
    const path = normalize(input);
    if (input === '-') await addStdin();
    else if (isDirectory(resolve(io.cwd, path))) addDirectory(path);
    else addFile(path, true);
  }
  return { runs: [...runs.values()], errors, others };

  async function addStdin(): Promise<void> {
    try {
      add('-', '-', await readStdin(io, LARGEST), true);
    } catch (error) {
      if (error instanceof UsageError) throw error;
      fail('-', error);
    }
  }
}

/** So much of a file shows whether it was to be a result. */
const HEAD = 4_096;

/** What a check that was stopped leaves behind: nothing, or the beginning of a result. */
function tornComplaint(text: string): string | undefined {
  if (text.trim() === '') return 'is empty: was its check stopped?';
  return /"name":\s*"lightbound"/u.test(text.slice(0, HEAD))
    ? 'is the beginning of a result and ends in the middle: was its check stopped?'
    : undefined;
}

/** The document; text that is no JSON is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What cannot be looked at is no directory; why, is told as it is read. */
function isDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
