import { bytesPerSecond, gb, mb, mbps, ms, percent, type BytesPerSecond } from '../../lib/model/units';
import { unknown } from '../../lib/graph/known';
import type { Workload } from '../../lib/graph/workload';
import { migrationConverges } from '../../policies/migration-converges';
import {
  circuitBetween,
  declared,
  graphWith,
  linkBetween,
  memberIn,
  moves,
  site,
  told,
  workload,
} from '../support/graph';
import { addressesOf, flipPoint, judgeGraph, verdicts } from '../support/judge-graph';

/*
 * A cap of 800 Mbit/s on a wide link: the move gets B = 100 MB/s, and in L = 500 ms of downtime it can send B L = 50 MB.
 * A guest that writes r bytes a second anywhere in W bytes has dirtied D(L) = W (1 - exp(-r L / W)) within L; the move
 * converges if that is less than B L, so up to r = -W ln(1 - B L / W) / L.
 *   W = 100 MB: 200 MB/s x ln 2 = 138.63 MB/s. The guest must run at s = 138.63 MB/s / r to converge beyond it:
 *   half speed at r = 277.26 MB/s.
 *   W = 400 MB: 800 MB/s x -ln(0.875) = 106.83 MB/s.
 */
const sites = [site('home', 0, 0), site('away', 0, 10)];
/** Of whose link nothing is in doubt: no loss, all of it for the move, and a window that fills it. */
const sure = { rtt: told(ms(20)), loss: told(percent(0)), share: told(percent(100)), window: told(mb(1000)) };
const mbPerSecond = (n: number): BytesPerSecond => bytesPerSecond(n * 1e6);

const guest = (writes: number, workingSet = 100): Workload =>
  workload('erp', { memory: told(mb(1000)), dirtyRate: told(mbPerSecond(writes)), workingSet: told(mb(workingSet)) });

interface Design {
  readonly workloads?: readonly Workload[];
  readonly link?: boolean;
  readonly version?: string;
  readonly options?: Readonly<Record<string, unknown>>;
}

const judge = ({ workloads = [], link = true, version = '6.7', options = {} }: Design) =>
  judgeGraph(
    migrationConverges,
    graphWith({
      sites,
      links: link ? [linkBetween('home', 'away', { ...sure, bandwidth: told(mbps(10_000)) })] : [],
      domains: [
        moves(
          'drs',
          sites.map(({ id }) => memberIn(id)),
          { rateCap: told(mbps(800)) },
        ),
      ],
      workloads,
    }),
    declared({ platforms: { vmotion: version }, rules: { 'migration-converges': { options } } }),
  );

const neverEnds = ['violation error neverEnds'];
const throttled = ['violation warning throttled'];
const open = ['undetermined warning open'];

test.each([
  { name: 'a guest that writes 138 MB/s into 100 MB converges at 100 MB/s', writes: 138, expected: [] },
  { name: 'a guest that writes 139 MB/s into 100 MB converges only if it is slowed', writes: 139, expected: throttled },
  { name: 'a guest that must be slowed to 50.05 % is a warning', writes: 277, expected: throttled },
  { name: 'a guest that must be slowed to 49.9 % is an error', writes: 278, expected: neverEnds },
  { name: 'a working set that fits the downtime converges at any dirty rate', writes: 100_000, set: 50, expected: [] },
  { name: 'a working set just above what fits does not', writes: 100_000, set: 51, expected: neverEnds },
  { name: 'a guest that writes 106 MB/s into 400 MB converges', writes: 106, set: 400, expected: [] },
  { name: 'a guest that writes 107 MB/s into 400 MB must be slowed', writes: 107, set: 400, expected: throttled },
  { name: 'a guest that writes nothing converges', writes: 0, expected: [] },
])('$name', ({ writes, set, expected }) => {
  expect(verdicts(judge({ workloads: [guest(writes, set)] }))).toEqual(expected);
});

test('vSphere 4.1 does not slow the guest: what does not converge never ends', () => {
  expect(verdicts(judge({ workloads: [guest(138)], version: '4.1' }))).toEqual([]);
  expect(verdicts(judge({ workloads: [guest(139)], version: '4.1' }))).toEqual(neverEnds);
});

test('without a declared working set the guest may write to all its memory', () => {
  // W = 1,000 MB: 2,000 MB/s x -ln(0.95) = 102.59 MB/s.
  const whole = (writes: number) =>
    judge({ workloads: [workload('erp', { memory: told(mb(1000)), dirtyRate: told(mbPerSecond(writes)) })] });
  expect(verdicts(whole(102))).toEqual([]);
  expect(verdicts(whole(103))).toEqual(throttled);
});

