import { flattening, type DirtyBehaviour } from '../../lib/model/dirty-memory';
import { preCopy, type PreCopyMigration } from '../../lib/model/pre-copy';
import {
  neededBandwidth,
  neededDowntime,
  neededThrottle,
  toleratedDirtyRate,
} from '../../lib/model/pre-copy-threshold';
import {
  BARE_PAGE,
  iterationTime,
  QEMU,
  QEMU_AUTO_CONVERGE,
  syncWait,
  TEXTBOOK,
  type AutoConverge,
  type StopRule,
} from '../../lib/model/stop-rule';
import { bytes, bytesPerSecond, gib, mb, mib, mibPerSecond, ms, ratio, seconds } from '../../lib/model/units';
import { fc, timesAsOften } from '../support/property';

const MIB = 2 ** 20;
const slowing: StopRule = { kind: 'qemu', autoConverge: QEMU_AUTO_CONVERGE };

describe('rounds by the rule of QEMU, by hand', () => {
  const given: PreCopyMigration = {
    memory: gib(8),
    dirty: { kind: 'cyclic', rate: mibPerSecond(256), workingSet: gib(2) },
    bandwidth: mibPerSecond(1024),
    downtimeLimit: ms(100),
    stop: QEMU,
    page: BARE_PAGE,
  };

  test('8 GiB at 1 GiB/s with a cyclic writer of 256 MiB/s and 2 GiB', () => {
    const { rounds, remaining, downtime, totalTime } = preCopy(given);
    // 102.4 MiB fit the limit. An iteration is 90 ms + 0.8 MB / B = 90.745 ms or 92.923 MiB, and the first round overshoots by
    // 0.35 of it: 8192 - 102.4 + 32.523 = 8122.123 MiB take 7.93176 s. 69.877 MiB are left, a quarter of it working set. Written
    // are 2030.53 MiB; of these 2030.53 x (2048 - 17.469) / 2048 = 2013.210 were sent. 2083.087 wait.
    // 1980.687 take 1.93426 s: what was left, and of the 2013.210 all but 102.4, which are the last 103.281 of the working set
    // in the order of addresses. Written are 495.172 MiB, 495.172 x (2048 - 103.281) / 2048 = 470.200 where all was sent; of
    // the 103.281 all wait: 573.481.
    // Those above the limit take 0.46004 s and dirty 117.770 MiB; those 0.11501 s and 29.443 MiB.
    expect(rounds.slice(0, 4).map((round) => round.bytes / MIB)).toEqual([
      expect.closeTo(8122.123, 3),
      expect.closeTo(1980.687, 3),
      expect.closeTo(471.081, 3),
      expect.closeTo(117.77, 3),
    ]);
    expect(rounds.slice(0, 4).map((round) => round.duration)).toEqual([
      expect.closeTo(7.93176, 5),
      expect.closeTo(1.934265, 5),
      expect.closeTo(0.46004, 5),
      expect.closeTo(0.11501, 5),
    ]);
    // An iteration is more than 29.443 MiB: the rest in one. The link gains 3/4 of an iteration on the writer, so it ends
    // 0.75 x 92.923 / 2 = 34.846 below 102.4 MiB; (29.443 + 34.846) / 0.75 = 85.719.
    expect(rounds).toHaveLength(5);
    expect(rounds[4]!.bytes / MIB).toBeCloseTo(85.719, 2);
    expect(remaining / MIB).toBeCloseTo(67.554, 2);
    expect(downtime.expected!).toBeCloseTo(0.06597, 4);
    expect(totalTime).toBeCloseTo(7.93176 + 1.934265 + 0.46004 + 0.11501 + 0.08371 + 0.06597, 4);
    // Half an iteration's gain, 34.03 ms, and 8.6 % more or less.
    expect(downtime.low).toBeCloseTo((0.06597 - 0.03403) * 0.914, 4);
    expect(downtime.high).toBeCloseTo((0.06597 + 0.03403) * 1.086, 4);
  });

  test('a writer faster than the link is followed until rounds no longer shrink', () => {
    const dirty = { kind: 'cyclic', rate: mibPerSecond(2048), workingSet: gib(2) } as const;
    // All 2048 MiB are written again in each round: 8192 - 69.877, then 2048 and the 52.408 that lie outside less the limit,
    // then 2048 - 102.4, which comes to the same again and again.
    const { converges, rounds, remaining, totalTime } = preCopy({ ...given, dirty });
    expect(rounds.map((round) => round.bytes / MIB)).toEqual([
      expect.closeTo(8122.123, 3),
      expect.closeTo(1998.008, 3),
      expect.closeTo(1945.6, 6),
    ]);
    expect(remaining).toBe(gib(2));
    expect([converges, totalTime]).toEqual([false, Infinity]);
    // Of a machine that writes all of its memory the second round is as long as the first.
    expect(preCopy({ ...given, dirty, memory: gib(2) }).rounds).toHaveLength(2);
  });

  test('the last iterations of a random writer are summed up round by round, down to nothing', () => {
    const [W, r, B, atLimit] = [400, 1300, 1024, 102.4];
    const dirty = { kind: 'random', rate: mibPerSecond(r), workingSet: mib(W) } as const;
    const { rounds } = preCopy({ ...given, dirty });
    const before = rounds.slice(0, -1);
    const waiting = before.reduce<number>((sum, round) => sum - round.bytes + round.dirtied, gib(8)) / MIB;
    // All but the limit is sent, and what is written meanwhile hits what waits already with the chance 102.4 / 400.
    let sum = 0;
    for (let x = waiting - atLimit; x > 1e-9; x = W * (1 - Math.exp((-r * (x / B)) / W)) * (1 - atLimit / W)) sum += x;
    // It may end anywhere within an iteration, 90 ms + 0.8 MB / B: on average half of it further.
    const half = (0.09 + 0.8e6 / (B * MIB)) * B * 0.5;
    expect(waiting).toBeGreaterThan(atLimit + 1);
    expect(rounds.at(-1)!.bytes / MIB / (sum + half)).toBeCloseTo(1, 4);
  });

  test('what is sent is what was there and what was dirtied, with headers', () => {
    const { page: _, ...framed } = given;
    const { rounds, transferred } = preCopy(framed);
    const dirtied = rounds.reduce((sum, round) => sum + round.dirtied, 0);
    expect((gib(8) * (4104 / 4096) + dirtied) / transferred).toBeCloseTo(1, 9);
  });

  test('pages carry 8 bytes each, and 9 bytes stand for a page of zeroes', () => {
    const idle = { kind: 'random', rate: bytesPerSecond(0), workingSet: gib(1) } as const;
    const { page: _, ...framed } = { ...given, dirty: idle, zeroMemory: gib(8) };
    expect(preCopy(framed).transferred).toBeCloseTo((8 * 2 ** 30 * 4104) / 4096 + 2 * MIB * 9, 3);
    expect(preCopy({ ...framed, stop: { kind: 'textbook' } }).transferred).toBe(gib(8));
  });

  test('a path of 10 ms at 125 MB/s: handshake, slow start and what waits in the socket', () => {
    const path = { rtt: ms(10), window: mb(2.95), queue: mb(1) };
    const idle = { kind: 'random', rate: bytesPerSecond(0), workingSet: gib(1) } as const;
    const at = { ...given, memory: mb(1000), dirty: idle, bandwidth: bytesPerSecond(125e6), path };
    const { transfer, rounds, downtime } = preCopy(at);
    expect(transfer.bandwidth).toBe(125e6); // 2.95 MB in 10 + 0.5 + 23.6 / 4 ms would be 180 MB/s
    // 0.01 x (1 + 1.2 x (log2(1.25 MB / 14,480) - 1)) = 0.01 x (1 + 1.2 x 5.4317) = 75.18 ms.
    expect(transfer.startup).toBeCloseTo(0.07518, 4);
    // 0.37 + 2.25 x (1.25 + 1) = 5.4325 MB are more than the window: 2.95 - 1.25 = 1.7 MB.
    expect(transfer.backlog).toBeCloseTo(1.7e6, 3);
    // No sender idles that could send 2.95 MB in 23.6 ms at a round trip of 10 ms: 5 + 0.5 ms.
    expect(transfer.arrival).toBeCloseTo(0.0055, 9);
    // An iteration is 96.4 ms, and the round overshoots by 0.35 of it.
    expect(rounds[0]!.duration).toBeCloseTo(987.5 / 125 + 0.35 * 0.0964 + 0.07518 - 0.0136, 4);
    // On average half of it less than 100 ms; then the backlog and the way.
    expect(downtime.expected!).toBeCloseTo(0.1 - 0.0482 + 0.0136 + 0.0055, 4);
  });

  test('a window of 3 MB carries 3 MB / (100 + 0.5 + 0.7 ms), two streams nearly twice that', () => {
    // A quarter of the window takes 0.75 MB / 1,073.74 MB/s = 0.6985 ms on the line.
    const path = { rtt: ms(100), window: mb(3) };
    expect(preCopy({ ...given, path }).transfer.bandwidth / 1e6).toBeCloseTo(29.645, 2);
    // 6 MB / 101.897 ms, less 9 % x (1 - 1/2) for waiting for each other.
    const two = preCopy({ ...given, path: { ...path, streams: 2 } }).transfer;
    expect(two.bandwidth / 1e6).toBeCloseTo(58.883 * 0.955, 2);
    // 2 R and 2 x 128 KiB more from the last byte to the guest running.
    const one = preCopy({ ...given, path: { ...path, window: mb(6) } }).transfer;
    expect(two.arrival - one.arrival).toBeCloseTo(0.2 + 262_144 / 56.233e6, 4);
  });

  test('a sender that idles nearly all of the round trip still needs the way', () => {
    const path = { rtt: ms(100), window: mb(0.1) };
    expect(preCopy({ ...given, path }).transfer.arrival).toBeCloseTo(0.0005, 9);
  });

  test('without a round trip there is no handshake, no window and no backlog', () => {
    const { transfer } = preCopy({ ...given, path: { window: mb(1), queue: mb(1) } });
    const nothing = { startup: 0, ramp: 0, held: 0, backlog: 0, arrival: 0 };
    expect(transfer).toEqual({ bandwidth: given.bandwidth, uncapped: given.bandwidth, ...nothing });
  });

  test('no page is sent twice of a cyclic writer that is known to stand just before what still waits', () => {
    // At 128 MiB/s an iteration is 90 + 5.96 ms, and the first round sends 1088 - 64 + 0.35 x 12.283 = 1028.299 MiB in
    // 8.03359 s; 514.150 MiB are written, four times round and 2.150 MiB. Second round: 59.701 + 128 - 64 = 123.701 MiB in
    // 0.96641 s, all but the upper 64 of the working set; meanwhile 61.850 MiB are written.
    const dirty = { kind: 'cyclic', rate: mibPerSecond(64), workingSet: mib(128), place: ratio(0) } as const;
    const at = { ...given, memory: mib(1024 + 64), dirty, bandwidth: mibPerSecond(128), downtimeLimit: ms(500) };
    const dirtied = (phase: number): number =>
      preCopy({ ...at, dirty: { ...dirty, phase: ratio(phase) } }).rounds[1]!.dirtied / MIB;
    // A writer that starts at half of it writes 66.150 to 128, which waits; one that starts below writes 2.150 to 64.
    expect(dirtied(0.5)).toBeCloseTo(0, 9);
    expect(dirtied(0)).toBeCloseTo(61.85, 3);
    // Where nobody knows where it stands: of the half that was sent, half of what is written there.
    expect(preCopy(at).rounds[1]!.dirtied / MIB).toBeCloseTo(61.85 / 2, 3);
  });

  test('an iteration is 98 ms at 100 MB/s, and never shorter than a round trip', () => {
    expect(iterationTime(bytesPerSecond(100e6))).toBeCloseTo(0.098, 9);
    expect(iterationTime(bytesPerSecond(100e6), ms(150))).toBe(0.15);
  });
});

