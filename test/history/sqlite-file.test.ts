import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { Database as Sqlite } from 'node-sqlite3-wasm';
import { HistoryError } from '../../lib/history/history-error';
import { openHistory } from '../../lib/history/open-history';
import { RunReader } from '../../lib/history/run-reader';
import { recordRuns } from '../../lib/history/record-runs';
import { runOf } from '../compliance/runs';
import { directoryWith, removeDirectories } from '../cli/fake-io';
import { runIn } from '../cli/run-in';

afterAll(removeDirectories);

const complaintOf = async (path: string, mustExist = false): Promise<unknown> => {
  try {
    await (await openHistory(path, '/', mustExist)).close();
    return undefined;
  } catch (error) {
    return error instanceof HistoryError ? [error.kind, error.message] : error;
  }
};

const everything = { environment: undefined, until: undefined };
const racks = { ...runOf('vsphere-vsan-racks-one-site', 'platform/racks'), time: '2026-11-01T08:00:00Z' };

const wan = runOf('equinix-fabric-l2-port-to-port', 'network/wan');

/** A process id that no process has: of one that has ended. */
const deadProcess = (): number => spawnSync(process.execPath, ['-e', '0']).pid;

describe('a file that is no history', () => {
  it.each([
    [
      'a text',
      (path: string) => writeFileSync(path, 'no database\n'.repeat(100)),
      'is not a history of Lightbound: file is not a database',
    ],
    [
      'a database of something else',
      (path: string) => {
        const other = new Sqlite(path);
        other.exec('CREATE TABLE run (x)');
        other.close();
      },
      'is a database of something else; name a file of its own for the history',
    ],
    [
      'a history of a later version',
      (path: string) => {
        const later = new Sqlite(path);
        later.exec(
          'CREATE TABLE lightbound_history (version INTEGER NOT NULL); INSERT INTO lightbound_history VALUES (999)',
        );
        later.close();
      },
      'was written by a later version of Lightbound; use that version, or another history',
    ],
  ])('such as %s is left as it is', async (_, make, complaint) => {
    const path = join(directoryWith({}), 'history.db');
    make(path);
    const before = readFileSync(path);
    expect(await complaintOf(path)).toEqual(['unreadable', `${path} ${complaint}`]);
    expect(readFileSync(path)).toEqual(before);
    expect(existsSync(`${path}.in-use`)).toBe(false);
  });

  it('is not made where only a report was asked for', async () => {
    const path = join(directoryWith({}), 'history.db');
    expect(await complaintOf(path, true)).toEqual([
      'unreadable',
      `${path} does not exist; name results, which are then recorded in it`,
    ]);
    expect(existsSync(path)).toBe(false);
  });

  it('is not made in a directory that is not there', async () => {
    const path = join(directoryWith({}), 'gone/history.db');
    expect(await complaintOf(path)).toEqual(['failed', expect.stringContaining('cannot be made: ENOENT')]);
  });
});

describe('a history that links lead to', () => {
  it('is in use under each of its names', async () => {
    const folder = realpathSync(directoryWith({}));
    mkdirSync(join(folder, 'elsewhere'));
    symlinkSync('elsewhere', join(folder, 'link'));
    symlinkSync('link/history.db', join(folder, 'other.db'));
    const history = await openHistory('other.db', folder, false);
    await recordRuns(history, [racks]);
    const [real] = readdirSync(join(folder, 'elsewhere')).filter((name) => name.endsWith('.in-use'));
    await history.close();
    expect(real).toBe('history.db.in-use');
    expect(await complaintOf(join(folder, 'elsewhere/history.db'), true)).toBeUndefined();
  });
});

