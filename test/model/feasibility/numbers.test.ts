import { feasibility } from '../../../lib/model/feasibility/feasibility';
import { rateNeededBy } from '../../../lib/model/feasibility/live-move';
import type { Numbers } from '../../../lib/model/feasibility/numbers';
import type { Question } from '../../../lib/model/feasibility/question';
import { QEMU } from '../../../lib/model/stop-rule';
import {
  bps,
  bytes,
  bytesPerSecond,
  gb,
  gbps,
  gib,
  kb,
  km,
  mb,
  mbps,
  ms,
  ratio,
  seconds,
} from '../../../lib/model/units';
import { BUSY, EXAMPLE } from './example';

const numbers = (question: Question): Numbers => feasibility(question).numbers;

describe('what the link carries', () => {
  const rate = (more: Partial<Question>): number => numbers({ ...EXAMPLE, ...more }).carried!.rate / 1e6;
  const binds = (more: Partial<Question>): string => numbers({ ...EXAMPLE, ...more }).carried!.binds;

  test('framing: 1448/1538 of 1538 Mbit/s; a tag, an overlay and jumbo frames', () => {
    expect(rate({})).toBeCloseTo(1448, 9);
    expect(rate({ mtu: bytes(1500) })).toBeCloseTo(1448, 9);
    expect(rate({ vlanTagged: true })).toBeCloseTo((1538 * 1448) / 1542, 9);
    expect(rate({ overlay: 'vxlan' })).toBeCloseTo((1538 * 1448) / 1588, 9);
    expect(rate({ mtu: bytes(9000) })).toBeCloseTo((1538 * 8948) / 9038, 9);
  });

  test('a share of it, and a part of that for each of several moves', () => {
    expect(rate({ share: ratio(0.5) })).toBeCloseTo(724, 9);
    expect(rate({ share: ratio(0.5), moves: 4 })).toBeCloseTo(181, 9);
  });

  test('a window of 1.81 MB at 20 ms carries 724 Mbit/s, three of them more than the link', () => {
    expect(rate({ window: mb(1.81) })).toBeCloseTo(724, 9);
    expect(binds({ window: mb(1.81) })).toBe('window');
    expect(binds({ window: mb(1.81), streams: 3 })).toBe('bottleneck');
  });

  test('of ten thousand packets one lost, at 20 ms: 122.5 segments, 70.94 Mbit/s', () => {
    // Reno: sqrt(1.5 / 1e-4) = 122.474; CUBIC: 1.054 x (0.02 / 1e-4)^0.75 = 56.05. 122.474 x 1448 x 8 / 0.02.
    expect(rate({ loss: ratio(1e-4) })).toBeCloseTo(70.94, 2);
    expect(binds({ loss: ratio(1e-4) })).toBe('loss');
    expect(rate({ loss: ratio(1e-4), streams: 2 })).toBeCloseTo(141.87, 2);
    // A segment of 8948 bytes: 122.474 x 8948 x 8 / 0.02
    expect(rate({ loss: ratio(1e-4), mtu: bytes(9000) })).toBeCloseTo(438.36, 2);
    expect(binds({ loss: ratio(1e-4), congestionControl: 'bbr' })).toBe('bottleneck');
  });

  test('a cap of the platform binds each move by itself', () => {
    expect(rate({ rateCap: mbps(100), moves: 2 })).toBe(100);
    expect(binds({ rateCap: mbps(100), moves: 2 })).toBe('platform');
  });

  test('what fills 40 % of 1 Gbit/s at 150 ms: 7.5 MB in flight, three streams of 2.95 MB, or four of 1.875 MB', () => {
    const wide = { ...EXAMPLE, bandwidth: gbps(1), share: ratio(0.4), rtt: ms(150) };
    expect(numbers(wide).filling).toEqual({
      bandwidthDelayProduct: expect.closeTo(7.5e6, 3),
      window: expect.closeTo(7.5e6, 3),
      streams: undefined,
    });
    expect(numbers({ ...wide, window: mb(2.95), streams: 4 }).filling).toMatchObject({
      window: expect.closeTo(1.875e6, 3),
      streams: 3,
    });
    for (const bare of [{ rtt: undefined }, { rtt: ms(0) }, { bandwidth: undefined }]) {
      expect(numbers({ ...wide, ...bare }).filling).toBeUndefined();
    }
  });

  test('without a round trip window and loss do not limit', () => {
    expect(binds({ rtt: ms(0), window: bytes(1), loss: ratio(0.5) })).toBe('bottleneck');
    expect(numbers({ ...EXAMPLE, bandwidth: undefined }).carried).toBeUndefined();
  });
});

