import { predict } from '../predict';
import { usableRate } from '../predict-otherwise';
import { type PredictedRun, firstPassOf, isMultifd, signedError } from './predicted-run';
import { inMs, inSeconds, percentage, signed, table, whole } from './markdown';
import { sensitivityOf } from './modes';

/** Section 5: where the model is wrong. Runs are chosen by what was set, never by how far off they are. */

const isLive = (one: PredictedRun): boolean => one.point.mode === 'pre-copy' && !isMultifd(one);

export const spots = {
  /** What fills the link is about what one stream may have in flight. */
  nearWindow: (one: PredictedRun) => isLive(one) && one.windowShare >= 0.7 && one.windowShare <= 1.3,
  longAndFast: (one: PredictedRun) => isLive(one) && one.point.mbps === 1000 && one.point.rttMs >= 75,
  /** Where TCP's window takes seconds to rise and to fall. */
  slowAndLong: (one: PredictedRun) => isLive(one) && one.point.mbps <= 150 && one.point.rttMs >= 75,
  /** Short against the queue: there it holds 25 ms of the line, however short the round trip. */
  fastAndShort: (one: PredictedRun) =>
    isLive(one) && one.point.mbps === 1000 && one.point.rttMs <= 10 && one.edge < 0.89,
  multifd: isMultifd,
  nearEdge: (one: PredictedRun) => isLive(one) && Math.abs(one.edge - 1) < 0.21,
  /** Writes so fast that the size of the working set decides. */
  fillDecides: (one: PredictedRun) => isLive(one) && one.point.pattern === 'cyclic' && one.lambda > 1.9,
  idle: (one: PredictedRun) => isLive(one) && one.point.pagesPerSecond === 0,
} as const satisfies Record<string, (one: PredictedRun) => boolean>;

type Column = readonly [name: string, cell: (one: PredictedRun) => string, align?: 'l'];

const linkColumn: Column = ['Link', ({ point: { mbps, rttMs } }) => `${whole(mbps)} Mbit/s, ${rttMs} ms`, 'l'];
const share: Column = ['B R / window', ({ windowShare }) => windowShare.toFixed(2)];
const dirty: Column = ['Dirty rate / link', ({ lambda }) => lambda.toFixed(2)];
const total: Column = ['Total time', ({ measured }) => inSeconds(measured.totalMs ?? Infinity)];
const totalError: Column = ['Error', (one) => signed(signedError(one, 'total'))];
const firstPass: Column = ['First pass', (one) => inSeconds(firstPassOf(one))];
const firstPassError: Column = ['Error', (one) => signed(firstPassErrorOf(one))];
const drops: Column = ['Dropped', ({ drops }) => whole(drops ?? 0)];
const queued: Column = [
  'Queue at most',
  ({ mostQueuedBytes = 0, queueBytes }) => percentage(mostQueuedBytes / queueBytes, 0),
];

export const firstPassErrorOf = (one: PredictedRun): number => one.firstPassMs / firstPassOf(one) - 1;

const columns = {
  nearWindow: [linkColumn, share, total, totalError, firstPass, firstPassError, drops, queued],
  longAndFast: [linkColumn, share, total, totalError, firstPass, firstPassError, drops, queued],
  fastAndShort: [linkColumn, dirty, total, totalError, firstPass, firstPassError, drops],
  multifd: [
    linkColumn,
    ['Channels', ({ point }) => String(point.channels)],
    total,
    totalError,
    firstPass,
    firstPassError,
    drops,
    ['Downtime error', (one) => signed(signedError(one, 'downtime'))],
  ],
  nearEdge: [
    ['Writer', ({ point }) => `${point.pattern}, ${point.workingSetMib} MiB`, 'l'],
    ['Of the edge', ({ edge }) => edge.toFixed(3)],
    dirty,
    ['Working set / sent in limit', ({ fill }) => fill.toFixed(2)],
    total,
    ['Predicted', ({ said }) => inSeconds(said.user.totalMs)],
    totalError,
    ['Link 1 % slower', (one) => signed(sensitivityOf(one, predict))],
  ],
} as const satisfies Partial<Record<keyof typeof spots, readonly Column[]>>;

