import { predict } from '../predict';
import { type Case, firstPassOf, isMultifd, signedError } from './case';
import { inSeconds, percentage, signed, table, whole } from './markdown';
import { sensitivityOf } from './modes';

/** Section 5: where the model is wrong. Runs are chosen by what was set, never by how far off they are. */

const isLive = (one: Case): boolean => one.point.mode === 'pre-copy' && !isMultifd(one);

export const spots = {
  /** What fills the link is about what one stream may have in flight. */
  nearWindow: (one: Case) => isLive(one) && one.windowShare >= 0.7 && one.windowShare <= 1.3,
  longAndFast: (one: Case) => isLive(one) && one.point.mbps === 1000 && one.point.rttMs >= 75,
  /** Short against the queue: there it holds 25 ms of the line, however short the round trip. */
  fastAndShort: (one: Case) => isLive(one) && one.point.mbps === 1000 && one.point.rttMs <= 10 && one.edge < 0.89,
  multifd: isMultifd,
  nearEdge: (one: Case) => isLive(one) && Math.abs(one.edge - 1) < 0.21,
  autoConverge: (one: Case) => one.point.mode === 'auto-converge',
} as const satisfies Record<string, (one: Case) => boolean>;

type Column = readonly [name: string, cell: (one: Case) => string, align?: 'l'];

const linkColumn: Column = [
  'Link',
  ({ point: { mbps, rttMs } }) => `${whole(mbps)} Mbit/s, ${rttMs} ms`,
  'l',
];
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

export const firstPassErrorOf = (one: Case): number => one.firstPassMs / firstPassOf(one) - 1;

const columns: Readonly<Record<keyof typeof spots, readonly Column[]>> = {
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
    total,
    ['Predicted', ({ said }) => inSeconds(said.user.totalMs)],
    totalError,
    ['Laboratory', ({ said }) => inSeconds(said.laboratory.totalMs)],
    ['Link 1 % slower', (one) => signed(sensitivityOf(one, predict))],
  ],
  autoConverge: [],
};

export const casesAt = (cases: readonly Case[], spot: keyof typeof spots): readonly Case[] =>
  cases.filter(spots[spot]);

export function spotTable(cases: readonly Case[], spot: keyof typeof spots): string {
  const shown = columns[spot];
  return table(
    ['Run', ...shown.map(([name]) => name)],
    casesAt(cases, spot).map((one) => [one.id, ...shown.map(([, cell]) => cell(one))]),
    `l${shown.map(([, , align = 'r']) => align).join('')}`,
  );
}

const FARTHEST = 12;

/** Those farthest off, whatever the reason. */
export function farthestTable(cases: readonly Case[]): string {
  const ranked = cases
    .map((one) => ({ one, error: signedError(one, 'total') }))
    .filter(({ error }) => !Number.isNaN(error))
    .sort((a, b) => Math.abs(b.error) - Math.abs(a.error))
    .slice(0, FARTHEST);
  return table(
    ['Run', 'Link', 'B R / window', 'Of the edge', 'Error', 'Dropped', 'Emulator late by'],
    ranked.map(({ one, error }) => [
      one.id,
      linkColumn[1](one),
      one.windowShare.toFixed(2),
      one.edge.toFixed(2),
      signed(error),
      whole(one.drops ?? 0),
      `${(one.latestMs ?? 0).toFixed(0)} ms`,
    ]),
    'llrrrrr',
  );
}

/** Least and most of the errors at a spot, as `-3.0 % to +4.0 %`. */
export function rangeText(cases: readonly Case[], error: (one: Case) => number): string {
  const errors = cases.map(error).filter((n) => !Number.isNaN(n));
  return `${signed(Math.min(...errors))} to ${signed(Math.max(...errors))}`;
}
