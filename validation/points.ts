import { type Draft, memoryFor, pointFrom } from './draft';
import { freshPoints } from './fresh-points';
import { type Group, groups, type Point, type Throttle } from './point';

/* The points of the full sweep. They were decided before any of them was measured. */

/** Each of the one with each of the other. */
const crossed = <A, B>(as: readonly A[], bs: readonly B[]): readonly (readonly [A, B])[] =>
  as.flatMap((a) => bs.map((b) => [a, b] as const));

const bandwidth: readonly Draft[] = crossed([50, 75, 100, 150, 200, 300, 500, 750, 1000], [0, 0.4, 0.75]).map(
  ([mbps, share]) => ({ mbps, share, boundSeconds: 35 }),
);

const rtt: readonly Draft[] = [
  ...crossed([0, 2, 25, 50, 75, 100, 150], [0.3, 0.7]).flatMap(([rttMs, share]) => [
    { mbps: 200, rttMs, share, boundSeconds: 30 },
    { mbps: 1000, rttMs, share, memoryMib: rttMs > 50 ? 128 : 256, boundSeconds: 30 },
  ]),
  ...[50, 150].map((rttMs) => ({ mbps: 50, rttMs, share: 0.5, boundSeconds: 35 })),
];

const downtimeLimit: readonly Draft[] = [
  ...crossed([30, 60, 100, 200, 500, 1000, 2000], [0.4, 0.8]).map(([downtimeLimitMs, share]) => ({
    downtimeLimitMs,
    share,
    boundSeconds: 35,
  })),
  ...[30, 500, 2000].map((downtimeLimitMs) => ({ mbps: 500, rttMs: 50, downtimeLimitMs, share: 0.6 })),
];

/** All of these with what they have in common. */
const withAll = (common: Partial<Draft>, drafts: readonly Draft[]): readonly Draft[] =>
  drafts.map((draft) => ({ ...common, ...draft }));

/** 6.7 MiB pass in 300 ms: working sets below that converge at any rate. */
const workingSet: readonly Draft[] = crossed([2, 4, 6, 12, 32, 96], [0.5, 2]).map(([workingSetMib, share]) => ({
  workingSetMib,
  share,
}));

const edge: readonly Draft[] = [
  ...crossed([100, 200], [0.9, 1.2, 2]).map(([mbps, share]) => ({ mbps, share, boundSeconds: share < 1 ? 45 : 20 })),
  ...[0.9, 1.2, 3].map((share) => ({ mbps: 1000, memoryMib: 256, share, boundSeconds: share < 1 ? 45 : 20 })),
  // At twice the rate that the link carries, the working set decides: against what is sent within the downtime limit.
  ...crossed([500, 2000], [0.8, 1.1, 1.6, 2]).map(([downtimeLimitMs, fill]) => ({
    share: 2,
    downtimeLimitMs,
    workingSetMib: Math.round((fill * 22.4 * downtimeLimitMs) / 1e3),
  })),
];

const random = withAll({ pattern: 'random' }, [
  ...crossed([100, 200, 500, 1000], [0.4, 0.8]).map(([mbps, share]) => ({ mbps, share, boundSeconds: 35 })),
  ...[100, 200, 500, 1000].map((mbps) => ({ mbps, share: 1.5, workingSetMib: memoryFor(mbps) / 16 })),
  ...[200, 500].map((mbps) => ({ mbps, share: 2 })),
  ...crossed([200, 1000], [0.5, 0.9]).map(([mbps, share]) => ({
    mbps,
    rttMs: 50,
    memoryMib: 128,
    downtimeLimitMs: 1000,
    share,
    boundSeconds: 30,
  })),
]);

