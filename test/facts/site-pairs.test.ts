import { deriveFacts } from '../../lib/facts/derive-facts';
import { mostSites, sitePairs } from '../../lib/facts/site-pairs';
import { noDeclarations } from '../../lib/declarations/declarations';
import type { Link } from '../../lib/graph/link';
import type { Site } from '../../lib/graph/site';
import { km, ms } from '../../lib/model/units';
import { graphWith, linkBetween, memberIn, site, siteSomewhere, told } from '../support/graph';

const idOf = (index: number): string => `s${String(index).padStart(5, '0')}`;

/** Sites within a degree of latitude and of longitude around 45 N 5 E, none of them at the edge. */
const crowd = (count: number): readonly Site[] =>
  Array.from({ length: count }, (_, index) =>
    site(idOf(index), 45 + ((index * 0.618034) % 1) / 2, 5 + ((index * 0.754878) % 1) / 2),
  );

const nothing = { declared: () => [], isJoined: () => false };

const spanOf = (sites: readonly Site[], links: readonly Link[] = []) => {
  const facts = deriveFacts(graphWith({ sites, links }), noDeclarations);
  const span = facts.span(sites.map(({ id }) => memberIn(id)));
  return { facts, span };
};

test('of up to 64 sites every pair counts', () => {
  expect(sitePairs(crowd(mostSites), nothing)).toHaveLength((mostSites * (mostSites - 1)) / 2);
  expect(spanOf(crowd(mostSites)).span.paths).toHaveLength(2016);
});

test('of four thousand sites the pairs stay within a bound', () => {
  expect(spanOf(crowd(4_000)).span.paths.length).toBeLessThanOrEqual(2017);
  const lost = Array.from({ length: 4_000 }, (_, index) => siteSomewhere(idOf(index)));
  const { span, facts } = spanOf(lost);
  expect(span.paths.map(({ a, b }) => [a.id, b.id])).toEqual([[idOf(0), idOf(1)]]);
  expect(facts.spanAgainst(span, ms(5)).standing).toBe('open');
});

test.each([0, 1_234, 1_999])(
  'of two thousand sites the one that stands far off decides, wherever it is listed: %i',
  (far) => {
    const sites = crowd(2_000).map((one, index) => (index === far ? site(one.id, 60, 25) : one));
    const { span, facts } = spanOf(sites);
    const { standing, path } = facts.spanAgainst(span, ms(5));
    expect(standing).toBe('beyond');
    expect([path?.a.id, path?.b.id]).toContain(idOf(far));
  },
);

test('a declared link decides, whichever of the sites it joins', () => {
  const { span, facts } = spanOf(crowd(2_000), [linkBetween(idOf(1_777), idOf(333), { rtt: told(ms(40)) })]);
  const { standing, path } = facts.spanAgainst(span, ms(5));
  expect([standing, path?.a.id, path?.b.id]).toEqual(['beyond', idOf(333), idOf(1_777)]);
});

test('one pair that nobody declared leaves open what all others pass', () => {
  // Within 200 km, so that none of the two is chosen for where it stands; more than 4,096 pairs.
  const sites = Array.from({ length: 100 }, (_, index) => site(idOf(index), 45, 5, km(100)));
  const pairs = sites.flatMap((a, index) => sites.slice(index + 1).map((b) => [a.id, b.id] as const));
  const links = pairs.map(([a, b]) => linkBetween(a, b, { rtt: told(ms(1)) }));
  const judge = (declared: readonly Link[]): string => {
    const { span, facts } = spanOf(sites, declared);
    return facts.spanAgainst(span, ms(5)).standing;
  };
  expect(judge(links)).toBe('within');
  for (const left of [0, 1_000, links.length - 1])
    expect(judge(links.filter((_, index) => index !== left))).toBe('open');
});

test('twice the sites take twice the steps', () => {
  const stepsFor = (count: number): number => {
    let steps = 0;
    const sites = crowd(count).map((one) => ({
      ...one,
      get id() {
        steps++;
        return one.id;
      },
      get position() {
        steps++;
        return one.position;
      },
    }));
    sitePairs(sites, {
      ...nothing,
      isJoined: () => {
        steps++;
        return true;
      },
    });
    return steps;
  };
  expect(stepsFor(8_000)).toBeLessThanOrEqual(2.5 * stepsFor(4_000));
});