describe('the round trip that is certain', () => {
  const distance = { geodesic: km(1050), least: km(1000), most: km(1100) };

  test('declared and believed, with both bounds over the minimum distance', () => {
    expect(numbers({ ...EXAMPLE, distance }).roundTrip).toEqual({
      least: 0.02,
      most: 0.02,
      ample: 0.02,
      // 2 x 1,000,000 / 299,792,458, and 1.467 times that
      inVacuum: expect.closeTo(0.00667128, 8),
      minimum: expect.closeTo(0.00978677, 8),
      // 2.3754 times that
      median: expect.closeTo(0.0232475, 7),
      plausibility: 'plausible',
    });
    expect(numbers({ ...EXAMPLE, distance, rtt: ms(9) }).roundTrip).toMatchObject({
      least: 0.009,
      most: 0.009,
      plausibility: 'impossible-in-glass',
    });
  });

  test('not declared, or faster than light: from the minimum on', () => {
    for (const rtt of [undefined, ms(6)]) {
      expect(numbers({ ...EXAMPLE, distance, rtt }).roundTrip).toMatchObject({
        least: expect.closeTo(0.00978677, 8),
        most: Infinity,
        // Three times the typical one of 1,100 km: 3 x 2.3237 x 2 x 1,100,000 x 1.467 / 299,792,458
        ample: expect.closeTo(0.0750468, 6),
        plausibility: rtt === undefined ? undefined : 'impossible',
      });
    }
    expect(numbers({ ...EXAMPLE, rtt: undefined }).roundTrip).toBeUndefined();
    expect(numbers(EXAMPLE).roundTrip).toEqual({
      least: 0.02,
      most: 0.02,
      ample: 0.02,
    });
  });
});

