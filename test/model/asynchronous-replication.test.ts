import {
  backlogAfter,
  changesForRecoveryPoint,
  intervalForRecoveryPoint,
  rateForBurst,
  rateForRecoveryPoint,
  recoveryPoint,
  recoveryPointOfBurst,
} from '../../lib/model/asynchronous-replication';
import { bps, bytesPerSecond, gbps, mbps, minutes, ms, seconds } from '../../lib/model/units';
import { fc } from '../support/property';

const mbPerSecond = (n: number) => bytesPerSecond(n * 1e6);

describe('the recovery point', () => {
  test('writes sent at once are half a round trip behind', () => {
    expect(recoveryPoint({ changeRate: mbPerSecond(50), rate: gbps(1), rtt: ms(30) })).toBe(0.015);
  });

  test('snapshots every 15 min of 50 MB/s over 1 Gbit/s are 21 min behind at worst', () => {
    // 900 s + 50 MB/s x 900 s / 125 MB/s = 900 s + 360 s, and 15 ms
    const snapshots = { changeRate: mbPerSecond(50), rate: gbps(1), rtt: ms(30), interval: minutes(15) };
    expect(recoveryPoint(snapshots)).toBeCloseTo(1260.015, 9);
  });

  test('it is unbounded from where changes exceed the rate', () => {
    // 1 Gbit/s are 125 MB/s
    const path = { rate: gbps(1), rtt: ms(30) };
    expect(recoveryPoint({ ...path, changeRate: mbPerSecond(125) })).toBe(0.015);
    expect(recoveryPoint({ ...path, changeRate: mbPerSecond(125.001) })).toBe(Infinity);
    expect(recoveryPoint({ ...path, changeRate: mbPerSecond(125.001), interval: minutes(15) })).toBe(Infinity);
  });

  test('no changes over no link are no lag but the round trip', () => {
    expect(recoveryPoint({ changeRate: mbPerSecond(0), rate: bps(0), rtt: ms(30) })).toBe(0.015);
  });

  test('more bandwidth never makes it older, more changes never younger', () => {
    const positive = fc.double({ min: 1e6, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(positive, positive, fc.double({ min: 1, max: 10, noNaN: true }), (change, rate, more) => {
        const given = { changeRate: bytesPerSecond(change), rate: bps(rate * 8), rtt: ms(30), interval: minutes(5) };
        const point = recoveryPoint(given);
        expect(recoveryPoint({ ...given, rate: bps(rate * 8 * more) })).toBeLessThanOrEqual(point);
        expect(recoveryPoint({ ...given, changeRate: bytesPerSecond(change * more) })).toBeGreaterThanOrEqual(point);
      }),
    );
  });
});

describe('a burst', () => {
  const path = { changeRate: mbPerSecond(25), rate: gbps(1) };

  test('of 10 min at 225 MB/s over 1 Gbit/s leaves 60 GB, 8 min of lag and 10 min to drain', () => {
    // (225 - 125) MB/s x 600 s = 60 GB; / 125 MB/s = 480 s; / (125 - 25) MB/s = 600 s
    const burst = { changeRate: mbPerSecond(225), duration: minutes(10) };
    expect(backlogAfter(burst, path)).toEqual({ size: 60e9, lag: 480, drain: 600 });
  });

  test('within the rate leaves nothing', () => {
    const burst = { changeRate: mbPerSecond(125), duration: minutes(10) };
    expect(backlogAfter(burst, path)).toEqual({ size: 0, lag: 0, drain: 0 });
    expect(backlogAfter(burst, { ...path, changeRate: mbPerSecond(125) })).toEqual({ size: 0, lag: 0, drain: 0 });
  });

  test('never drains where the usual changes leave nothing over', () => {
    const burst = { changeRate: mbPerSecond(225), duration: seconds(1) };
    expect(backlogAfter(burst, { ...path, changeRate: mbPerSecond(125) }).drain).toBe(Infinity);
    expect(backlogAfter(burst, { ...path, changeRate: mbPerSecond(200) }).drain).toBe(Infinity);
  });

  test('draining takes as long as a queue simulated second by second', () => {
    const burst = { changeRate: mbPerSecond(40), duration: seconds(100) };
    const usual = { changeRate: mbPerSecond(5), rate: mbps(80) };
    let queue = 0;
    let drained = -1;
    let lag = 0;
    for (let t = 0; drained < 0; t++) {
      const arriving = t < 100 ? 40 : 5;
      queue = Math.max(0, queue + arriving - 10);
      lag = Math.max(lag, queue / 10);
      if (t >= 100 && queue === 0) drained = t + 1 - 100;
    }
    expect(backlogAfter(burst, usual)).toEqual({ size: 3000e6, lag, drain: drained });
  });
});

describe('what a recovery point takes', () => {
  const snapshots = { changeRate: mbPerSecond(50), rtt: ms(30), interval: minutes(15) };

  test('of snapshots every 15 min within 20 min: 50 MB/s x 900 s / (1200 - 900 - 0.015) s = 150 MB/s', () => {
    expect(rateForRecoveryPoint(snapshots, minutes(20))).toBeCloseTo((50e6 * 900 * 8) / 299.985, 3);
    // Over 1 Gbit/s, 125 MB/s: 125 x 299.985 / 900 = 41.66 MB/s; 1199.985 s / (1 + 50 / 125) = 857.1 s.
    const path = { rate: gbps(1), rtt: ms(30) };
    expect(changesForRecoveryPoint({ ...path, interval: minutes(15) }, minutes(20))).toBeCloseTo(41_664_583.33, 1);
    expect(intervalForRecoveryPoint({ ...path, changeRate: mbPerSecond(50) }, minutes(20))).toBeCloseTo(857.132, 3);
  });

  test('without an interval: the changes, and no rate at all below half a round trip', () => {
    const sent = { changeRate: mbPerSecond(50), rtt: ms(30) };
    expect(rateForRecoveryPoint(sent, ms(15))).toBe(400e6);
    expect(rateForRecoveryPoint(sent, ms(14.9))).toBe(Infinity);
    expect(rateForRecoveryPoint({ ...sent, changeRate: mbPerSecond(0) }, ms(15))).toBe(0);
    expect(changesForRecoveryPoint({ rate: gbps(1), rtt: ms(30) }, ms(15))).toBe(125e6);
    expect(changesForRecoveryPoint({ rate: gbps(1), rtt: ms(30) }, ms(14.9))).toBe(0);
    expect(intervalForRecoveryPoint({ ...sent, rate: mbps(1) }, ms(15))).toBe(-Infinity);
  });

  const change = fc.double({ min: 1e3, max: 1e9, noNaN: true });
  const time = fc.double({ min: 1, max: 1e5, noNaN: true });

  test('the rate is enough, and a little less is not', () => {
    fc.assert(
      fc.property(change, time, time, (changed, interval, more) => {
        const asked = { changeRate: bytesPerSecond(changed), rtt: ms(30), interval: seconds(interval) };
        const point = seconds(interval + more);
        const rate = rateForRecoveryPoint(asked, point);
        expect(recoveryPoint({ ...asked, rate: bps(rate * (1 + 1e-9)) })).toBeLessThanOrEqual(point);
        expect(recoveryPoint({ ...asked, rate: bps(rate * (1 - 1e-6)) })).toBeGreaterThan(point);
      }),
    );
  });

  test('of a burst as well, whether it exceeds the rate or not', () => {
    fc.assert(
      fc.property(change, change, time, time, time, (bursting, changed, duration, interval, more) => {
        const burst = { changeRate: bytesPerSecond(bursting), duration: seconds(duration) };
        const usual = { changeRate: bytesPerSecond(changed), rtt: ms(30), interval: seconds(interval) };
        const point = seconds(interval + more);
        const rate = rateForBurst(burst, usual, point);
        expect(recoveryPointOfBurst(burst, { ...usual, rate: bps(rate * (1 + 1e-9)) })).toBeLessThanOrEqual(point);
        expect(recoveryPointOfBurst(burst, { ...usual, rate: bps(rate * (1 - 1e-6)) })).toBeGreaterThan(point);
      }),
    );
  });
});

describe('the recovery point of a burst', () => {
  const usual = { changeRate: mbPerSecond(0), rtt: ms(0) };

  test('of 10 min at 225 MB/s over 1 Gbit/s, sent at once: 480 s of lag and half a round trip', () => {
    const burst = { changeRate: mbPerSecond(225), duration: minutes(10) };
    expect(recoveryPointOfBurst(burst, { ...usual, rate: gbps(1), rtt: ms(30) })).toBeCloseTo(480.015, 9);
    // u = 240 s: 225 MB/s x 600 s / (240 + 600) s = 160.7 MB/s
    expect(rateForBurst(burst, usual, minutes(4))).toBeCloseTo((225e6 * 8 * 600) / 840, 3);
    expect(rateForBurst(burst, { ...usual, rtt: ms(30) }, ms(14))).toBe(Infinity);
  });

  test('of 10 s is sent with the rest of the interval: 60 s + (40 MB/s x 10 s + 2 MB/s x 50 s) / 10 MB/s = 110 s', () => {
    const burst = { changeRate: mbPerSecond(40), duration: seconds(10) };
    const every = { rate: mbps(80), rtt: ms(0), interval: seconds(60), changeRate: mbPerSecond(2) };
    expect(recoveryPointOfBurst(burst, every)).toBeCloseTo(110, 9);
  });

  test('is that of snapshots sent one after the other, each once the one before is there', () => {
    // 40 MB/s in a burst of 300 s over 10 MB/s, every 60 s: snapshots of 2,400 MB take 240 s each.
    let sent = 0;
    let oldest = 0;
    for (let taken = 60; taken <= 300; taken += 60) {
      sent = Math.max(sent, taken) + 240;
      // Until this one has arrived, what is there is the one before.
      oldest = Math.max(oldest, sent - (taken - 60));
    }
    const burst = { changeRate: mbPerSecond(40), duration: seconds(300) };
    expect(recoveryPointOfBurst(burst, { ...usual, rate: mbps(80), interval: seconds(60) })).toBeCloseTo(oldest, 9);
  });
});
