import { km, ms } from '../../lib/model/units';
import { broadcastDomainSingleSite } from '../../policies/broadcast-domain-single-site';
import {
  declared,
  graphWith,
  linkBetween,
  memberIn,
  memberNowhere,
  segment,
  site,
  siteSomewhere,
  told,
} from '../support/graph';
import { addressesOf, flipPoint, judgeGraph, verdicts } from '../support/judge-graph';

/*
 * On the equator one degree of longitude is 6,378,137 m x pi / 180 = 111,319.49 m (WGS 84), and the shortest path runs
 * along it. Glass: 2 d 1.467 / c = 9.787 ms per 1,000 km, so 1.08946 ms a degree: 4.58 degrees are 509.84 km and
 * 4.990 ms, 4.60 degrees are 512.07 km and 5.012 ms.
 */
const west = site('west', 0, 0);
const justNear = site('near', 0, 4.58);
const justFar = site('far', 0, 4.6);

const over = (sites: readonly ReturnType<typeof site>[], rtt?: number, rules = {}) =>
  judgeGraph(
    broadcastDomainSingleSite,
    graphWith({
      sites,
      links: rtt === undefined ? [] : [linkBetween(sites[0]!.id, sites[1]!.id, { rtt: told(ms(rtt)) })],
      domains: [
        segment(
          'lan',
          sites.map(({ id }) => memberIn(id)),
        ),
      ],
    }),
    declared({ rules: { 'broadcast-domain-single-site': rules } }),
  );

test('a segment in one site is no finding', () => {
  const domain = segment('lan', [memberIn('west', 'host.1'), memberIn('west', 'host.2')]);
  expect(judgeGraph(broadcastDomainSingleSite, graphWith({ sites: [west], domains: [domain] }))).toEqual([]);
});

test('a segment without members is no finding', () => {
  expect(judgeGraph(broadcastDomainSingleSite, graphWith({ sites: [west], domains: [segment('lan', [])] }))).toEqual(
    [],
  );
});

test('a segment over two sites whose declared round trip is 5.0 ms is a note', () => {
  expect(verdicts(over([west, justNear], 5))).toEqual(['remark note withinMetro']);
});

test('a segment over two sites whose declared round trip is 5.1 ms is an error', () => {
  expect(verdicts(over([west, justNear], 5.1))).toEqual(['violation error stretched']);
});

test('of sites so near that no distance is certain it says what no route exceeds', () => {
  const [finding] = over([site('hall-1', 0, 0, km(25)), site('hall-2', 0, 0, km(25))]);
  // 3 x 2.56 (the median factor up to 643 km) x 2 x 50 km x 1.467 / 299,792 km/s
  expect(finding?.message).toContain(
    'round trip at most 3.76 ms, 3 times the typical one over 50 km, within the metro limit',
  );
});

test('sites so far apart that light in glass needs more than 5 ms are an error without any declaration', () => {
  expect(verdicts(over([west, justFar]))).toEqual(['violation error stretched']);
});

test('sites just close enough for 5 ms in glass are likely too far apart: a route is longer than the geodesic', () => {
  const [finding, ...others] = over([west, justNear]);
  expect(verdicts([finding!])).toEqual(['violation warning likely']);
  expect(others).toEqual([]);
  expect(finding?.evidence.toDecide).toHaveLength(1);
});

test('what is not certain of a position is taken off the distance before anything is called too far', () => {
  // 512.07 km less 2 x 2 km are 508.07 km, 4.972 ms.
  const blurred = [site('west', 0, 0, km(2)), site('far', 0, 4.6, km(2))];
  expect(verdicts(over(blurred))).toEqual(['violation warning likely']);
});

test('a declared round trip goes before the floor, also where it is the smaller one', () => {
  expect(verdicts(over([west, justFar], 4))).toEqual(['remark note withinMetro']);
});

test('a site of which only the name is known leaves the segment undecided', () => {
  expect(verdicts(over([west, siteSomewhere('lost')]))).toEqual(['undetermined warning open']);
});

test('sites without position are decided by a declared round trip', () => {
  expect(verdicts(over([siteSomewhere('a'), siteSomewhere('b')], 5.1))).toEqual(['violation error stretched']);
  expect(verdicts(over([siteSomewhere('a'), siteSomewhere('b')], 5))).toEqual(['remark note withinMetro']);
});

