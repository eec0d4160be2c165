import { downtimeForRate, freshRate, rateForDowntime } from '../../lib/model/circulation';
import { flattening, type DirtyBehaviour, type MeasuredWrites } from '../../lib/model/dirty-memory';
import { bytes, bytesPerSecond, mb, seconds } from '../../lib/model/units';
import { fc } from '../support/property';

const random = { kind: 'random', rate: bytesPerSecond(100e6), workingSet: mb(200) } as const;
const cyclic = { ...random, kind: 'cyclic' } as const;
const measured = (ceiling: number, ...points: readonly [number, number][]): MeasuredWrites => ({
  kind: 'measured',
  points: points.map(([within, dirtied]) => ({ within: seconds(within), dirtied: mb(dirtied) })),
  ceiling: mb(ceiling),
});

describe('what a guest adds to what waits', () => {
  test('random writers hit what waits with the chance waiting / W', () => {
    expect([0, 50, 100, 200, 201].map((n) => freshRate(random, mb(n)) / 1e6)).toEqual([100, 75, 50, 0, 0]);
  });

  test('cyclic ones hit nothing of it until half of W waits', () => {
    expect([0, 50, 100, 150, 200].map((n) => freshRate(cyclic, mb(n)) / 1e6)).toEqual([100, 100, 100, 50, 0]);
  });

  test('of a curve D(T) / T where the mean of D over 0..T waits', () => {
    // 100 MB/s for 1 s, then 50 MB/s up to 200 MB in 3 s. T = 1: 50 MB at 100 MB/s. T = 3: (50 + 300) / 3 at 200 / 3 MB/s.
    const curve = measured(200, [1, 100], [2, 150]);
    expect([0, 25, 50].map((n) => freshRate(curve, mb(n)) / 1e6)).toEqual([100, 100, 100]);
    expect(freshRate(curve, bytes((350 / 3) * 1e6)) / 1e6).toBeCloseTo(200 / 3, 9);
    // T = 6: (350 + 3 x 200) / 6 at 200 / 6.
    expect(freshRate(curve, bytes((950 / 6) * 1e6)) / 1e6).toBeCloseTo(200 / 6, 9);
    expect(freshRate(curve, mb(200))).toBe(0);
    // What ends below its ceiling never dirties the rest.
    expect(freshRate(measured(500, [1, 100], [2, 100]), mb(200))).toBe(0);
    expect(freshRate(measured(500), mb(200))).toBe(0);
  });
});

describe('the edge', () => {
  test('of nothing that is dirtied', () => {
    for (const dirty of [{ ...random, rate: bytesPerSecond(0) }, measured(0)]) {
      expect([rateForDowntime(dirty, seconds(1)), downtimeForRate(dirty, bytesPerSecond(1))]).toEqual([0, 0]);
    }
  });

  test('a link just as fast as a guest writes', () => {
    expect(downtimeForRate(random, bytesPerSecond(100e6))).toBe(0);
    // The cyclic writer adds as fast as that until half of W waits: 1 s.
    expect(downtimeForRate(cyclic, bytesPerSecond(100e6))).toBe(1);
    expect(downtimeForRate(cyclic, bytesPerSecond(100.1e6))).toBe(0);
  });

  test('is the same from all three sides', () => {
    const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    const writers = fc.record({
      kind: fc.constantFrom('random' as const, 'cyclic' as const),
      rate: number(1e6, 1e9).map(bytesPerSecond),
      workingSet: number(1e7, 1e10).map(bytes),
    });
    const curves = fc
      .array(fc.tuple(number(0.1, 5), number(0.1, 500)), { minLength: 1, maxLength: 5 })
      .map((steps): MeasuredWrites => {
        let [time, amount] = [0, 0];
        const points = steps.map(([t, a]): [number, number] => [(time += t), (amount += a)]);
        return flattening(measured(amount * 1.3, ...points));
      });
    const dirty: fc.Arbitrary<DirtyBehaviour> = fc.oneof(writers, curves);
    fc.assert(
      fc.property(dirty, number(0.01, 0.99), (guest, share) => {
        const most = guest.kind === 'measured' ? guest.ceiling : guest.workingSet;
        const waiting = bytes(most * share);
        const rate = freshRate(guest, waiting);
        const downtime = seconds(waiting / rate);
        expect(rateForDowntime(guest, downtime) / rate).toBeCloseTo(1, 6);
        expect(freshRate(guest, bytes(waiting * 1.001)) / rate).toBeLessThanOrEqual(1 + 1e-9);
        // Where nothing that waits is hit yet, any downtime below is right as well.
        const slower = bytesPerSecond(rate * (1 - 1e-9));
        expect(downtimeForRate(guest, slower)).toBeGreaterThanOrEqual(downtime * (1 - 1e-5));
      }),
    );
  });
});
