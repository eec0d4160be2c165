import {
  isTimerFault,
  longestRtt,
  majorityOf,
  quorumCommitLatency,
  shortestTimer,
  synchronousWriteLatency,
  type TimerKind,
} from '../../lib/model/coupling';
import { ms, seconds } from '../../lib/model/units';
import { fc } from '../support/property';

describe('a synchronous write', () => {
  test('waits for the farthest copy', () => {
    expect(synchronousWriteLatency([ms(2), ms(30), ms(11)])).toBe(0.03);
    expect(synchronousWriteLatency([ms(2), ms(30), ms(11)], 2)).toBe(0.06);
  });

  test('without a remote copy distance adds nothing', () => {
    expect(synchronousWriteLatency([])).toBe(0);
  });
});

describe('a commit by quorum', () => {
  // Of 3 voters one other must answer, of 4 and 5 two, of 7 three: the leader counts.
  test.each([
    [[], 0],
    [[40], 40],
    [[40, 2], 2],
    [[40, 2, 90], 40],
    [[90, 2, 40, 11], 11],
    [[90, 2, 40, 11, 100, 12], 12],
  ])('with others at %j ms the leader waits %d ms', (others, latency) => {
    expect(quorumCommitLatency(others.map(ms))).toBe(ms(latency));
  });

  test('round trips sort as numbers', () => {
    expect(quorumCommitLatency([seconds(10), seconds(9), seconds(100), seconds(20)])).toBe(10);
  });

  test('the list that it is given stays as it is', () => {
    const others = [ms(40), ms(2)];
    quorumCommitLatency(others);
    expect(others).toEqual([ms(40), ms(2)]);
  });

  test('a majority is more than half', () => {
    expect([1, 2, 3, 4, 5, 6, 7].map(majorityOf)).toEqual([1, 2, 2, 3, 3, 4, 4]);
  });

  test('it never waits longer than for all copies, nor less than for the nearest', () => {
    const trips = fc.array(fc.double({ min: 0, max: 0.5, noNaN: true }).map(seconds), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(trips, (others) => {
        const latency = quorumCommitLatency(others);
        expect(latency).toBeLessThanOrEqual(synchronousWriteLatency(others));
        expect(latency).toBeGreaterThanOrEqual(Math.min(...others));
        // By its definition: those who answered by then are a majority with the leader, those before are not.
        expect(2 * (1 + others.filter((rtt) => rtt <= latency).length)).toBeGreaterThan(others.length + 1);
        expect(2 * (1 + others.filter((rtt) => rtt < latency).length)).toBeLessThanOrEqual(others.length + 1);
      }),
    );
  });
});

describe('timers against the round trip', () => {
  test('etcd: a heartbeat below half a round trip, an election timeout below ten, are faults', () => {
    // Defaults 100 and 1,000 ms (etcd, Tuning, v3.6): up to 200 ms and 100 ms of round trip.
    expect(longestRtt('heartbeat', ms(100))).toBe(0.2);
    expect(longestRtt('election', ms(1000))).toBe(0.1);
    expect(isTimerFault('heartbeat', ms(100), ms(200))).toBe(false);
    expect(isTimerFault('heartbeat', ms(100), ms(201))).toBe(true);
    expect(isTimerFault('election', ms(1000), ms(100))).toBe(false);
    expect(isTimerFault('election', ms(1000), ms(101))).toBe(true);
    // "if the round-trip time is 10 ms, the election timeout should be at least 100 ms" (etcd)
    expect(shortestTimer('election', ms(10))).toBe(0.1);
  });

  // 425 ms: more than any round trip between regions in test/golden. Defaults from Linux, RFC 6298, FRRouting, corosync, DRBD.
  test.each<[string, TimerKind, number, boolean]>([
    ['ARP, 1 s between tries', 'answer', 1000, false],
    ["TCP's first retransmission, 1 s", 'answer', 1000, false],
    ['BFD, 900 ms of silence', 'hello', 900, false],
    ['OSPF, dead after 40 s', 'hello', 40_000, false],
    ['DRBD ping-timeout, 500 ms', 'answer', 500, false],
    ['corosync join, 50 ms', 'answer', 50, true],
    ['etcd heartbeat, 100 ms', 'heartbeat', 100, true],
    ['etcd election, 1 s', 'election', 1000, true],
    ['etcd election at its most, 50 s', 'election', 50_000, false],
  ])('%s: a fault at 425 ms from distance alone is %s', (_name, kind, timer, fault) => {
    expect(isTimerFault(kind, ms(timer), ms(425))).toBe(fault);
  });

  test('a steady delay never starves hellos', () => {
    expect(longestRtt('hello', ms(50))).toBe(Infinity);
    expect(shortestTimer('hello', ms(425))).toBe(0);
  });

  test('an answer takes a round trip', () => {
    expect(longestRtt('answer', ms(50))).toBe(0.05);
    expect(isTimerFault('answer', ms(50), ms(50))).toBe(false);
  });

  test('a timer that suffices over a distance suffices over every shorter one', () => {
    const trip = fc.double({ min: 1e-4, max: 1, noNaN: true }).map(seconds);
    fc.assert(
      fc.property(
        fc.constantFrom('heartbeat', 'election', 'answer', 'hello'),
        trip,
        trip,
        trip,
        (kind, timer, a, b) => {
          const [near, far] = [seconds(Math.min(a, b)), seconds(Math.max(a, b))];
          if (!isTimerFault(kind, timer, far)) expect(isTimerFault(kind, timer, near)).toBe(false);
        },
      ),
    );
  });
});
