import { fitOverlay, framingEfficiency, OVERLAYS, segmentSize } from '../../lib/model/framing';
import { cubicWindow, lossLimit, renoWindow, toleratedLoss } from '../../lib/model/loss-limit';
import {
  bandwidthDelayProduct,
  LINUX_SEND_WINDOW,
  longestRttToFill,
  movesAtOnce,
  streamsToFill,
  throughput,
  windowLimit,
  windowToFill,
} from '../../lib/model/throughput';
import { bps, bytes, gbps, mbps, ms, ratio, seconds } from '../../lib/model/units';
import { goldenRows, numberIn } from '../golden/golden';
import { fc } from '../support/property';

describe('framing', () => {
  test('a full packet of MTU 1500 carries 1448 of 1538 byte times at a port, of 1514 at a policer', () => {
    expect(framingEfficiency({ mtu: bytes(1500) })).toBe(1448 / 1538);
    expect(framingEfficiency({ mtu: bytes(1500), bandwidthOf: 'policed-service' })).toBe(1448 / 1514);
    expect(framingEfficiency({ mtu: bytes(1500), vlanTagged: true })).toBe(1448 / 1542);
    expect(framingEfficiency({ mtu: bytes(9000) })).toBe(8948 / 9038);
  });

  test('VXLAN with an inner MTU of 1450 fills the same 1538 byte times with 50 bytes less', () => {
    expect(framingEfficiency({ mtu: bytes(1450), overlay: OVERLAYS.vxlan })).toBe(1398 / 1538);
  });

  test('an inner MTU of 1500 in VXLAN does not fit an underlay of 1500: it needs 1550, and 1450 fit', () => {
    // 50 bytes: IPv4 20, UDP 8, VXLAN 8, inner Ethernet 14 (RFC 7348)
    expect(fitOverlay(bytes(1500), OVERLAYS.vxlan, bytes(1500))).toEqual({
      outcome: 'fragments-or-drops',
      underlayNeeded: 1550,
      innerFitting: 1450,
    });
    expect(fitOverlay(bytes(1450), OVERLAYS.vxlan, bytes(1500)).outcome).toBe('fits');
    expect(fitOverlay(bytes(1451), OVERLAYS.vxlan, bytes(1500)).outcome).toBe('fragments-or-drops');
    expect(fitOverlay(bytes(1500), OVERLAYS.geneve, bytes(9000)).outcome).toBe('fits');
    // WireGuard sets 1420 by default, which leaves room for IPv6 outside
    expect(fitOverlay(bytes(1420), OVERLAYS['wireguard-ipv6'], bytes(1500)).outcome).toBe('fits');
  });

  test('an MTU that holds no payload is a programmer error', () => {
    expect(() => framingEfficiency({ mtu: bytes(52) })).toThrow(RangeError);
    expect(() => framingEfficiency({ mtu: bytes(52) })).toThrow('52 bytes does not hold');
  });
});