describe('the live move', () => {
  test('rounds of 100, 10 and 1 s, 0.1 s for the rest, and a hand-over of 30 ms', () => {
    const { live, totalTime, toSend, diskCopy } = numbers(EXAMPLE);
    expect(live!.preCopy.rounds.map((round) => round.duration)).toEqual([
      expect.closeTo(100, 9),
      expect.closeTo(10, 9),
      expect.closeTo(1, 9),
    ]);
    expect(totalTime).toBeCloseTo(111.13, 9);
    expect(live!.preCopy.downtime).toEqual({ low: 0.02, expected: undefined, high: expect.closeTo(0.33, 12) });
    expect(toSend).toBe(18.1e9);
    expect(diskCopy).toBe(0);
    expect(live!.rateNeeded).toBeCloseTo(144.8e6, 3);
    // 181 MB/s x 0.3 s
    expect(live!.fittingWorkingSet).toBeCloseTo(54.3e6, 3);
    expect(live!.guestSpeed).toBe(1);
  });

  test('zero pages are not sent: half of the memory leaves 9.05 GB, 50 s', () => {
    const { live, toSend } = numbers({ ...EXAMPLE, nonZeroShare: ratio(0.5) });
    expect(toSend).toBe(9.05e9);
    expect(live!.preCopy.rounds[0]!.duration).toBeCloseTo(50, 9);
    expect(live!.migration.zeroMemory).toBe(9.05e9);
  });

  test('a working set is never more than what is sent, and all of it where nothing is said', () => {
    expect(numbers(EXAMPLE).live!.migration.dirty).toMatchObject({ kind: 'cyclic', workingSet: 18.1e9 });
    expect(numbers({ ...EXAMPLE, workingSet: gb(50) }).live!.migration.dirty).toMatchObject({ workingSet: 18.1e9 });
    expect(numbers({ ...EXAMPLE, workingSet: gb(5) }).live!.migration.dirty).toMatchObject({ workingSet: 5e9 });
    expect(numbers({ ...EXAMPLE, writes: undefined }).live!.migration.dirty.kind).toBe('random');
  });

  test('a measured curve goes before rate and working set, up to all that is sent', () => {
    const dirtyCurve = [{ within: seconds(1), dirtied: mb(18.1) }];
    const { live } = numbers({ ...EXAMPLE, dirtyCurve, nonZeroShare: ratio(0.5) });
    expect(live!.migration.dirty).toEqual({ kind: 'measured', points: dirtyCurve, ceiling: 9.05e9 });
    // 18.1 MB/s as before: 50, 5 and 0.5 s, 9.05 MB in 0.05 s, and 30 ms
    expect(live!.preCopy.totalTime).toBeCloseTo(55.58, 6);
  });

  test('the disk is copied before, at the same rate: 18.1 GB take another 100 s', () => {
    const apart = { ...EXAMPLE, sharedStorage: false, disk: gb(18.1) };
    expect(numbers(apart)).toMatchObject({
      diskCopy: expect.closeTo(100, 9),
      totalTime: expect.closeTo(211.13, 9),
    });
    expect(numbers({ ...apart, disk: undefined }).totalTime).toBeUndefined();
    expect(numbers({ ...apart, bandwidth: undefined }).diskCopy).toBeUndefined();
    expect(numbers({ ...apart, sharedStorage: true }).diskCopy).toBe(0);
    expect(numbers({ ...apart, ...BUSY, sharedStorage: false }).totalTime).toBe(Infinity);
  });

  test('800 s for each GiB of 16: 12,800 s, and as much again for a disk that is copied along', () => {
    const large = { ...EXAMPLE, memory: gib(16), disk: gib(16), timeoutPerGib: seconds(800) };
    expect(numbers(large).timeout).toBe(12_800);
    expect(numbers({ ...large, sharedStorage: false }).timeout).toBe(25_600);
    expect(numbers({ ...large, sharedStorage: false, disk: undefined }).timeout).toBeUndefined();
    expect(numbers({ ...large, memory: undefined }).timeout).toBeUndefined();
    expect(numbers({ ...large, timeoutPerGib: undefined }).timeout).toBeUndefined();
  });

  test('what a guest needs does not depend on a link: 250 MB/s are 2 Gbit/s', () => {
    expect(rateNeededBy({ ...BUSY, bandwidth: undefined, rtt: undefined })).toBe(2e9);
    // 54.3 MB within 0.3 s are 1448 Mbit/s at any dirty rate.
    expect(rateNeededBy({ ...BUSY, workingSet: mb(54.3) })).toBeCloseTo(1448e6, 3);
    expect(rateNeededBy({ ...BUSY, memory: undefined })).toBeUndefined();
    expect(rateNeededBy({ ...BUSY, dirtyRate: undefined })).toBeUndefined();
    // Random writers, by the textbook: W (1 - exp(-r L / W)) / L with r L = W: W / L x 0.632
    const random = { ...BUSY, writes: 'random', workingSet: mb(75) } as const;
    expect(rateNeededBy(random)! / 1e6).toBeCloseTo(250 * 8 * 0.6321206, 3);
    // By QEMU's rule r / (1 + r L / W) = r / 2, with its headers
    expect(rateNeededBy({ ...random, stop: QEMU })! / 1e6).toBeCloseTo((125 * 8 * 4104) / 4096, 6);
  });

  test('where something is missing there is no move', () => {
    for (const missing of ['bandwidth', 'memory', 'dirtyRate'] as const) {
      expect(numbers({ ...EXAMPLE, [missing]: undefined })).toMatchObject({
        live: undefined,
        totalTime: undefined,
        postCopy: undefined,
      });
    }
  });
});

