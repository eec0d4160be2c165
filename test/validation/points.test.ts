import { ciPoints } from '../../validation/ci-points';
import { freshPoints } from '../../validation/fresh-points';
import { groups, pagesCarried, type Point } from '../../validation/point';
import { partOf, sweepPoints } from '../../validation/points';

const range = (numbers: readonly number[]): readonly [number, number] => [Math.min(...numbers), Math.max(...numbers)];

describe('points of the sweep', () => {
  it('are at least 120, each with an id of its own and no two alike', () => {
    expect(sweepPoints.length).toBeGreaterThanOrEqual(120);
    expect(new Set(sweepPoints.map(({ id }) => id)).size).toBe(sweepPoints.length);
    const inputs = sweepPoints.map((point) => JSON.stringify({ ...point, id: '', group: '' }));
    expect(new Set(inputs).size).toBe(inputs.length);
  });

  it('cover what a migration depends on', () => {
    expect(range(sweepPoints.map(({ memoryMib }) => memoryMib))).toEqual([64, 2048]);
    expect(range(sweepPoints.map(({ mbps }) => mbps))).toEqual([50, 1000]);
    expect(range(sweepPoints.map(({ rttMs }) => rttMs))).toEqual([0, 150]);
    expect(range(sweepPoints.map(({ downtimeLimitMs }) => downtimeLimitMs))).toEqual([30, 2000]);
    const shares = sweepPoints.map(({ pagesPerSecond, mbps }) => pagesPerSecond / pagesCarried(mbps));
    expect(range(shares)[0]).toBe(0);
    expect(range(shares)[1]).toBeCloseTo(3, 2);
    expect(new Set(sweepPoints.map(({ group }) => group))).toEqual(new Set(groups));
    expect(new Set(sweepPoints.map(({ mode }) => mode)).size).toBe(4);
    expect(new Set(sweepPoints.map(({ pattern }) => pattern)).size).toBe(2);
  });

  it('fit the guest: whole working sets within its memory', () => {
    for (const { memoryMib, workingSetMib } of [...sweepPoints, ...freshPoints, ...ciPoints]) {
      expect(workingSetMib).toBeLessThan(memoryMib);
      expect(Number.isInteger(workingSetMib)).toBe(true);
    }
  });
});

describe('fresh points', () => {
  it('are of every group, in its ranges, and none is a point of the sweep', () => {
    expect(new Set(freshPoints.map(({ group }) => group))).toEqual(new Set(groups));
    const inputsOf = (point: Point): string => JSON.stringify({ ...point, id: '', group: '', boundSeconds: 0 });
    const inputs = [...sweepPoints, ...freshPoints].map(inputsOf);
    expect(new Set(inputs).size).toBe(inputs.length);
    for (const { mbps, rttMs, downtimeLimitMs, memoryMib } of freshPoints) {
      expect(Math.min(mbps - 50, 1000 - mbps, rttMs, 150 - rttMs)).toBeGreaterThanOrEqual(0);
      expect(Math.min(downtimeLimitMs - 30, 2000 - downtimeLimitMs)).toBeGreaterThanOrEqual(0);
      expect(Math.min(memoryMib - 64, 2048 - memoryMib)).toBeGreaterThanOrEqual(0);
    }
  });

  it('are drawn by their names, the same each time', () => {
    // printf 'fresh-bandwidth-1 mbps' | sha256sum: its first 32 bits are 0.7819 of 2^32, and 50 x 20^0.7819 = 520.
    expect(freshPoints[0]).toMatchObject({ id: 'fresh-bandwidth-1', mbps: 520 });
  });

  it('alone are held out', () => {
    expect(freshPoints.every(({ id }) => partOf(id) === 'held-out')).toBe(true);
    expect(sweepPoints.every(({ id }) => partOf(id) === 'fit')).toBe(true);
  });
});

describe('points of CI', () => {
  it('are twelve, short, and ask for verdicts on both sides', () => {
    expect(ciPoints).toHaveLength(12);
    const bounds = ciPoints.map(({ boundSeconds }) => boundSeconds);
    expect(bounds.filter((bound) => bound === 4)).toHaveLength(3);
    expect(ciPoints.every(({ memoryMib }) => memoryMib === 64)).toBe(true);
  });
});

describe('what a link carries', () => {
  it('is pages with their headers in TCP segments in Ethernet frames', () => {
    // 200 Mbit/s x 1448 / 1538 / 8 = 23,537,061 B/s, / 4,104
    expect(pagesCarried(200)).toBeCloseTo(5735.15, 1);
    expect(pagesCarried(200, 1)).toBeCloseTo(6091.62, 1);
  });
});
