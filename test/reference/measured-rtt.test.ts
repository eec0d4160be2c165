import { certainDistance, geodesicDistance } from '../../lib/model/geodesic';
import { classifyRtt, glassRtt, TYPICAL_RTT_BANDS, TYPICAL_RTT_FACTORS, typicalRtt } from '../../lib/model/propagation';
import { km, ms, type Metres, type Seconds } from '../../lib/model/units';
import { findRegion } from '../../lib/reference/region';
import { goldenRows, numberIn } from '../golden/golden';

interface Pair {
  readonly provider: string;
  readonly from: string;
  readonly to: string;
  readonly rtt: Seconds;
  readonly distance: Metres;
  readonly certain: Metres;
}

const pairs: readonly Pair[] = ['aws', 'azure', 'gcp', 'ibm'].flatMap((provider) =>
  goldenRows(`rtt-${provider}.csv`).flatMap(({ from = '', to = '', ...row }) => {
    const [a, b] = [findRegion(provider, from)?.position, findRegion(provider, to)?.position];
    if (a === undefined || b === undefined || from === to) return [];
    const rtt = ms(numberIn(row, 'ms'));
    return [{ provider, from, to, rtt, distance: geodesicDistance(a, b), certain: certainDistance(a, b) }];
  }),
);

test('nearly every measured region has a position', () => {
  expect(pairs.length).toBeGreaterThan(5000);
});

test('no measured round trip is below the floor of light in glass, even without tolerance', () => {
  const faster = pairs.filter((pair) => pair.rtt < glassRtt(pair.distance));
  expect(faster).toEqual([]);
});

test('every measured round trip is called plausible', () => {
  expect(pairs.filter((pair) => classifyRtt(pair.rtt, pair.certain) !== 'plausible')).toEqual([]);
});

/** Percentile of ascending numbers. */
const percentile = (ascending: readonly number[], share: number): number =>
  ascending[Math.floor(share * (ascending.length - 1))] ?? NaN;

const ascending = (numbers: readonly number[]): readonly number[] => numbers.toSorted((a, b) => a - b);

const factorsOf = (some: readonly Pair[]): readonly number[] =>
  ascending(some.map((pair) => pair.rtt / glassRtt(pair.distance)));

const within = (above: Metres, upTo: Metres): readonly Pair[] =>
  pairs.filter(({ distance }) => distance > above && distance <= upTo);

test('the typical factors are the 5th, 50th and 95th percentile of the pairs above 300 km', () => {
  const measured = factorsOf(within(km(300), km(20_100)));
  expect(measured).toHaveLength(5183);
  expect(percentile(measured, 0.05)).toBeCloseTo(TYPICAL_RTT_FACTORS.fast, 2);
  expect(percentile(measured, 0.5)).toBeCloseTo(TYPICAL_RTT_FACTORS.median, 2);
  expect(percentile(measured, 0.95)).toBeCloseTo(TYPICAL_RTT_FACTORS.slow, 2);
});

describe.each(TYPICAL_RTT_BANDS.map((band) => ({ ...band, name: `${band.above / 1e3} to ${band.upTo / 1e3} km` })))(
  'the band from $name',
  ({ above, upTo, at, fast, median, slow }) => {
    const some = within(above, upTo);

    test('has the percentiles and the median distance of its pairs', () => {
      const measured = factorsOf(some);
      expect(some.length).toBeGreaterThan(300);
      expect(Math.abs(percentile(measured, 0.05) - fast)).toBeLessThan(0.006);
      expect(Math.abs(percentile(measured, 0.5) - median)).toBeLessThan(0.006);
      expect(Math.abs(percentile(measured, 0.95) - slow)).toBeLessThan(0.006);
      const distances = ascending(some.map(({ distance }) => distance));
      expect(Math.abs(percentile(distances, 0.5) - at)).toBeLessThan(km(1));
    });

    test('holds nine tenths of its pairs between fast and slow, half of them below the median', () => {
      const share = (holds: (pair: Pair) => boolean): number => some.filter(holds).length / some.length;
      const between = share(({ rtt, distance }) => {
        const typical = typicalRtt(distance);
        return rtt >= typical.fast && rtt <= typical.slow;
      });
      expect(Math.abs(between - 0.9)).toBeLessThan(0.05);
      expect(Math.abs(share(({ rtt, distance }) => rtt < typicalRtt(distance).median) - 0.5)).toBeLessThan(0.1);
    });
  },
);

test('zones of one region are at most 3.4 ms apart', () => {
  // The zones of IBM have no position of their own: us-south-dal10-a stands in the region us-south.
  const zones = goldenRows('rtt-ibm.csv').filter(({ from = '', to = '' }) => /-[a-z]$/u.test(from) && from !== to);
  expect(zones.length).toBeGreaterThan(80);
  expect(Math.max(...zones.map((row) => numberIn(row, 'ms')))).toBeLessThanOrEqual(3.4);
});
