import { type Comparison, spread, type Spread, summarise } from './compare';

/** The set as a whole is held to the model's promise, a single run only loosely: machines have moments. */
const SET_TOTAL = 0.05;
const SET_DOWNTIME = 0.12;
/** Downtimes of 150 ms vary by 30 ms on a shared machine, and a busy one moves the whole set. */
const SET_DOWNTIME_MS = 50;
const RUN_TOTAL = 0.15;
const RUN_DOWNTIME = 0.3;
const RUN_DOWNTIME_MS = 100;

/** What is wrong with a run, one line each. */
export function runProblems(run: Comparison): readonly string[] {
  const { id, isVerdictRight, totalError = 0, downtimeError = 0, downtimeErrorMs = 0 } = run;
  return [
    ...(isVerdictRight ? [] : [`${id}: the verdict is wrong`]),
    ...(totalError > RUN_TOTAL ? [`${id}: total time off by ${percent(totalError)}`] : []),
    ...(downtimeError > RUN_DOWNTIME && downtimeErrorMs > RUN_DOWNTIME_MS
      ? [`${id}: downtime off by ${percent(downtimeError)}, ${downtimeErrorMs.toFixed(0)} ms`]
      : []),
  ];
}

/** What is wrong with the set: nothing if the gate is open. */
export function gateProblems(runs: readonly Comparison[]): readonly string[] {
  const { total, downtime } = summarise(runs);
  const downtimeMs = spread(runs.map(({ downtimeErrorMs }) => downtimeErrorMs).filter((error) => error !== undefined));
  return [
    ...runs.flatMap(runProblems),
    ...(total.count === 0 ? ['no run could be compared'] : []),
    ...(isAtLeast(total, SET_TOTAL) ? [`median error of the total time ${percent(total.median)}`] : []),
    ...(isAtLeast(downtime, SET_DOWNTIME) && isAtLeast(downtimeMs, SET_DOWNTIME_MS)
      ? [`median error of the downtime ${percent(downtime.median)}, ${downtimeMs.median.toFixed(0)} ms`]
      : []),
  ];
}

/** A median that is no number is no pass. */
const isAtLeast = ({ count, median }: Spread, limit: number): boolean => count > 0 && !(median < limit);

export const percent = (share: number): string => (Number.isNaN(share) ? '-' : `${(share * 100).toFixed(1)} %`);
