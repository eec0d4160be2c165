import { feasibility } from '../../../lib/model/feasibility/feasibility';
import type { Question } from '../../../lib/model/feasibility/question';
import { glassRtt, vacuumRtt } from '../../../lib/model/propagation';
import { QEMU, QEMU_AUTO_CONVERGE, type StopRule } from '../../../lib/model/stop-rule';
import {
  bps,
  bytes,
  bytesPerSecond,
  gb,
  gib,
  km,
  mbps,
  mibPerSecond,
  ms,
  ratio,
  seconds,
} from '../../../lib/model/units';
import { VERDICTS } from '../../../lib/model/verdict';
import { BUSY, EXAMPLE, FITTING } from './example';

/** Verdict, then the ids of all reasons, worst first. */
function judge(question: Question): readonly string[] {
  const { verdict, reasons } = feasibility(question);
  return [verdict, ...reasons.map((reason) => reason.id)];
}

const reasonOf = (question: Question, id: string) => feasibility(question).reasons.find((reason) => reason.id === id);

const far = { geodesic: km(1050), least: km(1000), most: km(1100) };

test('a move that ends within every limit is feasible, and what it needs is on record', () => {
  const all: Question = {
    ...EXAMPLE,
    maxRtt: ms(150),
    minBandwidth: mbps(250),
    totalTime: seconds(112),
    downtime: ms(331),
  };
  expect(judge(all)).toEqual(['feasible', 'pre-copy-converges']);
  // 18.1 MB/s are 144.8 Mbit/s.
  expect(reasonOf(all, 'pre-copy-converges')).toEqual({
    verdict: 'feasible',
    id: 'pre-copy-converges',
    kind: 'bandwidth',
    value: expect.closeTo(1448e6, 0),
    limit: expect.closeTo(144.8e6, 3),
  });
});

describe('against physics and the vendor', () => {
  test('a round trip faster than light is impossible: 1,000 km and back take 6.671 ms', () => {
    const fast = { ...EXAMPLE, distance: far, rtt: ms(6) };
    expect(judge(fast)).toEqual(['impossible', 'rtt-above-speed-of-light', 'pre-copy-converges']);
    expect(reasonOf(fast, 'rtt-above-speed-of-light')).toMatchObject({
      kind: 'duration',
      value: 0.006,
      limit: expect.closeTo(0.006671, 6),
    });
    expect(judge({ ...fast, rtt: ms(6.7) })[0]).toBe('feasible');
    expect(judge({ ...fast, rtt: vacuumRtt(far.least) })[0]).toBe('feasible');
  });

  test('a declared round trip beyond the limit is not supported, and one that equals it is', () => {
    expect(judge({ ...EXAMPLE, maxRtt: ms(19) })).toEqual([
      'unsupported',
      'rtt-within-platform-limit',
      'pre-copy-converges',
    ]);
    expect(judge({ ...EXAMPLE, maxRtt: ms(20) })[0]).toBe('feasible');
    expect(reasonOf({ ...EXAMPLE, maxRtt: ms(19) }, 'rtt-within-platform-limit')).toMatchObject({
      kind: 'duration',
      value: 0.02,
      limit: 0.019,
    });
  });

  test('one that is not declared is at least the floor: certain above the limit, open below, kept by any route', () => {
    const undeclared = { ...EXAMPLE, rtt: undefined, distance: far };
    // Through glass 9.787 ms.
    expect(judge({ ...undeclared, maxRtt: ms(9.7) }).slice(0, 2)).toEqual(['unsupported', 'rtt-within-platform-limit']);
    expect(judge({ ...undeclared, maxRtt: ms(9.7) })).not.toContain('rtt-unknown');
    expect(reasonOf({ ...undeclared, maxRtt: ms(9.7) }, 'rtt-within-platform-limit')?.value).toBeCloseTo(0.009787, 6);
    expect(judge({ ...undeclared, maxRtt: ms(9.8) }).slice(0, 2)).toEqual(['undetermined', 'rtt-unknown']);
    expect(judge({ ...undeclared, maxRtt: glassRtt(far.least) })[0]).toBe('undetermined');
    expect(reasonOf({ ...undeclared, maxRtt: ms(75) }, 'rtt-unknown')).toEqual({
      verdict: 'undetermined',
      id: 'rtt-unknown',
      input: 'rtt',
      kind: 'duration',
      value: undefined,
      limit: 0.075,
    });
    // Three times the typical one of 1,100 km are 75.05 ms.
    expect(judge({ ...undeclared, maxRtt: ms(75.1) })[0]).toBe('feasible');
    expect(judge({ ...undeclared, distance: undefined, maxRtt: ms(9.7) })[0]).toBe('undetermined');
    expect(judge(undeclared)[0]).toBe('feasible');
  });

  test('one faster than light says nothing about the limit of the platform', () => {
    const fast = { ...EXAMPLE, distance: far, rtt: ms(1) };
    expect(judge({ ...fast, maxRtt: ms(75) })).toEqual([
      'impossible',
      'rtt-above-speed-of-light',
      'rtt-unknown',
      'pre-copy-converges',
    ]);
    expect(judge({ ...fast, maxRtt: ms(9) }).slice(0, 3)).toEqual([
      'impossible',
      'rtt-above-speed-of-light',
      'rtt-within-platform-limit',
    ]);
  });

  test('a cap below what the vendor asks for is no less too little than a link below it', () => {
    const capped = { ...EXAMPLE, rateCap: mbps(200) };
    expect(judge({ ...capped, minBandwidth: mbps(250) })[0]).toBe('unsupported');
    expect(judge({ ...capped, minBandwidth: mbps(200) })[0]).toBe('feasible');
  });

  test('the share for the move must be what the vendor asks for: half of 1538 Mbit/s is 769', () => {
    const half = { ...EXAMPLE, share: ratio(0.5) };
    expect(judge({ ...half, minBandwidth: mbps(770) })).toEqual([
      'unsupported',
      'bandwidth-above-platform-minimum',
      'pre-copy-converges',
    ]);
    expect(reasonOf({ ...half, minBandwidth: mbps(770) }, 'bandwidth-above-platform-minimum')).toMatchObject({
      kind: 'bandwidth',
      value: 769e6,
      limit: 770e6,
    });
    expect(judge({ ...half, minBandwidth: mbps(769) })[0]).toBe('feasible');
    expect(judge({ ...EXAMPLE, minBandwidth: mbps(1538) })[0]).toBe('feasible');
    expect(judge({ ...EXAMPLE, minBandwidth: mbps(1539) })[0]).toBe('unsupported');
  });
});

