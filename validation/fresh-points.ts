import { createHash } from 'node:crypto';
import { type Draft, memoryFor, pointFrom } from './draft';
import type { Group, Point } from './point';

/*
 * Points that nobody chose: each input is drawn from the range that its group of the sweep covers, by a hash of the point's name
 * and the input's. They are for one use: to be measured once the model is as it is, and held against it.
 */

/** A number from 0 to 1 that a name decides. */
const drawn = (name: string): number => createHash('sha256').update(name).digest().readUInt32BE() / 2 ** 32;

/** Draws the inputs of one point. */
class Draw {
  constructor(private readonly id: string) {}

  between(input: string, low: number, high: number): number {
    return low + drawn(`${this.id} ${input}`) * (high - low);
  }

  /** As likely from 50 to 100 as from 500 to 1,000. */
  scaled(input: string, low: number, high: number): number {
    return Math.round(Math.exp(this.between(input, Math.log(low), Math.log(high))));
  }

  whole(input: string, low: number, high: number): number {
    return Math.round(this.between(input, low, high));
  }

  oneOf<T>(input: string, values: readonly [T, ...T[]]): T {
    return values[Math.floor(drawn(`${this.id} ${input}`) * values.length)] ?? values[0];
  }
}

const mbpsOf = (draw: Draw, low = 50): number => draw.scaled('mbps', low, 1000);

/** How many points of each group, and what is drawn for one. */
const drafts: Record<Group, readonly [count: number, draft: (draw: Draw) => Draft]> = {
  bandwidth: [16, (draw) => ({ mbps: mbpsOf(draw), share: draw.between('share', 0, 0.8), boundSeconds: 40 })],
  rtt: [
    18,
    (draw) => {
      const mbps = mbpsOf(draw);
      const rttMs = draw.whole('rtt', 0, 150);
      const memoryMib = rttMs > 50 ? Math.min(128, memoryFor(mbps)) : memoryFor(mbps);
      return { mbps, rttMs, memoryMib, share: draw.between('share', 0.1, 0.75), boundSeconds: 35 };
    },
  ],
  'downtime-limit': [
    12,
    (draw) => ({
      mbps: mbpsOf(draw, 100),
      downtimeLimitMs: draw.scaled('limit', 30, 2000),
      share: draw.between('share', 0.2, 0.85),
      boundSeconds: 35,
    }),
  ],
  'working-set': [
    8,
    (draw) => ({ workingSetMib: draw.scaled('working set', 2, 96), share: draw.between('share', 0.3, 2.5) }),
  ],
  edge: [
    8,
    (draw) => {
      const [low, high] = draw.oneOf('side', [
        [0.85, 0.95],
        [1.1, 3],
      ] as const);
      return {
        mbps: mbpsOf(draw, 100),
        share: draw.between('share', low, high),
        memoryMib: 128,
        boundSeconds: low < 1 ? 45 : 20,
      };
    },
  ],
  random: [
    12,
    (draw) => {
      const mbps = mbpsOf(draw, 100);
      return {
        pattern: 'random',
        mbps,
        rttMs: draw.whole('rtt', 0, 50),
        downtimeLimitMs: draw.scaled('limit', 200, 1000),
        workingSetMib: Math.round(memoryFor(mbps) * draw.between('working set', 0.1, 0.6)),
        share: draw.between('share', 0.2, 1.5),
        boundSeconds: 30,
      };
    },
  ],
  'large-memory': [
    4,
    (draw) => ({
      mbps: 1000,
      memoryMib: draw.scaled('memory', 768, 2048),
      workingSetMib: draw.scaled('working set', 64, 512),
      share: draw.between('share', 0, 0.6),
      pattern: draw.oneOf('pattern', ['cyclic', 'random'] as const),
      boundSeconds: 45,
    }),
  ],
  'auto-converge': [
    8,
    (draw) => ({
      mode: 'auto-converge',
      isBusy: true,
      memoryMib: 64,
      share: draw.between('share', 0.7, 3),
      throttle: {
        initial: draw.whole('initial', 20, 60),
        increment: draw.whole('increment', 10, 20),
        max: 99,
      },
      boundSeconds: 40,
    }),
  ],
  'post-copy': [
    6,
    (draw) => ({
      mode: 'post-copy',
      isBusy: true,
      mbps: mbpsOf(draw, 100),
      rttMs: draw.whole('rtt', 0, 100),
      memoryMib: 128,
      postCopyAfterPass: draw.oneOf('after pass', [0, 1]),
      share: draw.between('share', 0.3, 2),
      pattern: draw.oneOf('pattern', ['cyclic', 'random'] as const),
    }),
  ],
  cold: [
    6,
    (draw) => {
      const mbps = mbpsOf(draw, 100);
      const memoryMib = Math.min(256, memoryFor(mbps));
      return { mode: 'cold', mbps, rttMs: draw.whole('rtt', 0, 100), memoryMib, share: 0.5 };
    },
  ],
  multifd: [
    6,
    (draw) => ({
      channels: draw.oneOf('channels', [2, 4, 8]),
      mbps: mbpsOf(draw, 200),
      rttMs: draw.whole('rtt', 5, 150),
      memoryMib: 256,
      share: draw.between('share', 0.3, 0.7),
      boundSeconds: 45,
    }),
  ],
};

export const freshPoints: readonly Point[] = Object.entries(drafts).flatMap(([name, [count, draft]]) =>
  Array.from({ length: count }, (_, index) => {
    const id = `fresh-${name}-${index + 1}`;
    return pointFrom(id, name as Group, draft(new Draw(id)));
  }),
);
