import {
  coldMoveTime,
  coldMoveWindow,
  finalDelta,
  oldestSync,
  POLICY_WINDOWS,
  rateForColdMove,
  rateForColdMoveWindow,
  shortestWindow,
  sizeOfColdMove,
} from '../../lib/model/cold-move';
import { bps, bytes, bytesPerSecond, gb, gbps, hours, minutes, seconds } from '../../lib/model/units';
import { fc } from '../support/property';

test('1 GB at 1 Gbit/s is 8 s', () => {
  expect(coldMoveTime(gb(1), gbps(1))).toBe(8);
});

test('256 GB at 1 Gbit/s take just over half an hour', () => {
  // 256 x 8 s = 2,048 s = 34.1 min
  expect(coldMoveTime(gb(256), gbps(1))).toBe(2048);
});

test('rate and size undo it', () => {
  expect(rateForColdMove(gb(256), minutes(30))).toBeCloseTo((256e9 * 8) / 1800, 3);
  expect(sizeOfColdMove(gbps(1), minutes(30))).toBe(225e9);
});

test('a replica that changes by 1 MB/s may be 37,500 s old to be brought up to date at 1 Gbit/s within 300 s', () => {
  // 300 s x 125 MB/s = 37.5 GB
  expect(oldestSync(bytesPerSecond(1e6), gbps(1), seconds(300))).toBe(37_500);
  expect(oldestSync(bytesPerSecond(0), gbps(1), seconds(300))).toBe(Infinity);
});

describe('the window of a cold move', () => {
  const restart = { stop: seconds(20), start: seconds(40), dns: seconds(60) };
  const replica = { churn: bytesPerSecond(5e6), sinceSync: minutes(15) };

  test('without a replica the whole disk is copied while the machine is off', () => {
    // 500 GB at 1 Gbit/s are 4,000 s
    const move = coldMoveWindow({ disk: gb(500), rate: gbps(1), ...restart });
    expect(move).toEqual({ copied: 500e9, copy: 4000, restart: 120, window: 4120 });
  });

  test('with a replica only what changed since the last synchronisation', () => {
    // 5 MB/s x 900 s = 4.5 GB, 36 s at 1 Gbit/s
    const move = coldMoveWindow({ disk: gb(500), rate: gbps(1), replica, ...restart });
    expect(move).toEqual({ copied: 4.5e9, copy: 36, restart: 120, window: 156 });
  });

  test('times that are left out take no time', () => {
    expect(coldMoveWindow({ disk: gb(500), rate: gbps(1) }).window).toBe(4000);
    expect(coldMoveWindow({ disk: gb(500), rate: gbps(1), start: seconds(1) }).restart).toBe(1);
  });

  test('a delta is never more than the disk', () => {
    expect(finalDelta(gb(500), { ...replica, sinceSync: hours(28) })).toBe(500e9);
    expect(finalDelta(gb(500), { ...replica, sinceSync: hours(27) })).toBe(486e9);
  });

  test('nothing changed: only stop, start and DNS, over any link', () => {
    const idle = { ...replica, churn: bytesPerSecond(0) };
    expect(coldMoveWindow({ disk: gb(500), rate: bps(0), replica: idle, ...restart }).window).toBe(120);
  });

  test('a rate that fits a window leaves room for stop, start and DNS', () => {
    // 4.5 GB in 300 - 120 s; 500 GB in an hour less 120 s
    expect(rateForColdMoveWindow({ disk: gb(500), replica, ...restart }, seconds(300))).toBe(200e6);
    expect(rateForColdMoveWindow({ disk: gb(500), ...restart }, hours(1))).toBeCloseTo(4e12 / 3480, 3);
  });

  test('no rate fits a window that stop, start and DNS fill', () => {
    expect(rateForColdMoveWindow({ disk: gb(500), ...restart }, seconds(120))).toBe(Infinity);
    expect(rateForColdMoveWindow({ disk: gb(500), ...restart }, seconds(60))).toBe(Infinity);
    const idle = { ...replica, churn: bytesPerSecond(0) };
    expect(rateForColdMoveWindow({ disk: gb(500), replica: idle, ...restart }, seconds(120))).toBe(0);
    expect(rateForColdMoveWindow({ disk: gb(500), replica: idle, ...restart }, seconds(119))).toBe(Infinity);
  });

  test('just above that rate it fits, just below it does not; and more rate or less churn never lengthens it', () => {
    const positive = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(
        positive(1e9, 1e13),
        positive(1e3, 1e9),
        positive(1, 1e5),
        positive(121, 1e5),
        (disk, churn, age, window) => {
          const known = {
            disk: bytes(disk),
            replica: { churn: bytesPerSecond(churn), sinceSync: seconds(age) },
            ...restart,
          };
          const rate = rateForColdMoveWindow(known, seconds(window));
          const at = (factor: number): number => coldMoveWindow({ ...known, rate: bps(rate * factor) }).window;
          expect(at(1 + 1e-9)).toBeLessThanOrEqual(window);
          expect(at(1 - 1e-9)).toBeGreaterThan(window * (1 - 1e-15));
          expect(at(2)).toBeLessThan(at(1));
          const whole = coldMoveWindow({ ...known, replica: undefined, rate: bps(rate) });
          expect(whole.window).toBeGreaterThanOrEqual(at(1));
        },
      ),
    );
  });
});

describe('the windows that people ask for', () => {
  test('are 30, 60 and 300 s', () => {
    expect(POLICY_WINDOWS).toEqual([30, 60, 300]);
  });

  test.each([
    [29, 30],
    [30, 30],
    [30.1, 60],
    [156, 300],
    [300, 300],
    [300.1, undefined],
  ])('%d s fit %p s', (needed, window) => {
    expect(shortestWindow(seconds(needed))).toBe(window);
  });

  test('others can be declared', () => {
    expect(shortestWindow(seconds(1000), [hours(1)])).toBe(3600);
  });
});