describe('against the guest', () => {
  test('who writes faster than the link carries never ends, unless all of it fits the downtime', () => {
    expect(judge(BUSY)).toEqual(['does-not-converge', 'pre-copy-converges']);
    expect(reasonOf(BUSY, 'pre-copy-converges')?.limit).toBe(2e9);
    expect(judge({ ...BUSY, workingSet: bytes(FITTING * 1.001) })[0]).toBe('does-not-converge');
    expect(judge({ ...BUSY, workingSet: bytes(FITTING * 0.999) })[0]).toBe('feasible');
    expect(judge({ ...BUSY, memory: bytes(FITTING * 0.999) })[0]).toBe('feasible');
    // 31.25 MB within 0.25 s are 1 Gbit/s sharp, and just enough.
    const tight = { ...BUSY, rateCap: mbps(1000), workingSet: bytes(31.25e6), downtimeLimit: ms(250) };
    expect(judge(tight)[0]).toBe('feasible');
    expect(judge({ ...tight, rateCap: bps(1e9 - 1) })[0]).toBe('does-not-converge');
  });

  test('a link exactly as fast as the writer never ends either', () => {
    const capped = { ...EXAMPLE, rateCap: mbps(1000), dirtyRate: bytesPerSecond(125e6) };
    expect(judge(capped)[0]).toBe('does-not-converge');
    expect(judge({ ...capped, rateCap: bps(1000e6 + 1) })[0]).toBe('feasible');
  });

  test('an idle guest must still be sent', () => {
    const idle = { ...EXAMPLE, dirtyRate: bytesPerSecond(0) };
    expect(judge(idle)[0]).toBe('feasible');
    expect(judge({ ...idle, rateCap: bps(1) })[0]).toBe('feasible');
    expect(judge({ ...idle, share: ratio(0) })[0]).toBe('does-not-converge');
    expect(judge({ ...EXAMPLE, workingSet: bytes(0) })[0]).toBe('feasible');
  });

  test('a platform may slow the guest: 181 of 250 MB/s leave it 72.4 % of its speed', () => {
    const slowed = { ...BUSY, throttles: true };
    expect(judge(slowed)).toEqual(['feasible-when-throttled', 'guest-is-slowed']);
    expect(reasonOf(slowed, 'guest-is-slowed')).toMatchObject({
      kind: 'share',
      value: expect.closeTo(0.724, 9),
      limit: 0.5,
    });
    // 181 / 400 = 0.4525
    const hard = { ...slowed, dirtyRate: bytesPerSecond(400e6) };
    expect(judge(hard)).toEqual(['does-not-converge', 'guest-is-slowed']);
    expect(judge({ ...hard, minGuestSpeed: ratio(0.45) })[0]).toBe('feasible-when-throttled');
    expect(judge({ ...slowed, minGuestSpeed: ratio(0.73) })[0]).toBe('does-not-converge');
    // 125 of 250 MB/s are half of its speed, and just enough.
    expect(judge({ ...slowed, rateCap: mbps(1000) })[0]).toBe('feasible-when-throttled');
    expect(judge({ ...EXAMPLE, throttles: true })).toEqual(['feasible', 'pre-copy-converges']);
    expect(judge({ ...BUSY, throttles: false })).toEqual(['does-not-converge', 'pre-copy-converges']);
  });

  test('QEMU slows it in steps, if it is told to: from 200 to 40 of 100 MiB/s, to 20 % of its speed', () => {
    // By 20 %, then 10 % more each time, as long as it dirties more than half of what is sent: 200 x 0.2 = 40 is the first below.
    const autoConverge: StopRule = { kind: 'qemu', autoConverge: QEMU_AUTO_CONVERGE };
    const steps: Question = {
      bandwidth: mbps(10_000),
      rateCap: bps(mibPerSecond(100) * 8),
      memory: gib(16),
      workingSet: gib(4),
      dirtyRate: mibPerSecond(200),
      writes: 'cyclic',
      downtimeLimit: ms(300),
      stop: autoConverge,
    };
    expect(judge(steps)).toEqual(['does-not-converge', 'guest-is-slowed']);
    expect(reasonOf(steps, 'guest-is-slowed')).toMatchObject({ value: expect.closeTo(0.2, 9), limit: 0.5 });
    expect(judge({ ...steps, minGuestSpeed: ratio(0.19) })).toEqual(['feasible-when-throttled', 'guest-is-slowed']);
    expect(judge({ ...steps, stop: QEMU })).toEqual(['does-not-converge', 'pre-copy-converges']);
    // Beyond 99 % it does not end, whatever people allow.
    const wild = { ...steps, dirtyRate: mibPerSecond(10_500), minGuestSpeed: ratio(0) };
    expect(judge(wild)).toEqual(['does-not-converge', 'guest-is-slowed']);
    // Its time is followed step by step, so that a budget can be held against it.
    const total = feasibility(steps).numbers.totalTime!;
    const lenient = { ...steps, rtt: ms(0), minGuestSpeed: ratio(0.1) };
    expect(judge({ ...lenient, totalTime: seconds(total * 1.01), downtime: seconds(1) })[0]).toBe(
      'feasible-when-throttled',
    );
    expect(judge({ ...lenient, totalTime: seconds(total * 0.99) })).toEqual([
      'over-budget',
      'total-time-within-budget',
      'guest-is-slowed',
    ]);
  });
});