describe('loss limit, against the tables of RFC 9438', () => {
  // The RFC rounds Reno's constant from 1.2247 to 1.2 (2 %), and its windows to whole segments.
  test.each(goldenRows('cubic-windows.csv'))('$source: RTT $rtt_ms ms, loss $loss_p', (row) => {
    const loss = ratio(numberIn(row, 'loss_p'));
    const reno = renoWindow(loss);
    const cubic = Math.max(reno, cubicWindow(loss, ms(numberIn(row, 'rtt_ms'))));
    expectNear(reno, numberIn(row, 'reno_avg_window_mss'), 0.025, 0.6);
    expectNear(cubic, numberIn(row, 'cubic_c0.4_avg_window_mss'), 0.025, 0.6);
  });

  test.each(goldenRows('cubic-required-loss.csv'))(
    '$source: $throughput_mbps Mbit/s needs a loss of $cubic_p',
    (row) => {
      const rtt = ms(numberIn(row, 'rtt_ms'));
      const segment = bytes(numberIn(row, 'packet_bytes'));
      const wanted = numberIn(row, 'throughput_mbps') * 1e6;
      // The RFC gives two digits of the loss; rate goes with p^-0.75 or p^-0.5.
      expectNear(lossLimit(ratio(numberIn(row, 'cubic_p')), rtt, segment), wanted, 0.05, 0);
      const reno = (renoWindow(ratio(numberIn(row, 'reno_p'))) * segment * 8) / rtt;
      expectNear(reno, wanted, 0.05, 0);
    },
  );

  test.each(goldenRows('cubic-required-loss.csv'))(
    '$source: $throughput_mbps Mbit/s tolerate a loss of $cubic_p',
    (row) => {
      const [rtt, segment] = [ms(numberIn(row, 'rtt_ms')), bytes(numberIn(row, 'packet_bytes'))];
      // The RFC gives two digits of the loss, of Reno's with its constant rounded to 1.2, whose square is 4 % lower.
      expectNear(toleratedLoss(mbps(numberIn(row, 'throughput_mbps')), rtt, segment), numberIn(row, 'cubic_p'), 0.1, 0);
    },
  );

  test('the tolerated loss carries just the rate, and never exceeds 1', () => {
    const positive = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(positive(1e6, 1e11), positive(1e-4, 0.5), fc.integer({ min: 1, max: 64 }), (rate, rtt, streams) => {
        const loss = toleratedLoss(bps(rate), seconds(rtt), bytes(1448), streams);
        expect(loss).toBeLessThanOrEqual(1);
        const carried = lossLimit(loss, seconds(rtt), bytes(1448), streams);
        if (loss < 1) expect(carried / rate).toBeCloseTo(1, 9);
        else expect(carried).toBeGreaterThanOrEqual(rate * (1 - 1e-9));
      }),
    );
  });

  test('without loss, or without round trip, it does not bind', () => {
    expect(lossLimit(ratio(0), ms(10), bytes(1448))).toBe(Infinity);
    expect(lossLimit(ratio(0.01), seconds(0), bytes(1448))).toBe(Infinity);
    expect(lossLimit(ratio(0), seconds(0), bytes(1448))).toBe(Infinity);
    expect(cubicWindow(ratio(0), seconds(0))).toBe(Infinity);
  });
});

describe('window limit', () => {
  test('10 Gbit/s at 150 ms need 187.5 MB in flight', () => {
    expect(bandwidthDelayProduct(gbps(10), ms(150))).toBeCloseTo(187.5e6, 3);
    expect(windowToFill(gbps(10), ms(150), 4)).toBeCloseTo(187.5e6 / 4, 3);
  });

  test('one Linux stream at 30 ms carries 2.95 MB x 8 / 30 ms = 786.7 Mbit/s', () => {
    expect(windowLimit(LINUX_SEND_WINDOW, ms(30)) / 1e6).toBeCloseTo(786.667, 2);
  });

  test('one Linux stream fills 1 Gbit/s up to 23.6 ms, 4 streams up to 94.4 ms', () => {
    // 2.95 MB x 8 / 1 Gbit/s
    expect(longestRttToFill(gbps(1), LINUX_SEND_WINDOW)).toBeCloseTo(0.0236, 9);
    expect(longestRttToFill(gbps(1), LINUX_SEND_WINDOW, 4)).toBeCloseTo(0.0944, 9);
  });

  test('64 such streams fill 10 Gbit/s at 150 ms, 63 do not', () => {
    // 187.5 / 2.95 = 63.6
    expect(streamsToFill(gbps(10), ms(150), LINUX_SEND_WINDOW)).toBe(64);
    expect(windowLimit(LINUX_SEND_WINDOW, ms(150), 64)).toBeGreaterThanOrEqual(10e9);
    expect(windowLimit(LINUX_SEND_WINDOW, ms(150), 63)).toBeLessThan(10e9);
  });
});

