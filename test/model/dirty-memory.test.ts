import {
  dirtiedWithin,
  flattening,
  initialRate,
  linesOf,
  mostDirtied,
  timeToDirty,
  type MeasuredWrites,
} from '../../lib/model/dirty-memory';
import { bytes, bytesPerSecond, mb, seconds } from '../../lib/model/units';

const random = { kind: 'random', rate: bytesPerSecond(100e6), workingSet: mb(200) } as const;
const cyclic = { ...random, kind: 'cyclic' } as const;
/** Points in seconds and megabytes. */
const measured = (ceiling: number, ...points: readonly (readonly [number, number])[]): MeasuredWrites => ({
  kind: 'measured',
  points: points.map(([within, dirtied]) => ({ within: seconds(within), dirtied: mb(dirtied) })),
  ceiling: mb(ceiling),
});
const curve = measured(500, [1, 100], [2, 150], [4, 350]);

describe('what is dirtied at most and at first', () => {
  test('of writers', () => {
    expect([mostDirtied(random), mostDirtied(cyclic)]).toEqual([200e6, 200e6]);
    expect(mostDirtied({ ...random, rate: bytesPerSecond(0) })).toBe(0);
    expect([initialRate(random), initialRate({ ...random, workingSet: bytes(0) })]).toEqual([100e6, 0]);
  });

  test('of a curve: its ceiling, and its first slope', () => {
    expect(mostDirtied(curve)).toBe(500e6);
    expect(initialRate(curve)).toBe(100e6);
    expect(initialRate(measured(1))).toBe(0);
  });
});

describe('within a time, and the time for an amount', () => {
  test('of random writers W (1 - exp(-r t / W)), of cyclic ones min(W, r t)', () => {
    // r t / W = 1: 200 MB x (1 - 1/e)
    expect(dirtiedWithin(random, seconds(2)) / 1e6).toBeCloseTo(126.424, 3);
    expect([1, 2, 3].map((t) => dirtiedWithin(cyclic, seconds(t)) / 1e6)).toEqual([100, 200, 200]);
    expect(timeToDirty(random, bytes(200e6 * (1 - Math.exp(-1))))).toBeCloseTo(2, 9);
    expect([100, 200].map((n) => timeToDirty(cyclic, mb(n)))).toEqual([1, 2]);
  });

  test('nothing is dirtied of nothing, and nothing takes no time', () => {
    for (const kind of ['random', 'cyclic'] as const) {
      expect(dirtiedWithin({ kind, rate: bytesPerSecond(1), workingSet: bytes(0) }, seconds(0))).toBe(0);
      expect(dirtiedWithin({ kind, rate: bytesPerSecond(1), workingSet: bytes(0) }, seconds(1))).toBe(0);
    }
    for (const dirty of [random, cyclic, curve]) {
      expect([timeToDirty(dirty, bytes(0)), timeToDirty(dirty, bytes(-1))]).toEqual([0, 0]);
    }
  });

  test('more than there is takes for ever', () => {
    expect([timeToDirty(random, mb(201)), timeToDirty(cyclic, mb(201)), timeToDirty(curve, mb(501))]).toEqual([
      Infinity,
      Infinity,
      Infinity,
    ]);
    expect(timeToDirty({ ...cyclic, rate: bytesPerSecond(0) }, bytes(1))).toBe(Infinity);
    expect(timeToDirty(measured(500, [1, 100], [2, 100]), mb(101))).toBe(Infinity);
  });

  test('along a curve, by hand', () => {
    expect([0, 0.5, 1, 1.5, 3, 5, 6].map((t) => dirtiedWithin(curve, seconds(t)) / 1e6)).toEqual([
      0, 50, 100, 125, 250, 450, 500,
    ]);
    expect([50, 100, 125, 150, 250, 450, 500].map((n) => timeToDirty(curve, mb(n)))).toEqual([
      0.5, 1, 1.5, 2, 3, 5, 5.5,
    ]);
    expect(dirtiedWithin(measured(500), seconds(1))).toBe(0);
  });
});

describe('a curve that only flattens', () => {
  const flattened = (...points: readonly (readonly [number, number])[]) =>
    flattening(measured(1000, ...points)).points.map(({ within, dirtied }) => [within, dirtied / 1e6]);

  test('what steepens is straightened, as far back as it must', () => {
    // Slopes of 200, 50, 100, 20: from the first point straight to the third, 75.
    expect(flattened([1, 200], [2, 250], [3, 350], [4, 370])).toEqual([
      [1, 200],
      [3, 350],
      [4, 370],
    ]);
    // 100, 50, 200, 20: from the origin to the third, 117.
    expect(flattened([1, 100], [2, 150], [3, 350], [4, 370])).toEqual([
      [3, 350],
      [4, 370],
    ]);
    expect(flattened([1, 100], [2, 200], [4, 250])).toEqual([
      [2, 200],
      [4, 250],
    ]);
    expect(flattened([1, 100], [2, 150])).toEqual([
      [1, 100],
      [2, 150],
    ]);
    // Over times far from 1, where a slope is no product: 1000, 500 and 100 MB/s.
    expect(flattened([0.1, 100], [0.2, 150], [0.4, 170])).toEqual([
      [0.1, 100],
      [0.2, 150],
      [0.4, 170],
    ]);
  });

  test('writers flatten already', () => {
    expect(flattening(random)).toBe(random);
    expect(flattening(cyclic)).toBe(cyclic);
  });

  test('its lines, and the ceiling', () => {
    const lines = (dirty: MeasuredWrites) =>
      linesOf(dirty).map(({ start, slope, length }) => [start.within, start.dirtied / 1e6, slope / 1e6, length]);
    expect(lines(curve)).toEqual([
      [0, 0, 100, 1],
      [1, 100, 50, 1],
      [2, 150, 100, 3.5],
      [5.5, 500, 0, Infinity],
    ]);
    expect(lines(measured(150, [1, 100], [2, 150], [4, 350]))).toEqual([
      [0, 0, 100, 1],
      [1, 100, 50, 1],
      [2, 150, 0, Infinity],
    ]);
    expect(lines(measured(150, [1, 100], [2, 100]))).toEqual([
      [0, 0, 100, 1],
      [1, 100, 0, Infinity],
      [Infinity, 150, 0, Infinity],
    ]);
    expect(lines(measured(7))).toEqual([[0, 7, 0, Infinity]]);
  });
});
