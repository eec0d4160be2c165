import { arithmetic } from '../../../lib/model/feasibility/arithmetic';
import { rateStep, reservedStep } from '../../../lib/model/feasibility/rate-steps';
import type { Step } from '../../../lib/model/feasibility/step';
import { feasibility } from '../../../lib/model/feasibility/feasibility';
import type { Question } from '../../../lib/model/feasibility/question';
import { QEMU } from '../../../lib/model/stop-rule';
import { bytes, bytesPerSecond, gb, gbps, km, mb, mbps, mib, ms, ratio, seconds } from '../../../lib/model/units';
import { fc, timesAsOften } from '../../support/property';
import { anyHurriedQuestion } from './any-question';
import { BUSY, EXAMPLE, FITTING } from './example';
import { redo } from './redo';

const steps = (question: Question): readonly Step[] => arithmetic(question, feasibility(question));
const stepOf = (question: Question, name: string): Step | undefined => steps(question).find((one) => one.name === name);
const lineOf = (question: Question, name: string): string => {
  const { working, result } = stepOf(question, name)!;
  return `${working} = ${result.text}`;
};
const lines = (question: Question): readonly string[] =>
  steps(question).map(({ name, working, result }) => `${name}: ${working} = ${result.text}`);

describe('a move by hand', () => {
  test('all that is known, in the order in which it is redone', () => {
    const all: Question = {
      ...EXAMPLE,
      distance: { geodesic: km(1050), least: km(1000), most: km(1100) },
      disk: gb(36.2),
      sharedStorage: false,
      timeoutPerGib: seconds(150),
    };
    expect(lines(all)).toEqual([
      'round trip of light in vacuum: 2 x 1,000 km / 299,792 km/s = 6.67 ms',
      'minimum round trip: 2 x 1,000 km x 1.467 / 299,792 km/s = 9.79 ms',
      'rate of transfer: 100 % x 1.54 Gbit/s x 94.1 % = 1.45 Gbit/s',
      'window that fills the link: 100 % x 1.54 Gbit/s x 20 ms / 8 = 3.67 MiB',
      'rate of transfer needed: W = 18.1 GB, r = 18.1 MB/s, L = 300 ms = 145 Mbit/s',
      'round 1: 18.1 GB / 181 MB/s, D = 1.81 GB = 100 s',
      'round 2: 1.81 GB / 181 MB/s, D = 181 MB = 10 s',
      'round 3: 181 MB / 181 MB/s, D = 18.1 MB = 1 s',
      'maximum downtime: min(300 ms, 18.1 GB / 181 MB/s) + 1.5 x 20 ms = 330 ms',
      'total migration time: 3 rounds from 18.1 GB at 181 MB/s = 111 s',
      'copy of the disk: 36.2 GB x 8 / 1.45 Gbit/s = 3.33 min',
      'total time with the disk: 3.33 min + 111 s = 5.19 min',
      'time until the platform gives up: (18.1 GB + 36.2 GB) x 2.5 min / GiB = 2.11 h',
      'post-copy instead: 18.1 GB / 181 MB/s = 100 s',
      'cold move: 36.2 GB x 8 / 1.45 Gbit/s = 3.33 min',
      'write to storage left behind: 20 ms: at most 50 operations/s at queue depth 1 = 20 ms',
      'detour over a gateway left behind: 2 x 20 ms for each request to a peer beside the machine = 40 ms',
    ]);
  });

  test('each step says where its formula comes from', () => {
    const all: Question = {
      ...EXAMPLE,
      distance: { geodesic: km(1050), least: km(1000), most: km(1100) },
      disk: gb(36.2),
      sharedStorage: false,
    };
    const clark = 'Clark et al., Live migration of virtual machines, NSDI 2005';
    expect(
      steps({ ...all, timeoutPerGib: seconds(150) }).map(({ name, formula, source }) => [name, formula, source]),
    ).toEqual([
      ['round trip of light in vacuum', '2 d / c', 'c: SI definition of the metre'],
      ['minimum round trip', '2 d n / c', 'n = 1.467: group index of G.652.D fibre at 1550 nm; c: SI'],
      [
        'rate of transfer',
        'min(share x bandwidth x framing, window, loss, cap)',
        'bound by the bottleneck; framing (MTU - 52) / (MTU + 38), IEEE 802.3; no window declared, so none limits; no loss declared, so none limits',
      ],
      // 1538 Mbit/s x 20 ms / 8 = 3.845 MB
      ['window that fills the link', 'share x bandwidth x RTT / 8 / streams', 'bandwidth-delay product 3.67 MiB'],
      [
        'rate of transfer needed',
        'min(r, W / L)',
        'what is dirtied within the downtime limit must be sendable within it; lambda 0.10',
      ],
      ['round 1', 't = V / B, V next = D(t)', clark],
      ['round 2', 't = V / B, V next = D(t)', clark],
      ['round 3', 't = V / B, V next = D(t)', clark],
      [
        'maximum downtime',
        'min(L, min(M, W) / B) + 1.5 R',
        `${clark}, section 3.2; at least R = 20 ms, when the guest is stopped in between is unknown`,
      ],
      ['total migration time', 'sum of rounds + what remains / B + 1.5 R', clark],
      ['copy of the disk', 'disk x 8 / rate', 'the storage is not shared'],
      ['total time with the disk', 'copy of the disk + total migration time', 'the memory follows the disk'],
      ['time until the platform gives up', 'size x seconds per GiB', 'default of the platform'],
      [
        'post-copy instead',
        't0 + M / B',
        'Hines et al. 2009; each page touched meanwhile costs 20 ms; if the link breaks, the guest is lost',
      ],
      ['cold move', 'disk x 8 / rate', 'fits 5 min; stop, start and DNS time come on top'],
      [
        'write to storage left behind',
        'RTT',
        'one operation at a time waits for its answer; some protocols take two round trips',
      ],
      ['detour over a gateway left behind', '2 x RTT', 'request and answer both go there and come back'],
    ]);
    expect(stepOf({ ...EXAMPLE, stop: QEMU }, 'round 2')!.source).toBe(
      'Clark et al., NSDI 2005, with the stop rule of QEMU; fitted to real migrations',
    );
  });

  test('a move that never ends: its first rounds, how little they shrink, and then what would be needed', () => {
    // 100 s let the writer pass through all 18.1 GB, and so does every round after it.
    const live = steps(BUSY).map(({ name }) => name);
    expect(live).toEqual([
      'rate of transfer',
      'window that fills the link',
      'round 1',
      'rate of transfer needed',
      'post-copy instead',
      'write to storage left behind',
      'detour over a gateway left behind',
    ]);
    const slowly = { ...BUSY, writes: 'random' } as const;
    expect(lines(slowly).filter((line) => line.startsWith('round'))).toHaveLength(4);
  });

  test('a move of many rounds shows the first twelve and counts the rest', () => {
    // 90 % of 181 MB/s: 100 x 0.9^n s; 0.9^n <= 0.003 from n = 56 on.
    const many = { ...EXAMPLE, dirtyRate: bytesPerSecond(162.9e6) };
    expect(lines(many).filter((line) => line.startsWith('round'))).toHaveLength(12);
    expect(stepOf(many, 'total migration time')!.working).toBe(
      '56 rounds from 18.1 GB at 181 MB/s, 44 of them not shown',
    );
    expect(stepOf({ ...EXAMPLE, dirtyRate: bytesPerSecond(0) }, 'total migration time')!.working).toBe(
      '1 round from 18.1 GB at 181 MB/s',
    );
  });

  test('several moves over a window, with a cap: each limit as it is worked out', () => {
    const shared = { ...EXAMPLE, moves: 2, window: mb(1), streams: 3, rateCap: mbps(900), share: ratio(0.5) };
    const step = stepOf(shared, 'rate of transfer')!;
    expect(step.working).toBe('min(50 % x 1.54 Gbit/s x 94.1 % / 2, window 3 x 1 MB x 8 / 20 ms, platform 900 Mbit/s)');
    // 0.5 x 1448 / 2
    expect(step.result).toEqual({ value: expect.closeTo(362e6, 0), unit: 'bit/s', text: '362 Mbit/s' });
    expect(stepOf({ ...EXAMPLE, window: mb(1) }, 'rate of transfer')!.working).toBe(
      'min(100 % x 1.54 Gbit/s x 94.1 %, window 1 MB x 8 / 20 ms)',
    );
    expect(step.formula).toBe('min(share x bandwidth x framing / moves, window, loss, cap)');
    expect(step.source).toMatch(/^bound by the bottleneck;.*; window W \/ RTT; no loss declared/u);
    expect(stepOf(shared, 'window that fills the link')).toMatchObject({
      working: '50 % x 1.54 Gbit/s x 20 ms / 8 / 3',
      // 0.5 x 1538e6 x 0.02 / 8 = 1,922,500 in all, and for each of three
      result: { value: expect.closeTo(640_833.3, 0) },
    });
    expect(stepOf(shared, 'window that fills the link')!.source).toMatch(/2 streams with the window declared$/u);
    expect(stepOf(EXAMPLE, 'rate of transfer')!.source).toMatch(/no window declared.*no loss declared/u);
    expect(stepOf({ ...EXAMPLE, loss: ratio(1e-4) }, 'rate of transfer')!.source).toMatch(/loss RFC 9438$/u);
    expect(
      stepOf({ ...EXAMPLE, rtt: undefined, window: mb(1), loss: ratio(1e-4) }, 'rate of transfer')!.source,
    ).toMatch(/no window declared.*no loss declared/u);
  });

  test('a rate can be shown by itself, even where the bandwidth is only a word', () => {
    const carried = feasibility(EXAMPLE).numbers.carried!;
    expect(rateStep({ rtt: ms(20) }, carried).working).toBe('100 % x bandwidth x 94.1 %');
  });

  test('without a round trip nothing waits for it', () => {
    const here = lines({ ...EXAMPLE, rtt: ms(0), window: mb(1), loss: ratio(1e-4) });
    expect(here[0]).toBe(
      'rate of transfer: min(100 % x 1.54 Gbit/s x 94.1 %, window unbounded, loss unbounded) = 1.45 Gbit/s',
    );
    expect(here.join()).not.toMatch(/left behind|fills the link|\u221e/u);
    expect(lines({ ...EXAMPLE, rtt: undefined }).join()).not.toMatch(/left behind|fills the link/u);
  });

  test('what is not known has no step', () => {
    expect(steps({ downtimeLimit: ms(300) })).toEqual([]);
    expect(lines({ ...EXAMPLE, bandwidth: undefined }).join()).not.toMatch(/rate|round|copy/u);
    expect(lines(EXAMPLE).join()).not.toMatch(/light|minimum|disk|gives up|cold/u);
    expect(lines({ ...EXAMPLE, rtt: undefined }).join()).not.toMatch(/light|minimum/u);
    // A distance without a round trip still has a minimum.
    const spanned = { ...EXAMPLE, rtt: undefined, distance: { geodesic: km(105), least: km(100), most: km(110) } };
    expect(lines(spanned).slice(0, 2)).toEqual([
      'round trip of light in vacuum: 2 x 100 km / 299,792 km/s = 667 \u00b5s',
      'minimum round trip: 2 x 100 km x 1.467 / 299,792 km/s = 979 \u00b5s',
    ]);
    expect(lines({ ...EXAMPLE, disk: gb(1) }).join()).not.toMatch(/copy of the disk/u);
    expect(lines({ ...EXAMPLE, sharedStorage: false, disk: undefined, timeoutPerGib: seconds(1) }).join()).not.toMatch(
      /copy of the disk|gives up/u,
    );
  });

  test('zero pages leave less to send, and are no step where all is sent', () => {
    expect(lineOf({ ...EXAMPLE, nonZeroShare: ratio(0.75) }, 'memory to send')).toBe('18.1 GB x 75 % = 12.6 GiB');
    expect(stepOf(EXAMPLE, 'memory to send')).toBeUndefined();
  });

  test('what a vendor asks for is held against the share, or against the cap if that is less', () => {
    const asked = { ...EXAMPLE, minBandwidth: mbps(250), share: ratio(0.5) };
    expect(lineOf(asked, 'bandwidth for migration')).toBe('50 % x 1.54 Gbit/s = 769 Mbit/s');
    expect(lineOf({ ...asked, rateCap: mbps(400) }, 'bandwidth for migration')).toBe(
      'min(50 % x 1.54 Gbit/s, 400 Mbit/s) = 400 Mbit/s',
    );
    expect(stepOf(EXAMPLE, 'bandwidth for migration')).toBeUndefined();
    expect(reservedStep({ rateCap: mbps(400) })).toBeUndefined();
  });

  test('the overhead of a packet counts its tag and its overlay: 38, 4 and 50 bytes', () => {
    const { source } = stepOf({ ...EXAMPLE, vlanTagged: true, overlay: 'vxlan' }, 'rate of transfer')!;
    expect(source).toContain('framing (MTU - 52) / (MTU + 92)');
  });

  test('a cold move says which window it fits, and copies only what changed where there is a replica', () => {
    const cold = { ...EXAMPLE, disk: gb(5.43), diskChurn: bytesPerSecond(1.81e6), sinceSync: seconds(300) };
    // 543 MB take 3 s
    expect(stepOf(cold, 'cold move')).toMatchObject({
      formula: 'churn x time since sync x 8 / rate',
      working: '543 MB x 8 / 1.45 Gbit/s',
      result: { text: '3 s' },
      source: 'fits 30 s; stop, start and DNS time come on top',
    });
    for (const bare of [{ diskChurn: undefined }, { sinceSync: undefined }]) {
      expect(stepOf({ ...cold, ...bare }, 'cold move')).toMatchObject({
        formula: 'disk x 8 / rate',
        result: { text: '30 s' },
      });
    }
    // 300 s at 181 MB/s carry 54.3 GB, which 1.81 MB/s change in 30,000 s.
    expect(stepOf({ ...cold, sinceSync: undefined }, 'age of a replica that fits')).toMatchObject({
      working: '5 min x 1.45 Gbit/s / (8 x 1.81 MB/s)',
      result: { value: expect.closeTo(30_000, 6) },
    });
    expect(stepOf(cold, 'age of a replica that fits')).toBeUndefined();
    expect(stepOf({ ...EXAMPLE, disk: gb(60) }, 'cold move')!.source).toMatch(/^longer than 5 min/u);
  });

  test('what post-copy costs is said: a round trip and a page for each fault', () => {
    // 20 ms and 4096 bytes / 181 MB/s = 0.02 ms; at 2 ms the page shows: 2.02 ms.
    const source = stepOf(EXAMPLE, 'post-copy instead')!.source;
    expect(source).toBe(
      'Hines et al. 2009; each page touched meanwhile costs 20 ms; if the link breaks, the guest is lost',
    );
    expect(stepOf({ ...EXAMPLE, rtt: ms(2) }, 'post-copy instead')!.source).toMatch(/costs 2\.02 ms;/u);
    expect(stepOf({ ...EXAMPLE, rtt: ms(2), stop: QEMU }, 'post-copy instead')!.source).toMatch(/costs 2\.02 ms;/u);
    expect(stepOf({ ...EXAMPLE, rtt: undefined }, 'post-copy instead')!.source).toMatch(/costs 22\.6 \u00b5s;/u);
  });
});

