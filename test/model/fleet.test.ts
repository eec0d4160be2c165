import { followTheSun, linkForFleet, moveFleet, type Fleet } from '../../lib/model/fleet';
import { bps, bytes, gb, gbps, hours, minutes, seconds, tb } from '../../lib/model/units';
import { fc } from '../support/property';

/** Ten machines of 90 GB, four at once: waves of 4, 4 and 2. One machine is 720 Gbit. */
const ten: Fleet = { machines: 10, each: gb(90), concurrency: 4 };

describe('a fleet over one link', () => {
  test('10 machines of 90 GB at 10 Gbit/s take 720 s, however many move at once', () => {
    // 900 GB x 8 / 10 Gbit/s
    for (const concurrency of [1, 3, 4, 10, 50]) {
      expect(moveFleet({ ...ten, concurrency }, gbps(10)).time).toBeCloseTo(720, 9);
    }
    expect(moveFleet(ten, gbps(10))).toMatchObject({ total: 900e9, waves: 3, rateEach: 2.5e9 });
  });

  test('what a move takes besides copying comes once a wave', () => {
    // 720 s + 3 waves x 20 s, and 10 x 20 s one by one
    expect(moveFleet({ ...ten, overhead: seconds(20) }, gbps(10)).time).toBeCloseTo(780, 9);
    expect(moveFleet({ ...ten, overhead: seconds(20), concurrency: 1 }, gbps(10)).time).toBeCloseTo(920, 9);
  });

  test('more at once than there are machines is all of them', () => {
    expect(moveFleet({ ...ten, concurrency: 50 }, gbps(10))).toMatchObject({ waves: 1, rateEach: 1e9 });
  });

  test('a limit on each move leaves the link idle', () => {
    // Waves of 4, 4 and 2, each at 1 Gbit/s: 3 x 720 s. One at a time: 10 x 720 s.
    const limited = { ...ten, moveLimit: gbps(1) };
    expect(moveFleet(limited, gbps(10))).toMatchObject({ time: 2160, rateEach: 1e9 });
    expect(moveFleet({ ...limited, concurrency: 1 }, gbps(10)).time).toBe(7200);
    // At 3 Gbit/s four share 0.75 Gbit/s each, 960 s, and the last two get 1 Gbit/s each, 720 s.
    expect(moveFleet(limited, gbps(3)).time).toBeCloseTo(2 * 960 + 720, 9);
  });

  test('it takes whole machines', () => {
    for (const wrong of [0, -1, 1.5, NaN]) {
      expect(() => moveFleet({ ...ten, machines: wrong }, gbps(1))).toThrow(RangeError);
      expect(() => linkForFleet({ ...ten, concurrency: wrong }, minutes(1))).toThrow('whole number of machines');
    }
  });
});

describe('the link that a fleet needs', () => {
  test('900 GB within an hour need 2 Gbit/s', () => {
    expect(linkForFleet(ten, hours(1))).toBe(2e9);
  });

  test('less 3 waves of 20 s, 2.034 Gbit/s', () => {
    // 7,200 Gbit / 3,540 s
    expect(linkForFleet({ ...ten, overhead: seconds(20) }, hours(1)) / 1e9).toBeCloseTo(7200 / 3540, 9);
  });

  test('no link suffices where what comes besides copying fills the window', () => {
    expect(linkForFleet({ ...ten, overhead: minutes(20) }, hours(1))).toBe(Infinity);
    expect(linkForFleet({ ...ten, overhead: minutes(21) }, hours(1))).toBe(Infinity);
  });

  test('a last wave at its limit makes the others need more', () => {
    // Window 2,640 s: the last two at 1 Gbit/s take 720 s, so that 8 machines, 5,760 Gbit, have 1,920 s: 3 Gbit/s.
    expect(linkForFleet({ ...ten, moveLimit: gbps(1) }, seconds(2640)) / 1e9).toBeCloseTo(3, 9);
  });

  test('below three waves at the limit of a move no link suffices', () => {
    const limited = { ...ten, moveLimit: gbps(1) };
    expect(linkForFleet(limited, seconds(2160)) / 1e9).toBeCloseTo(4, 9);
    expect(linkForFleet(limited, seconds(2159))).toBe(Infinity);
    expect(linkForFleet(limited, seconds(720))).toBe(Infinity);
    expect(linkForFleet({ ...limited, concurrency: 10 }, seconds(720)) / 1e9).toBeCloseTo(10, 9);
    expect(linkForFleet({ ...limited, concurrency: 10 }, seconds(719))).toBe(Infinity);
  });

  test('it is the least link that fits the window', () => {
    const fleet = fc.record({
      machines: fc.integer({ min: 1, max: 300 }),
      each: fc.double({ min: 1e9, max: 1e12, noNaN: true }).map(bytes),
      concurrency: fc.integer({ min: 1, max: 40 }),
      moveLimit: fc.option(fc.double({ min: 1e8, max: 1e10, noNaN: true }).map(bps), { nil: undefined }),
      overhead: fc.double({ min: 0, max: 60, noNaN: true }).map(seconds),
    });
    fc.assert(
      fc.property(fleet, fc.double({ min: 60, max: 1e6, noNaN: true }).map(seconds), (given, window) => {
        const link = linkForFleet(given, window);
        if (link === Infinity) expect(moveFleet(given, bps(1e30)).time).toBeGreaterThan(window * (1 - 1e-9));
        else {
          expect(moveFleet(given, bps(link * (1 + 1e-9))).time).toBeLessThanOrEqual(window * (1 + 1e-9));
          expect(moveFleet(given, bps(link * (1 - 1e-6))).time).toBeGreaterThan(window * (1 - 1e-9));
        }
      }),
    );
  });

  test('more bandwidth never lengthens the move of a fleet', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.double({ min: 1, max: 10, noNaN: true }), (concurrency, more) => {
        const fleet = { ...ten, concurrency, moveLimit: gbps(1) };
        expect(moveFleet(fleet, bps(2e9 * more)).time).toBeLessThanOrEqual(moveFleet(fleet, gbps(2)).time + 1e-9);
      }),
    );
  });
});

describe('follow-the-sun', () => {
  test('360 TB every 8 hours are 100 Gbit/s in each direction without a pause, and 1,080 TB a day', () => {
    // 2,880 Tbit / 28,800 s
    expect(followTheSun(tb(360))).toEqual({ rate: 100e9, bytesPerDay: 1080e12 });
  });

  test('within one hour of the eight it takes eight times that', () => {
    expect(followTheSun(tb(360), hours(1))).toEqual({ rate: 800e9, bytesPerDay: 1080e12 });
  });
});
