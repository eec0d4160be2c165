import type { Database } from './database';
import { HistoryError } from './history-error';

/**
 * The schema, step by step; a step that was published is never changed. `at` is the time of a run and its digest, so that runs
 * have one order whichever came first. A row of `day` holds by how much the stacks of that day's runs changed what was counted
 * before it: the counts of a day are the sums up to it. `seen` is the newest run that a report of that day and scope knew: runs are
 * numbered in the order in which they were recorded, since one process at a time records.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE detail (id identity, digest TEXT NOT NULL UNIQUE, body TEXT NOT NULL);
  CREATE TABLE finding (
    id identity, digest TEXT NOT NULL UNIQUE, fingerprint TEXT NOT NULL, rule_id TEXT NOT NULL, body TEXT NOT NULL
  );
  CREATE TABLE run (
    id identity, digest TEXT NOT NULL UNIQUE, run_at TEXT NOT NULL, source TEXT NOT NULL,
    commit_id TEXT, environment TEXT NOT NULL, labels TEXT NOT NULL, detail_id INTEGER NOT NULL REFERENCES detail (id)
  );
  CREATE TABLE run_finding (
    run_id INTEGER NOT NULL REFERENCES run (id), finding_id INTEGER NOT NULL REFERENCES finding (id),
    PRIMARY KEY (run_id, finding_id)
  );
  CREATE TABLE stack (
    id identity, environment TEXT NOT NULL, name TEXT bytewise NOT NULL, UNIQUE (environment, name)
  );
  CREATE TABLE run_stack (
    stack_id INTEGER NOT NULL REFERENCES stack (id), at TEXT bytewise NOT NULL, run_id INTEGER NOT NULL REFERENCES run (id),
    state TEXT NOT NULL, errors INTEGER NOT NULL, warnings INTEGER NOT NULL, notes INTEGER NOT NULL,
    undetermined INTEGER NOT NULL, waived INTEGER NOT NULL,
    PRIMARY KEY (stack_id, at)
  );
  CREATE TABLE day (
    environment TEXT NOT NULL, day TEXT bytewise NOT NULL, stacks INTEGER NOT NULL, broken INTEGER NOT NULL, likely INTEGER NOT NULL,
    open INTEGER NOT NULL, errors INTEGER NOT NULL, warnings INTEGER NOT NULL, notes INTEGER NOT NULL,
    undetermined INTEGER NOT NULL, waived INTEGER NOT NULL,
    PRIMARY KEY (environment, day)
  );
  CREATE TABLE report (day TEXT bytewise PRIMARY KEY, seen TEXT NOT NULL);
  `,
  // Only the last two reports are ever asked about: today's, and the one before.
  `
  CREATE TABLE report_mark (
    scope TEXT bytewise NOT NULL, day TEXT bytewise NOT NULL, seen INTEGER NOT NULL, PRIMARY KEY (scope, day)
  );
  INSERT INTO report_mark (scope, day, seen)
    SELECT '{}', report.day, MAX(run_stack.run_id) FROM report JOIN run_stack ON run_stack.at <= report.seen
    WHERE report.day IN (SELECT day FROM report ORDER BY day DESC LIMIT 2) GROUP BY report.day;
  DROP TABLE report;
  `,
];

/**
 * Brings the database to the schema of this version, all of it or none.
 * @param steps those of this version
 * @throws HistoryError for one that a later version wrote
 */
export async function migrate(database: Database, steps = migrations): Promise<void> {
  if ((await versionOf(database)) === steps.length) return;
  await database.writing(async () => {
    // Another may have done it meanwhile.
    const version = await versionOf(database);
    if (version > steps.length) {
      throw new HistoryError(
        'unreadable',
        `${database.name} was written by a later version of Lightbound; use that version, or another history`,
      );
    }
    await database.script('CREATE TABLE IF NOT EXISTS lightbound_history (version INTEGER NOT NULL)');
    for (const step of steps.slice(version)) await database.script(step);
    await database.run('DELETE FROM lightbound_history');
    await database.run('INSERT INTO lightbound_history (version) VALUES (?)', [steps.length]);
  });
}

async function versionOf(database: Database): Promise<number> {
  if (!(await database.hasTable('lightbound_history'))) return 0;
  const [row] = await database.all('SELECT version FROM lightbound_history');
  return Number(row?.['version'] ?? 0);
}
