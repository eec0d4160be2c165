import { type Comparison, type Prediction, type Spread, type Summary, summarise, summariseBy } from './compare';
import { percent } from './gate';
import type { Measurement } from './measurement';

/** A run in a line, beside what was predicted. */
export function runLine({ point, repeat, measured, cpuBusy }: Measurement, prediction?: Prediction): string {
  const { status, totalMs, downtimeMs, error } = measured;
  const said = prediction?.converges
    ? `predicted ${time(prediction.totalMs)}, down ${time(prediction.downtimeMs)}`
    : prediction && 'predicted not to converge';
  const cells = [
    repeat === 0 ? point.id : `${point.id} once more`,
    status,
    ...(status === 'completed' ? [`${time(totalMs)}, down ${time(downtimeMs)}`] : []),
    ...(said === undefined ? [] : [said]),
    `cpu ${percent(cpuBusy)}`,
    ...(error === undefined ? [] : [error]),
  ];
  return cells.join('; ');
}

const time = (ms: number | undefined): string => (ms === undefined ? '-' : `${(ms / 1e3).toFixed(2)} s`);

const FARTHEST = 10;

/** Error statistics of all, of each part and of each group, as a Markdown table, and the runs that are farthest off. */
export function comparisonReport(comparisons: readonly Comparison[]): string {
  const parts = summariseBy(comparisons, ({ part }) => part);
  const heldOut = comparisons.filter(({ part }) => part === 'held-out');
  const rows: readonly (readonly [string, Summary])[] = [
    ['all', summarise(comparisons)],
    ...(parts.size > 1 ? parts : []),
    ...summariseBy(comparisons, ({ group }) => group),
    ...summariseBy(heldOut, ({ group }) => `${group}, held-out`),
  ];
  const wrong = summarise(comparisons).wrongVerdicts;
  return [
    'Errors, median / 95th percentile:',
    '',
    '| Runs | Count | Wrong verdicts | Total time | Downtime | Bytes |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.map(([name, summary]) => `| ${cells(name, summary).join(' | ')} |`),
    ...(wrong.length === 0 ? [] : ['', `Wrong verdicts: ${wrong.join(', ')}`]),
    '',
    `Total time farthest off: ${farthest(comparisons, ({ totalError }) => totalError)}`,
    `Downtime farthest off: ${farthest(comparisons, ({ downtimeError }) => downtimeError)}`,
  ].join('\n');
}

function farthest(comparisons: readonly Comparison[], error: (comparison: Comparison) => number | undefined): string {
  const ranked = comparisons
    .map((one) => ({ id: one.id, error: error(one) ?? NaN }))
    .filter((one) => !Number.isNaN(one.error))
    .sort((a, b) => b.error - a.error);
  return ranked
    .slice(0, FARTHEST)
    .map((one) => `${one.id} ${percent(one.error)}`)
    .join(', ');
}

const cells = (name: string, { runs, wrongVerdicts, total, downtime, bytes }: Summary): readonly string[] => [
  name,
  String(runs),
  String(wrongVerdicts.length),
  ...[total, downtime, bytes].map(spreadCell),
];

const spreadCell = ({ count, median, p95 }: Spread): string =>
  count === 0 ? '-' : `${percent(median)} / ${percent(p95)}`;
