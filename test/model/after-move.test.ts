import {
  arpFlood,
  chattyLatency,
  detour,
  floodLoad,
  remoteOperationsPerSecond,
  remoteWriteLatency,
} from '../../lib/model/after-move';
import { bytes, kbps, mbps, ms, seconds } from '../../lib/model/units';
import { fc } from '../support/property';

describe('storage left behind', () => {
  test('a queue depth of 1 gives 1 / RTT operations a second: 100 at 10 ms', () => {
    expect(remoteOperationsPerSecond(ms(10))).toBeCloseTo(100, 9);
    expect(remoteOperationsPerSecond(ms(10), 32)).toBeCloseTo(3200, 9);
    expect(remoteOperationsPerSecond(seconds(0))).toBe(Infinity);
  });

  test('a synchronous write waits one round trip, or two', () => {
    expect(remoteWriteLatency(ms(10))).toBe(0.01);
    expect(remoteWriteLatency(ms(10), 2)).toBe(0.02);
  });

  test('more distance never gives more operations', () => {
    const trip = fc.double({ min: 1e-5, max: 1, noNaN: true }).map(seconds);
    fc.assert(
      fc.property(trip, trip, fc.integer({ min: 1, max: 256 }), (a, b, depth) => {
        const [near, far] = [Math.min(a, b), Math.max(a, b)].map((rtt) =>
          remoteOperationsPerSecond(seconds(rtt), depth),
        );
        expect(far).toBeLessThanOrEqual(near ?? NaN);
      }),
    );
  });
});

test('a transaction of 200 exchanges waits 4 s at 20 ms', () => {
  expect(chattyLatency(200, ms(20))).toBe(4);
});

describe('a gateway left behind', () => {
  test('a peer in the old site costs one round trip and the flow once', () => {
    expect(detour(mbps(400), ms(20), 'old-site')).toEqual({ addedRtt: 0.02, linkLoad: 400e6 });
  });

  test('a peer beside the machine costs two, and the flow crosses twice', () => {
    expect(detour(mbps(400), ms(20), 'new-site')).toEqual({ addedRtt: 0.04, linkLoad: 800e6 });
  });
});

describe('one broadcast domain', () => {
  test('what is flooded loads every link', () => {
    expect(floodLoad(mbps(2), 12)).toEqual({ each: 2e6, total: 24e6 });
  });

  test('5,000 hosts that ask once a second are 3.36 Mbit/s of ARP on every segment', () => {
    // 5,000 x 84 B x 8: a least frame of 64 B with preamble and gap, IEEE 802.3
    expect(arpFlood(5000, 1)).toBe(3_360_000);
    // 50 B of VXLAN on each
    expect(arpFlood(5000, 0.5, bytes(134))).toBe(kbps(2680));
  });
});
