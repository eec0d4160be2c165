import type { Database, Row, Value } from './database';

/** As many rows go with one statement; what is left goes one by one, so that there are few statements. */
const AT_ONCE = 50;

/** @param insert `INSERT INTO table (columns)` */
export async function insertRows(
  database: Database,
  insert: string,
  rows: readonly (readonly Value[])[],
  onConflict = '',
): Promise<void> {
  const whole = rows.length - (rows.length % AT_ONCE);
  for (let at = 0; at < rows.length;) {
    const some = rows.slice(at, at < whole ? at + AT_ONCE : at + 1);
    const places = some.map((row) => `(${row.map(() => '?').join(', ')})`).join(', ');
    await database.run(`${insert} VALUES ${places} ${onConflict}`, some.flat());
    at += some.length;
  }
}

/**
 * Hands on the rows of many keys, some at a time, so that their texts need not all be held.
 * @param select with `IN (?)` for the keys
 */
export async function eachBy(
  database: Database,
  select: string,
  keys: readonly Value[],
  take: (row: Row) => void,
): Promise<void> {
  for (let at = 0; at < keys.length; at += AT_ONCE) {
    const some = keys.slice(at, at + AT_ONCE);
    // Always as many, so that it is always one statement; a key that stands twice selects nothing more.
    const filled = Array.from({ length: AT_ONCE }, (_, n) => some[Math.min(n, some.length - 1)] ?? null);
    const places = filled.map(() => '?').join(', ');
    for (const row of await database.all(select.replace('IN (?)', `IN (${places})`), filled)) take(row);
  }
}

/** All rows of many keys. */
export async function selectBy(database: Database, select: string, keys: readonly Value[]): Promise<readonly Row[]> {
  const rows: Row[] = [];
  await eachBy(database, select, keys, (row) => rows.push(row));
  return rows;
}
