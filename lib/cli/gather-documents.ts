import { readdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, normalize, relative, resolve } from 'node:path';
import { readBounded } from '../facts-file/read-bounded';
import { isSystemError, systemErrorText } from '../facts-file/system-error';
import type { RunError } from '../findings/run-result';
import type { Document } from '../resources/document';
import type { Io } from './io';
import { listDirectory } from './list-directory';
import { namedFrom, slashed } from './named-from';
import { onDemand } from './on-demand';
import type { Progress } from './progress';
import { readStdin } from './read-stdin';
import { isInShard, type Shard } from './shard';
import { UsageError } from './usage-error';

export interface EmptyDirectory {
  readonly path: string;
  /** Whether it holds HCL, which is not read. */
  readonly holdsSource: boolean;
}

export interface Gathered {
  readonly documents: readonly Document[];
  readonly errors: readonly RunError[];
  /** Directories that were named and hold nothing to check. */
  readonly empty: readonly EmptyDirectory[];
  /** Files found in directories that are none of ours. */
  readonly others: readonly string[];
  /** Links found in directories that lead out of these, and were not followed. */
  readonly outside: readonly string[];
  /** Directories in these that were not looked into. */
  readonly leftOut: readonly string[];
  /** Files that belong to another shard. */
  readonly elsewhere: number;
}

/** Of Terraform and OpenTofu, in either syntax. */
const SOURCE = /\.(?:tf|tofu)(?:\.json)?$/u;

/** Of one document, in bytes. */
export const LARGEST_DOCUMENT = 1 << 30;

interface GatherOptions {
  readonly shard?: Shard | undefined;
  /** Is told the path of each input, also of one that cannot be read or is another shard's; `-` for standard input. */
  readonly onRead?: (path: string) => void;
}

/** Reads what the command line names: files, directories and `-`, each file once. */
export async function gatherDocuments(
  inputs: readonly string[],
  io: Io,
  progress: Progress,
  { shard, onRead = () => undefined }: GatherOptions = {},
): Promise<Gathered> {
  const gathering = new Gathering(io, progress, shard, onRead);
  for (const input of inputs) await gathering.add(input);
  const { documents, errors, empty, others, outside, leftOut, elsewhere } = gathering;
  return { documents: [...documents.values()], errors, empty, others, outside, leftOut, elsewhere };
}

class Gathering {
  /** By real path, so that a file which two inputs lead to is read once. */
  readonly documents = new Map<string, Document>();
  readonly errors: RunError[] = [];
  readonly empty: EmptyDirectory[] = [];
  readonly others: string[] = [];
  readonly leftOut: string[] = [];
  readonly outside: string[] = [];
  elsewhere = 0;

  constructor(
    private readonly io: Io,
    private readonly progress: Progress,
    private readonly shard: Shard | undefined,
    private readonly onRead: (path: string) => void,
  ) {}

  async add(input: string): Promise<void> {
    if (input === '-') return this.#addStdin();
    if (input === '') throw new UsageError('an input has an empty name; is a variable of the script unset?');
    const path = normalize(input);
    try {
      if (statSync(this.#absolute(path)).isDirectory()) this.#addDirectory(path);
      else this.#addFile(path, () => true);
    } catch (error) {
      this.#fail(path, error);
    }
  }

  #addDirectory(directory: string): void {
    const root = this.#absolute(directory);
    const { candidateFiles, isOurs } = onDemand.readDocument();
    // A name such as `cdk.tf.json` is found by its ending too.
    const endings = candidateFiles.flatMap((glob) => (glob.startsWith('*') ? [glob.slice(1)] : []));
    const { files, stacks, outside, leftOut, unreadable, unfinished } = listDirectory(root, endings);
    const named = (path: string): string => join(directory, relative(root, path));
    for (const { path, error } of unreadable) this.#fail(named(path), error);
    for (const path of unfinished) {
      const message = 'holds stacks and no manifest.json: the synthesis failed or has not ended; synthesise again';
      this.errors.push({ kind: 'input', where: slashed(named(path)), message });
    }
    this.outside.push(...outside.map((path) => slashed(named(path))));
    this.leftOut.push(...leftOut.map((path) => slashed(named(path))));
    const taken = [
      ...stacks.filter((file) => this.#addFile(named(file), () => true)),
      ...files.filter((file) => {
        const isInput = this.#addFile(named(file), isOurs);
        if (!isInput) this.others.push(slashed(named(file)));
        return isInput;
      }),
    ];
    if (taken.length + unreadable.length === 0) {
      this.empty.push({
        path: slashed(directory),
        holdsSource: readdirSync(root).some((name) => SOURCE.test(name)),
      });
    }
  }

  /** Whether the file is an input, be it one that cannot be read. */
  #addFile(path: string, isInput: (document: Document) => boolean): boolean {
    const absolute = this.#absolute(path);
    if (this.shard !== undefined && !isInShard(this.#folderOf(absolute), this.shard)) {
      this.elsewhere += 1;
      this.onRead(absolute);
      return true;
    }
    try {
      const identity = realPath(absolute);
      if (this.documents.has(identity)) return true;
      let stack = '';
      const bytes = readBounded(absolute, LARGEST_DOCUMENT, (found) => {
        this.progress.reading(slashed(path), found.size);
        if (found.isFile()) stack = this.#folderOf(absolute);
      });
      const document = { path: slashed(path), bytes, stack };
      if (!isInput(document)) return false;
      this.onRead(absolute);
      this.documents.set(identity, document);
    } catch (error) {
      this.onRead(absolute);
      this.#fail(path, error);
    }
    return true;
  }

  async #addStdin(): Promise<void> {
    if (this.documents.has('-')) return;
    this.onRead('-');
    try {
      const bytes = await readStdin(this.io, LARGEST_DOCUMENT, (read) => {
        this.progress.reading('standard input', read);
      });
      this.documents.set('-', { path: '-', bytes, stack: '' });
    } catch (error) {
      if (error instanceof UsageError) throw error;
      this.#fail('-', error);
    }
  }

  /** Relative to the working directory: a plan and the state beside it are of one stack, however they are named. */
  #folderOf(absolute: string): string {
    return namedFrom(this.io.cwd, dirname(absolute));
  }

  #absolute(path: string): string {
    return resolve(this.io.cwd, path);
  }

  #fail(path: string, error: unknown): void {
    if (!isSystemError(error)) throw error;
    this.errors.push({ kind: 'input', where: slashed(path), message: `cannot be read: ${whyNot(path, error)}` });
  }
}

/** A pipe such as `<(terraform show -json p)` has no real path; it is known by the name that was given. */
function realPath(absolute: string): string {
  try {
    return realpathSync(absolute);
  } catch {
    return absolute;
  }
}

/** The system is asked for a name in UTF-8, in which other bytes have become replacement characters. */
const whyNot = (path: string, error: Error): string =>
  path.includes('\uFFFD') ? 'its name is not valid UTF-8 text; rename it' : systemErrorText(error);
