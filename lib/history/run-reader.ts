import type { InactiveStack } from '../compliance/compliance-report';
import { inEnvironment } from '../compliance/apart-by-environment';
import type { RecordedResult, RecordedRun } from '../compliance/recorded-run';
import type { Finding } from '../findings/finding';
import { withNewerMembers } from '../compliance/read-result';
import type { Database, Row } from './database';
import { damaged } from './history-error';
import { eachBy, selectBy } from './many-rows';
import { contentOf } from './run-draft';

export interface Asked {
  /** The one environment that is asked about; undefined for all of them. */
  readonly environment: string | undefined;
  /** What came later is left out: by the day of the run, ISO 8601, or by the run that was recorded last; undefined for nothing. */
  readonly until: { readonly day: string } | { readonly run: number } | undefined;
  /** The day, ISO 8601, before which a stack that was recorded last is left out; undefined for none. */
  readonly activeSince?: string | undefined;
}

/** Reads what is known of stacks. What many runs have, and what was asked for before, is held once. */
export class RunReader {
  private readonly details = new Map<number, Detail>();
  private readonly findings = new Map<number, Finding>();

  constructor(private readonly database: Database) {}

  /** The last run of each stack, oldest first. A stack of several environments is one in each, and named after it. */
  async lastRuns({ environment, until, activeSince }: Asked): Promise<readonly RecordedRun[]> {
    const { database } = this;
    const [early, latest] = boundOf(until);
    const conditions = [
      ...(environment === undefined ? [] : ['stack.environment = ?']),
      ...(activeSince === undefined ? [] : [`${lastSeen} >= ?`]),
    ];
    const last = await database.all(
      `SELECT stack.name, stack.environment, run_stack.at, run_stack.run_id FROM stack
       JOIN run_stack ON run_stack.stack_id = stack.id AND run_stack.at = (
         SELECT MAX(at) FROM run_stack AS later WHERE later.stack_id = stack.id ${early}
       ) ${conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`}
       ORDER BY run_stack.at`,
      [latest, environment, activeSince].filter((value) => value !== undefined),
    );
    const ids = [...new Set(last.map(({ run_id: id }) => Number(id)))];
    const rows = await selectBy(database, 'SELECT * FROM run WHERE id IN (?)', ids);
    const runs = new Map(rows.map((row) => [Number(row['id']), row]));
    await this.readDetails([...new Set(rows.map((row) => Number(row['detail_id'])))]);
    const findings = await this.findingsOf(ids);
    const isShared = environment === undefined ? await this.sharedNames() : () => false;
    return ids.flatMap((id): readonly RecordedRun[] => {
      const row = runs.get(id);
      const detail = this.details.get(Number(row?.['detail_id']));
      if (row === undefined || detail === undefined) return [];
      const result = { ...detail, findings: findings.get(id) ?? [] };
      // An earlier version may have recorded it.
      return [runOf(database.name, row, withNewerMembers(result, detail.version) as RecordedResult, isShared)];
    });
  }

  /** The stacks that were recorded last before a day, by name. */
  async inactive(since: string, environment: string | undefined): Promise<readonly InactiveStack[]> {
    const rows = await this.database.all(
      `SELECT name, environment, ${lastSeen} AS last FROM stack
       WHERE ${lastSeen} < ? ${environment === undefined ? '' : 'AND environment = ?'}`,
      [since, ...(environment === undefined ? [] : [environment])],
    );
    return rows
      .map((row): InactiveStack => ({
        stack: String(row['name']),
        ...(row['environment'] !== '' && { environment: String(row['environment']) }),
        lastChecked: String(row['last']).slice(0, 'yyyy-mm-dd'.length),
      }))
      .sort((a, b) => compare(a.stack, b.stack) || compare(a.environment, b.environment));
  }

  /** Whether a stack is in several environments, whenever it was there: its name is not to change with the day that is asked about. */
  private async sharedNames(): Promise<(stack: string) => boolean> {
    const rows = await this.database.all('SELECT name FROM stack GROUP BY name HAVING COUNT(*) > 1');
    const names = new Set(rows.map(({ name }) => String(name)));
    return (stack) => names.has(stack);
  }

  private async readDetails(ids: readonly number[]): Promise<void> {
    const missing = ids.filter((id) => !this.details.has(id));
    await eachBy(this.database, 'SELECT id, digest, body FROM detail WHERE id IN (?)', missing, (row) => {
      this.details.set(Number(row['id']), contentOf(this.database.name, row) as Detail);
    });
  }

  private async findingsOf(runs: readonly number[]): Promise<ReadonlyMap<number, readonly Finding[]>> {
    const byRun = new Map<number, number[]>();
    const missing = new Set<number>();
    const pairs = 'SELECT run_id, finding_id FROM run_finding WHERE run_id IN (?)';
    await eachBy(this.database, pairs, runs, (row) => {
      const [run, finding] = [Number(row['run_id']), Number(row['finding_id'])];
      const own = byRun.get(run);
      if (own === undefined) byRun.set(run, [finding]);
      else own.push(finding);
      if (!this.findings.has(finding)) missing.add(finding);
    });
    await eachBy(this.database, 'SELECT id, digest, body FROM finding WHERE id IN (?)', [...missing], (row) => {
      this.findings.set(Number(row['id']), contentOf(this.database.name, row) as Finding);
    });
    return new Map([...byRun].map(([run, own]) => [run, own.flatMap((id) => this.findings.get(id) ?? [])]));
  }
}

/** The condition on runs that are early enough, and the value in it. */
function boundOf(until: Asked['until']): readonly [string, (string | number)?] {
  if (until === undefined) return [''];
  return 'day' in until ? ['AND later.at <= ?', until.day] : ['AND later.run_id <= ?', until.run];
}

/** When a stack was recorded last. */
const lastSeen = '(SELECT MAX(at) FROM run_stack AS seen WHERE seen.stack_id = stack.id)';

const compare = (a = '', b = ''): number => (a < b ? -1 : a > b ? 1 : 0);

type Detail = Omit<RecordedResult, 'findings'>;

/** @throws HistoryError if the row is not as it was stored */
function runOf(name: string, row: Row, result: RecordedResult, isShared: (stack: string) => boolean): RecordedRun {
  const { run_at: time, source, commit_id: commit, environment } = row;
  if (Number.isNaN(Date.parse(String(time)))) throw damaged(name, 'a time in it has changed');
  const named = environment === '' ? undefined : String(environment);
  const run = {
    source: String(source),
    time: String(time),
    ...(commit !== null && { commit: String(commit) }),
    ...(named !== undefined && { environment: named }),
    labels: labelsOf(name, row),
    result,
  };
  return inEnvironment(run, isShared);
}

function labelsOf(name: string, { labels }: Row): Readonly<Record<string, string>> {
  try {
    return JSON.parse(String(labels)) as Readonly<Record<string, string>>;
  } catch {
    throw damaged(name, 'labels in it have changed');
  }
}
