import { certainDistance, geodesicDistance } from '../../lib/model/geodesic';
import {
  classifyRtt,
  glassReach,
  glassRtt,
  TYPICAL_RTT_BANDS,
  typicalRtt,
  typicalRttFactors,
  vacuumRtt,
} from '../../lib/model/propagation';
import { km, metres, ms, seconds } from '../../lib/model/units';
import { fc } from '../support/property';

const anywhere = fc.record({
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
});

describe('geodesic distance', () => {
  test('a meridian quadrant is 10,001,965.729 m on WGS 84', () => {
    // Karney 2013, section 2; also EPSG guidance note 7-2.
    const quadrant = geodesicDistance({ latitude: 0, longitude: 16 }, { latitude: 90, longitude: 16 });
    expect(quadrant).toBeCloseTo(10_001_965.729, 2);
  });

  test('a degree of longitude on the equator is 2 pi 6,378,137 m / 360', () => {
    const degree = geodesicDistance({ latitude: 0, longitude: 10 }, { latitude: 0, longitude: 11 });
    expect(degree).toBeCloseTo(111_319.491, 2);
  });

  test('it is symmetric, and at most half a circumference', () => {
    fc.assert(
      fc.property(anywhere, anywhere, (a, b) => {
        const there = geodesicDistance(a, b);
        expect(Math.abs(there - geodesicDistance(b, a))).toBeLessThan(1e-6);
        expect(there).toBeGreaterThanOrEqual(0);
        expect(there).toBeLessThanOrEqual(20_003_931.5); // the meridian half, the longest geodesic of WGS 84
      }),
    );
  });

  test('it is zero for one place only', () => {
    fc.assert(
      fc.property(anywhere, (a) => {
        expect(geodesicDistance(a, a)).toBe(0);
        const north = { latitude: a.latitude > 0 ? a.latitude - 0.001 : a.latitude + 0.001, longitude: a.longitude };
        expect(geodesicDistance(a, north)).toBeGreaterThan(110);
      }),
    );
  });

  test('tolerances are taken off, never below zero', () => {
    const a = { latitude: 0, longitude: 10, tolerance: km(25) };
    const b = { latitude: 0, longitude: 11, tolerance: km(60) };
    expect(certainDistance(a, b)).toBeCloseTo(111_319.491 - 85_000, 2);
    expect(certainDistance(a, { ...b, tolerance: km(250) })).toBe(0);
  });

  test('a position that is none is a programmer error', () => {
    expect(() => geodesicDistance({ latitude: 91, longitude: 0 }, { latitude: 0, longitude: 0 })).toThrow(
      new RangeError('91, 0 is not a position in degrees north and east'),
    );
    expect(() => geodesicDistance({ latitude: 0, longitude: NaN }, { latitude: 0, longitude: 0 })).toThrow(RangeError);
  });
});

describe('the floor of the round trip', () => {
  test('1,000 km take 6.671 ms in vacuum and 9.787 ms in glass', () => {
    // 2 x 1,000 km / 299,792.458 km/s = 6.6713 ms; x 1.467 = 9.7867 ms
    expect(vacuumRtt(km(1000)) * 1e3).toBeCloseTo(6.6713, 4);
    expect(glassRtt(km(1000)) * 1e3).toBeCloseTo(9.7867, 3);
  });

  test('it grows with distance, and the reach undoes it', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 2e7, noNaN: true }), (distance) => {
        expect(glassRtt(metres(distance * 1.001))).toBeGreaterThan(glassRtt(metres(distance)));
        expect(glassReach(glassRtt(metres(distance))) / distance).toBeCloseTo(1, 12);
      }),
    );
  });

  test('Frankfurt and Budapest are 10.7 and 18.6 ms from Dublin', () => {
    // model.md, section 8; positions from city centres
    const dublin = { latitude: 53.333, longitude: -6.249 };
    expect(glassRtt(geodesicDistance({ latitude: 50.116, longitude: 8.684 }, dublin)) * 1e3).toBeCloseTo(10.7, 1);
    expect(glassRtt(geodesicDistance({ latitude: 47.5, longitude: 19.083 }, dublin)) * 1e3).toBeCloseTo(18.6, 1);
  });

  // Over 1,000 km: vacuum 6.671 ms, glass 9.787 ms, 1.05 times glass 10.276 ms.
  test.each([
    [6.67, 'impossible'],
    [6.68, 'impossible-in-glass'],
    [9.78, 'impossible-in-glass'],
    [9.79, 'implausible'],
    [10.27, 'implausible'],
    [10.28, 'plausible'],
  ])('%d ms over 1,000 km is %s', (rtt, meaning) => {
    expect(classifyRtt(ms(rtt), km(1000))).toBe(meaning);
  });

  test('over no certain distance every round trip is plausible', () => {
    expect(classifyRtt(seconds(0), metres(0))).toBe('plausible');
  });
});

describe('the typical round trip', () => {
  test('at the middle of a band it has the factors of that band', () => {
    // test/reference/measured-rtt.test.ts recomputes the bands from measurements
    for (const { at, fast, median, slow } of TYPICAL_RTT_BANDS) {
      expect(typicalRttFactors(at)).toEqual({ fast, median, slow });
      expect(typicalRtt(at)).toEqual({
        fast: fast * glassRtt(at),
        median: median * glassRtt(at),
        slow: slow * glassRtt(at),
      });
    }
  });

  test('between the middles of two bands the factors lie on a line', () => {
    // 1,000 km of 643 to 1,726 km is a share of 357 / 1,083 = 0.3296: 1.74 - 0.24 x 0.3296 = 1.6609,
    // 2.56 - 0.56 x 0.3296 = 2.3754, 3.58 - 0.49 x 0.3296 = 3.4185; times 9.7867 ms.
    const { fast, median, slow } = typicalRtt(km(1000));
    expect([fast, median, slow].map((rtt) => Math.round(rtt * 1e5) / 100)).toEqual([16.25, 23.25, 33.46]);
  });

  test('beyond the bands the nearest one holds', () => {
    expect(typicalRttFactors(km(10))).toEqual({ fast: 1.74, median: 2.56, slow: 3.58 });
    expect(typicalRttFactors(km(20_000))).toEqual({ fast: 1.24, median: 1.57, slow: 2.2 });
  });

  test('lies above the floor, in order, and never falls with distance', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 2e7, noNaN: true }), (distance) => {
        const [here, further] = [typicalRtt(metres(distance)), typicalRtt(metres(distance * 1.001))];
        expect(here.fast).toBeGreaterThan(glassRtt(metres(distance)));
        expect(here.median).toBeGreaterThan(here.fast);
        expect(here.slow).toBeGreaterThan(here.median);
        expect(further.fast).toBeGreaterThan(here.fast);
        expect(further.median).toBeGreaterThan(here.median);
        expect(further.slow).toBeGreaterThan(here.slow);
      }),
    );
  });
});
