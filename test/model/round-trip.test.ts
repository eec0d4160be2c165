import { distanceInterval, roundTrip, rttAgainst } from '../../lib/model/round-trip';
import { glassRtt, typicalRtt, vacuumRtt } from '../../lib/model/propagation';
import { km, metres, ms, seconds } from '../../lib/model/units';
import { fc } from '../support/property';

/*
 * On the equator one degree of longitude is 6,378,137 m x pi / 180 = 111,319.491 m (WGS 84): ten degrees are 1,113.195 km.
 * Tolerances of 25 and 60 km leave 1,028.195 to 1,198.195 km. Vacuum 6.6713 ms and glass 9.7867 ms per 1,000 km:
 * 1,028.195 km are 6.8594 ms and 10.0626 ms.
 */
const west = { latitude: 0, longitude: 10, tolerance: km(25) };
const east = { latitude: 0, longitude: 20, tolerance: km(60) };
const inMs = (n: number): number => n * 1e3;

const anywhere = fc.record({
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
  tolerance: fc.double({ min: 0, max: 250e3, noNaN: true }).map(metres),
});

describe('the distance between two positions', () => {
  test('both tolerances are taken off, and added', () => {
    const { least, most } = distanceInterval(west, east);
    expect(least / 1e3).toBeCloseTo(1028.195, 2);
    expect(most / 1e3).toBeCloseTo(1198.195, 2);
  });

  test('no two places are further apart than half a meridian, 2 x 10,001,965.729 m', () => {
    const pole = { latitude: 90, longitude: 0, tolerance: km(250) };
    expect(distanceInterval(pole, { ...pole, latitude: -90 }).most).toBeCloseTo(20_003_931.458, 2);
    expect(distanceInterval(pole, { ...pole, latitude: -80 }).most).toBeLessThan(20_003_931);
  });

  test('the interval is ordered, symmetric, and holds the distance itself', () => {
    fc.assert(
      fc.property(anywhere, anywhere, (a, b) => {
        const { least, most } = distanceInterval(a, b);
        const back = distanceInterval(b, a);
        const exact = distanceInterval({ ...a, tolerance: metres(0) }, { ...b, tolerance: metres(0) });
        expect(least).toBeGreaterThanOrEqual(0);
        expect(least).toBeLessThanOrEqual(exact.least);
        expect(most).toBeGreaterThanOrEqual(exact.most);
        expect(Math.abs(least - back.least)).toBeLessThan(1e-6);
        expect(Math.abs(most - back.most)).toBeLessThan(1e-6);
      }),
    );
  });
});

describe('the round trip between two positions', () => {
  test('with nothing declared it is at least the minimum over the minimum distance, and has no upper end', () => {
    const trip = roundTrip(west, east);
    expect(inMs(trip.inVacuum)).toBeCloseTo(6.8594, 3);
    expect(inMs(trip.minimum)).toBeCloseTo(10.0626, 3);
    expect([trip.least, trip.most]).toEqual([trip.minimum, Infinity]);
    expect(trip.plausibility).toBeUndefined();
  });

  test('the typical one is over the distance as given', () => {
    const { typical } = roundTrip(west, east);
    expect(typical).toEqual(typicalRtt(metres(distanceInterval(west, { ...east, tolerance: metres(0) }).least + 25e3)));
  });

  test('a declared one is what it is', () => {
    const trip = roundTrip(west, east, ms(14));
    expect([trip.least, trip.most, trip.plausibility]).toEqual([ms(14), ms(14), 'plausible']);
  });

  test('faster than glass may be hollow-core fibre or radio, and stands', () => {
    const trip = roundTrip(west, east, ms(7));
    expect([trip.least, trip.most, trip.plausibility]).toEqual([ms(7), ms(7), 'impossible-in-glass']);
  });

  test('faster than light says nothing: the minimum remains', () => {
    const trip = roundTrip(west, east, ms(6.8));
    expect([trip.least, trip.most, trip.plausibility]).toEqual([trip.minimum, Infinity, 'impossible']);
  });

  test('the minimum never falls with distance', () => {
    const degrees = fc.double({ min: 0, max: 90, noNaN: true });
    fc.assert(
      fc.property(degrees, degrees, (a, b) => {
        const [near, far] = [Math.min(a, b), Math.max(a, b)].map((longitude) =>
          roundTrip(west, { ...east, longitude: 10 + longitude }),
        );
        expect(far?.minimum).toBeGreaterThanOrEqual(near?.minimum ?? NaN);
        expect(far?.inVacuum).toBeLessThanOrEqual(far?.minimum ?? NaN);
      }),
    );
  });

  test('the minimum stands on the formulas of light', () => {
    const { distance, minimum, inVacuum } = roundTrip(west, east);
    expect([minimum, inVacuum]).toEqual([glassRtt(distance.least), vacuumRtt(distance.least)]);
  });
});

describe('a round trip against a limit', () => {
  const undeclared = roundTrip(west, east);
  test('a limit below the minimum is certainly missed, even with nothing declared', () => {
    expect(rttAgainst(undeclared, ms(10.06))).toBe('beyond');
  });

  /*
   * At least 1,028.195 km: the medians 2.56 at 643 km and 2 at 1,726 km give 2.36082 there, 23.756 ms of the 10.0626 ms in glass. At
   * most 1,198.195 km: 2.27292 x 11.7265 ms = 26.653 ms, three times 79.96 ms.
   */
  test('a limit below the typical round trip is likely missed', () => {
    expect(rttAgainst(undeclared, ms(10.07))).toBe('likely');
    expect(rttAgainst(undeclared, ms(23.7))).toBe('likely');
  });

  test('a limit above the typical round trip is open while nothing is declared', () => {
    expect(rttAgainst(undeclared, ms(23.8))).toBe('open');
    expect(rttAgainst(undeclared, ms(79.9))).toBe('open');
  });

  test('a limit above three typical round trips of the maximum distance is kept', () => {
    expect(rttAgainst(undeclared, ms(80))).toBe('within');
    expect(rttAgainst(undeclared, seconds(10))).toBe('within');
  });

  test('a declared round trip decides, the limit itself included', () => {
    const declared = roundTrip(west, east, ms(14));
    expect(rttAgainst(declared, ms(13.99))).toBe('beyond');
    expect(rttAgainst(declared, ms(14))).toBe('within');
  });
});
