import { fstatSync, statSync, type Stats } from 'node:fs';
import { resolve } from 'node:path';
import { realPath } from './real-path';

/** Other names of standard output. */
const STDOUT = /^\/(?:dev\/(?:stdout|fd\/1)|proc\/self\/fd\/1)$/u;

/** The files of one run: no output goes over an input, and no two outputs to one place, by whatever names. `-` is standard output. */
export class FilesOfRun {
  readonly #inputs = new Set<string>();
  readonly #outputs = new Map<string, Output>();

  /**
   * @param cwd where relative paths start
   * @param descriptors of standard input and output, which may be files too
   */
  constructor(
    private readonly cwd: string,
    private readonly descriptors: { readonly stdin?: number | undefined; readonly stdout?: number | undefined } = {},
  ) {}

  /** Notes an input, be it one that cannot be read; `-` is standard input. What is no regular file has nothing to lose. */
  readonly reads = (path: string): void => {
    const one = path === '-' ? identityAt(this.descriptors.stdin) : this.#identityOf(path);
    if (one !== undefined) this.#inputs.add(one);
  };

  /**
   * Notes an output before anything is written.
   * @param what is written there, for people
   * @param instead what to do where something else goes there
   * @returns one line on what else goes there, or nothing
   */
  writes(output: string, what: string, instead: string): string | undefined {
    const keys = this.#keysOf(output);
    const [other] = keys.flatMap((key) => this.#outputs.get(key) ?? []);
    if (other !== undefined) {
      return `${other.what} and ${what} would both go to ${nameOf(output)}; ${instead}`;
    }
    for (const key of keys) this.#outputs.set(key, { output, what });
    return undefined;
  }

  /** One line on the first output that is an input, or nothing. */
  complaint(): string | undefined {
    for (const { output } of this.#outputs.values()) {
      const one = this.#identityOf(output);
      if (one !== undefined && this.#inputs.has(one)) {
        return `${nameOf(output)} is an input; write to another file`;
      }
    }
    return undefined;
  }

  /** Whether two names are those of one place. */
  isSame(a: string, b: string): boolean {
    const keys = this.#keysOf(a);
    return this.#keysOf(b).some((key) => keys.includes(key));
  }

  /** What is not there yet is known by its path alone, and a file has several of them. */
  #keysOf(output: string): readonly string[] {
    const one = this.#identityOf(output);
    return [isStdout(output) ? '-' : realPath(resolve(this.cwd, output)), ...(one === undefined ? [] : [one])];
  }

  #identityOf(output: string): string | undefined {
    return isStdout(output) ? identityAt(this.descriptors.stdout) : identity(statOf(resolve(this.cwd, output)));
  }
}

const isStdout = (output: string): boolean => output === '-' || STDOUT.test(output);

const nameOf = (output: string): string => (output === '-' ? 'standard output' : output);

interface Output {
  readonly output: string;
  readonly what: string;
}

const identityAt = (descriptor: number | undefined): string | undefined =>
  descriptor === undefined ? undefined : identity(fstatSync(descriptor));

/** The same for all names and links of one file. */
const identity = (found: Stats | undefined): string | undefined =>
  found?.isFile() === true ? `${found.dev}:${found.ino}` : undefined;

/** Nothing of what is not there, or not for this user to see. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
