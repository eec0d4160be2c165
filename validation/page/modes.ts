import { preCopy } from '../../lib/model/pre-copy';
import { compare, type Prediction, spread } from '../compare';
import type { Measurement } from '../measurement';
import { migrationOf } from '../predict';
import { lambdaOf, predictPostCopy } from '../predict-otherwise';
import { type PredictedRun, signedError } from './predicted-run';
import { inMs, inSeconds, percentage, signed, spreadText, table, whole } from './markdown';

/** Section 3: what is not plain pre-copy. */

const link = ({ mbps, rttMs }: Measurement['point']): string => `${whole(mbps)} Mbit/s, ${rttMs} ms`;

const ofMode = (rows: readonly Measurement[]): readonly Measurement[] =>
  rows.filter(({ point }) => point.mode === 'post-copy');

/** From the command until every page is there. */
const untilAllThere = ({ measured: { totalMs = NaN, allPagesMs = NaN } }: Measurement): number => totalMs + allPagesMs;

export function postCopyTable(rows: readonly Measurement[]): string {
  return table(
    [
      'Run',
      'Link',
      'Switch',
      'Writer',
      'Until all is there',
      'Model',
      'Downtime',
      'Model',
      'Slow for',
      'Model',
      'Speed',
    ],
    ofMode(rows).map((row) => {
      const said = predictPostCopy(row);
      const { point, measured } = row;
      return [
        point.id,
        link(point),
        point.postCopyAfterPass === 0 ? 'at once' : `after pass ${point.postCopyAfterPass ?? 0}`,
        `${point.pattern}, ${whole(point.pagesPerSecond)}/s`,
        inSeconds(untilAllThere(row)),
        said === undefined ? '-' : inSeconds(said.totalTime * 1e3),
        inMs(measured.downtimeMs),
        said === undefined ? '-' : inMs(said.downtime * 1e3),
        inSeconds(measured.allPagesMs),
        said === undefined ? '-' : inSeconds(said.degradedTime * 1e3),
        percentage(measured.speedAfter ?? NaN, 0),
      ];
    }),
    'llllrrrrrrr',
  );
}

/** Errors of what is predicted of post-copy, at once and after the first pass. */
export function postCopyErrors(rows: readonly Measurement[]): string {
  const errorsOf = (pass: number): readonly string[] => {
    const some = ofMode(rows).filter(({ point }) => point.postCopyAfterPass === pass);
    const of = (measured: (row: Measurement) => number | undefined, said: (p: Said) => number): string =>
      spreadText(
        spread(
          some.flatMap((row) => {
            const [actual, prediction] = [measured(row), predictPostCopy(row)];
            return actual === undefined || prediction === undefined ? [] : [Math.abs(said(prediction) / actual - 1)];
          }),
        ),
      );
    return [
      pass === 0 ? 'at once' : 'after the first pass',
      String(some.length),
      of(untilAllThere, (p) => p.totalTime * 1e3),
      of(
        ({ measured }) => measured.downtimeMs,
        (p) => p.downtime * 1e3,
      ),
      of(
        ({ measured }) => measured.allPagesMs,
        (p) => p.degradedTime * 1e3,
      ),
    ];
  };
  return table(['Switch', 'Runs', 'Until all is there', 'Downtime', 'Slow for'], [errorsOf(0), errorsOf(1)]);
}

type Range = readonly [least: number, most: number];

const rangeOf = (numbers: readonly number[]): Range => [Math.min(...numbers), Math.max(...numbers)];

export const atOnce = (rows: readonly Measurement[]): readonly Measurement[] =>
  ofMode(rows).filter(({ point }) => point.postCopyAfterPass === 0);

export const afterAPass = (rows: readonly Measurement[]): readonly Measurement[] =>
  ofMode(rows).filter(({ point }) => point.postCopyAfterPass !== 0);

const downtimeOf = ({ measured: { downtimeMs = NaN } }: Measurement): number => downtimeMs;

