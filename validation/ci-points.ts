import { type Draft, pointFrom } from './draft';
import type { Group, Point } from './point';

/*
 * A dozen short migrations over the relay. What passes within the downtime limit is small beside the memory, as in guests
 * of a real size. Verdicts are asked for well off the edge: at 0.8 of it or less, at 1.2 or more.
 */
const drafts: readonly (readonly [Group, Draft])[] = [
  ['bandwidth', { mbps: 300, share: 0 }],
  ['bandwidth', { mbps: 400, share: 0.4 }],
  ['edge', { mbps: 500, share: 0.8 }],
  ['edge', { mbps: 400, share: 1.5, workingSetMib: 48, boundSeconds: 4 }],
  ['rtt', { mbps: 300, rttMs: 50, downtimeLimitMs: 150, share: 0.5 }],
  ['random', { mbps: 400, rttMs: 20, downtimeLimitMs: 150, share: 0.5, pattern: 'random' }],
  // 6 MiB pass in 130 ms, 40 MiB in 840: the one fits the downtime limit, the other does not by far.
  ['working-set', { mbps: 400, downtimeLimitMs: 200, share: 2, workingSetMib: 6 }],
  ['working-set', { mbps: 400, downtimeLimitMs: 200, share: 2, workingSetMib: 40, boundSeconds: 4 }],
  ['downtime-limit', { mbps: 300, downtimeLimitMs: 60, share: 0.5 }],
  ['random', { mbps: 300, share: 3, pattern: 'random', boundSeconds: 4 }],
  ['downtime-limit', { mbps: 200, downtimeLimitMs: 500, rttMs: 100, share: 0.3 }],
  ['cold', { mbps: 500, share: 0.5, mode: 'cold' }],
];

export const ciPoints: readonly Point[] = drafts.map(([group, draft], index) =>
  pointFrom(`ci-${index + 1}`, group, { memoryMib: 64, downtimeLimitMs: 100, boundSeconds: 12, ...draft }),
);