describe('a damaged history', () => {
  const made = async (): Promise<string> => {
    const path = join(directoryWith({}), 'history.db');
    const database = await openHistory(path, '/', false);
    const runs = Array.from({ length: 20 }, (_, n) => ({ ...wan, time: `2026-11-${String(n + 1).padStart(2, '0')}` }));
    await recordRuns(database, runs);
    await database.close();
    return path;
  };

  const reportOn = (path: string, ...argv: readonly string[]) =>
    runIn(dirname(path), 'report', ...argv, '--history', 'history.db', '--format', 'json', '--today', '2026-11-30');

  it('is one line and exit code 3, wherever behind the header the noise is', async () => {
    const path = await made();
    const whole = readFileSync(path);
    const told = new Set<string>();
    for (let at = 100; at < whole.length; at += Math.ceil(whole.length / 40)) {
      const noisy = Buffer.from(whole);
      for (let n = at; n < Math.min(at + 1000, whole.length); n++) noisy[n] = (n * 167) % 251;
      writeFileSync(path, noisy);
      const { code, err } = await reportOn(path);
      // What nobody reads may be noise, and noise may look like a table without rows.
      if (code === 0 || code === 6) continue;
      expect([code, err]).toEqual([3, expect.stringMatching(/^lightbound: history\.db is [^\n]+\n$/u)]);
      told.add(err);
    }
    expect([...told].join('')).toMatch(/damaged: database disk image is malformed/u);
    expect([...told].join('')).toMatch(/damaged: a text in it has changed/u);
    expect(existsSync(`${path}.in-use`)).toBe(false);
  });

  it.each([
    ["UPDATE detail SET body = '{}'", 'a text in it has changed'],
    ["UPDATE finding SET body = replace(body, 'a', 'b')", 'a text in it has changed'],
    ["UPDATE run SET labels = '{'", 'labels in it have changed'],
    ["UPDATE run SET run_at = 'noon'", 'a time in it has changed'],
    ["UPDATE day SET day = 'later' WHERE day = '2026-11-01'", 'a day in it has changed'],
    ['DROP TABLE run_stack', 'no such table: run_stack'],
    ['UPDATE lightbound_history SET version = 0', 'table detail already exists'],
  ])('says so after %s', async (sql, what) => {
    const path = await made();
    const sqlite = new Sqlite(path);
    sqlite.exec(sql);
    sqlite.close();
    const { code, out, err } = await reportOn(path);
    expect([code, out, err]).toEqual([
      3,
      '',
      `lightbound: history.db is damaged: ${what}; take a copy from before, or record the results in another history\n`,
    ]);
  });
});