/** By what factor downtimes of a switch at once were longer than predicted. */
export const downtimeFactors = (rows: readonly Measurement[]): Range =>
  rangeOf(atOnce(rows).map((row) => downtimeOf(row) / 1e3 / (predictPostCopy(row)?.downtime ?? NaN)));

/** From here on a round trip is most of the downtime of a switch at once. */
export const LONG_RTT_MS = 50;

/** Downtimes of a switch at once over short round trips, in milliseconds, and over long ones, in round trips. */
export function downtimesAtOnce(rows: readonly Measurement[]): readonly [ms: Range, roundTrips: Range] {
  const isLong = ({ point }: Measurement): boolean => point.rttMs >= LONG_RTT_MS;
  const long = atOnce(rows).filter(isLong);
  return [
    rangeOf(
      atOnce(rows)
        .filter((row) => !isLong(row))
        .map(downtimeOf),
    ),
    rangeOf(long.map((row) => downtimeOf(row) / row.point.rttMs)),
  ];
}

/** The guest's speed until all is there, as a share of what it was told. */
export const speedsOf = (rows: readonly Measurement[]): Range =>
  rangeOf(ofMode(rows).flatMap(({ measured: { speedAfter } }) => speedAfter ?? []));

/** Writers that go through their memory in order, no faster than the link. */
export const inOrder = (rows: readonly Measurement[]): readonly Measurement[] =>
  rows.filter((row) => row.point.pattern === 'cyclic' && lambdaOf(row) < 0.99);

type Said = NonNullable<ReturnType<typeof predictPostCopy>>;

export function autoConvergeTable(cases: readonly PredictedRun[]): string {
  return table(
    ['Run', 'Dirty rate / link', 'First, then, at most', 'Throttle', 'predicted', 'Total time', 'predicted', 'Error'],
    cases
      .filter(({ point }) => point.mode === 'auto-converge')
      .map((one) => {
        const { point, measured, lambda, said } = one;
        const { initial = 0, increment = 0, max = 0 } = point.throttle ?? {};
        return [
          `${point.id}, ${point.pattern}`,
          lambda.toFixed(2),
          `${initial}, ${increment}, ${max} %`,
          percentage((measured.throttlePercent ?? 0) / 100, 0),
          percentage(preCopy(migrationOf(one)).throttle, 0),
          inSeconds(measured.totalMs ?? Infinity),
          inSeconds(said.user.totalMs),
          signed(signedError(one, 'total')),
        ];
      }),
  );
}

export function coldTable(cases: readonly PredictedRun[]): string {
  return table(
    ['Run', 'Link', 'Memory', 'Total time', 'predicted', 'Error'],
    cases
      .filter(({ point }) => point.mode === 'cold')
      .map((one) => [
        one.id,
        link(one.point),
        `${one.point.memoryMib} MiB`,
        inSeconds(one.measured.totalMs),
        inSeconds(one.said.user.totalMs),
        signed(signedError(one, 'total')),
      ]),
    'llrrrr',
  );
}

/** How often the final throttle was predicted to the per cent. */
export function throttlesRight(cases: readonly PredictedRun[]): readonly [right: number, all: number] {
  const throttled = cases.filter(({ point }) => point.mode === 'auto-converge');
  const right = throttled.filter(
    (one) => Math.round(preCopy(migrationOf(one)).throttle * 100) === (one.measured.throttlePercent ?? 0),
  );
  return [right.length, throttled.length];
}

/** Of each point the row measured first, disturbed or not. */
export function firstRows(rows: readonly Measurement[]): readonly Measurement[] {
  const first = new Map<string, Measurement>();
  for (const row of rows) if (!first.has(row.point.id)) first.set(row.point.id, row);
  return [...first.values()];
}

/** How a prediction changes if the link is 1 % slower. */
export function sensitivityOf(one: PredictedRun, predict: (run: Measurement) => Prediction | undefined): number {
  const slower = predict({ ...one, point: { ...one.point, mbps: one.point.mbps * 0.99 } });
  return slower === undefined || compare(one, slower).totalError === undefined
    ? NaN
    : slower.totalMs / one.said.user.totalMs - 1;
}