const largeMemory = withAll({ mbps: 1000, boundSeconds: 40 }, [
  { memoryMib: 768, workingSetMib: 128, share: 0.5 },
  { memoryMib: 1024, workingSetMib: 512, share: 0 },
  { memoryMib: 1024, workingSetMib: 256, share: 0.5 },
  { memoryMib: 1024, workingSetMib: 512, share: 0.6, pattern: 'random' },
  { memoryMib: 1536, workingSetMib: 64, share: 0.5, rttMs: 2 },
  { memoryMib: 2048, workingSetMib: 1024, share: 0 },
  { memoryMib: 2048, workingSetMib: 256, share: 0.3, rttMs: 2 },
  { memoryMib: 2048, workingSetMib: 512, share: 0.3, pattern: 'random' },
]);

const throttles: readonly Throttle[] = [
  { initial: 20, increment: 10, max: 99 },
  { initial: 50, increment: 20, max: 99 },
];

const autoConverge = withAll({ mode: 'auto-converge', isBusy: true, memoryMib: 64, boundSeconds: 40 }, [
  ...crossed([0.7, 1.2, 1.6, 2.4], throttles).map(([share, throttle]) => ({ share, throttle })),
  { share: 3, throttle: { initial: 60, increment: 15, max: 99 } },
  // Half of the guest's speed is not enough at three times the rate, and is at 1.5 times.
  { share: 3, throttle: { initial: 30, increment: 20, max: 50 }, boundSeconds: 25 },
  { share: 1.5, throttle: { initial: 30, increment: 20, max: 50 } },
  { share: 1.5, throttle: { initial: 40, increment: 20, max: 99 }, pattern: 'random' },
]);

const postCopy = withAll({ mode: 'post-copy', isBusy: true }, [
  ...crossed([0, 10, 50, 100], [0, 1]).map(([rttMs, postCopyAfterPass]) => ({ rttMs, postCopyAfterPass, share: 0.5 })),
  { mbps: 100, postCopyAfterPass: 2, share: 2 },
  { mbps: 1000, postCopyAfterPass: 1, share: 2 },
  { mbps: 1000, postCopyAfterPass: 0, share: 0.5, rttMs: 50, memoryMib: 256 },
  { mbps: 200, postCopyAfterPass: 1, share: 1, pattern: 'random' },
  { mbps: 500, postCopyAfterPass: 0, share: 1, pattern: 'random', rttMs: 50 },
  { mbps: 500, postCopyAfterPass: 2, share: 1, pattern: 'random' },
]);

const cold = crossed([100, 200, 500, 1000], [10, 100]).map(([mbps, rttMs]): Draft => ({
  mbps,
  rttMs,
  memoryMib: Math.min(256, memoryFor(mbps)),
  share: 0.5,
  mode: 'cold',
}));

const multifd: readonly Draft[] = [
  ...crossed([2, 4, 8], [10, 100]).map(([channels, rttMs]) => ({ channels, rttMs, mbps: 500, share: 0.4 })),
  ...[2, 4].map((channels) => ({ channels, rttMs: 150, mbps: 1000, memoryMib: 256, share: 0.5 })),
  { channels: 4, rttMs: 50, mbps: 1000, share: 0.5 },
  { channels: 4, rttMs: 10, mbps: 200, share: 0.7 },
];

const drafts: Record<Group, readonly Draft[]> = {
  bandwidth,
  rtt,
  'downtime-limit': downtimeLimit,
  'working-set': workingSet,
  edge,
  random,
  'large-memory': largeMemory,
  'auto-converge': autoConverge,
  'post-copy': postCopy,
  cold,
  multifd,
};

export const sweepPoints: readonly Point[] = groups.flatMap((group) =>
  drafts[group].map((draft, index) => pointFrom(`${group}-${index + 1}`, group, draft)),
);

/** The constants of the model were fitted to half of the sweep, in sight of the other; what is held out is the fresh points. */
export type Part = 'fit' | 'held-out';

const heldOut: ReadonlySet<string> = new Set(freshPoints.map(({ id }) => id));

export const partOf = (id: string): Part => (heldOut.has(id) ? 'held-out' : 'fit');
