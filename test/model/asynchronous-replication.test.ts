import { backlogAfter, recoveryPoint } from '../../lib/model/asynchronous-replication';
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
