import { preCopy } from '../../lib/model/pre-copy';
import { type Comparison, compare, type Prediction } from '../compare';
import type { Measurement } from '../measurement';
import { migrationOf, predict } from '../predict';
import { edgeOf, fillOf, lambdaOf, predictByTextbook, windowShareOf } from '../predict-otherwise';

export const predictors = {
  user: predict,
  usable: (run: Measurement) => predictByTextbook(run, 'usable'),
  nominal: (run: Measurement) => predictByTextbook(run, 'nominal'),
} as const satisfies Record<string, (run: Measurement) => Prediction | undefined>;
export type Predictor = keyof typeof predictors;

/** A run that the model of pre-copy speaks of, with all that is said of it. */
export interface PredictedRun extends Measurement {
  readonly id: string;
  readonly part: Comparison['part'];
  readonly said: Readonly<Record<Predictor, Prediction>>;
  readonly compared: Readonly<Record<Predictor, Comparison>>;
  readonly edge: number;
  readonly lambda: number;
  readonly windowShare: number;
  /** The working set over what can be sent within the downtime limit. */
  readonly fill: number;
  /** Until the second pass begins, by the model. */
  readonly firstPassMs: number;
}

/** Of all rows but those of post-copy and those that failed. */
export const predictedRuns = (rows: readonly Measurement[]): readonly PredictedRun[] =>
  rows.filter(({ point, measured }) => point.mode !== 'post-copy' && measured.status !== 'failed').map(caseOf);

function caseOf(run: Measurement): PredictedRun {
  const said = perPredictor((predictor) => predictors[predictor](run) ?? nothing);
  const compared = perPredictor((predictor) => compareOnce(run, said[predictor]));
  return {
    ...run,
    id: run.point.id,
    part: compared.user.part,
    said,
    compared,
    edge: edgeOf(run),
    lambda: lambdaOf(run),
    windowShare: windowShareOf(run),
    fill: fillOf(run),
    firstPassMs: (preCopy(migrationOf(run)).rounds[0]?.duration ?? NaN) * 1e3,
  };
}

const nothing: Prediction = { converges: false, totalMs: NaN, downtimeMs: NaN, bytes: NaN };

const perPredictor = <T>(of: (predictor: Predictor) => T): Record<Predictor, T> => ({
  user: of('user'),
  usable: of('usable'),
  nominal: of('nominal'),
});

/** A cold guest stands still all the time: that error is the total's, and counts once. */
export function compareOnce(run: Measurement, prediction: Prediction): Comparison {
  const comparison = compare(run, prediction);
  if (run.point.mode !== 'cold') return comparison;
  const { downtimeError: _error, downtimeErrorMs: _errorMs, ...rest } = comparison;
  return rest;
}

/** Predicted over measured, less 1: positive is too much. NaN where the run did not end or was not predicted to. */
export function signedError(
  { said, compared, measured }: PredictedRun,
  what: 'total' | 'downtime',
  predictor: Predictor = 'user',
): number {
  const { totalMs, downtimeMs } = said[predictor];
  const [predicted, actual] = what === 'total' ? [totalMs, measured.totalMs] : [downtimeMs, measured.downtimeMs];
  return compared[predictor].totalError === undefined || actual === undefined ? NaN : predicted / actual - 1;
}

export const isMultifd = ({ point }: Measurement): boolean => point.channels > 0;

/** Until the second pass began, as measured. */
export const firstPassOf = ({ measured }: Measurement): number => measured.passTimesMs[1] ?? NaN;
