import type { Database } from './database';

/** What the last report before that day knew: the `at` of its last run; undefined where there was none. */
export async function lastReport(database: Database, today: string): Promise<string | undefined> {
  const [row] = await database.all('SELECT seen FROM report WHERE day < ? ORDER BY day DESC LIMIT 1', [today]);
  return row === undefined ? undefined : String(row['seen']);
}

/** Notes what a report of that day knows; of several on one day the last counts. */
export async function markReport(database: Database, today: string): Promise<void> {
  await database.writing(async () => {
    const [row] = await database.all(
      `SELECT MAX(last) AS seen FROM (
         SELECT (SELECT MAX(at) FROM run_stack WHERE run_stack.stack_id = stack.id) AS last FROM stack
       ) AS stacks`,
    );
    if (row?.['seen'] === null || row === undefined) return;
    await database.run(
      'INSERT INTO report (day, seen) VALUES (?, ?) ON CONFLICT (day) DO UPDATE SET seen = excluded.seen',
      [today, row['seen'] ?? ''],
    );
  });
}