describe('pages and path of QEMU', () => {
  // 4104 bytes on the wire for 4096: 40.96 GB of memory are 41.04 GB, 1000 s at 41.04 MB/s.
  const framed: Question = {
    bandwidth: mbps((328.32 * 1538) / 1448),
    memory: gb(40.96),
    dirtyRate: bytesPerSecond(0),
    downtimeLimit: ms(300),
    stop: QEMU,
  };

  test('each page carries a header, in pre-copy, in post-copy and in what is needed', () => {
    const { live, postCopy } = numbers(framed);
    expect(live!.preCopy.transferred).toBeCloseTo(41.04e9, 0);
    expect(live!.preCopy.totalTime).toBeCloseTo(1000, 6);
    expect(postCopy!.totalTime).toBeCloseTo(1000, 6);
    const writing = { ...framed, dirtyRate: bytesPerSecond(4.096e6), writes: 'cyclic' } as const;
    expect(numbers(writing).live!.rateNeeded).toBeCloseTo(4.104e6 * 8, 3);
    expect(numbers(writing).live!.fittingWorkingSet).toBeCloseTo(40.96e6 * 0.3, 3);
    expect(numbers({ ...writing, stop: undefined }).live!.rateNeeded).toBeCloseTo(4.096e6 * 8, 3);
    expect(numbers({ ...framed, stop: undefined }).postCopy!.totalTime).toBeCloseTo(40.96e9 / 41.04e6, 6);
  });

  test('a window of 2.95 MB at 100 ms carries 2.95 MB / 101.1 ms, and its limit decides the verdict', () => {
    // 0.5 ms of the hosts and a quarter of the window at 1177 MB/s, 0.627 ms: 29.171 MB/s; without them it would be 29.5 MB/s.
    const narrow = { ...framed, bandwidth: gbps(10), rtt: ms(100), window: mb(2.95), writes: 'cyclic' } as const;
    const at = (rate: number) => feasibility({ ...narrow, dirtyRate: bytesPerSecond((rate * 4096) / 4104) });
    expect(at(29.1e6).numbers.live!.preCopy.transfer.bandwidth / 1e6).toBeCloseTo(29.1713, 3);
    expect([at(29.1e6).verdict, at(29.2e6).verdict]).toEqual(['feasible', 'does-not-converge']);
    // A sender that idles for 100 ms - 2.95 MB / 1177 MB/s of each round trip: 0.65 x 97.5 ms are more than the way, 50 ms.
    expect(at(29.1e6).numbers.live!.preCopy.transfer.arrival).toBeCloseTo(0.0005, 9);
    // Of other platforms the window alone is known: 29.5 MB/s.
    const other = { ...narrow, stop: undefined, dirtyRate: bytesPerSecond(29.4e6) };
    expect(feasibility(other).verdict).toBe('feasible');
    expect(numbers(other).live!.preCopy.transfer.startup).toBe(0);
    // Two streams carry 5.9 MB / 101.753 ms, less 4.5 % for waiting for each other, and the queue before the bottleneck lengthens the downtime.
    expect(numbers({ ...narrow, streams: 2 }).live!.preCopy.transfer.bandwidth / 1e6).toBeCloseTo(55.375, 2);
    const queued = { ...narrow, bandwidth: mbps(100), window: mb(20) };
    const [small, large] = [kb(1), mb(5)].map((queue) => numbers({ ...queued, queue }).live!.preCopy.transfer.backlog);
    // 2.25 bytes of the socket for each of the queue
    expect(large! - small!).toBeCloseTo(2.25 * (5e6 - 1e3), 0);
  });

  test('a loss or a cap limits it besides its window', () => {
    const lossy = { ...framed, bandwidth: gbps(10), rtt: ms(20), loss: ratio(1e-4), window: mb(100) };
    expect((numbers(lossy).live!.preCopy.transfer.bandwidth * 8) / 1e6).toBeCloseTo(70.94, 2);
    const capped = { ...framed, bandwidth: gbps(10), rateCap: mbps(328.32), rtt: ms(20), window: mb(100) };
    expect(numbers(capped).live!.preCopy.transfer.bandwidth).toBeCloseTo(41.04e6, 3);
  });

  test('a cap binds the rounds and not the guest that stands still', () => {
    // 10 Gbit/s carry 1,176.85 MB/s of payload, the cap lets 134.22 MB/s through. B L = 134.22 x 0.3 = 40.27 MB on the wire; an
    // iteration is 134.22 x (90 ms + 0.8 / 134.22) = 12.88 MB, half of which is undershot on average: 33.83 MB. At 1,176.85 MB/s
    // these take 28.7 ms, and the way and the hosts 0.5 ms; at the cap they would take 252 ms.
    const capped = { ...framed, bandwidth: gbps(10), rateCap: bps(134.22e6 * 8), rtt: ms(0) };
    const { low, expected, high } = numbers(capped).live!.preCopy.downtime;
    expect(expected! * 1e3).toBeCloseTo(29.2, 0);
    expect([low < expected!, high > expected!]).toEqual([true, true]);
    // The rounds take as long as the cap lets them: 41.04 GB at 134.22 MB/s, 305.8 s, less the rest.
    expect(numbers(capped).live!.preCopy.totalTime).toBeCloseTo(305.5, 0);
    // A cap above what the path carries changes nothing.
    const wide = { ...framed, rtt: ms(10) };
    expect(numbers({ ...wide, rateCap: gbps(1) }).live!.preCopy).toEqual(numbers(wide).live!.preCopy);
  });

  test('zero pages take 9 bytes each', () => {
    const half = numbers({ ...framed, nonZeroShare: ratio(0.5) }).live!;
    expect(half.preCopy.transferred).toBeCloseTo(20.52e9 + (20.48e9 / 4096) * 9, 0);
  });
});

