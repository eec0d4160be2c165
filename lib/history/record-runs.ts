import type { RecordedRun } from '../compliance/recorded-run';
import type { Database, Row } from './database';
import { addToDays, change, noCounts, type DayChange } from './days';
import { insertRows, selectBy } from './many-rows';
import { runDraft, type RunDraft, type Stored } from './run-draft';

/** As many runs are recorded together, or none of them. */
const BATCH = 100;

/**
 * Records runs; one that is there already is left as it is.
 * @param runs each with a time
 * @returns how many were new
 */
export async function recordRuns(database: Database, runs: Iterable<RecordedRun>): Promise<number> {
  let recorded = 0;
  let batch = new Map<string, RunDraft>();
  const flush = async (): Promise<void> => {
    const drafts = [...batch.values()];
    batch = new Map();
    recorded += await database.writing(() => recordBatch(database, drafts));
  };
  for (const run of runs) {
    const draft = runDraft(run);
    batch.set(draft.digest, draft);
    if (batch.size === BATCH) await flush();
  }
  if (batch.size > 0) await flush();
  return recorded;
}

async function recordBatch(database: Database, drafts: readonly RunDraft[]): Promise<number> {
  const known = await idsOf(
    database,
    'run',
    drafts.map(({ digest }) => digest),
  );
  const fresh = drafts.filter(({ digest }) => !known.has(digest));
  if (fresh.length === 0) return 0;
  const details = await store(
    database,
    'detail',
    fresh.map(({ detail }) => detail),
    ({ digest, body }) => [digest, body],
  );
  const findings = await store(
    database,
    'finding',
    fresh.flatMap((draft) => draft.findings),
    ({ digest, finding, body }) => [digest, finding.fingerprint, finding.ruleId, body],
  );
  await insertRows(
    database,
    'INSERT INTO run (digest, run_at, source, commit_id, environment, labels, detail_id)',
    fresh.map(({ digest, time, source, commit = null, environment, labels, detail }) => [
      digest,
      time,
      source,
      commit,
      environment,
      labels,
      idIn(details, detail.digest),
    ]),
  );
  const runs = await idsOf(
    database,
    'run',
    fresh.map(({ digest }) => digest),
  );
  await insertRows(
    database,
    'INSERT INTO run_finding (run_id, finding_id)',
    fresh.flatMap((draft) => {
      const own = new Set(draft.findings.map(({ digest }) => idIn(findings, digest)));
      return [...own].map((finding) => [idIn(runs, draft.digest), finding]);
    }),
  );
  await recordStacks(database, fresh, runs);
  return fresh.length;
}

/** What each run says of its stacks, and by how much that changes the counts of its day and of the next run's. */
async function recordStacks(database: Database, drafts: readonly RunDraft[], runs: Ids): Promise<void> {
  const changes: DayChange[] = [];
  for (const { digest, time, environment, stacks } of drafts) {
    const at = `${time} ${digest}`;
    for (const counts of stacks) {
      const stack = await stackId(database, environment, counts.name);
      const [before] = await database.all(neighbour('<', 'DESC'), [stack, at]);
      const [behind] = await database.all(neighbour('>', 'ASC'), [stack, at]);
      const { state, errors, warnings, notes, undetermined, waived } = counts;
      await database.run(
        `INSERT INTO run_stack (stack_id, at, run_id, state, errors, warnings, notes, undetermined, waived)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        [stack, at, idIn(runs, digest), state, errors, warnings, notes, undetermined, waived],
      );
      const [was, is] = [before ?? noCounts, { ...counts }];
      changes.push(change(environment, time, was, is));
      if (behind !== undefined) changes.push(change(environment, String(behind['at']), is, was));
    }
  }
  await addToDays(database, changes);
}

const neighbour = (than: '<' | '>', order: 'ASC' | 'DESC'): string =>
  `SELECT at, state, errors, warnings, notes, undetermined, waived FROM run_stack
   WHERE stack_id = ? AND at ${than} ? ORDER BY at ${order} LIMIT 1`;

async function stackId(database: Database, environment: string, name: string): Promise<number> {
  const find = (): Promise<readonly Row[]> =>
    database.all('SELECT id FROM stack WHERE environment = ? AND name = ?', [environment, name]);
  let [row] = await find();
  if (row === undefined) {
    await database.run('INSERT INTO stack (environment, name) VALUES (?, ?)', [environment, name]);
    [row] = await find();
  }
  return Number(row?.['id']);
}

type Ids = ReadonlyMap<string, number>;

/** Stores what is not stored yet. */
async function store<One extends Stored>(
  database: Database,
  table: 'detail' | 'finding',
  all: readonly One[],
  rowOf: (one: One) => readonly string[],
): Promise<Ids> {
  const byDigest = new Map(all.map((one) => [one.digest, one]));
  const known = await idsOf(database, table, [...byDigest.keys()]);
  const missing = [...byDigest.values()].filter(({ digest }) => !known.has(digest));
  if (missing.length === 0) return known;
  const columns = table === 'detail' ? 'digest, body' : 'digest, fingerprint, rule_id, body';
  await insertRows(database, `INSERT INTO ${table} (${columns})`, missing.map(rowOf));
  return new Map([
    ...known,
    ...(await idsOf(
      database,
      table,
      missing.map(({ digest }) => digest),
    )),
  ]);
}

async function idsOf(
  database: Database,
  table: 'run' | 'detail' | 'finding',
  digests: readonly string[],
): Promise<Ids> {
  const rows = await selectBy(database, `SELECT id, digest FROM ${table} WHERE digest IN (?)`, digests);
  return new Map(rows.map(({ id, digest }) => [String(digest), Number(id)]));
}

/** @throws Error if the digest was not stored, which is a fault of this file */
function idIn(ids: Ids, digest: string): number {
  const id = ids.get(digest);
  if (id === undefined) throw new Error(`nothing is stored under ${digest}`);
  return id;
}