test('a member whose site is unknown is not taken to be in the same site', () => {
  const domain = segment('lan', [memberIn('west'), memberNowhere('host.lost')]);
  const found = judgeGraph(broadcastDomainSingleSite, graphWith({ sites: [west], domains: [domain] }));
  expect(verdicts(found)).toEqual(['undetermined warning open']);
  expect(found[0]?.evidence.toDecide?.join()).toContain('host.lost');
});

test('two sites within the limit and a member somewhere are undecided, not a note', () => {
  const sites = [west, justNear];
  const domain = segment('lan', [...sites.map(({ id }) => memberIn(id)), memberNowhere()]);
  const links = [linkBetween('west', 'near', { rtt: told(ms(5)) })];
  const found = judgeGraph(broadcastDomainSingleSite, graphWith({ sites, links, domains: [domain] }));
  expect(verdicts(found)).toEqual(['undetermined warning open']);
});

test('two sites too far apart are an error whatever else is unknown', () => {
  const sites = [west, justFar];
  const domain = segment('lan', [...sites.map(({ id }) => memberIn(id)), memberNowhere()]);
  const found = judgeGraph(broadcastDomainSingleSite, graphWith({ sites, domains: [domain] }));
  expect(verdicts(found)).toEqual(['violation error stretched']);
});

test('of three sites the pair that is too far is named, with a member in each', () => {
  const sites = [west, site('middle', 0, 1), justFar];
  const links = [linkBetween('west', 'middle', { rtt: told(ms(2)) })];
  const domain = segment(
    'lan',
    sites.map(({ id }) => memberIn(id)),
  );
  const [finding, ...others] = judgeGraph(broadcastDomainSingleSite, graphWith({ sites, links, domains: [domain] }));
  expect(others).toEqual([]);
  expect(verdicts([finding!])).toEqual(['violation error stretched']);
  expect(addressesOf(finding)).toEqual(['lan.made', 'host.far', 'host.west']);
});

test('of three sites one pair that is not measured leaves the segment undecided, although the longest is within', () => {
  const sites = [west, site('middle', 0, 3.5), justNear];
  const links = [
    linkBetween('west', 'near', { rtt: told(ms(5)) }),
    linkBetween('west', 'middle', { rtt: told(ms(4.5)) }),
  ];
  const domain = segment(
    'lan',
    sites.map(({ id }) => memberIn(id)),
  );
  const found = judgeGraph(broadcastDomainSingleSite, graphWith({ sites, links, domains: [domain] }));
  expect(verdicts(found)).toEqual(['undetermined warning open']);
});

test('every segment is judged on its own', () => {
  const domains = [
    segment('narrow', [memberIn('west')]),
    segment('wide', [memberIn('west'), memberIn('far')]),
    segment('wider', [memberIn('far'), memberIn('west')]),
  ];
  const found = judgeGraph(broadcastDomainSingleSite, graphWith({ sites: [west, justFar], domains }));
  expect(found.map((finding) => addressesOf(finding)[0]).sort()).toEqual(['wide.made', 'wider.made']);
});

test('a longer limit lets the segment pass as a note, a shorter one turns a metro into an error', () => {
  expect(verdicts(over([west, justFar], 6, { options: { maxRtt: '10 ms' } }))).toEqual(['remark note withinMetro']);
  expect(verdicts(over([west, justNear], 2, { options: { maxRtt: '1 ms' } }))).toEqual(['violation error stretched']);
});

test('the finding tells the round trip and the distance at which the verdict changes', () => {
  const [finding] = over([west, justFar]);
  expect(flipPoint(finding, 'round trip')).toBeCloseTo(0.005, 9);
  // 0.005 s x 299,792,458 m/s / (2 x 1.467) = 510,893.8 m
  expect(flipPoint(finding, 'distance')).toBeCloseTo(510_893.8, 0);
  expect(finding?.evidence.limit?.measure.value).toBeCloseTo(0.005, 9);
});

test('the finding carries the floor with the distance that it comes from', () => {
  const steps = over([west, justFar])[0]?.evidence.steps ?? [];
  const value = (name: string) => steps.find((step) => step.name === name)?.result.value;
  // 4.6 x 111,319.49 m
  expect(value('minimum distance')).toBeCloseTo(512_069.66, 1);
  // 2 x 512,069.66 x 1.467 / 299,792,458
  expect(value('minimum round trip')).toBeCloseTo(0.0050115, 6);
});
