import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import type { Io } from '../../lib/cli/io';

export interface FakeIo extends Io {
  readonly out: () => string;
  readonly err: () => string;
}

export interface FakeIoOptions {
  readonly cwd?: string;
  readonly env?: Io['env'];
  readonly stdin?: string;
  /** Which streams are a terminal. */
  readonly terminals?: readonly ('stdin' | 'stdout' | 'stderr')[];
  /** Makes standard output fail as a closed pipe or a full disk does. */
  readonly stdoutFails?: string;
}

/** The process as a run sees it, with what was written kept. */
export function fakeIo({ cwd = '/', env = {}, stdin = '', terminals = [], stdoutFails }: FakeIoOptions = {}): FakeIo {
  const out: string[] = [];
  const err: string[] = [];
  const terminal = (name: 'stdin' | 'stdout' | 'stderr') => ({ isTTY: terminals.includes(name), columns: 60 });
  return {
    stdin: Object.assign(Readable.from([Buffer.from(stdin)]), terminal('stdin')),
    stdout: Object.assign(sink(out, stdoutFails), terminal('stdout')),
    stderr: Object.assign(sink(err), terminal('stderr')),
    cwd,
    today: '2026-01-01',
    env,
    out: () => out.join(''),
    err: () => err.join(''),
  };
}

const sink = (texts: string[], code?: string): Writable =>
  new Writable({
    write(chunk: Buffer, _encoding, callback) {
      if (code !== undefined) {
        callback(Object.assign(new Error(code), { code, syscall: 'write', errno: code === 'ENOSPC' ? -28 : -32 }));
        return;
      }
      texts.push(chunk.toString());
      callback();
    },
  });

/** A directory with the files given, gone after the test. */
export function directoryWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'lightbound-')));
  made.push(directory);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), content);
  }
  return directory;
}

const made: string[] = [];

export function removeDirectories(): void {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true });
}

/** Runs with a member that every object inherits, as after a prototype was polluted. */
export async function inherited<Result>(
  name: string,
  value: unknown,
  run: () => Result | Promise<Result>,
): Promise<Result> {
  Object.defineProperty(Object.prototype, name, { value, configurable: true });
  try {
    return await run();
  } finally {
    Reflect.deleteProperty(Object.prototype, name);
  }
}