describe('thresholds by the rule of QEMU, by hand', () => {
  const random = { kind: 'random', rate: bytesPerSecond(1e9), workingSet: mb(1000) } as const;

  test('random: with half of W waiting, every other write hits what waits already', () => {
    expect(toleratedDirtyRate('random', mb(1000), bytesPerSecond(1e9), ms(500), QEMU)).toBe(2e9);
    expect(neededDowntime({ ...random, rate: bytesPerSecond(2e9) }, bytesPerSecond(1e9), QEMU)).toBeCloseTo(0.5, 12);
    // r / (1 + r L / W) = 1 / 1.5 GB/s
    expect(neededBandwidth(random, ms(500), QEMU) / 1e9).toBeCloseTo(2 / 3, 12);
    expect(neededThrottle({ ...random, rate: bytesPerSecond(4e9) }, bytesPerSecond(1e9), ms(500), QEMU)).toBe(0.5);
  });

  test('cyclic: with three quarters of W waiting, every other write hits what waits already', () => {
    const cyclic = { ...random, kind: 'cyclic' } as const;
    // r / (1 / 2 + r L / W): as by the textbook up to r L = W / 2, then less.
    expect(neededBandwidth(cyclic, ms(500), QEMU)).toBe(neededBandwidth(cyclic, ms(500)));
    expect(neededBandwidth(cyclic, ms(750), QEMU) / 1e9).toBeCloseTo(0.8, 12);
    expect(toleratedDirtyRate('cyclic', mb(1000), bytesPerSecond(1e9), ms(500), QEMU)).toBe(1e9);
    expect(toleratedDirtyRate('cyclic', mb(1000), bytesPerSecond(1e9), ms(750), QEMU)).toBe(2e9);
    expect(neededDowntime(cyclic, bytesPerSecond(1.1e9), QEMU)).toBe(0);
    expect(neededDowntime(cyclic, bytesPerSecond(0.8e9), QEMU)).toBeCloseTo(0.75, 12);
    expect(neededThrottle({ ...cyclic, rate: bytesPerSecond(4e9) }, bytesPerSecond(1e9), ms(750), QEMU)).toBe(0.5);
  });

  test('measured: what steepens is straightened, and each page is sent T after it was sent before', () => {
    const point = (within: number, dirtied: number) => ({ within: seconds(within), dirtied: mb(dirtied) });
    const curve: DirtyBehaviour = {
      kind: 'measured',
      points: [point(1, 100), point(2, 300), point(4, 400)],
      ceiling: mb(1000),
    };
    // From the origin straight to 300 MB in 2 s, 150 MB/s; then 50 MB/s up to 1000 MB.
    expect(flattening(curve)).toMatchObject({ points: [point(2, 300), point(4, 400)] });
    // T = 2 s: 150 MB wait on average, in 1 s at 150 MB/s. T = 4 s: (2 x 150 + 2 x 350) / 4 = 250 MB at 100 MB/s.
    expect(neededBandwidth(curve, seconds(1), QEMU) / 1e6).toBe(150);
    expect(neededBandwidth(curve, seconds(2.5), QEMU) / 1e6).toBeCloseTo(100, 9);
    expect(neededDowntime(curve, bytesPerSecond(100e6), QEMU)).toBeCloseTo(2.5, 9);
    expect(neededDowntime(curve, bytesPerSecond(151e6), QEMU)).toBe(0);
    expect(neededThrottle(curve, bytesPerSecond(100e6), seconds(1), QEMU)).toBeCloseTo(1 / 3, 12);
  });
});

