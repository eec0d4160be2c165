import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { RecordedRun } from '../compliance/recorded-run';
import { dayComplaint } from '../declarations/day';
import { isSystemError, systemErrorText } from '../facts-file/system-error';
import { complain } from './complain';
import { exitCodes, type ExitCode } from './exit-code';
import type { Io } from './io';
import { onDemand } from './on-demand';
import type { Reported } from './reported';
import { UsageError } from './usage-error';

/** What of the command's options a history hangs on. */
interface HistoryOptions {
  readonly since?: readonly string[];
  readonly environment?: string;
  readonly framework?: string;
  readonly recordOnly?: boolean;
  readonly activeSince?: string;
  readonly today: string;
}

/** Whether a history is a database on a server. */
export const isAddress = (history: string): boolean => history.includes('://');

/** One line on a name that is no file's, or nothing. */
export function historyComplaint(history: string, { cwd }: Io): string | undefined {
  if (history === '') return '--history has an empty name; is a variable of the script unset?';
  if (history === '-') return 'the history - would be a stream; name a file or a database';
  if (isAddress(history)) return undefined;
  try {
    const found = statSync(resolve(cwd, history), { throwIfNoEntry: false });
    if (found?.isDirectory() === true) return `the history ${history} is a directory; name a file in it`;
    if (found?.isFile() === false) return `the history ${history} is no file; name one`;
    return undefined;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return `the history ${history} cannot be opened: ${systemErrorText(error)}`;
  }
}

/**
 * Records the results that were given, and asks what is known of every stack.
 * @returns what to report on, or the exit code where nothing is to be reported
 */
export async function useHistory(
  where: string,
  given: readonly RecordedRun[],
  options: HistoryOptions,
  io: Io,
): Promise<Reported | ExitCode> {
  const since = dayIn(options.since);
  if (options.activeSince !== undefined) {
    const complaint = dayComplaint(options.activeSince);
    if (complaint !== undefined) throw new UsageError(`--active-since is a day: ${complaint}`);
  }
  return orItsError(() => recordAndAsk(where, given, { ...options, since }, io), io);
}

/**
 * Notes that a report was written, which the next one of its scope and of a later day is held against.
 * @param seen the newest run that it knew
 */
export const noteReport = async (
  where: string,
  { environment, framework, today }: HistoryOptions,
  seen: number,
  io: Io,
): Promise<ExitCode> =>
  orItsError(async () => {
    const { openHistory, markReport } = onDemand.history();
    const database = await openHistory(where, io.cwd, true);
    try {
      await markReport(database, { environment, framework }, today, seen);
      return exitCodes.clean;
    } finally {
      await database.close();
    }
  }, io);

async function orItsError<T>(use: () => Promise<T>, io: Io): Promise<T | ExitCode> {
  const { HistoryError } = onDemand.history();
  try {
    return await use();
  } catch (error) {
    if (!(error instanceof HistoryError)) throw error;
    await complain(io, error.message);
    return { usage: exitCodes.usage, unreadable: exitCodes.input, failed: exitCodes.storage }[error.kind];
  }
}

/** @throws UsageError */
function dayIn(since: readonly string[] | undefined): string | undefined {
  const [day, ...more] = since ?? [];
  if (day === undefined) return undefined;
  const complaint = more.length > 0 ? 'it is given several times' : dayComplaint(day);
  if (complaint !== undefined) throw new UsageError(`with --history, --since is a day: ${complaint}`);
  return day;
}

async function recordAndAsk(
  where: string,
  given: readonly RecordedRun[],
  {
    since,
    environment,
    framework,
    recordOnly = false,
    activeSince,
    today,
  }: Omit<HistoryOptions, 'since'> & { readonly since: string | undefined },
  io: Io,
): Promise<Reported | ExitCode> {
  const { openHistory, recordRuns, RunReader, lastReport, newestRun, dayCounts } = onDemand.history();
  const database = await openHistory(where, io.cwd, given.length === 0);
  try {
    if (given.length > 0) {
      const recorded = await recordRuns(database, given);
      await complain(io, `${recorded} of ${given.length} results are new to ${database.name}`);
    }
    if (recordOnly) return exitCodes.clean;
    const reported = await database.reading(async (): Promise<Reported> => {
      const reader = new RunReader(database);
      const last = await lastReport(database, { environment, framework }, today);
      const byReport = last === undefined ? undefined : { run: last };
      const until = since === undefined ? byReport : { day: since };
      return {
        seen: await newestRun(database),
        // A run of no stack has only errors to tell, and now.
        runs: [
          ...(await reader.lastRuns({ environment, until: undefined, activeSince })),
          ...given.filter(({ result }) => result.stacks.length === 0),
        ],
        earlier: until === undefined ? undefined : await reader.lastRuns({ environment, until, activeSince }),
        days: await dayCounts(database, environment),
        ...(activeSince !== undefined && {
          inactive: { since: activeSince, stacks: await reader.inactive(activeSince, environment) },
        }),
      };
    });
    if (reported.runs.length === 0) {
      const asked = [
        ...(environment === undefined ? [] : [` of environment ${environment}`]),
        ...(activeSince === undefined ? [] : [` since ${activeSince}`]),
      ];
      await complain(io, `${database.name} holds no result${asked.join('')}`);
      return exitCodes.nothing;
    }
    return reported;
  } finally {
    await database.close();
  }
}
