import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
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
   * @throws HistoryError after a minute if a living process keeps it, and at once if the directory cannot be written
   */
  static async take(file: string, name: string): Promise<FileLock> {
    const path = `${file}.in-use`;
    const text = JSON.stringify({ pid: process.pid, host: hostname(), once: randomBytes(6).toString('hex') });
    const until = Date.now() + PATIENCE;
    while (!wasMade(path, text, name)) {
      const holder = holderOf(path);
      if (holder !== undefined && isDead(holder)) clear(path, holder, name);
      if (Date.now() > until) {
        const who = holder?.text === undefined ? `another user (${path} cannot be read)` : nameOf(holder);
        throw new HistoryError('failed', `${name} is in use by ${who}; run the command again when it has ended`);
      }
      await pause(POLL);
    }
    const lock = new FileLock(path, text);
    try {
      // What a dead process left of SQLite's own lock; no living one can have it.
      remove(`${file}.lock`, name, true);
      return lock;
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  release(): void {
    clearInterval(this.beat);
    try {
      if (textOf(this.path) === this.text) rmSync(this.path, { force: true });
    } catch {
      // Whoever comes next sees that this process has ended.
    }
  }
}

interface Holder {
  /** Undefined where another user may not read it. */
  readonly text: string | undefined;
  /** 0 where it is not known. */
  readonly pid: number;
  readonly host: string;
  /** When it last said that it is there. */
  readonly at: number;
}

const nameOf = ({ pid, host }: Holder): string => (pid === 0 ? 'another process' : `process ${pid} on ${host}`);

/**
 * Whether the file was made, and is not there for somebody else.
 * @throws HistoryError where it cannot be made
 */
function wasMade(path: string, text: string, name: string): boolean {
  let file: number | undefined;
  try {
    file = openSync(path, 'wx');
    writeFileSync(file, text);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (file !== undefined) rmSync(path, { force: true });
    throw new HistoryError('failed', `${name} cannot be used: ${path} cannot be made: ${code}`);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** @throws HistoryError where it stays */
function remove(path: string, name: string, recursive = false): void {
  try {
    rmSync(path, { recursive, force: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const left = `${path}, which a process that has ended left, cannot be removed: ${code}`;
    throw new HistoryError('failed', `${name} cannot be used: ${left}`);
  }
}

/** Undefined where the lock is gone. */
function holderOf(path: string): Holder | undefined {
  const at = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  if (at === undefined) return undefined;
  const text = textOf(path);
  const { pid = 0, host = '' } = membersOf(text);
  return { text, pid, host, at };
}

/** None of a text that was cut off when its process died. */
function membersOf(text = ''): { readonly pid?: number; readonly host?: string } {
  try {
    return (JSON.parse(text) as object | null) ?? {};
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
function clear(path: string, dead: Holder, name: string): void {
  const turn = `${path}.clearing`;
  if (!wasMade(turn, '', name)) {
    const since = statSync(turn, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
    if (Date.now() - since > DEAD) remove(turn, name);
    return;
  }
  try {
    const now = holderOf(path);
    if (now?.text === dead.text && now?.at === dead.at) remove(path, name);
  } finally {
    remove(turn, name);
  }
}

/** Undefined where it is gone or cannot be read. */
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