describe('the lock of a file', () => {
  const lock = (path: string, pid: number, host = hostname()): void => {
    writeFileSync(`${path}.in-use`, JSON.stringify({ pid, host, once: 'x' }));
  };

  it('of a dead process is cleared away, and so is what SQLite left', async () => {
    const path = join(directoryWith({}), 'history.db');
    lock(path, deadProcess());
    mkdirSync(`${path}.lock`);
    expect(await complaintOf(path)).toBeUndefined();
    expect([existsSync(`${path}.in-use`), existsSync(`${path}.lock`)]).toEqual([false, false]);
  });

  it('that nobody renewed for a minute is cleared away, whoever held it', async () => {
    const path = join(directoryWith({}), 'history.db');
    lock(path, process.pid, 'another-host');
    utimesSync(`${path}.in-use`, new Date(0), new Date(0));
    expect(await complaintOf(path)).toBeUndefined();
  });

  it('that was cut off as its process died is cleared away once it is old', async () => {
    const path = join(directoryWith({}), 'history.db');
    writeFileSync(`${path}.in-use`, '{"pid":');
    utimesSync(`${path}.in-use`, new Date(0), new Date(0));
    expect(await complaintOf(path)).toBeUndefined();
  });

  describe('that cannot be had', () => {
    afterEach(() => {
      jest.restoreAllMocks();
    });

    /** The clock goes on by 10 s whenever somebody looks, from a time before every lock that is made here. */
    const hurry = (): jest.SpyInstance => {
      let now = Date.now();
      return jest.spyOn(Date, 'now').mockImplementation(() => (now += 10_000));
    };

    it('because it cannot be read is waited for with pauses, a minute at most', async () => {
      const path = join(directoryWith({}), 'history.db');
      // Nobody, be it root, reads a directory as a file.
      mkdirSync(`${path}.in-use`);
      const later = new Date(Date.now() + 3_600_000);
      utimesSync(`${path}.in-use`, later, later);
      const clock = hurry();
      expect(await complaintOf(path)).toEqual([
        'failed',
        `${path} is in use by another user (${path}.in-use cannot be read); run the command again when it has ended`,
      ]);
      expect(clock.mock.calls.length).toBeLessThan(30);
    });

    it('because a living process has it is told with that process', async () => {
      const path = join(directoryWith({}), 'history.db');
      lock(path, process.pid, 'another-host');
      const later = new Date(Date.now() + 3_600_000);
      utimesSync(`${path}.in-use`, later, later);
      hurry();
      const who = `process ${process.pid} on another-host`;
      expect(await complaintOf(path)).toEqual([
        'failed',
        `${path} is in use by ${who}; run the command again when it has ended`,
      ]);
    });

    it.each(['null', '"x"', '{"pid":"x"}', '[]'])(
      'since its text is %s is waited for, and cleared away once it is old',
      async (text) => {
        const path = join(directoryWith({}), 'history.db');
        writeFileSync(`${path}.in-use`, text);
        utimesSync(`${path}.in-use`, new Date(0), new Date(0));
        expect(await complaintOf(path)).toBeUndefined();
      },
    );

    it('because what a dead process left cannot be taken away is told at once', async () => {
      const path = join(directoryWith({}), 'history.db');
      mkdirSync(`${path}.in-use`);
      utimesSync(`${path}.in-use`, new Date(0), new Date(0));
      expect(await complaintOf(path)).toEqual([
        'failed',
        `${path} cannot be used: ${path}.in-use, which a process that has ended left, cannot be removed: ERR_FS_EISDIR`,
      ]);
      expect(existsSync(`${path}.in-use.clearing`)).toBe(false);
    });

    it('because nobody can say that it is their turn to clear it away is told at once', async () => {
      // With the ending of the turn the name is longer than a file's may be, which is 255 bytes.
      const path = join(directoryWith({}), 'x'.repeat(245));
      lock(path, deadProcess());
      expect(await complaintOf(path)).toEqual([
        'failed',
        `${path} cannot be used: ${path}.in-use.clearing cannot be made: ENAMETOOLONG`,
      ]);
    });
  });

  it('of a living process is waited for', async () => {
    const path = join(directoryWith({}), 'history.db');
    const first = await openHistory(path, '/', false);
    let isOpen = false;
    const second = openHistory(path, '/', false).then((database) => {
      isOpen = true;
      return database;
    });
    await recordRuns(first, [racks]);
    expect(isOpen).toBe(false);
    await first.close();
    const opened = await second;
    expect(await new RunReader(opened).lastRuns(everything)).toHaveLength(1);
    await opened.close();
  });
});

describe('a process that is killed while it records', () => {
  /** Records runs of many stacks until it is killed; says so after each batch. */
  const recorder = (path: string) => `
    const { openHistory } = require('./lib/history/open-history');
    const { recordRuns } = require('./lib/history/record-runs');
    const run = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
    (async () => {
      const database = await openHistory(${JSON.stringify(path)}, '/', false);
      for (let n = 0; ; n++) {
        const runs = Array.from({ length: 20 }, (_, k) => ({
          ...run, time: new Date(Date.UTC(2026, 0, 1) + (n * 20 + k) * 1000).toISOString(),
          result: { ...run.result, stacks: ['s' + n + '-' + k] },
        }));
        await recordRuns(database, runs);
        process.stdout.write('.');
      }
    })();`;

  it.each([1, 2, 5])(
    'after %d batches loses nothing of them, and needs no repair by hand',
    async (batches) => {
      const path = join(directoryWith({}), 'history.db');
      const child = spawn(process.execPath, ['-r', 'ts-node/register/transpile-only', '-e', recorder(path)], {
        cwd: join(__dirname, '../..'),
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      child.stdin.end(JSON.stringify(racks));
      const told = await new Promise<number>((resolve) => {
        let dots = 0;
        child.stdout.on('data', (text: Buffer) => {
          dots += text.length;
          // Somewhere in the next batch.
          if (dots >= batches) setTimeout(() => child.kill('SIGKILL'), dots % 7);
        });
        child.on('close', () => resolve(dots));
      });
      const database = await openHistory(path, '/', true);
      const runs = await new RunReader(database).lastRuns(everything);
      expect(runs.length).toBeGreaterThanOrEqual(told * 20);
      expect(runs.length % 20).toBe(0);
      const [check] = await database.all('PRAGMA integrity_check');
      expect(check).toEqual({ integrity_check: 'ok' });
      await database.close();
    },
    60_000,
  );
});
