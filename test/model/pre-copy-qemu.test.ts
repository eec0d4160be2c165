import * as fc from 'fast-check';
import { flattening, rateBeyond, type DirtyBehaviour } from '../../lib/model/dirty-memory';
import { preCopy, type PreCopyMigration } from '../../lib/model/pre-copy';
import {
  neededBandwidth,
  neededDowntime,
  neededThrottle,
  toleratedDirtyRate,
} from '../../lib/model/pre-copy-threshold';
import { BARE_PAGE, QEMU, QEMU_AUTO_CONVERGE, iterationTime, type StopRule } from '../../lib/model/stop-rule';
import { bytes, bytesPerSecond, gib, mb, mib, mibPerSecond, ms, ratio, seconds } from '../../lib/model/units';
import { timesAsOften } from '../support/property';

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
    // 102.4 MiB fit the limit. 8192 - 102.4 = 8089.6 MiB take 7.9 s, which dirty 2022.4 MiB.
    // Those take 1.975 s and dirty 505.6 MiB; 102.4 of the 2022.4 wait still, and of these the writer, come round after
    // 2048 MiB, hits 102.4 x (2022.4 + 505.6 - 2048) / 2022.4 = 24.304 again: 481.296 MiB are new.
    // Those take 0.47002 s and dirty 120.324 MiB; those 0.11750 s and 30.081 MiB.
    expect(rounds.slice(0, 4).map((round) => round.bytes / MIB)).toEqual([
      expect.closeTo(8089.6, 6),
      expect.closeTo(2022.4, 6),
      expect.closeTo(481.296, 3),
      expect.closeTo(120.324, 3),
    ]);
    expect(rounds.slice(0, 4).map((round) => round.duration)).toEqual([
      expect.closeTo(7.9, 9),
      expect.closeTo(1.975, 9),
      expect.closeTo(0.470016, 5),
      expect.closeTo(0.117504, 5),
    ]);
    // An iteration is 60 ms + 0.4 MB / B = 60.3725 ms or 61.821 MiB, more than 30.081 MiB: the rest in one. The link gains
    // 3/4 of that on the writer, so it ends 0.75 x 61.821 / 2 = 23.183 below 102.4 MiB; (30.081 + 23.183) / 0.75 = 71.019.
    expect(rounds).toHaveLength(5);
    expect(rounds[4]!.bytes / MIB).toBeCloseTo(71.019, 2);
    expect(remaining / MIB).toBeCloseTo(79.217, 2);
    expect(downtime.expected).toBeCloseTo(0.07736, 4);
    expect(totalTime).toBeCloseTo(7.9 + 1.975 + 0.470016 + 0.117504 + 0.069354 + 0.07736, 4);
    // Half an iteration's gain, 22.64 ms, and 8.6 % more or less.
    expect(downtime.low).toBeCloseTo((0.07736 - 0.02264) * 0.914, 4);
    expect(downtime.high).toBeCloseTo((0.07736 + 0.02264) * 1.086, 4);
  });

  test('a writer faster than the link is followed until rounds no longer shrink', () => {
    const dirty = { kind: 'cyclic', rate: mibPerSecond(2048), workingSet: gib(2) } as const;
    // All 2048 MiB are written again in each round: 8192 - 102.4, then the 2048 besides the limit, then 2048 - 102.4, which
    // comes to the same again and again.
    const { converges, rounds, remaining, totalTime } = preCopy({ ...given, dirty });
    expect(rounds.map((round) => round.bytes / MIB)).toEqual([
      expect.closeTo(8089.6, 6),
      expect.closeTo(2048, 6),
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
    // It may end anywhere within an iteration, 60 ms + 0.4 MB / B: on average half of it further.
    const half = (0.06 + 0.4e6 / (B * MIB)) * B * 0.5;
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
    expect(transfer.bandwidth).toBe(125e6); // 2.95 MB in 12 ms would be 246 MB/s
    // 0.01 x (1 + 1.15 x (log2(1.25 MB / 14,480) - 1)) = 0.01 x (1 + 1.15 x 5.4317) = 72.46 ms.
    expect(transfer.startup).toBeCloseTo(0.07246, 4);
    // 0.35 + 1.75 x (1.25 + 1) = 4.2875 MB are more than the window: 2.95 - 1.25 = 1.7 MB.
    expect(transfer.backlog).toBeCloseTo(1.7e6, 3);
    // No sender idles that could send 2.95 MB in 23.6 ms at a round trip of 10 ms: 5 + 2 ms.
    expect(transfer.arrival).toBeCloseTo(0.007, 9);
    expect(rounds[0]!.duration).toBeCloseTo(987.5 / 125 + 0.07246 - 0.0136, 4);
    // An iteration is 63.2 ms: on average half of that less than 100 ms; then the backlog and the way.
    expect(downtime.expected).toBeCloseTo(0.1 - 0.0316 + 0.0136 + 0.007, 4);
  });

  test('a window of 2.95 MB carries 2.95 MB / (100 + 2 ms) = 28.92 MB/s, two streams twice that', () => {
    const path = { rtt: ms(100), window: mb(2.95) };
    expect(preCopy({ ...given, path }).transfer.bandwidth / 1e6).toBeCloseTo(28.92, 2);
    expect(preCopy({ ...given, path: { ...path, streams: 2 } }).transfer.bandwidth / 1e6).toBeCloseTo(57.84, 2);
  });

  test('without a round trip there is no handshake, no window and no backlog', () => {
    const { transfer } = preCopy({ ...given, path: { window: mb(1), queue: mb(1) } });
    expect(transfer).toEqual({ bandwidth: given.bandwidth, startup: 0, backlog: 0, arrival: 0 });
  });

  test('no page is sent twice of a cyclic writer that is known to stand just before what still waits', () => {
    // 64 MiB of a working set of 128 wait at the end of the second round, the upper half; one that writes just these during
    // that round adds nothing to what waits.
    const dirty = { kind: 'cyclic', rate: mibPerSecond(64), workingSet: mib(128), phase: ratio(0.5) } as const;
    const at = { ...given, memory: mib(1024 + 64), dirty, bandwidth: mibPerSecond(128), downtimeLimit: ms(500) };
    // First round 1024 MiB in 8 s: 512 MiB are written, four times round, and the writer is at half of it again. Second
    // round: 128 MiB wait besides the limit; in their 1 s it writes 64 MiB, the upper half.
    expect(
      preCopy(at)
        .rounds.map((round) => round.dirtied / MIB)
        .slice(0, 2),
    ).toEqual([128, 0]);
    expect(preCopy({ ...at, dirty: { ...dirty, phase: ratio(0) } }).rounds[1]!.dirtied / MIB).toBe(64);
    // On average over all places half of that: 64 - 64 x (128 + 64 - 128) / 128.
    const { phase: _, ...anywhere } = dirty;
    expect(preCopy({ ...at, dirty: anywhere }).rounds[1]!.dirtied / MIB).toBe(32);
  });

  test('an iteration is 64 ms at 100 MB/s, and never shorter than a round trip', () => {
    expect(iterationTime(bytesPerSecond(100e6))).toBeCloseTo(0.064, 9);
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

  test('cyclic: the same edge as by the textbook', () => {
    const cyclic = { ...random, kind: 'cyclic' } as const;
    expect(neededBandwidth(cyclic, ms(500), QEMU)).toBe(neededBandwidth(cyclic, ms(500)));
    expect(toleratedDirtyRate('cyclic', mb(1000), bytesPerSecond(1e9), ms(500), QEMU)).toBe(1e9);
  });

  test('measured: what steepens is straightened, and the first slope below B decides', () => {
    const point = (within: number, dirtied: number) => ({ within: seconds(within), dirtied: mb(dirtied) });
    const curve: DirtyBehaviour = {
      kind: 'measured',
      points: [point(1, 100), point(2, 300), point(4, 400)],
      ceiling: mb(1000),
    };
    // From the origin straight to 300 MB in 2 s, 150 MB/s; then 50 MB/s up to 1000 MB.
    expect(flattening(curve)).toMatchObject({ points: [point(2, 300), point(4, 400)] });
    expect(rateBeyond(flattening(curve), mb(299)) / 1e6).toBe(150);
    expect(rateBeyond(flattening(curve), mb(300)) / 1e6).toBe(50);
    expect(rateBeyond(flattening(curve), mb(1000))).toBe(0);
    expect(neededBandwidth(curve, seconds(1), QEMU) / 1e6).toBe(150);
    expect(neededBandwidth(curve, seconds(3), QEMU) / 1e6).toBe(100);
    expect(neededDowntime(curve, bytesPerSecond(100e6), QEMU)).toBe(3);
    expect(neededDowntime(curve, bytesPerSecond(40e6), QEMU)).toBe(25);
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

  test('no round takes less than no time, no downtime either, and all ends or is said not to', () => {
    fc.assert(
      fc.property(migration, (given) => {
        const { rounds, downtime, totalTime, converges } = preCopy(given);
        expect(rounds.every((round) => round.duration >= 0 && round.bytes >= 0)).toBe(true);
        expect(downtime.low >= 0 && downtime.expected > 0).toBe(true);
        expect(Number.isFinite(totalTime)).toBe(converges);
      }),
      timesAsOften(10),
    );
  });
});