describe('throughput', () => {
  const framing = framingEfficiency({ mtu: bytes(1500) });
  const segment = segmentSize(bytes(1500));

  test('says which limit binds', () => {
    const path = { bottleneck: gbps(1), framing, rtt: ms(30), window: bytes(64 * 1024) };
    // 65,536 x 8 / 0.03 = 17.48 Mbit/s
    expect(throughput(path)).toMatchObject({ binds: 'window' });
    expect(throughput(path).rate / 1e6).toBeCloseTo(17.476, 3);
    expect(throughput({ bottleneck: gbps(1), framing }).binds).toBe('bottleneck');
    expect(throughput({ bottleneck: gbps(1), framing }).rate).toBeCloseTo((1e9 * 1448) / 1538, 3);
    expect(throughput({ bottleneck: gbps(1), framing, rtt: ms(30), loss: ratio(0.01), segment }).binds).toBe('loss');
    expect(throughput({ bottleneck: gbps(10), framing, platformCap: mbps(1073.7) }).binds).toBe('platform');
  });

  test('the share comes off what the path carries', () => {
    const whole = throughput({ bottleneck: gbps(1), framing }).rate;
    expect(throughput({ bottleneck: gbps(1), framing, share: ratio(0.4) }).rate).toBeCloseTo(0.4 * whole, 3);
  });

  test('a limit whose inputs are left out does not apply', () => {
    const bare = { bottleneck: gbps(1), framing };
    const alone = throughput(bare);
    expect(alone.limits.map(({ name }) => name)).toEqual(['bottleneck']);
    for (const more of [
      { rtt: ms(30) },
      { window: bytes(1000) },
      { loss: ratio(0.1), segment },
      { loss: ratio(0.1), rtt: ms(30) },
      { rtt: ms(30), segment },
    ]) {
      expect(throughput({ ...bare, ...more })).toEqual(alone);
    }
  });

  test('of equal limits the first binds', () => {
    const bottleneck = gbps(1);
    expect(throughput({ bottleneck, framing: ratio(1), platformCap: bottleneck }).binds).toBe('bottleneck');
  });

  test('BBR is not bound by loss', () => {
    const lossy = { bottleneck: gbps(1), framing, rtt: ms(30), loss: ratio(0.01), segment };
    const bbr = throughput({ ...lossy, congestionControl: 'bbr' });
    expect(bbr).toEqual(throughput({ bottleneck: gbps(1), framing }));
    expect(throughput({ ...lossy, congestionControl: 'loss-based' })).toEqual(throughput(lossy));
  });

  test('moves at once share the bottleneck, each with a window and a cap of its own', () => {
    const one = { bottleneck: gbps(10), framing, rtt: ms(20), window: LINUX_SEND_WINDOW };
    // 2.95 MB x 8 / 20 ms = 1.18 Gbit/s; a fourth of 10 Gbit/s is wider, a tenth is not
    expect(throughput({ ...one, moves: 4 })).toMatchObject({ binds: 'window', rate: 1.18e9 });
    expect(throughput({ ...one, moves: 10 }).binds).toBe('bottleneck');
    expect(throughput({ ...one, moves: 10 }).rate / 1e9).toBeCloseTo(1448 / 1538, 9);
  });

  test('a platform that serialises moves runs one at a time', () => {
    expect(movesAtOnce(10)).toBe(10);
    expect(movesAtOnce(10, 1)).toBe(1);
    expect(movesAtOnce(2, 8)).toBe(2);
  });

  test('it is never above the bottleneck, and never rises with round trip or loss', () => {
    const positive = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
    const path = fc.record({
      bottleneck: positive(1e6, 1e12).map(bps),
      rtt: positive(1e-4, 0.5).map(seconds),
      loss: positive(0, 0.1).map(ratio),
      window: positive(1e4, 1e9).map(bytes),
      streams: fc.integer({ min: 1, max: 64 }),
      share: positive(0.01, 1).map(ratio),
    });
    fc.assert(
      fc.property(path, positive(1, 10), (given, factor) => {
        const full = { ...given, framing, segment };
        const { rate, limits } = throughput(full);
        expect(rate).toBeLessThanOrEqual(given.bottleneck);
        expect(rate).toBeGreaterThan(0);
        expect(limits).toHaveLength(3);
        expect(throughput({ ...full, rtt: seconds(given.rtt * factor) }).rate).toBeLessThanOrEqual(rate * (1 + 1e-12));
        expect(throughput({ ...full, loss: ratio(Math.min(1, given.loss * factor)) }).rate).toBeLessThanOrEqual(rate);
        expect(throughput({ ...full, bottleneck: bps(given.bottleneck * factor) }).rate).toBeGreaterThanOrEqual(rate);
      }),
    );
  });
});

function expectNear(actual: number, expected: number, relative: number, absolute: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(Math.max(expected * relative, absolute));
}
