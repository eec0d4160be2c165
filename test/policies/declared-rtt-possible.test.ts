import { km, ms } from '../../lib/model/units';
import { declaredRttPossible } from '../../policies/declared-rtt-possible';
import { circuitBetween, graphWith, linkBetween, site, siteSomewhere, told } from '../support/graph';
import { flipPoint, judgeGraph, verdicts } from '../support/judge-graph';

/*
 * Ten degrees of the equator are 1,113,194.9 m (WGS 84). Light in vacuum needs 2 d / c = 7.4264 ms there and back, in
 * glass 1.467 times that, 10.8946 ms, and the best route known 1.05 times that, 11.4393 ms.
 */
const sites = [site('west', 0, 0), site('east', 0, 10)];

const judge = (rtt: number, between = sites) =>
  judgeGraph(
    declaredRttPossible,
    graphWith({ sites: between, links: [linkBetween('west', 'east', { rtt: told(ms(rtt)) })] }),
  );

test.each([
  { rtt: 0, means: 'faster than light', expected: ['violation error impossible'] },
  { rtt: 7.42, means: 'faster than light', expected: ['violation error impossible'] },
  { rtt: 7.43, means: 'possible in vacuum only', expected: ['violation warning impossibleInGlass'] },
  { rtt: 10.89, means: 'possible in vacuum only', expected: ['violation warning impossibleInGlass'] },
  { rtt: 10.9, means: 'straighter than any route known', expected: ['violation warning implausible'] },
  { rtt: 11.43, means: 'straighter than any route known', expected: ['violation warning implausible'] },
  { rtt: 11.44, means: 'what a route may take', expected: [] },
  { rtt: 500, means: 'slow, but no lie', expected: [] },
])('$rtt ms over 1,113 km is $means', ({ rtt, expected }) => {
  expect(verdicts(judge(rtt))).toEqual(expected);
});

test('the finding shows the round trip from which it passes', () => {
  expect(flipPoint(judge(1)[0], 'round trip')).toBeCloseTo(0.0074264, 7);
  expect(flipPoint(judge(8)[0], 'round trip')).toBeCloseTo(0.0108946, 7);
});

test('what is not certain of the positions speaks for the declaration', () => {
  // 1,113.19 km less 2 x 50 km are 1,013.19 km: 6.759 ms in vacuum.
  const blurred = [site('west', 0, 0, km(50)), site('east', 0, 10, km(50))];
  expect(verdicts(judge(6.75, blurred))).toEqual(['violation error impossible']);
  expect(verdicts(judge(6.77, blurred))).toEqual(['violation warning impossibleInGlass']);
});

test('a link to a site whose position nobody declared is undetermined', () => {
  const found = judge(1, [sites[0]!, siteSomewhere('east')]);
  expect(verdicts(found)).toEqual(['undetermined warning open']);
  expect(found[0]?.evidence.toDecide?.join()).toContain('west - east');
});

test('within one place any round trip is possible', () => {
  expect(judge(0, [site('west', 0, 0), site('east', 0, 0)])).toEqual([]);
});

test('a link without a declared round trip is no subject', () => {
  const links = [linkBetween('west', 'east'), circuitBetween('west', 'east')];
  expect(judgeGraph(declaredRttPossible, graphWith({ sites, links }))).toEqual([]);
});

test('every link is judged on its own', () => {
  const third = site('north', 10, 0);
  const links = [
    linkBetween('west', 'east', { rtt: told(ms(1)) }),
    linkBetween('west', 'north', { rtt: told(ms(100)) }),
    linkBetween('north', 'east', { rtt: told(ms(2)) }),
  ];
  expect(judgeGraph(declaredRttPossible, graphWith({ sites: [...sites, third], links }))).toHaveLength(2);
});
