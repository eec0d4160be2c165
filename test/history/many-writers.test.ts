import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Client } from 'pg';
import { dayCounts } from '../../lib/history/days';
import { HistoryError } from '../../lib/history/history-error';
import { RunReader } from '../../lib/history/run-reader';
import { openHistory } from '../../lib/history/open-history';
import { recordRuns } from '../../lib/history/record-runs';
import { runOf } from '../compliance/runs';
import { describeHistories, postgres, withHistory } from './histories';

const everything = { environment: undefined, until: undefined };
const model = runOf('ovh-private-network-regions', 'payments/ovh');
const [STACKS, DAYS] = [6, 10];

/** Every day of every stack, in an order of its own; each process records all of them, or a part. */
const recorder = (where: string, seed: number, part: readonly [number, number]) => `
  const { openHistory } = require('./lib/history/open-history');
  const { recordRuns } = require('./lib/history/record-runs');
  const run = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
  const all = [];
  for (let day = 0; day < ${DAYS}; day++) for (let stack = 0; stack < ${STACKS}; stack++) {
    const name = 'team/' + stack;
    const findings = run.result.findings.map((one) => ({ ...one, subject: { ...one.subject, stacks: [name] } }));
    all.push({
      ...run, time: new Date(Date.UTC(2026, 9, 1 + day, stack)).toISOString(),
      result: { ...run.result, stacks: [name], inputs: [], findings: day % 3 === 0 ? [] : findings },
    });
  }
  const own = all.filter((_, n) => n % ${part[1]} === ${part[0]});
  own.sort((a, b) => Math.sin(${seed} * Date.parse(a.time)) - Math.sin(${seed} * Date.parse(b.time)));
  (async () => {
    const database = await openHistory(${JSON.stringify(where)}, '/', false);
    for (let n = 0; n < own.length; n += 4) await recordRuns(database, own.slice(n, n + 4));
    await database.close();
  })();`;

function start(where: string, seed: number, part: readonly [number, number]): Promise<number | null> {
  const child = spawn(process.execPath, ['-r', 'ts-node/register/transpile-only', '-e', recorder(where, seed, part)], {
    cwd: join(__dirname, '../..'),
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  child.stdin.end(JSON.stringify(model));
  return new Promise((resolve) => child.on('close', resolve));
}

describeHistories('eight processes that record at once', (engine) => {
  it.each([
    ['each a part', (n: number) => [n, 8] as const],
    ['each the same', () => [0, 1] as const],
  ])(
    '%s, lose nothing and double nothing',
    async (_, partOf) => {
      // They make the tables as well.
      const { where, remove } = await engine.make();
      try {
        const codes = await Promise.all(Array.from({ length: 8 }, (__, n) => start(where, n + 1, partOf(n))));
        expect(codes).toEqual(Array.from({ length: 8 }, () => 0));
        const database = await openHistory(where, '/', true);
        const [counts] = await database.all(
          'SELECT (SELECT COUNT(*) FROM run) AS runs, (SELECT COUNT(*) FROM stack) AS stacks, (SELECT COUNT(*) FROM detail) AS details',
        );
        expect([counts?.['runs'], counts?.['stacks'], counts?.['details']].map(Number)).toEqual([
          STACKS * DAYS,
          STACKS,
          STACKS,
        ]);
        const found = model.result.findings.length;
        const days = await dayCounts(database, undefined);
        expect(days.map(({ stacks }) => stacks)).toEqual(Array.from({ length: DAYS }, () => STACKS));
        expect(days.map(({ errors }) => errors)).toEqual(
          Array.from({ length: DAYS }, (__, day) => (day % 3 === 0 ? 0 : STACKS * found)),
        );
        expect(await new RunReader(database).lastRuns(everything)).toHaveLength(STACKS);
        await database.close();
      } finally {
        await remove();
      }
    },
    120_000,
  );
});

describeHistories(
  'a database that fails',
  (engine) => {
    const complaintOf = async (work: Promise<unknown>): Promise<unknown> => {
      try {
        return await work;
      } catch (error) {
        return error instanceof HistoryError ? [error.kind, error.message] : error;
      }
    };

    it('in the middle says so, keeps what was recorded, and takes the rest when it is back', () =>
      withHistory(engine, async (database, where) => {
        const at = (day: number) => ({ ...model, time: `2026-10-${String(day).padStart(2, '0')}T00:00:00Z` });
        await recordRuns(database, [at(1)]);
        const runs = Array.from({ length: 25 }, (_, n) => at(n + 1));
        const cut = (function* () {
          yield* runs;
          // All connections end while the batch is under way.
          void endConnections(where);
        })();
        const answer = await complaintOf(
          (async () => {
            for (;;) await recordRuns(database, cut);
          })(),
        );
        expect(answer).toEqual([
          'failed',
          expect.stringMatching(/^postgres:\/\/[^@]+ cannot be used: .+; nothing was recorded by halves$/u),
        ]);
        const again = await openHistory(where, '/', true);
        await recordRuns(again, runs);
        const days = await dayCounts(again, undefined);
        expect(days).toHaveLength(25);
        expect(days.every(({ stacks }) => stacks === 1)).toBe(true);
        await again.close();
      }));

    it('to connect says which, and no password', async () => {
      const answer = await complaintOf(openHistory('postgres://someone:secret@127.0.0.1:1/fleet', '/', false));
      expect(answer).toEqual([
        'failed',
        'postgres://127.0.0.1:1/fleet cannot be used: connect ECONNREFUSED 127.0.0.1:1; nothing was recorded by halves',
      ]);
    });

    it('for want of a history says so where only a report was asked for', async () => {
      const { where, remove } = await engine.make();
      expect(await complaintOf(openHistory(where, '/', true))).toEqual([
        'unreadable',
        expect.stringMatching(/ holds no history yet; name results, which are then recorded in it$/u),
      ]);
      await remove();
    });
  },
  [postgres],
);

async function endConnections(where: string): Promise<void> {
  const client = new Client({ connectionString: where });
  await client.connect();
  await client.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
  await client.end();
}
