import type { FeasibilityMap, LinkRecord } from '../../lib/link/link-record';
import { mapRegions } from '../../lib/reports/link-map-regions';
import { recordOf, toDublin } from './ask';

const mapOf = ({ map }: LinkRecord): FeasibilityMap => map!;
const curved = { platform: 'vmotion@6.7', window: '16 MiB', loss: '0.000001 %', totalTime: '10 min' };

describe.each([
  ['Vienna - Dublin', toDublin({}, true)],
  ['with a platform', toDublin({ platform: 'vmotion@8' }, true)],
  ['with window, loss and budget', toDublin(curved, true)],
  ['on QEMU, which gives up', toDublin({ platform: 'nova', window: '4 MiB', streams: '8' }, true)],
  ['of which nothing is known', recordOf('VIE', 'DUB', {}, true)],
])('the map of a link %s', (_, record) => {
  const map = mapOf(record);

  it('has a verdict for every bandwidth, from the least to the most', () => {
    for (const { bands } of map.columns) {
      expect(bands[0]?.from).toBe(map.bandwidth.from);
      expect(bands.at(-1)?.to).toBe(map.bandwidth.to);
      for (const [i, band] of bands.entries()) {
        expect(band.to).toBeGreaterThan(band.from);
        if (i > 0) expect([band.from, band.verdict === bands[i - 1]!.verdict]).toEqual([bands[i - 1]!.to, false]);
      }
    }
  });

  it('has no number that is none', () => {
    expect(JSON.stringify(map)).not.toMatch(/null|NaN/);
  });

  it('is covered by its regions, none of which overlaps another', () => {
    const area = (outline: readonly (readonly [number, number])[]): number => {
      const points = outline.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
      const sum = points.reduce((total, [x, y], i) => {
        const [x2, y2] = points[(i + 1) % points.length]!;
        return total + x * y2 - x2 * y;
      }, 0);
      return Math.abs(sum) / 2;
    };
    const whole = Math.log(map.roundTrip.to / map.roundTrip.from) * Math.log(map.bandwidth.to / map.bandwidth.from);
    const covered = mapRegions(map).reduce((sum, { outline }) => sum + area(outline), 0);
    expect(covered / whole).toBeCloseTo(1, 6);
  });
});

describe('the map', () => {
  const verdictAt = (written: object, rtt: number, bandwidth: number) =>
    toDublin({ ...written, rtt: `${(rtt * 1e6).toFixed(6)} us`, bandwidth: `${bandwidth.toFixed(0)} bit/s` }).verdict;

  it('says at each place what the record of a link there says', () => {
    const written = { platform: 'vmotion@6.7', window: '16 MiB' };
    for (const { roundTrip, bands } of mapOf(toDublin(written, true)).columns.filter((_, i) => i % 9 === 4)) {
      for (const { verdict, from, to } of bands) {
        expect(verdictAt(written, roundTrip, Math.sqrt(from * to))).toBe(verdict);
      }
    }
  });

  it('draws the limit of convergence where the verdict flips', () => {
    const { contours } = mapOf(toDublin(curved, true));
    const line = contours.find(({ id }) => id === 'convergence')!;
    const [rtt, bandwidth] = line.points.find(([at]) => at > 0.02)!;
    expect(verdictAt({ window: '16 MiB', loss: '0.000001 %' }, rtt, bandwidth * 1.001)).toBe('feasible');
    expect(verdictAt({ window: '16 MiB', loss: '0.000001 %' }, rtt, bandwidth * 0.999)).toBe('does-not-converge');
  });

  it('has a line for every limit that is asked for', () => {
    const ids = mapOf(toDublin(curved, true)).contours.map(({ id }) => id);
    expect(ids).toEqual([
      'convergence',
      'time-budget',
      'vacuum-round-trip',
      'minimum-round-trip',
      'platform-rtt',
      'platform-bandwidth',
    ]);
  });

  it('jumps exactly at the limits of the round trip', () => {
    const regions = mapRegions(mapOf(toDublin({ platform: 'vmotion@6.7' }, true)));
    const unsupported = regions.filter(({ verdict }) => verdict === 'unsupported');
    expect(
      Math.min(
        ...unsupported.filter(({ decades }) => decades[1] > 2).flatMap(({ outline }) => outline.map(([x]) => x)),
      ),
    ).toBeCloseTo(0.15, 6);
  });
});