describe('against time', () => {
  test('111.13 s are over a budget of 111 s', () => {
    expect(judge({ ...EXAMPLE, totalTime: seconds(111) })).toEqual([
      'over-budget',
      'total-time-within-budget',
      'pre-copy-converges',
    ]);
    expect(reasonOf({ ...EXAMPLE, totalTime: seconds(111) }, 'total-time-within-budget')).toMatchObject({
      kind: 'duration',
      value: expect.closeTo(111.13, 6),
      limit: 111,
    });
    expect(judge({ ...EXAMPLE, totalTime: seconds(111.2) })[0]).toBe('feasible');
  });

  test('a downtime of 20 to 330 ms is over a budget of 19 ms, within one of 330 ms, and undetermined in between', () => {
    const withinMs = (budget: number) => ({ ...EXAMPLE, downtime: ms(budget) });
    expect(judge(withinMs(19))).toEqual(['over-budget', 'downtime-within-budget', 'pre-copy-converges']);
    expect(reasonOf(withinMs(19), 'downtime-within-budget')).toMatchObject({ value: 0.02, limit: 0.019 });
    for (const open of [20, 100, 329]) {
      expect(judge(withinMs(open))).toEqual(['undetermined', 'downtime-within-budget', 'pre-copy-converges']);
    }
    expect(reasonOf(withinMs(100), 'downtime-within-budget')).toEqual({
      verdict: 'undetermined',
      id: 'downtime-within-budget',
      kind: 'duration',
      value: undefined,
      range: { least: 0.02, most: expect.closeTo(0.33, 12) },
      limit: 0.1,
    });
    expect(judge(withinMs(330.001))[0]).toBe('feasible');
    // More bandwidth changes none of it.
    for (const [budget, verdict] of [
      [19, 'over-budget'],
      [100, 'undetermined'],
      [330.001, 'feasible'],
    ] as const) {
      for (const more of [1, 1.3, 2, 7, 50]) {
        expect(judge({ ...withinMs(budget), bandwidth: mbps(1538 * more) })[0]).toBe(verdict);
      }
    }
  });

  test('a platform that gives up after 6 s for each of 16.86 GiB, 101 s, never sees the end', () => {
    const impatient = { ...EXAMPLE, timeoutPerGib: seconds(6) };
    expect(judge(impatient)).toEqual(['does-not-converge', 'ends-before-platform-gives-up', 'pre-copy-converges']);
    expect(reasonOf(impatient, 'ends-before-platform-gives-up')).toMatchObject({
      kind: 'duration',
      value: expect.closeTo(111.13, 6),
      // 18.1e9 / 1,073,741,824 x 6
      limit: expect.closeTo(101.1417, 3),
    });
    // 7 s: 118 s
    expect(judge({ ...impatient, timeoutPerGib: seconds(7) })[0]).toBe('feasible');
  });

  test('what never ends is over every budget', () => {
    const patient = { ...BUSY, totalTime: seconds(1e9), downtime: seconds(1e9), timeoutPerGib: seconds(800) };
    expect(feasibility(patient).reasons.map(({ verdict, id, value }) => [verdict, id, value])).toEqual([
      ['does-not-converge', 'pre-copy-converges', expect.closeTo(1448e6, 0)],
      ['does-not-converge', 'ends-before-platform-gives-up', Infinity],
      ['over-budget', 'total-time-within-budget', Infinity],
      ['over-budget', 'downtime-within-budget', Infinity],
    ]);
  });

  test('how long a guest takes that is slowed is not known, so that no budget is certain', () => {
    const slowed = {
      ...BUSY,
      throttles: true,
      totalTime: seconds(1e9),
      downtime: ms(500),
      timeoutPerGib: seconds(800),
    };
    // Not even such a guest is handed over within less than a round trip.
    expect(judge({ ...slowed, downtime: ms(19) })[0]).toBe('over-budget');
    expect(judge(slowed)).toEqual([
      'undetermined',
      'ends-before-platform-gives-up',
      'total-time-within-budget',
      'downtime-within-budget',
      'guest-is-slowed',
    ]);
    expect(reasonOf(slowed, 'downtime-within-budget')).toEqual({
      verdict: 'undetermined',
      id: 'downtime-within-budget',
      kind: 'duration',
      value: undefined,
      range: { least: 0.02, most: Infinity },
      limit: 0.5,
    });
    // 18.1 GB at 181 MB/s take 100 s even of a guest that stands still; with a disk as large 200 s.
    expect(judge({ ...slowed, totalTime: seconds(99) })[0]).toBe('over-budget');
    expect(judge({ ...slowed, totalTime: seconds(101) })[0]).toBe('undetermined');
    const apart = { ...slowed, sharedStorage: false, disk: gb(18.1) };
    expect(judge({ ...apart, totalTime: seconds(199) })[0]).toBe('over-budget');
    expect(judge({ ...apart, totalTime: seconds(201) })[0]).toBe('undetermined');
    expect(judge({ ...apart, disk: undefined })).toContain('disk-unknown');
    expect(judge({ ...apart, disk: undefined })).not.toContain('total-time-within-budget');
    // 5 s for each of 16.86 GiB are 84 s.
    expect(judge({ ...slowed, timeoutPerGib: seconds(5) })[0]).toBe('does-not-converge');
  });
});