describe('auto-converge of QEMU', () => {
  const given: PreCopyMigration = {
    memory: gib(16),
    dirty: { kind: 'cyclic', rate: mibPerSecond(200), workingSet: gib(4) },
    bandwidth: mibPerSecond(100),
    downtimeLimit: ms(300),
    page: BARE_PAGE,
    stop: QEMU,
  };

  test('a guest that dirties twice what the link carries ends slowed by 80 %', () => {
    // Every second round of more than a second takes 20, 30, ... % away as long as the guest dirties more than half of what
    // is sent: 200 MiB/s x (1 - 0.8) = 40 MiB/s are the first below 50 MiB/s.
    expect(preCopy(given).converges).toBe(false);
    expect(preCopy({ ...given, stop: slowing })).toMatchObject({ converges: true, throttle: expect.closeTo(0.8, 9) });
  });

  test('a guest that dirties less than half of what is sent is left alone', () => {
    const calm = { ...given, dirty: { ...given.dirty, rate: mibPerSecond(45) } } as PreCopyMigration;
    expect(preCopy({ ...calm, stop: slowing })).toEqual(preCopy(calm));
    expect(preCopy(calm).throttle).toBe(0);
  });

  test('a guest that must be slowed by more than 99 % does not converge', () => {
    const wild = { ...given, dirty: { ...given.dirty, rate: mibPerSecond(10_500) } } as PreCopyMigration;
    expect(preCopy({ ...wild, stop: slowing })).toMatchObject({
      converges: false,
      totalTime: Infinity,
      throttle: 0.99,
    });
    expect(preCopy({ ...wild, stop: slowing }).rounds.length).toBeLessThan(100);
  });

  test('each second round of more than half of what is sent costs the guest a step of its speed', () => {
    // 70 of 100 MiB/s: after two rounds 20 % are taken, which leaves 56; after two more 30 %, which leaves 49, less than half.
    const given: PreCopyMigration = {
      memory: gib(16),
      dirty: { kind: 'cyclic', rate: mibPerSecond(70), workingSet: gib(16) },
      bandwidth: mibPerSecond(100),
      downtimeLimit: ms(300),
      page: BARE_PAGE,
    };
    const shares = (autoConverge: AutoConverge): readonly string[] =>
      preCopy({ ...given, stop: { kind: 'qemu', autoConverge } })
        .rounds.slice(0, 8)
        .map(({ bytes, dirtied }) => (dirtied / bytes).toFixed(2));
    expect(shares(QEMU_AUTO_CONVERGE)).toEqual(['0.70', '0.70', '0.56', '0.56', '0.49', '0.49', '0.49', '0.49']);
    // No more than 25 % may be taken: 52.5.
    const atMost = shares({ ...QEMU_AUTO_CONVERGE, maximum: ratio(0.25) }).slice(4);
    for (const share of atMost) expect(Math.abs(Number(share) - 0.525)).toBeLessThan(0.006);
    // 10 % first, then steps of 30 %: 63, and 42.
    const other = { ...QEMU_AUTO_CONVERGE, initial: ratio(0.1), increment: ratio(0.3) };
    expect(shares(other).slice(0, 6)).toEqual(['0.70', '0.70', '0.63', '0.63', '0.42', '0.42']);
  });

  test('asleep for 90 of 100 ms, a processor of the interpreter is waited for 0.9 x 45 ms; one of KVM is not', () => {
    const wait = (throttle: number, interpreted: boolean): number =>
      syncWait({ ...QEMU_AUTO_CONVERGE, interpreted }, ratio(throttle));
    expect(wait(0.9, true)).toBeCloseTo(0.0405, 9);
    // 10 of 20 ms: half of the time there is a wait, of 5 ms on average.
    expect(wait(0.5, true)).toBeCloseTo(0.0025, 9);
    expect(wait(0, true)).toBe(0);
    expect(wait(0.9, false)).toBe(0);
    expect(syncWait(QEMU_AUTO_CONVERGE, ratio(0.9))).toBe(0);
  });

  test('meanwhile the socket drains, and the last iteration is longer by it', () => {
    const interpreted: StopRule = { kind: 'qemu', autoConverge: { ...QEMU_AUTO_CONVERGE, interpreted: true } };
    const shorterBy = (path: PreCopyMigration['path']): number =>
      preCopy({ ...given, path, stop: slowing }).downtime.expected! -
      preCopy({ ...given, path, stop: interpreted }).downtime.expected!;
    // Slowed by 80 %: 0.8 x 40 ms / 2 = 16 ms. The guest dirties 40 of 100 MiB/s, so half of the iteration gains 0.6 x 8 ms.
    expect(shorterBy(undefined)).toBeCloseTo(0.0048, 6);
    // What waits in the socket is shorter by all of it, but not by more than there is.
    expect(shorterBy({ rtt: ms(0), startup: seconds(0), backlog: mb(5) })).toBeCloseTo(0.0048 + 0.016, 6);
    expect(shorterBy({ rtt: ms(0), startup: seconds(0), backlog: mb(1) })).toBeCloseTo(0.0048 + 1 / 104.8576, 6);
  });

  test('converges exactly if the throttle that is needed is within its reach', () => {
    const rate = fc.double({ min: 1e7, max: 1e11, noNaN: true });
    fc.assert(
      fc.property(rate, fc.constantFrom('random' as const, 'cyclic' as const), (r, kind) => {
        const dirty = { kind, rate: bytesPerSecond(r), workingSet: gib(4) };
        const needed = neededThrottle(dirty, given.bandwidth, given.downtimeLimit, QEMU);
        const { converges, totalTime, throttle } = preCopy({ ...given, dirty, stop: slowing });
        expect([converges, totalTime < Infinity]).toEqual([needed < 0.99, needed < 0.99]);
        if (converges) expect(throttle).toBeGreaterThanOrEqual(needed - 1e-9);
      }),
    );
  });
});

