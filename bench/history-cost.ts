import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { recordedResult, type RecordedRun } from '../lib/compliance/recorded-run';
import type { Database } from '../lib/history/database';
import { insertRows } from '../lib/history/many-rows';
import { openHistory } from '../lib/history/open-history';
import { recordRuns } from '../lib/history/record-runs';
import { runDraft } from '../lib/history/run-draft';
import { resultOf, sharedFacts } from '../test/compliance/runs';
import { cli, node } from './commands';
import { peakMemory, wallTime, type Command } from './measure';
import { mebibytes, table } from './table';

/** A fleet over years, at full scale: 2,000 stacks checked on 500 days, each time with 5 findings, which change every 100 days. */
const [STACKS, DAYS, FINDINGS, LASTING] = [2_000, 500, 5, 100];
/** Runs that are recorded to see how fast that is. */
const RECORDED = 2_000;

const count = (n: number): string => n.toLocaleString('en');

/** A report over a history of a million runs, and how fast runs are recorded into it. */
export async function historyCosts(scale: number, server: string | undefined): Promise<string> {
  const rows = [await costsOf('SQLite', scale, inFile)];
  if (server !== undefined) rows.push(await costsOf('PostgreSQL', scale, onServer(server)));
  const head = [
    'History',
    'runs',
    'findings',
    'size',
    'recorded',
    'report, html',
    'peak memory',
    'report, json',
    'peak memory',
  ];
  const note = server === undefined ? '\n\nPostgreSQL was not measured: LIGHTBOUND_TEST_POSTGRES names no server.' : '';
  return `${table(head, rows)}${note}`;
}

interface Place {
  readonly where: string;
  readonly size: () => Promise<number>;
  readonly remove: () => Promise<void>;
}

async function costsOf(name: string, scale: number, make: () => Promise<Place>): Promise<readonly string[]> {
  const place = await make();
  try {
    const stacks = Math.ceil(STACKS * Math.sqrt(scale));
    const days = Math.ceil(DAYS * Math.sqrt(scale));
    const database = await openHistory(place.where, '/', false);
    await fill(database, stacks, days);
    const speed = await recordingSpeed(database, stacks, days);
    await database.close();
    const report = (format: string): Command => ({
      name: format,
      file: node,
      args: [cli, 'report', '--history', place.where, '--format', format],
    });
    return [
      name,
      count(stacks * days),
      count(stacks * days * FINDINGS),
      mebibytes((await place.size()) / 2 ** 20),
      `${count(Math.round(speed))} runs/s`,
      ...['html', 'json'].flatMap((format) => [
        `${(wallTime(report(format)) / 1e3).toFixed(1)} s`,
        mebibytes(peakMemory(report(format))),
      ]),
    ];
  } finally {
    await place.remove();
  }
}

const model = resultOf('vsphere-vsan-stretched-one-datacenter', 'erp/cluster', sharedFacts('far'));

function findingAt(n: number): (typeof model.findings)[number] {
  const finding = model.findings[n % model.findings.length];
  if (finding === undefined) throw new Error('the recorded plan has no finding');
  return finding;
}

/** A run of a stack on a day: a real result, with as many findings as each run has. */
function runOf(stack: number, day: number): RecordedRun {
  const name = `team${stack % 40}/stack-${stack}`;
  const findings = Array.from({ length: FINDINGS }, (_, n) => {
    const finding = findingAt(n);
    return {
      ...finding,
      fingerprint: `${finding.fingerprint}-${stack}-${n}`,
      message: `${finding.message} (as of ${Math.floor(day / LASTING)})`,
      subject: { ...finding.subject, stacks: [name] },
    };
  });
  const inputs = model.inputs.map((input) => ({ ...input, path: `${name}/plan.json`, stack: name }));
  return {
    source: `${name}.json`,
    time: dayOf(day),
    result: recordedResult({ ...model, stacks: [name], inputs, findings }),
  };
}

const FIRST = Date.UTC(2025, 0, 1);
const dayOf = (day: number): string => new Date(FIRST + day * 86_400_000).toISOString();