describe('QEMU', () => {
  const qemu: Question = { ...EXAMPLE, stop: QEMU, bandwidth: mbps((1000 * 1538) / 1448), window: mb(20) };

  test('rate, start and socket of a stream of 4 MiB over 92 ms at 1 Gbit/s, by hand', () => {
    const given: Question = { ...EXAMPLE, stop: QEMU, bandwidth: gbps(1), rtt: ms(92), window: mib(4) };
    // 941.5 Mbit/s are 117.69 MB/s. 4,194,304 / (92.5 ms + 4,194,304 / 4 / 117.69e6 = 8.91 ms) = 41.36 MB/s, 331 Mbit/s.
    expect(lineOf(given, 'rate of the stream')).toBe(
      'min(941 Mbit/s, 8 x 4 MiB / (92 ms + 500 \u00b5s + 8 x 4 MiB / (4 x 941 Mbit/s))) = 331 Mbit/s',
    );
    // In flight are 41.36 MB/s x 92 ms = 3.805 MB = 3.63 MiB, 262.8 initial windows of 14,480 bytes, 8.04 doublings:
    // 92 ms x (1 + 1.2 x 7.04) = 869 ms.
    expect(lineOf(given, 'start of the stream')).toBe('92 ms x (1 + 1.2 x (log2(3.63 MiB / 14.1 KiB) - 1)) = 869 ms');
    // 4.194 MB - 3.805 MB = 389 kB = 380 KiB
    expect(lineOf(given, 'left in socket and queue')).toBe(
      'min(4 MiB, 370 kB + 2.25 x (3.63 MiB + 3.63 MiB)) - 3.63 MiB = 380 KiB',
    );
  });

  test('each of these says where its formula comes from', () => {
    const given: Question = { ...EXAMPLE, stop: QEMU, bandwidth: gbps(1), rtt: ms(92), window: mib(4) };
    const told = (question: Question): readonly (readonly string[])[] =>
      steps(question)
        .filter(({ source }) => source.endsWith('fitted to real migrations over Linux; docs/model.md, section 3'))
        .map(({ name, formula, source }) => [name, formula, source.slice(0, source.indexOf('; fitted'))]);
    const socket = 'H = min(k S, (370 kB + 2.25 (B R + Q)) f) - B R';
    const late = 'a sender that waits for room in its socket is woken late';
    const start = 'handshake and slow start, initial window of RFC 6928';
    expect(told(given)).toEqual([
      ['rate of the stream', 'min(P, k S / (R + 500 \u00b5s + k S / (4 P)))', late],
      ['start of the stream', 'R (1 + 1.2 (log2(in flight / initial window) - 1))', start],
      ['left in socket and queue', socket, 'no queue declared: Q = B R; f = 1'],
    ]);
    expect(told({ ...given, streams: 4, queue: mib(1), memory: bytes(2.6e6) })).toEqual([
      [
        'rate of the streams',
        'min(P, k S / (R + 500 \u00b5s + k S / (4 P))) x (1 - 0.09 (1 - 1 / k))',
        `${late}, and all wait for the slowest`,
      ],
      ['start of the stream', 'R', start],
    ]);
    expect(told({ ...given, rtt: ms(0) }).map(([name]) => name)).toEqual([
      'rate of the stream',
      'left in socket and queue',
    ]);
    expect(told({ ...given, rtt: undefined })).toEqual([]);
    expect(told({ ...given, stop: undefined })).toEqual([]);
  });

  test('several streams wait for the slowest; a short limit fills the socket; a short transfer leaves no more than it sent', () => {
    const given: Question = { ...EXAMPLE, stop: QEMU, bandwidth: gbps(1), rtt: ms(92), window: mib(4), streams: 2 };
    // 2 x 4,194,304 / (92.5 ms + 17.82 ms) = 76.04 MB/s, less 4.5 %: 72.6 MB/s or 581 Mbit/s
    expect(lineOf(given, 'rate of the streams')).toBe(
      'min(941 Mbit/s, 2 x 8 x 4 MiB / (92 ms + 500 \u00b5s + 2 x 8 x 4 MiB / (4 x 941 Mbit/s))) x (1 - 0.09 x (1 - 1 / 2)) = 581 Mbit/s',
    );
    expect(stepOf({ ...given, window: undefined }, 'rate of the streams')!.working).toBe(
      '941 Mbit/s x (1 - 0.09 x (1 - 1 / 2))',
    );
    expect(stepOf({ ...given, streams: 1, window: undefined }, 'rate of the stream')).toBeUndefined();
    // f = 1 + 0.5 x (1 - 30 / 60)
    const short = stepOf(
      { ...given, downtimeLimit: ms(30), window: undefined, queue: mib(1) },
      'left in socket and queue',
    );
    expect(short).toMatchObject({
      working: expect.stringMatching(/^\(370 kB \+ 2\.25 x \(.+ \+ 1 MiB\)\) x 1\.25 - /u),
    });
    expect(short!.source).toMatch(/^f = 1\.25; fitted/u);
    expect(stepOf({ ...given, memory: mib(22) }, 'left in socket and queue')).toBeUndefined();
    // Two initial windows are in flight after one round trip.
    expect(lineOf({ ...given, memory: bytes(1e5) }, 'start of the stream')).toMatch(/ms = 92 ms$/u);
  });

  test('its first round with start and socket, its downtime with way and backlog, and how sure that is', () => {
    const first = stepOf(qemu, 'round 1')!;
    expect(first.working).toMatch(
      /^16\.\d GiB \/ 119 MiB\/s \+ start \d+ ms - [\d.]+ MiB in the socket \/ 119 MiB\/s, D = /u,
    );
    expect(first.formula).toBe('t = V / B, V = waiting - B L + 0.35 of an iteration');
    const down = stepOf(qemu, 'downtime')!;
    expect(down.formula).toBe('(what remains + H) / B + R / 2 + 500 µs');
    expect(down.working).toMatch(/^\([\d.]+ MiB \+ [\d.]+ MiB\) \/ 119 MiB\/s \+ 10\.5 ms$/u);
    expect(down.source).toMatch(/stop rule of QEMU; fitted to real migrations; between \d+ ms and \d+ ms$/u);
    expect(stepOf(EXAMPLE, 'maximum downtime')!.source).not.toMatch(/QEMU/u);
    expect(stepOf(EXAMPLE, 'round 1')!.formula).toBe('t = V / B, V next = D(t)');
    expect(stepOf({ ...qemu, rtt: undefined, window: undefined }, 'round 1')!.working).not.toMatch(/socket/u);
    expect(stepOf(qemu, 'post-copy instead')!.working).toMatch(
      /^start \d+ ms \+ switch 10\.5 ms \+ 16\.9 GiB \/ 119 MiB\/s$/u,
    );
  });

  test('a cap is lifted for a guest that stands still, whose rest the link carries at P', () => {
    const capped = { ...qemu, bandwidth: gbps(10), rateCap: mbps(1000), window: mb(200) };
    expect(stepOf(capped, 'downtime')).toMatchObject({
      formula: '(what remains + H) / P + R / 2 + 500 µs',
      working: expect.stringMatching(/^\([\d.]+ MiB \+ 0 B\) \/ 1\.1 GiB\/s \+ 10\.5 ms$/u),
      source: expect.stringContaining('the cap does not bind a guest that is stopped'),
    });
    expect(stepOf(capped, 'round 1')!.working).toMatch(/^16\.\d GiB \/ 125 MB\/s \+ start \d+ ms, D = /u);
    expect(stepOf(capped, 'left in socket and queue')).toBeUndefined();
    expect(stepOf(capped, 'post-copy instead')!.working).toMatch(/ \/ 1\.1 GiB\/s$/u);
    expect(stepOf({ ...capped, postCopy: false }, 'post-copy instead')).toBeUndefined();
  });

  test.each<[Partial<Question>, string, string]>([
    [{}, 'min(r, W / L)', 'what is dirtied within the downtime limit must be sendable within it; lambda 0.10'],
    [{ writes: 'random' }, 'W (1 - exp(-r L / W)) / L', 'lambda 0.10'],
    [{ writes: 'random', stop: QEMU }, 'min(W / L, r W / (W + r L))', 'more slowly than B; lambda 0.10'],
    [{ stop: QEMU }, 'min(r, W / L)', 'more slowly than B; lambda 0.10'],
    [{ dirtyCurve: [{ within: seconds(1), dirtied: mb(36.2) }] }, 'max D(t) / t for t >= L', 'lambda 0.20'],
    [
      { dirtyCurve: [{ within: seconds(1), dirtied: mb(36.2) }], stop: QEMU },
      'slope of the measured curve where D = B L',
      'lambda 0.20',
    ],
  ])('%j needs %s', (more, formula, source) => {
    const step = stepOf({ ...EXAMPLE, ...more }, 'rate of transfer needed')!;
    expect(step.formula).toBe(formula);
    expect(step.source).toContain(source);
  });
});

