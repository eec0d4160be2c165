import { withStacks, type RecordedResult, type RecordedRun } from '../compliance/recorded-run';
import type { Finding } from '../findings/finding';
import type { Database, Row } from './database';
import { selectBy } from './many-rows';

export interface Asked {
  /** The one environment that is asked about; undefined for all of them. */
  readonly environment: string | undefined;
  /** What was recorded behind this is left out; undefined for nothing. */
  readonly until: string | undefined;
}

/** The last run of each stack, oldest first. A stack of several environments is one in each, and named after it. */
export async function lastRuns(database: Database, { environment, until }: Asked): Promise<readonly RecordedRun[]> {
  const last = await database.all(
    `SELECT stack.name, stack.environment, run_stack.at, run_stack.run_id FROM stack
     JOIN run_stack ON run_stack.stack_id = stack.id AND run_stack.at = (
       SELECT MAX(at) FROM run_stack AS later WHERE later.stack_id = stack.id ${until === undefined ? '' : 'AND later.at <= ?'}
     ) ${environment === undefined ? '' : 'WHERE stack.environment = ?'}
     ORDER BY run_stack.at`,
    [until, environment].filter((value) => value !== undefined),
  );
  const ids = [...new Set(last.map(({ run_id: id }) => Number(id)))];
  const runs = new Map(
    (await selectBy(database, 'SELECT * FROM run WHERE id IN (?)', ids)).map((row) => [Number(row['id']), row]),
  );
  const bodies = await detailsOf(database, [...runs.values()]);
  const findings = await findingsOf(database, ids);
  const isShared = sharedNames(last);
  return ids.flatMap((id): readonly RecordedRun[] => {
    const row = runs.get(id);
    if (row === undefined) return [];
    const detail = bodies.get(Number(row['detail_id']));
    if (detail === undefined) return [];
    return [runOf(row, { ...detail, findings: findings.get(id) ?? [] }, isShared)];
  });
}

function runOf(row: Row, result: RecordedResult, isShared: (stack: string) => boolean): RecordedRun {
  const { run_at: time, source, commit_id: commit, environment, labels } = row;
  const named = environment === '' ? undefined : String(environment);
  return {
    source: String(source),
    time: String(time),
    ...(commit !== null && { commit: String(commit) }),
    ...(named !== undefined && { environment: named }),
    labels: JSON.parse(String(labels)) as Readonly<Record<string, string>>,
    result:
      named !== undefined && result.stacks.some(isShared)
        ? withStacks(result, (stack) => (isShared(stack) ? `${stack} (${named})` : stack))
        : result,
  };
}

/** Whether a stack is in several environments. */
function sharedNames(last: readonly Row[]): (stack: string) => boolean {
  const seen = new Map<string, Set<unknown>>();
  for (const { name, environment } of last) {
    const key = String(name);
    seen.set(key, (seen.get(key) ?? new Set()).add(environment));
  }
  return (stack) => (seen.get(stack)?.size ?? 0) > 1;
}

type Detail = Omit<RecordedResult, 'findings'>;

async function detailsOf(database: Database, runs: readonly Row[]): Promise<ReadonlyMap<number, Detail>> {
  const ids = [...new Set(runs.map((row) => Number(row['detail_id'])))];
  const rows = await selectBy(database, 'SELECT id, body FROM detail WHERE id IN (?)', ids);
  return new Map(rows.map(({ id, body }) => [Number(id), JSON.parse(String(body)) as Detail]));
}

/** Findings by run; one that many runs have is read once. */
async function findingsOf(
  database: Database,
  runs: readonly number[],
): Promise<ReadonlyMap<number, readonly Finding[]>> {
  const pairs = await selectBy(database, 'SELECT run_id, finding_id FROM run_finding WHERE run_id IN (?)', runs);
  const ids = [...new Set(pairs.map((row) => Number(row['finding_id'])))];
  const rows = await selectBy(database, 'SELECT id, body FROM finding WHERE id IN (?)', ids);
  const findings = new Map(rows.map(({ id, body }) => [Number(id), JSON.parse(String(body)) as Finding]));
  const byRun = new Map<number, Finding[]>();
  for (const row of pairs) {
    const [run, finding] = [Number(row['run_id']), findings.get(Number(row['finding_id']))];
    if (finding === undefined) continue;
    const own = byRun.get(run);
    if (own === undefined) byRun.set(run, [finding]);
    else own.push(finding);
  }
  return byRun;
}