describe('moves without pre-copy', () => {
  test('post-copy sends each page once: 100 s', () => {
    expect(numbers(BUSY).postCopy).toMatchObject({ totalTime: expect.closeTo(100, 9), downtime: 0 });
  });

  test.each([
    [5.43e9, 30, 30],
    [5.44e9, 30.055, 60],
    [10.86e9, 60, 60],
    [54.2e9, 299.448, 300],
    [54.4e9, 300.552, undefined],
  ])('a cold move of %d bytes at 181 MB/s takes %d s and fits %d s', (disk, window, fits) => {
    // Slightly below the edge, which is no number of its own in floating point.
    const { cold } = numbers({ ...EXAMPLE, disk: bytes(disk * (1 - 1e-12)) });
    expect(cold).toMatchObject({ copied: expect.closeTo(disk, 0), window: expect.closeTo(window, 3), fits });
  });

  test('with a replica only what changed since: 3,000 s at 1.81 MB/s are 5.43 GB', () => {
    const replicated = { ...EXAMPLE, disk: gb(500), diskChurn: bytesPerSecond(1.81e6), sinceSync: seconds(3000) };
    expect(numbers(replicated).cold).toMatchObject({ copied: 5.43e9, window: expect.closeTo(30, 6) });
    expect(numbers({ ...replicated, diskChurn: undefined }).cold!.copied).toBe(500e9);
    expect(numbers({ ...replicated, sinceSync: undefined }).cold!.copied).toBe(500e9);
    expect(numbers({ ...replicated, disk: undefined }).cold).toBeUndefined();
    expect(numbers({ ...replicated, bandwidth: undefined }).cold).toBeUndefined();
  });
});