describe('every step can be redone from what is printed', () => {
  /** Every number is printed with three digits; differences lose more. */
  const tolerance = 0.03;

  function expectRedone({ name, working, result }: Step): void {
    // What is left behind is told in words, and what is needed by its formula.
    if (/left behind|needed|total/u.test(name) || !Number.isFinite(result.value)) return;
    const [calculation = ''] = name.startsWith('round') ? working.split(', D') : [working];
    // Loss is worked out by RFC 9438; beyond the range of three digits nothing can be redone.
    if (/loss [\d.]+ |unbounded/u.test(calculation)) return;
    const amounts = redo(calculation);
    // Of two sizes that are nearly the same, three digits leave little.
    if (name === 'left in socket and queue') {
      const subtracted = redo(calculation.split(' - ').at(-1) ?? '');
      expect(Math.abs(amounts - result.value) / (subtracted + result.value)).toBeLessThan(0.02);
      return;
    }
    expect([name, working, Math.abs(amounts / result.value - 1) < tolerance || result.value < 1e-5]).toEqual([
      name,
      working,
      true,
    ]);
  }

  test.each<[string, Question]>([
    ['the move by hand', { ...EXAMPLE, disk: gb(36.2), sharedStorage: false, timeoutPerGib: seconds(150) }],
    ['over a distance', { ...EXAMPLE, distance: { geodesic: km(1267), least: km(1234), most: km(1300) } }],
    ['over a window', { ...EXAMPLE, window: mb(1), streams: 2 }],
    ['of QEMU', { ...EXAMPLE, stop: QEMU, window: mb(2.95) }],
    ['of a busy guest', { ...BUSY, workingSet: FITTING }],
    ['with a replica', { ...EXAMPLE, disk: gb(500), diskChurn: bytesPerSecond(1e6), sinceSync: seconds(60) }],
    ['of little memory', { ...EXAMPLE, memory: bytes(1e6), mtu: bytes(576) }],
  ])('%s', (_name, question) => {
    for (const step of steps(question)) expectRedone(step);
  });

  test('and so can those of any other move', () => {
    fc.assert(
      fc.property(anyHurriedQuestion, (question) => {
        for (const step of steps(question)) expectRedone(step);
      }),
      timesAsOften(5),
    );
  });

  test('no step says what is no number', () => {
    fc.assert(
      fc.property(anyHurriedQuestion, (question) => {
        for (const { working, result, source } of steps(question)) {
          expect(`${working} ${result.text} ${source}`).not.toMatch(/not a number|NaN|undefined|Infinity|\u221e/u);
        }
      }),
      timesAsOften(5),
    );
  });
});