test('without a working set only memory that is not zero counts', () => {
  // 40 % of 1,000 MB: W = 400 MB, 106.83 MB/s.
  const sparse = (writes: number) =>
    judge({
      workloads: [
        workload('erp', {
          memory: told(mb(1000)),
          nonZeroShare: told(percent(40)),
          dirtyRate: told(mbPerSecond(writes)),
        }),
      ],
    });
  expect(verdicts(sparse(106))).toEqual([]);
  expect(verdicts(sparse(107))).toEqual(throttled);
});

test('a longer downtime makes room: 1 s sends the whole working set of 100 MB', () => {
  expect(verdicts(judge({ workloads: [guest(139)], options: { downtimeLimit: '1 s' } }))).toEqual([]);
});

test('a shorter downtime comes near the link itself: in 1 ms of 100 MB/s the guest may write 100 MB/s', () => {
  // -W ln(1 - B L / W) / L = -100 MB ln(1 - 0.001) / 1 ms = 100.05 MB/s
  expect(verdicts(judge({ workloads: [guest(100)], options: { downtimeLimit: '1 ms' } }))).toEqual([]);
  expect(verdicts(judge({ workloads: [guest(101)], options: { downtimeLimit: '1 ms' } }))).toEqual(throttled);
});

test("how far a guest may be slowed is the user's to say", () => {
  expect(verdicts(judge({ workloads: [guest(278)], options: { minGuestSpeed: '40 %' } }))).toEqual(throttled);
  expect(verdicts(judge({ workloads: [guest(139)], options: { minGuestSpeed: '100 %' } }))).toEqual(neverEnds);
});

test('a finding tells the rate, the dirty rate and the working set at which it would converge', () => {
  const [finding] = judge({ workloads: [guest(139)] });
  // 200 MB/s x (1 - exp(-0.695)) = 100.185 MB/s = 801.48 Mbit/s
  expect(flipPoint(finding, 'rate of transfer')! / 1e6).toBeCloseTo(801.48, 1);
  expect(flipPoint(finding, 'dirty rate')! / 1e6).toBeCloseTo(138.63, 1);
  // 99.40 MB x (1 - exp(-139 x 0.5 / 99.40)) = 50.0 MB
  expect(flipPoint(finding, 'writable working set')! / 1e6).toBeCloseTo(99.4, 1);
});

test('a machine of the plan is named beside the domain and a host in each site', () => {
  const machine = { ...guest(500), resource: { address: 'vm.erp', type: 'machine' } };
  const domains = [
    moves(
      'move',
      sites.map(({ id }) => memberIn(id)),
      { rateCap: told(mbps(800)), workloads: [machine] },
    ),
  ];
  const links = [linkBetween('home', 'away', { ...sure, bandwidth: told(mbps(10_000)) })];
  const found = judgeGraph(migrationConverges, graphWith({ sites, links, domains, workloads: [machine] }));
  expect(verdicts(found)).toEqual(neverEnds);
  expect(addressesOf(found[0])).toEqual(['move.made', 'host.away', 'host.home', 'vm.erp']);
});

test('every declared class that may move is judged; those that converge are no finding', () => {
  const classes = [{ ...guest(10), id: 'calm', name: 'calm' }, guest(139), { ...guest(500), id: 'wild', name: 'wild' }];
  expect(verdicts(judge({ workloads: classes })).toSorted()).toEqual([...neverEnds, ...throttled]);
});

test('moves within one site are no finding', () => {
  const domains = [moves('drs', [memberIn('home', 'host.1'), memberIn('home', 'host.2')])];
  expect(judgeGraph(migrationConverges, graphWith({ sites, domains, workloads: [guest(5000)] }))).toEqual([]);
});

test('without a workload the most that any guest may write is told: what the link carries', () => {
  const found = judge({});
  expect(verdicts(found)).toEqual(open);
  expect(flipPoint(found[0], 'dirty rate')).toBeCloseTo(100e6, 0);
  expect(found[0]?.evidence.toDecide?.join()).toContain('workload');
});

test('without a dirty rate the most that this guest may write is told', () => {
  const found = judge({ workloads: [workload('erp', { memory: told(mb(1000)), workingSet: told(mb(100)) })] });
  expect(verdicts(found)).toEqual(open);
  expect(flipPoint(found[0], 'dirty rate')! / 1e6).toBeCloseTo(138.63, 1);
  expect(found[0]?.evidence.toDecide?.join()).toContain('dirty rate of erp');
});

