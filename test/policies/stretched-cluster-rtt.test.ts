import { ms } from '../../lib/model/units';
import { stretchedClusterRtt } from '../../policies/stretched-cluster-rtt';
import {
  declared,
  graphWith,
  linkBetween,
  memberIn,
  memberNowhere,
  mirror,
  site,
  siteSomewhere,
  told,
} from '../support/graph';
import { addressesOf, flipPoint, judgeGraph, verdicts } from '../support/judge-graph';

/*
 * On the equator light in glass takes 1.08946 ms a degree: 4.58 degrees are 4.990 ms, 4.60 are 5.012 ms. Typical is 2.56 times that
 * up to 643 km (5.78 degrees).
 */
const hall1 = site('hall-1', 0, 0);
const hall2 = site('hall-2', 0, 0.1);
const near = site('near', 0, 4.58);
const far = site('far', 0, 4.6);

/** Source of 5 ms: vSAN 7.0 network design guide, stretched clusters (row `vsan-stretched-data`). */
const LIMIT = 'vsan-stretched-data';

interface Case {
  readonly name: string;
  readonly sites: readonly ReturnType<typeof site>[];
  readonly rtt?: number;
  readonly version?: string;
  readonly maxRtt?: string;
  readonly expected: readonly string[];
}

const judge = ({ sites, rtt, version, maxRtt }: Omit<Case, 'name' | 'expected'>) =>
  judgeGraph(
    stretchedClusterRtt,
    graphWith({
      sites,
      links: rtt === undefined ? [] : [linkBetween(sites[0]!.id, sites[1]!.id, { rtt: told(ms(rtt)) })],
      domains: [
        mirror(
          'vsan',
          sites.map(({ id }) => memberIn(id)),
        ),
      ],
    }),
    declared({
      platforms: version === undefined ? {} : { vsan: version },
      rules: maxRtt === undefined ? {} : { 'stretched-cluster-rtt': { options: { maxRtt } } },
    }),
  );

const cases: readonly Case[] = [
  { name: 'hosts of one site are no finding', sites: [hall1], expected: [] },
  {
    name: 'two halls with a measured 5.0 ms are a note',
    sites: [hall1, hall2],
    rtt: 5,
    expected: ['remark note withinMetro'],
  },
  {
    name: 'two halls with a measured 5.1 ms are an error',
    sites: [hall1, hall2],
    rtt: 5.1,
    expected: ['violation error tooFar'],
  },
  { name: 'sites beyond 5 ms of glass are an error', sites: [hall1, far], expected: ['violation error tooFar'] },
  {
    name: 'sites just within 5 ms of glass are likely too far: 12.8 ms are typical',
    sites: [hall1, near],
    expected: ['violation warning likely'],
  },
  {
    name: 'sites over which 5.02 ms are typical are likely too far',
    sites: [hall1, site('away', 0, 1.8)],
    expected: ['violation warning likely'],
  },
  {
    name: 'sites over which 4.99 ms are typical are undetermined',
    sites: [hall1, site('away', 0, 1.79)],
    expected: ['undetermined warning open'],
  },
  {
    name: 'sites over which three typical round trips are 5.02 ms are undetermined',
    sites: [hall1, site('away', 0, 0.6)],
    expected: ['undetermined warning open'],
  },
  {
    name: 'sites over which three typical round trips are 4.94 ms are within',
    sites: [hall1, site('away', 0, 0.59)],
    expected: ['remark note withinMetro'],
  },
  {
    name: 'a site without position is undecided',
    sites: [hall1, siteSomewhere('x')],
    expected: ['undetermined warning open'],
  },
  {
    name: 'vSAN 7 requires 5 ms',
    sites: [hall1, hall2],
    rtt: 5.1,
    version: '7.0 U3',
    expected: ['violation error tooFar'],
  },
  {
    name: 'vSAN 8 requires 5 ms',
    sites: [hall1, hall2],
    rtt: 5.1,
    version: '8.0',
    expected: ['violation error tooFar'],
  },
  {
    name: 'an option cannot allow more than the vendor',
    sites: [hall1, hall2],
    rtt: 6,
    maxRtt: '20 ms',
    expected: ['violation error tooFar'],
  },
  {
    name: 'an option may ask for less: 2 ms are too much for 1 ms',
    sites: [hall1, hall2],
    rtt: 2,
    maxRtt: '1 ms',
    expected: ['violation error tooFar'],
  },
  {
    name: 'an option that asks for less is met by less',
    sites: [hall1, hall2],
    rtt: 1,
    maxRtt: '1 ms',
    expected: ['remark note withinMetro'],
  },
];

test.each(cases)('$name', ({ expected, ...design }) => {
  expect(verdicts(judge(design))).toEqual(expected);
});

test("the limit is the vendor's, with its source, unless the option asks for less", () => {
  expect(judge({ sites: [hall1, far] })[0]?.evidence.limit?.source.id).toBe(LIMIT);
  const stricter = judge({ sites: [hall1, far], maxRtt: '1 ms' })[0]?.evidence.limit;
  expect(stricter?.source.id).toBeUndefined();
  expect(stricter?.measure.value).toBeCloseTo(0.001, 9);
});

test('the finding names the cluster and a host in each site, and the reach of 5 ms', () => {
  const [finding] = judge({ sites: [hall1, far] });
  expect(addressesOf(finding)).toEqual(['vsan.made', 'host.far', 'host.hall-1']);
  // 0.005 s x 299,792,458 m/s / (2 x 1.467)
  expect(flipPoint(finding, 'distance')).toBeCloseTo(510_893.8, 0);
  expect(flipPoint(finding, 'round trip')).toBeCloseTo(0.005, 9);
});

test('a host whose site is unknown leaves the cluster undecided', () => {
  const domains = [mirror('vsan', [memberIn('hall-1'), memberNowhere('host.lost')])];
  const found = judgeGraph(stretchedClusterRtt, graphWith({ sites: [hall1], domains }));
  expect(verdicts(found)).toEqual(['undetermined warning open']);
  expect(found[0]?.evidence.toDecide?.join()).toContain('host.lost');
});

test('a likely violation shows distance, minimum and typical round trip, and what settles it', () => {
  const [finding] = judge({ sites: [hall1, site('away', 0, 1.8)] });
  // 1.8 x 111.3195 km; 1.8 x 1.08946 ms; 2.56 times that
  expect(finding?.message).toBe(
    'vsan mirrors every write between away and hall-1: round trip unknown; 5.02 ms is typical over 200 km and 1.96 ms is the minimum; the vSAN limit is 5 ms. Declare the round trip to decide.',
  );
  expect(finding?.confidence).toBe('likely');
  expect(finding?.evidence.steps.map(({ name, result }) => [name, result.text])).toEqual([
    ['minimum distance', '200 km'],
    ['minimum round trip', '1.96 ms'],
    ['typical round trip', '5.02 ms'],
  ]);
  expect(finding?.evidence.toDecide).toEqual([expect.stringMatching(/^the round trip of link away - hall-1 /)]);
});

test('what is certain is marked so, and what holds has no mark', () => {
  expect(judge({ sites: [hall1, far] })[0]?.confidence).toBe('certain');
  expect(judge({ sites: [hall1, hall2], rtt: 5 })[0]?.confidence).toBeUndefined();
  expect(judge({ sites: [hall1, siteSomewhere('x')] })[0]?.confidence).toBeUndefined();
});
