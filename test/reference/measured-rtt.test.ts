import { certainDistance, geodesicDistance } from '../../lib/model/geodesic';
import { classifyRtt, glassRtt, TYPICAL_RTT_FACTORS } from '../../lib/model/propagation';
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

const pairs: readonly Pair[] = ['aws', 'azure', 'gcp'].flatMap((provider) =>
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

test('the typical factors are the 5th, 50th and 95th percentile of the pairs above 300 km', () => {
  const factors = pairs.filter((pair) => pair.distance > km(300)).map((pair) => pair.rtt / glassRtt(pair.distance));
  factors.sort((a, b) => a - b);
  const percentile = (share: number): number => factors[Math.floor(share * (factors.length - 1))] ?? NaN;
  expect(Math.abs(percentile(0.05) - TYPICAL_RTT_FACTORS.fast)).toBeLessThan(0.06);
  expect(Math.abs(percentile(0.5) - TYPICAL_RTT_FACTORS.median)).toBeLessThan(0.06);
  expect(Math.abs(percentile(0.95) - TYPICAL_RTT_FACTORS.slow)).toBeLessThan(0.06);
});
