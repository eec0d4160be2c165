import type { Database } from './database';

/** What a report is about: those of one scope are held against each other. */
export interface Scope {
  readonly environment?: string | undefined;
  readonly framework?: string | undefined;
}

/** The last run that anybody recorded, by its number; undefined where there is none. */
export async function newestRun(database: Database): Promise<number | undefined> {
  const [row] = await database.all('SELECT MAX(id) AS newest FROM run');
  const newest = row?.['newest'] ?? null;
  return newest === null ? undefined : Number(newest);
}

/** The newest run that the last report of that scope before that day knew; undefined where there was none. */
export async function lastReport(database: Database, scope: Scope, today: string): Promise<number | undefined> {
  const [row] = await database.all(
    'SELECT seen FROM report_mark WHERE scope = ? AND day < ? ORDER BY day DESC LIMIT 1',
    [keyOf(scope), today],
  );
  return row === undefined ? undefined : Number(row['seen']);
}

/**
 * Notes what a report of that day knows; of several on one day the last counts.
 * @param seen the newest run that it knows
 */
export async function markReport(database: Database, scope: Scope, today: string, seen: number): Promise<void> {
  await database.writing(() =>
    database.run(
      'INSERT INTO report_mark (scope, day, seen) VALUES (?, ?, ?) ON CONFLICT (scope, day) DO UPDATE SET seen = excluded.seen',
      [keyOf(scope), today, seen],
    ),
  );
}

/** `{}` of a report on everything. */
const keyOf = ({ environment, framework }: Scope): string => JSON.stringify({ environment, framework });