describe('laws over a path', () => {
  const between = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
  const known = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
  const migration = fc.record({
    memory: between(1e8, 1e12).map(bytes),
    dirty: fc.record({
      kind: fc.constant('random' as const),
      rate: between(1e6, 1e10).map(bytesPerSecond),
      workingSet: between(1e7, 1e11).map(bytes),
    }),
    bandwidth: between(1e6, 1e10).map(bytesPerSecond),
    downtimeLimit: between(0.01, 3).map(seconds),
    stop: fc.constant(QEMU),
    path: fc.record({
      rtt: between(1e-4, 0.3).map(seconds),
      window: known(between(1e5, 1e8).map(bytes)),
      queue: known(between(1e4, 1e8).map(bytes)),
    }),
  });

  test('more bandwidth never lengthens a migration; more memory or dirty rate never shortens it, to a millionth', () => {
    fc.assert(
      fc.property(migration, between(1.0001, 4), (given, more) => {
        const total = preCopy(given).totalTime;
        const slack = 1 + 1e-6;
        const { memory, dirty, bandwidth } = given;
        const faster = preCopy({ ...given, bandwidth: bytesPerSecond(bandwidth * more) });
        const larger = preCopy({ ...given, memory: bytes(memory * more) });
        const busier = preCopy({ ...given, dirty: { ...dirty, rate: bytesPerSecond(dirty.rate * more) } });
        expect(faster.totalTime).toBeLessThanOrEqual(total * slack);
        expect(larger.totalTime * slack).toBeGreaterThanOrEqual(total);
        expect(busier.totalTime * slack).toBeGreaterThanOrEqual(total);
      }),
      timesAsOften(10),
    );
  });

  test('with patience for it a move is the same; without, it is said not to end, after rounds that go on a little longer', () => {
    fc.assert(
      fc.property(migration, fc.constantFrom(QEMU, TEXTBOOK), between(0.1, 3), (given, stop, share) => {
        const move = { ...given, stop };
        const whole = preCopy(move);
        fc.pre(whole.totalTime < Infinity);
        const patience = seconds(whole.totalTime * share);
        const { totalTime, rounds } = preCopy(move, patience);
        const timeOf = (some: typeof rounds): number => some.reduce((sum, { duration }) => sum + duration, 0);
        expect(share > 1 ? [whole.totalTime] : [whole.totalTime, Infinity]).toContain(totalTime);
        if (totalTime === Infinity) expect(timeOf(rounds.slice(0, -1))).toBeLessThanOrEqual(patience);
        // The last round is QEMU's iterations together, which are not cut.
        if (timeOf(whole.rounds.slice(0, -1)) > patience) {
          expect(totalTime).toBe(Infinity);
          expect(rounds).toEqual(whole.rounds.slice(0, rounds.length));
          expect(timeOf(rounds)).toBeGreaterThan(patience);
        }
      }),
      timesAsOften(10),
    );
  });

  test('no round takes less than no time, no downtime either, and all ends or is said not to', () => {
    fc.assert(
      fc.property(migration, (given) => {
        const { rounds, downtime, totalTime, converges } = preCopy(given);
        expect(rounds.every((round) => round.duration >= 0 && round.bytes >= 0)).toBe(true);
        expect(downtime.low >= 0 && downtime.expected! > 0).toBe(true);
        expect(Number.isFinite(totalTime)).toBe(converges);
      }),
      timesAsOften(10),
    );
  });
});
