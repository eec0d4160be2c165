import type { Measurement } from './measurement';
import type { Group } from './point';
import { type Part, partOf } from './points';

/** What a model says of a run before it. */
export interface Prediction {
  readonly converges: boolean;
  readonly totalMs: number;
  readonly downtimeMs: number;
  readonly bytes: number;
}

/** Errors are relative and absolute values: 0.05 is 5 % too much or too little. */
export interface Comparison {
  readonly id: string;
  readonly group: Group;
  readonly part: Part;
  readonly isVerdictRight: boolean;
  /** Missing where the run did not end, or was not predicted to. */
  readonly totalError?: number;
  readonly downtimeError?: number;
  readonly downtimeErrorMs?: number;
  readonly bytesError?: number;
}

/** Runs that failed, and those that the model does not speak of, are left out. */
export function compareAll(
  rows: readonly Measurement[],
  predict: (row: Measurement) => Prediction | undefined,
  compareOne = compare,
): readonly Comparison[] {
  return rows.flatMap((row) => {
    const prediction = row.measured.status === 'failed' ? undefined : predict(row);
    return prediction === undefined ? [] : [compareOne(row, prediction)];
  });
}

export function compare({ point, measured }: Measurement, prediction: Prediction): Comparison {
  const { id, group } = point;
  const ended = measured.status === 'completed';
  const about = { id, group, part: partOf(id) };
  if (!ended || !prediction.converges)
    return { ...about, isVerdictRight: !ended && !endsInTime(prediction, point.boundSeconds) };
  const { totalMs, downtimeMs, transferredBytes } = measured;
  return {
    ...about,
    isVerdictRight: true,
    ...(totalMs !== undefined && { totalError: relative(prediction.totalMs, totalMs) }),
    ...(downtimeMs !== undefined && {
      downtimeError: relative(prediction.downtimeMs, downtimeMs),
      downtimeErrorMs: Math.abs(prediction.downtimeMs - downtimeMs),
    }),
    ...(transferredBytes !== undefined && { bytesError: relative(prediction.bytes, transferredBytes) }),
  };
}

/** A run that was stopped at its bound does not contradict a model that says it would have ended later. */
const endsInTime = ({ converges, totalMs }: Prediction, boundSeconds: number): boolean =>
  converges && totalMs <= boundSeconds * 1e3;

const relative = (predicted: number, measured: number): number => Math.abs(predicted - measured) / measured;

export interface Spread {
  readonly count: number;
  readonly median: number;
  readonly p95: number;
}

export interface Summary {
  readonly runs: number;
  readonly wrongVerdicts: readonly string[];
  readonly total: Spread;
  readonly downtime: Spread;
  readonly bytes: Spread;
}

export function summarise(comparisons: readonly Comparison[]): Summary {
  const of = (pick: (comparison: Comparison) => number | undefined): Spread =>
    spread(comparisons.map(pick).filter((error) => error !== undefined));
  return {
    runs: comparisons.length,
    wrongVerdicts: comparisons.filter(({ isVerdictRight }) => !isVerdictRight).map(({ id }) => id),
    total: of(({ totalError }) => totalError),
    downtime: of(({ downtimeError }) => downtimeError),
    bytes: of(({ bytesError }) => bytesError),
  };
}

/** Summaries under the value of a key, in the order in which the values first appear. */
export function summariseBy(
  comparisons: readonly Comparison[],
  key: (comparison: Comparison) => string,
): ReadonlyMap<string, Summary> {
  const parts = new Map<string, Comparison[]>();
  for (const comparison of comparisons) {
    const part = parts.get(key(comparison));
    if (part) part.push(comparison);
    else parts.set(key(comparison), [comparison]);
  }
  return new Map([...parts].map(([value, some]) => [value, summarise(some)]));
}

export const spread = (numbers: readonly number[]): Spread => ({
  count: numbers.length,
  median: quantile(numbers, 0.5),
  p95: quantile(numbers, 0.95),
});

/** With linear interpolation between the two nearest ranks; NaN of nothing. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const rank = (sorted.length - 1) * share;
  const below = sorted[Math.floor(rank)] ?? NaN;
  const above = sorted[Math.ceil(rank)] ?? NaN;
  return below + (above - below) * (rank - Math.floor(rank));
}
