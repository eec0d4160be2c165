import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { HistoryError } from './history-error';

/** A process that is there says so every 5 s; one that has not for a minute is dead, wherever it ran. */
const [BEAT, DEAD] = [5_000, 60_000];
/** As long is waited for a living one. */
const PATIENCE = 60_000;
const POLL = 50;

/** That one process has a file: a file beside it, which names the process. */
export class FileLock {
  private readonly beat: NodeJS.Timeout;

  private constructor(
    private readonly path: string,
    private readonly text: string,
  ) {
    this.beat = setInterval(() => {
      touch(path);
    }, BEAT);
    this.beat.unref();
  }

  /**
   * Waits for a living process, and clears away after a dead one.
   * @param name of the file, for people
   * @throws HistoryError if a living process keeps it, or the directory cannot be written
   */
  static async take(file: string, name: string): Promise<FileLock> {
    const path = `${file}.in-use`;
    const text = JSON.stringify({ pid: process.pid, host: hostname(), once: randomBytes(6).toString('hex') });
    const until = Date.now() + PATIENCE;
    for (;;) {
      try {
        writeFileSync(path, text, { flag: 'wx' });
        break;
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code !== 'EEXIST')
          throw new HistoryError('failed', `${name} cannot be used: ${path} cannot be made: ${code}`);
      }
      const holder = holderOf(path);
      if (holder === undefined) continue;
      if (isDead(holder)) clear(path, holder.text);
      if (Date.now() > until) {
        const who = `process ${holder.pid} on ${holder.host}`;
        throw new HistoryError('failed', `${name} is in use by ${who}; run the command again when it has ended`);
      }
      await pause(POLL);
    }
    // What a dead process left of SQLite's own lock; no living one can have it.
    rmSync(`${file}.lock`, { recursive: true, force: true });
    return new FileLock(path, text);
  }

  release(): void {
    clearInterval(this.beat);
    if (textOf(this.path) === this.text) rmSync(this.path, { force: true });
  }
}

interface Holder {
  readonly text: string;
  readonly pid: number;
  readonly host: string;
  /** When it last said that it is there. */
  readonly at: number;
}

/** Undefined where the lock is gone. */
function holderOf(path: string): Holder | undefined {
  const at = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  const text = textOf(path);
  if (at === undefined || text === undefined) return undefined;
  const { pid = 0, host = '' } = membersOf(text);
  return { text, pid, host, at };
}

/** None of a text that was cut off when its process died. */
function membersOf(text: string): { readonly pid?: number; readonly host?: string } {
  try {
    return JSON.parse(text) as object;
  } catch {
    return {};
  }
}

function isDead({ pid, host, at }: Holder): boolean {
  if (Date.now() - at > DEAD) return true;
  if (host !== hostname() || pid === 0) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** Takes a dead process's lock away. One at a time, so that nobody takes away what somebody else has taken since. */
function clear(path: string, text: string): void {
  const turn = `${path}.clearing`;
  try {
    writeFileSync(turn, '', { flag: 'wx' });
  } catch {
    const since = statSync(turn, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
    if (Date.now() - since > DEAD) rmSync(turn, { force: true });
    return;
  }
  try {
    if (textOf(path) === text) rmSync(path, { force: true });
  } finally {
    rmSync(turn, { force: true });
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function touch(path: string): void {
  try {
    const now = new Date();
    utimesSync(path, now, now);
  } catch {
    // Gone with its directory; the next write says so.
  }
}