/** Texts one by one, and what points at them by the database itself: recording a million runs takes an hour. */
async function fill(database: Database, stacks: number, days: number): Promise<void> {
  await database.writing(async () => {
    const spans = Math.ceil(days / LASTING);
    for (let stack = 0; stack < stacks; stack++) {
      const drafts = Array.from({ length: spans }, (_, span) => runDraft(runOf(stack, span * LASTING)));
      await insertRows(
        database,
        'INSERT INTO finding (id, digest, fingerprint, rule_id, body)',
        drafts.flatMap(({ findings }, span) =>
          findings.map(({ digest, body, finding }, n) => [
            (stack * spans + span) * FINDINGS + n + 1,
            `${digest}${stack}`,
            finding.fingerprint,
            finding.ruleId,
            body,
          ]),
        ),
      );
      const [{ detail, stacks: own }] = drafts as [ReturnType<typeof runDraft>];
      await insertRows(database, 'INSERT INTO detail (id, digest, body)', [[stack + 1, detail.digest, detail.body]]);
      await insertRows(database, 'INSERT INTO stack (id, environment, name)', [[stack + 1, '', own[0]?.name ?? '']]);
    }
    await database.script('CREATE TABLE filled (n INTEGER NOT NULL, day TEXT NOT NULL)');
    await insertRows(
      database,
      'INSERT INTO filled (n, day)',
      Array.from({ length: days }, (_, day) => [day, dayOf(day).slice(0, 10)]),
    );
    await database.script(`
      INSERT INTO run (id, digest, run_at, source, environment, labels, detail_id)
        SELECT n * ${stacks} + stack.id, 'r' || (n * ${stacks} + stack.id), day || 'T00:00:00Z', name || '.json', '', '{}', stack.id
        FROM filled, stack ORDER BY n, stack.id;
      INSERT INTO run_stack (stack_id, at, run_id, state, errors, warnings, notes, undetermined, waived)
        SELECT stack.id, day || 'T00:00:00Z r' || (n * ${stacks} + stack.id), n * ${stacks} + stack.id, 'broken', ${FINDINGS}, 0, 0, 0, 0
        FROM filled, stack ORDER BY stack.id, n;
      INSERT INTO run_finding (run_id, finding_id)
        SELECT n * ${stacks} + stack.id, ((stack.id - 1) * ${spans} + n / ${LASTING}) * ${FINDINGS} + k.n1
        FROM filled, stack, (SELECT n + 1 AS n1 FROM filled WHERE n < ${FINDINGS}) AS k ORDER BY n, stack.id, k.n1;
      INSERT INTO day (environment, day, stacks, broken, likely, open, errors, warnings, notes, undetermined, waived)
        SELECT '', day, CASE n WHEN 0 THEN ${stacks} ELSE 0 END, CASE n WHEN 0 THEN ${stacks} ELSE 0 END, 0, 0,
          CASE n WHEN 0 THEN ${stacks * FINDINGS} ELSE 0 END, 0, 0, 0, 0 FROM filled;
      DROP TABLE filled;
    `);
  });
  if (database.name.startsWith('postgres')) {
    // A key that was given by hand is not counted on.
    for (const name of ['run', 'finding', 'detail', 'stack']) {
      await database.script(
        `SELECT setval(pg_get_serial_sequence('${name}', 'id'), (SELECT MAX(id) FROM ${name})); ANALYZE ${name}`,
      );
    }
  }
}

/** Runs a second in one process, each with findings of its own. */
async function recordingSpeed(database: Database, stacks: number, days: number): Promise<number> {
  const runs = Array.from({ length: RECORDED }, (_, n) =>
    runOf(n % stacks, days + LASTING * (1 + Math.floor(n / stacks))),
  );
  const started = performance.now();
  await recordRuns(database, runs);
  return RECORDED / ((performance.now() - started) / 1e3);
}

function inFile(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-lightbound-'));
  const where = join(folder, 'history.db');
  return Promise.resolve({
    where,
    size: () => Promise.resolve(statSync(where).size),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    },
  });
}

const onServer = (server: string) => async (): Promise<Place> => {
  const ask = async (sql: string, where = server): Promise<unknown> => {
    const client = new Client({ connectionString: where });
    await client.connect();
    try {
      return (await client.query<{ answer: unknown }>(sql)).rows[0]?.answer;
    } finally {
      await client.end();
    }
  };
  const name = `lightbound_bench_${process.pid}`;
  await ask(`CREATE DATABASE ${name}`);
  const where = new URL(server);
  where.pathname = `/${name}`;
  return {
    where: where.href,
    size: async () => Number(await ask(`SELECT pg_database_size('${name}') AS answer`)),
    remove: async () => {
      await ask(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
};