export const casesAt = (cases: readonly PredictedRun[], spot: keyof typeof spots): readonly PredictedRun[] =>
  cases.filter(spots[spot]);

export function spotTable(cases: readonly PredictedRun[], spot: keyof typeof columns): string {
  const shown: readonly Column[] = columns[spot];
  return table(
    ['Run', ...shown.map(([name]) => name)],
    casesAt(cases, spot).map((one) => [one.id, ...shown.map(([, cell]) => cell(one))]),
    `l${shown.map(([, , align = 'r']) => align).join('')}`,
  );
}

const FARTHEST = 12;

/** Those farthest off, whatever the reason. */
export function farthestTable(cases: readonly PredictedRun[], what: 'total' | 'downtime'): string {
  const ranked = cases
    .filter(({ point }) => what === 'total' || point.mode !== 'cold')
    .map((one) => ({ one, error: signedError(one, what) }))
    .filter(({ error }) => !Number.isNaN(error))
    .sort((a, b) => Math.abs(b.error) - Math.abs(a.error))
    .slice(0, FARTHEST);
  const inTime = (ms = NaN): string => (what === 'total' ? inSeconds(ms) : inMs(ms));
  const of = ({ totalMs, downtimeMs }: { totalMs?: number; downtimeMs?: number }): string =>
    inTime(what === 'total' ? totalMs : downtimeMs);
  return table(
    ['Run', 'Link', 'Measured', 'Predicted', 'Error', 'B R / window', 'Of the edge', 'Dropped', 'Emulator late by'],
    ranked.map(({ one, error }) => [
      one.id,
      linkColumn[1](one),
      of(one.measured),
      of(one.said.user),
      signed(error),
      one.windowShare.toFixed(2),
      one.edge.toFixed(2),
      whole(one.drops ?? 0),
      inMs(one.latestMs ?? 0),
    ]),
    'llrrrrrrr',
  );
}

/** Least and most of the errors at a spot, as `-3.0 % to +4.0 %`. */
export function rangeText(cases: readonly PredictedRun[], error: (one: PredictedRun) => number): string {
  const errors = cases.map(error).filter((n) => !Number.isNaN(n));
  return `${signed(Math.min(...errors))} to ${signed(Math.max(...errors))}`;
}

const MEGA = 1e6;
/** The rate between two runs over one link that differ in what they sent: neither start nor end is in it. */
export function rateTable(cases: readonly PredictedRun[]): string {
  const fast = cases.filter(({ point }) => point.group === 'rtt' && point.mbps === 1000 && point.rttMs >= 50);
  const links = [...new Set(fast.map(({ point }) => point.rttMs))];
  return table(
    ['Runs', 'Round trip', 'Sent more', 'Took longer', 'Rate', 'Predicted', 'In flight'],
    links.flatMap((rttMs) => {
      const [less, more] = fast.filter(({ point }) => point.rttMs === rttMs);
      if (less === undefined || more === undefined) return [];
      const sent = sentBeforeStop(more) - sentBeforeStop(less);
      const took = ((more.measured.stopAtMs ?? NaN) - (less.measured.stopAtMs ?? NaN)) / 1e3;
      return [
        [
          `${less.id}, ${more.id}`,
          `${rttMs} ms`,
          `${(sent / MEGA).toFixed(1)} MB`,
          `${took.toFixed(2)} s`,
          `${(sent / took / MEGA).toFixed(1)} MB/s`,
          `${(usableRate(less) / MEGA).toFixed(1)} MB/s`,
          `${((sent / took / MEGA) * (rttMs / 1e3)).toFixed(2)} MB`,
        ],
      ];
    }),
  );
}

const sentBeforeStop = ({ measured: { transferredBytes = NaN, downtimeBytes = NaN } }: PredictedRun): number =>
  transferredBytes - downtimeBytes;