test('without a bandwidth the rate from which on this guest converges is told', () => {
  const found = judge({ workloads: [guest(139)], link: false });
  expect(verdicts(found)).toEqual(open);
  expect(flipPoint(found[0], 'rate of transfer')! / 1e6).toBeCloseTo(801.48, 1);
  expect(found[0]?.evidence.toDecide?.join()).toContain('bandwidth');
});

test('without bandwidth and workload there is no threshold to tell', () => {
  const found = judge({ link: false });
  expect(verdicts(found)).toEqual(open);
  expect(found[0]?.evidence.flipPoints).toEqual([]);
  expect(found[0]?.evidence.toDecide).toHaveLength(2);
});

describe('what a move gets of a link', () => {
  // One guest, W = 100 MB; by the formula above the rates that it needs follow from its writes.
  const on = (link: Parameters<typeof linkBetween>[2], writes: number) => verdicts(findingsOn(link, writes));
  const findingsOn = (link: Parameters<typeof linkBetween>[2], writes: number) =>
    judgeGraph(
      migrationConverges,
      graphWith({
        sites,
        links: [linkBetween('home', 'away', { ...sure, ...link })],
        domains: [
          moves(
            'drs',
            sites.map(({ id }) => memberIn(id)),
          ),
        ],
        workloads: [guest(writes)],
      }),
      declared({ platforms: { vmotion: '6.7' } }),
    );

  test('the link less its framing: 849.7 Mbit/s of an Ethernet port carry 800 Mbit/s of TCP at MTU 1500', () => {
    // 138.62 MB/s need 200 MB/s x (1 - exp(-0.6931)) = 99.995 MB/s; 799.96 Mbit/s x 1538 / 1448 = 849.69 Mbit/s
    expect(on({ bandwidth: told(mbps(849.8)) }, 138.62)).toEqual([]);
    expect(on({ bandwidth: told(mbps(849.6)) }, 138.62)).toEqual(throttled);
  });

  test('the share that is kept for migration', () => {
    expect(on({ bandwidth: told(mbps(8498)), share: told(percent(10)) }, 138.62)).toEqual([]);
    expect(on({ bandwidth: told(mbps(8496)), share: told(percent(10)) }, 138.62)).toEqual(throttled);
  });

  test('the tunnel that it runs in: VXLAN adds 50 bytes to each of 1538', () => {
    // 799.96 Mbit/s x 1588 / 1448 = 877.3 Mbit/s
    expect(on({ bandwidth: told(mbps(877.4)), overlay: told('vxlan') }, 138.62)).toEqual([]);
    expect(on({ bandwidth: told(mbps(877.2)), overlay: told('vxlan') }, 138.62)).toEqual(throttled);
  });

  test('loss, unless the sender does not react to it', () => {
    // Reno at 1 % and 20 ms: sqrt(1.5 / 0.01) = 12.2 segments of 1448 B, 7.1 Mbit/s.
    const lossy = { bandwidth: told(mbps(10_000)), rtt: told(ms(20)), loss: told(percent(1)) };
    expect(on(lossy, 138)).toEqual(neverEnds);
    expect(on({ ...lossy, congestionControl: told('bbr') }, 138)).toEqual([]);
  });

  test('a window or loss without a round trip decides nothing', () => {
    const nobody = unknown('not-declared', 'nobody says');
    const wide = { bandwidth: told(mbps(10_000)), rtt: nobody };
    expect(on({ ...wide, window: told(mb(2)) }, 138)).toEqual(open);
    expect(on({ ...wide, loss: told(percent(1)) }, 138)).toEqual(open);
  });

  test('what nobody declares decides where the least favourable plausible value would not do', () => {
    // 0.5 MB in 20 ms are 200 Mbit/s, at 0.01 % of loss 122 segments 71 Mbit/s, and half of 1 Gbit/s is less than 800.
    const nobody = unknown('not-declared', 'nobody says');
    const wide = { bandwidth: told(mbps(1000)) };
    for (const [name, noun] of [
      ['window', 'window'],
      ['loss', 'loss'],
      ['share', 'migration share'],
    ] as const) {
      expect([name, on({ ...wide, [name]: nobody }, 138)]).toEqual([name, open]);
      expect([name, on({ ...wide, [name]: nobody }, 5)]).toEqual([name, []]);
      const [finding] = findingsOn({ ...wide, [name]: nobody }, 138);
      expect(finding?.evidence.toDecide).toEqual([`the ${noun} of link away - home`]);
      expect(flipPoint(finding, noun)).toBeGreaterThan(0);
    }
  });

  test('one window in a round trip: 2 MB in 20 ms are 800 Mbit/s', () => {
    const window = { bandwidth: told(mbps(10_000)), rtt: told(ms(20)), window: told(mb(2)) };
    expect(on(window, 138)).toEqual([]);
    expect(on(window, 139)).toEqual(throttled);
    expect(on({ ...window, streams: told(2) }, 139)).toEqual([]);
  });
});

