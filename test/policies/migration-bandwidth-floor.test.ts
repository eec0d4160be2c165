import { mbps, percent } from '../../lib/model/units';
import { migrationBandwidthFloor } from '../../policies/migration-bandwidth-floor';
import { circuitBetween, declared, graphWith, linkBetween, memberIn, moves, site, told } from '../support/graph';
import { addressesOf, flipPoint, judgeGraph, verdicts } from '../support/judge-graph';

const sites = [site('home', 0, 0), site('away', 0, 10)];

interface Case {
  readonly name: string;
  /** Mbit/s of the declared link. */
  readonly link?: number;
  /** Per cent of it that migration may take. */
  readonly share?: number;
  /** Mbit/s of circuits seen. */
  readonly circuits?: readonly number[];
  /** Mbit/s set in the configuration. */
  readonly cap?: number;
  readonly version?: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly expected: readonly string[];
}

const judge = ({ link, share, circuits = [], cap, version, options = {} }: Omit<Case, 'name' | 'expected'>) =>
  judgeGraph(
    migrationBandwidthFloor,
    graphWith({
      sites,
      links: [
        ...(link === undefined
          ? []
          : [
              linkBetween('home', 'away', {
                bandwidth: told(mbps(link)),
                ...(share === undefined ? {} : { share: told(percent(share)) }),
              }),
            ]),
        ...circuits.map((rate, index) => ({
          ...circuitBetween('home', 'away', { bandwidth: told(mbps(rate)) }),
          id: `circuit-${index}`,
        })),
      ],
      domains: [
        moves(
          'drs',
          sites.map(({ id }) => memberIn(id)),
          cap === undefined ? {} : { rateCap: told(mbps(cap)) },
        ),
      ],
    }),
    declared({
      platforms: version === undefined ? {} : { vmotion: version },
      rules: { 'migration-bandwidth-floor': { options } },
    }),
  );

const tooNarrow = ['violation error tooNarrow'];
const open = ['undetermined warning open'];

/** 250 Mbit/s for each concurrent migration: KB 2106949, vSphere 6.0 to 6.7. */
const cases: readonly Case[] = [
  { name: '250 Mbit/s are enough for one move', link: 250, expected: [] },
  { name: '249 Mbit/s are not', link: 249, expected: tooNarrow },
  { name: 'a quarter of 1 Gbit/s is enough', link: 1000, share: 25, expected: [] },
  { name: '24 % of 1 Gbit/s are not', link: 1000, share: 24, expected: tooNarrow },
  { name: 'four moves at a time need 1 Gbit/s', link: 1000, options: { concurrentMoves: 4 }, expected: [] },
  {
    name: 'five moves at a time need more than 1 Gbit/s',
    link: 1000,
    options: { concurrentMoves: 5 },
    expected: tooNarrow,
  },
  {
    name: 'a cap of 249 Mbit/s in the configuration is too little on any link',
    link: 10_000,
    cap: 249,
    expected: tooNarrow,
  },
  { name: 'a cap of 249 Mbit/s decides without the link', cap: 249, expected: tooNarrow },
  { name: 'a cap of 250 Mbit/s proves nothing without the link', cap: 250, expected: open },
  { name: 'a cap of 250 Mbit/s is enough on a link that carries it', link: 10_000, cap: 250, expected: [] },
  { name: 'a link that nobody declared is undecided', expected: open },
  { name: 'a circuit that is seen counts', circuits: [200], expected: tooNarrow },
  { name: 'of several circuits the fastest counts', circuits: [200, 250, 100], expected: [] },
  {
    name: 'a declared link goes before the circuits that are seen',
    link: 249,
    circuits: [10_000],
    expected: tooNarrow,
  },
  {
    name: 'vSphere 6.7 asks for 250 Mbit/s, whatever the option',
    link: 200,
    version: '6.7',
    options: { minBandwidth: '100 Mbit/s' },
    expected: tooNarrow,
  },
  {
    name: 'vSphere 8.0 publishes none: the option holds',
    link: 200,
    version: '8.0',
    options: { minBandwidth: '100 Mbit/s' },
    expected: [],
  },
  {
    name: 'without a version a lower option leaves what one version asks for open',
    link: 200,
    options: { minBandwidth: '100 Mbit/s' },
    expected: ['undetermined warning dependsOnVersion'],
  },
  {
    name: 'without a version no less than a lower option is enough',
    link: 99,
    options: { minBandwidth: '100 Mbit/s' },
    expected: tooNarrow,
  },
  {
    name: 'a higher option holds for every version',
    link: 499,
    version: '6.7',
    options: { minBandwidth: '500 Mbit/s' },
    expected: tooNarrow,
  },
  {
    name: 'a higher option is met by more',
    link: 500,
    version: '6.7',
    options: { minBandwidth: '500 Mbit/s' },
    expected: [],
  },
];

test.each(cases)('$name', ({ expected, ...design }) => {
  expect(verdicts(judge(design))).toEqual(expected);
});

test('moves within one site need no link', () => {
  const domains = [moves('drs', [memberIn('home', 'host.1'), memberIn('home', 'host.2')])];
  expect(judgeGraph(migrationBandwidthFloor, graphWith({ sites, domains }))).toEqual([]);
});

test('of three sites the pair with the narrow link is named', () => {
  const third = site('north', 10, 0);
  const all = [...sites, third];
  const links = [
    linkBetween('home', 'away', { bandwidth: told(mbps(1000)) }),
    linkBetween('home', 'north', { bandwidth: told(mbps(100)) }),
    linkBetween('away', 'north', { bandwidth: told(mbps(1000)) }),
  ];
  const domains = [
    moves(
      'drs',
      all.map(({ id }) => memberIn(id)),
    ),
  ];
  const found = judgeGraph(migrationBandwidthFloor, graphWith({ sites: all, links, domains }));
  expect(verdicts(found)).toEqual(tooNarrow);
  expect(addressesOf(found[0])).toEqual(expect.arrayContaining(['drs.made', 'host.home', 'host.north']));
  expect(addressesOf(found[0])).not.toContain('host.away');
});

test('the bandwidth at which the verdict changes is told, decided or not', () => {
  for (const design of [{ link: 100 }, {}]) {
    expect(flipPoint(judge({ ...design, options: { concurrentMoves: 3 } })[0], 'bandwidth for migration')).toBe(750e6);
  }
  expect(judge({})[0]?.evidence.toDecide?.join()).toContain('home');
});

test("the vendor's row is cited where the version is known", () => {
  expect(judge({ link: 100, version: '6.7' })[0]?.evidence.limit?.source.id).toBe('vmotion-6-long-distance');
  expect(judge({ link: 100 })[0]?.evidence.limit?.source.id).toBeUndefined();
});

test('what depends on the version says from what to what, and the version settles it', () => {
  const [finding] = judge({ link: 200, options: { minBandwidth: '100 Mbit/s' } });
  expect(finding?.message).toContain('the minimum for one migration depends on the version: 250 Mbit/s to 100 Mbit/s');
  expect(finding?.evidence.toDecide).toEqual(['the version and edition in use (platforms.vmotion)']);
});

test('a cap without a link is open for what nobody declared of the link', () => {
  expect(judge({ cap: 250 })[0]?.message).toMatch(/bandwidth unknown \(no bandwidth is declared or seen for .+\)/);
});
