import type { DayCounts } from '../compliance/compliance-report';
import type { Database, Row } from './database';
import { damaged } from './history-error';

/** What is counted by the day, in the order of the columns. */
const counted = [
  'stacks',
  'broken',
  'likely',
  'open',
  'errors',
  'warnings',
  'notes',
  'undetermined',
  'waived',
] as const;

type Counts = Readonly<Record<(typeof counted)[number], number>>;

/** What a run says of a stack, from a draft or from a row. */
type Said = Readonly<Record<string, string | number | null>>;

export interface DayChange extends Counts {
  readonly environment: string;
  readonly day: string;
}

/** Of a stack before its first run. */
export const noCounts: Said = {};

const DAY = /^\d{4}-\d{2}-\d{2}$/u;

const DAY_LENGTH = 'YYYY-MM-DD'.length;

/** By how much the counts change on a day on which a stack goes from what one run said to what the next one says. */
export function change(environment: string, time: string, was: Said, is: Said): DayChange {
  const [before, after] = [countsOf(was), countsOf(is)];
  const differences = counted.map((name): [string, number] => [name, after[name] - before[name]]);
  return { environment, day: time.slice(0, DAY_LENGTH), ...(Object.fromEntries(differences) as unknown as Counts) };
}

function countsOf(said: Said): Counts {
  const { state = '' } = said;
  const isState = (name: string): number => Number(state === name);
  const [errors, warnings, notes, undetermined, waived] = ['errors', 'warnings', 'notes', 'undetermined', 'waived'].map(
    (name) => Number(said[name] ?? 0),
  ) as [number, number, number, number, number];
  return {
    stacks: Number(state !== ''),
    broken: isState('broken'),
    likely: isState('likely'),
    open: isState('undetermined'),
    errors,
    warnings,
    notes,
    undetermined,
    waived,
  };
}

/** One statement a day, however many runs it had. */
export async function addToDays(database: Database, changes: readonly DayChange[]): Promise<void> {
  const days = new Map<string, DayChange>();
  for (const one of changes) {
    const key = `${one.day} ${one.environment}`;
    const before = days.get(key);
    const sums = counted.map((name): [string, number] => [name, one[name] + (before?.[name] ?? 0)]);
    days.set(key, { ...one, ...Object.fromEntries(sums) });
  }
  const places = ['?', '?', ...counted.map(() => '?')].join(', ');
  const sums = counted.map((name) => `${name} = day.${name} + excluded.${name}`).join(', ');
  for (const one of days.values()) {
    await database.run(
      `INSERT INTO day (environment, day, ${counted.join(', ')}) VALUES (${places})
       ON CONFLICT (environment, day) DO UPDATE SET ${sums}`,
      [one.environment, one.day, ...counted.map((name) => one[name])],
    );
  }
}

/** What all stacks came to at the end of each day on which something was checked. */
export async function dayCounts(database: Database, environment: string | undefined): Promise<readonly DayCounts[]> {
  const where = environment === undefined ? '' : 'WHERE environment = ?';
  const rows = await database.all(
    `SELECT day, ${counted.map((name) => `SUM(${name}) AS ${name}`).join(', ')} FROM day ${where} GROUP BY day ORDER BY day`,
    environment === undefined ? [] : [environment],
  );
  const sums: Record<string, number> = {};
  return rows.map((row: Row) => {
    if (!DAY.test(String(row['day']))) throw damaged(database.name, 'a day in it has changed');
    for (const name of counted) sums[name] = (sums[name] ?? 0) + Number(row[name]);
    return { day: String(row['day']), ...(sums as Counts) };
  });
}