describe('what is not known', () => {
  test.each<[keyof Question, string, string]>([
    ['bandwidth', 'bandwidth-unknown', 'bandwidth'],
    ['memory', 'memory-unknown', 'size'],
    ['dirtyRate', 'dirty-rate-unknown', 'data-rate'],
  ])('without %s nothing passes', (input, id, kind) => {
    const open = { ...EXAMPLE, [input]: undefined };
    expect(judge(open)).toEqual(['undetermined', id]);
    expect(reasonOf(open, id)).toEqual({
      verdict: 'undetermined',
      id,
      input,
      kind,
      value: undefined,
      limit: undefined,
    });
  });

  test('a dirty curve stands for the dirty rate, unless it has no point', () => {
    const dirtyCurve = [{ within: seconds(1), dirtied: bytes(18.1e6) }];
    const unknown = { ...EXAMPLE, dirtyRate: undefined };
    expect(judge({ ...unknown, dirtyCurve })).toEqual(['feasible', 'pre-copy-converges']);
    expect(judge({ ...unknown, dirtyCurve: [] })).toEqual(['undetermined', 'dirty-rate-unknown']);
    expect(judge({ ...EXAMPLE, dirtyCurve: [] })).toEqual(['feasible', 'pre-copy-converges']);
  });

  test('a disk that must move along and whose size is not known', () => {
    const apart = { ...EXAMPLE, sharedStorage: false };
    expect(judge(apart)).toEqual(['undetermined', 'disk-unknown', 'pre-copy-converges']);
    expect(reasonOf(apart, 'disk-unknown')).toMatchObject({ kind: 'size', value: undefined });
    expect(judge({ ...apart, disk: gb(1) })[0]).toBe('feasible');
    // What a move takes with its disk, and when it is given up, stays open.
    expect(judge({ ...apart, timeoutPerGib: seconds(1), totalTime: seconds(1) })).toEqual([
      'undetermined',
      'disk-unknown',
      'pre-copy-converges',
    ]);
    expect(judge({ ...BUSY, sharedStorage: false })[0]).toBe('does-not-converge');
    expect(judge({ ...apart, memory: undefined })).toEqual(['undetermined', 'memory-unknown']);
  });

  test('a window or loss limits by the round trip, which must be known then', () => {
    const open = { ...EXAMPLE, rtt: undefined };
    expect(judge(open)[0]).toBe('feasible');
    expect(judge({ ...open, window: bytes(1e9) })).toEqual(['undetermined', 'rtt-unknown', 'pre-copy-converges']);
    expect(judge({ ...open, loss: ratio(1e-6) })).toEqual(['undetermined', 'rtt-unknown', 'pre-copy-converges']);
    expect(judge({ ...open, loss: ratio(0) })[0]).toBe('feasible');
    expect(judge({ ...open, loss: ratio(1e-6), congestionControl: 'bbr' })[0]).toBe('feasible');
    expect(reasonOf({ ...open, loss: ratio(1e-6) }, 'rtt-unknown')).toEqual({
      verdict: 'undetermined',
      id: 'rtt-unknown',
      input: 'rtt',
      kind: 'duration',
      value: undefined,
      limit: undefined,
    });
  });

  test('QEMU pays the round trip in time, which counts where time is limited', () => {
    const open = { ...EXAMPLE, rtt: undefined, stop: QEMU };
    expect(judge(open)[0]).toBe('feasible');
    for (const limited of [{ totalTime: seconds(1e3) }, { downtime: seconds(1) }, { timeoutPerGib: seconds(800) }]) {
      expect(judge({ ...open, ...limited })).toEqual(['undetermined', 'rtt-unknown', 'pre-copy-converges']);
      // By the textbook's rule only the hand-over takes round trips.
      const verdict = 'downtime' in limited ? 'undetermined' : 'feasible';
      expect(judge({ ...EXAMPLE, rtt: undefined, ...limited })[0]).toBe(verdict);
      expect(judge({ ...open, rtt: ms(20), ...limited })[0]).toBe('feasible');
    }
  });

  test('where nothing is known, all that decides is asked for', () => {
    expect(judge({ downtimeLimit: ms(300), maxRtt: ms(150) })).toEqual([
      'undetermined',
      'rtt-unknown',
      'bandwidth-unknown',
      'memory-unknown',
      'dirty-rate-unknown',
    ]);
  });
});

test('of all reasons the worst comes first', () => {
  const bad = { ...BUSY, distance: far, rtt: ms(1), maxRtt: ms(5), minBandwidth: mbps(2000), totalTime: seconds(60) };
  const { verdict, reasons } = feasibility({ ...bad, sharedStorage: false, disk: gb(1) });
  expect(verdict).toBe('impossible');
  expect(reasons.map((reason) => [reason.verdict, reason.id])).toEqual([
    ['impossible', 'rtt-above-speed-of-light'],
    ['unsupported', 'rtt-within-platform-limit'],
    ['unsupported', 'bandwidth-above-platform-minimum'],
    ['does-not-converge', 'pre-copy-converges'],
    ['over-budget', 'total-time-within-budget'],
  ]);
  const ranks = reasons.map((reason) => VERDICTS.indexOf(reason.verdict));
  expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
});

test('an MTU that does not hold the headers is refused', () => {
  expect(() => feasibility({ ...EXAMPLE, mtu: bytes(52) })).toThrow(RangeError);
  expect(feasibility({ ...EXAMPLE, mtu: bytes(53) }).verdict).toBe('does-not-converge');
});