test('a circuit that is seen carries the move', () => {
  const graph = (rate: number) =>
    graphWith({
      sites,
      links: [circuitBetween('home', 'away', { bandwidth: told(mbps(rate)) }), linkBetween('home', 'away', sure)],
      domains: [
        moves(
          'drs',
          sites.map(({ id }) => memberIn(id)),
        ),
      ],
      workloads: [guest(138.6)],
    });
  const versions = declared({ platforms: { vmotion: '6.7' } });
  expect(verdicts(judgeGraph(migrationConverges, graph(850), versions))).toEqual([]);
  expect(verdicts(judgeGraph(migrationConverges, graph(849), versions))).toEqual(throttled);
});

describe('a guest that was measured', () => {
  // B = 100 MB/s and L = 500 ms: the link must beat D(t) / t for every t from 500 ms on.
  const measured = (...points: readonly (readonly [ms: number, mb: number])[]): Workload =>
    workload('erp', {
      memory: told(mb(1000)),
      dirtyCurve: told(points.map(([within, dirtied]) => ({ within: ms(within), dirtied: mb(dirtied) }))),
    });

  test('converges where the curve stays below what is carried', () => {
    expect(verdicts(judge({ workloads: [measured([500, 49], [1000, 60])] }))).toEqual([]);
  });

  test('does not where the curve is above it at one time later on, and the points are given', () => {
    const found = judge({ workloads: [measured([500, 49], [1000, 101])] });
    expect(verdicts(found)).toEqual(throttled);
    expect(found[0]?.evidence.given.map(({ name, measure }) => `${name} ${measure.value}`)).toEqual(
      expect.arrayContaining(['dirtied within 500 ms 49000000', 'dirtied within 1 s 101000000']),
    );
    // On at 104 MB/s, the last slope, until all 1,000 MB are dirty at 1 + 899 / 104 = 9.644 s: 103.69 MB/s, 829.5 Mbit/s.
    expect(flipPoint(found[0], 'rate of transfer')! / 1e6).toBeCloseTo(829.5, 1);
  });
});

test('a guest that writes one page after the other needs its whole dirty rate', () => {
  // min(r, W / L) = min(120, 200) MB/s against 100 MB/s; in random order 94.2 MB/s would do: 100 MB (1 - exp(-0.6)) / 0.5 s.
  const writer = (writes: 'random' | 'cyclic'): Workload => ({ ...guest(120), writes: told(writes) });
  expect(verdicts(judge({ workloads: [writer('cyclic')] }))).toEqual(throttled);
  expect(verdicts(judge({ workloads: [writer('random')] }))).toEqual([]);
});

describe('the way out of a move that does not end', () => {
  const coldMove = (disk?: Workload['disk']): string => {
    const [finding] = judge({ workloads: [{ ...guest(1000), ...(disk === undefined ? {} : { disk }) }] });
    return [
      ...(finding?.evidence.wayOut.map(({ text }) => text) ?? []),
      ...(finding?.evidence.steps.map(({ name, result }) => `${name} ${result.value}`) ?? []),
    ].join('\n');
  };

  test('names the window of a cold move: 500 GB at 800 Mbit/s are 5,000 s', () => {
    expect(coldMove(told(gb(500)))).toContain('cold move 5000');
    expect(coldMove(told(gb(500)))).toContain('Move erp cold: copying its disk takes 1.39 h');
  });

  test('tells how old a replica may be, where the churn is declared: 300 s at 100 MB/s carry 30 GB, 3,000 s of 10 MB/s', () => {
    const [finding] = judge({
      workloads: [{ ...guest(1000), disk: told(gb(500)), diskChurn: told(mbPerSecond(10)) }],
    });
    const age = finding?.evidence.steps.find(({ name }) => name === 'age of a replica that fits');
    expect(age?.result.value).toBeCloseTo(3000, 6);
    expect(finding?.evidence.wayOut.map(({ text }) => text).join()).toContain('copying its disk takes 1.39 h');
  });

  test('names no window where the disk is not declared', () => {
    expect(coldMove()).not.toContain('cold move 5000');
    expect(coldMove()).toContain('a cold move does not depend on convergence');
  });
});
