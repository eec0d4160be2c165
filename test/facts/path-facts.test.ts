import { deriveFacts } from '../../lib/facts/derive-facts';
import { noDeclarations } from '../../lib/declarations/declarations';
import type { PathFacts } from '../../lib/facts/facts';
import { known } from '../../lib/graph/known';
import type { Link } from '../../lib/graph/link';
import type { Site } from '../../lib/graph/site';
import { km, mbps, ms } from '../../lib/model/units';
import { circuitBetween, graphWith, linkBetween, memberIn, site, siteSomewhere, told } from '../support/graph';

const factsOf = (sites: readonly Site[], links: readonly Link[] = []) =>
  deriveFacts(graphWith({ sites, links }), noDeclarations);

const pathBetween = (a: Site, b: Site, links: readonly Link[] = [], others: readonly Site[] = []): PathFacts => {
  const { paths } = factsOf([a, b, ...others], links).span([memberIn(a.id), memberIn(b.id)]);
  return paths[0]!;
};

const rate = (path: PathFacts): number | undefined =>
  path.inputs.bandwidth.known ? path.inputs.bandwidth.value : undefined;

const nowhere = { kind: 'default', reason: 'test' } as const;

/* One degree of the equator is 111,319.49 m (WGS 84): light in vacuum takes 0.74264 ms there and back, in glass 1.08946. */
const [zero, ten] = [site('zero', 0, 0), site('ten', 0, 10)];

describe('distance and minimum', () => {
  test('follow from the positions', () => {
    const { distance, minimum, inVacuum } = pathBetween(zero, ten);
    expect(distance).toMatchObject({ known: true });
    expect((distance as { value: { value: number } }).value.value).toBeCloseTo(1_113_194.9, 0);
    expect((inVacuum as { value: { value: number } }).value.value).toBeCloseTo(0.0074264, 7);
    expect((minimum as { value: { value: number } }).value.value).toBeCloseTo(0.0108946, 7);
  });

  test('are unknown where a position is', () => {
    const path = pathBetween(zero, siteSomewhere('lost'));
    for (const fact of [path.distance, path.minimum, path.inVacuum, path.trip]) expect(fact.known).toBe(false);
    expect(path.least).toBeUndefined();
  });

  test('never go below zero, however uncertain the positions are', () => {
    const { minimum } = pathBetween(site('a', 0, 0, km(250)), site('b', 0, 1, km(250)));
    expect((minimum as { value: { value: number } }).value.value).toBe(0);
  });
});

describe('which link a path takes', () => {
  test('a declared one goes before one that is seen', () => {
    const links = [
      circuitBetween('zero', 'ten', { bandwidth: told(mbps(900)) }),
      linkBetween('ten', 'zero', { bandwidth: told(mbps(100)) }),
    ];
    expect(rate(pathBetween(zero, ten, links))).toBe(100e6);
  });

  test('none of which a guess tells an end', () => {
    const ends = [known('zero', { kind: 'guess', reason: 'region draws on var.a' }), known('ten', nowhere)] as const;
    const circuit = circuitBetween('zero', 'ten', { bandwidth: told(mbps(900)) });
    expect(rate(pathBetween(zero, ten, [circuit]))).toBe(900e6);
    expect(rate(pathBetween(zero, ten, [{ ...circuit, ends }]))).toBeUndefined();
  });

  test('of those seen the fastest', () => {
    const links = [100, 900, 300].map((n) => ({
      ...circuitBetween('zero', 'ten', { bandwidth: told(mbps(n)) }),
      id: `c${n}`,
    }));
    expect(rate(pathBetween(zero, ten, links))).toBe(900e6);
    expect(rate(pathBetween(zero, ten, links.toReversed()))).toBe(900e6);
  });

  test('one that is declared without bandwidth takes it from what is seen', () => {
    const links = [
      linkBetween('zero', 'ten', { rtt: told(ms(20)) }),
      circuitBetween('zero', 'ten', { bandwidth: told(mbps(900)) }),
    ];
    const path = pathBetween(zero, ten, links);
    expect(rate(path)).toBe(900e6);
    expect(path.rtt.known && path.rtt.value.value).toBeCloseTo(0.02, 12);
  });

  test('none where links end elsewhere or nowhere', () => {
    const other = site('far', 50, 50);
    const lost = {
      ...circuitBetween('zero', 'ten', { bandwidth: told(mbps(900)) }),
      ends: [told('zero'), siteSomewhere('x').position] as unknown as Link['ends'],
    };
    expect(
      rate(pathBetween(zero, ten, [circuitBetween('zero', 'far', { bandwidth: told(mbps(1)) }), lost], [other])),
    ).toBeUndefined();
  });

  test('a circuit between two metros serves the sites in them; a declared link serves its own two sites only', () => {
    const exchange = site('exchange', 0.05, 0, km(25));
    const hall = site('hall', 0, 0, km(1));
    const seen = circuitBetween('exchange', 'ten', { bandwidth: told(mbps(900)) });
    const said = linkBetween('exchange', 'ten', { bandwidth: told(mbps(900)) });
    expect(rate(pathBetween(hall, ten, [seen], [exchange]))).toBe(900e6);
    expect(rate(pathBetween(hall, ten, [said], [exchange]))).toBeUndefined();
  });

  test('a circuit to a city 600 km away does not serve', () => {
    const elsewhere = site('elsewhere', 0, 5.4, km(25));
    const seen = circuitBetween('elsewhere', 'ten', { bandwidth: told(mbps(900)) });
    expect(rate(pathBetween(zero, ten, [seen], [elsewhere]))).toBeUndefined();
  });
});

describe('a span', () => {
  const facts = factsOf([zero, ten, site('five', 0, 5), siteSomewhere('lost')]);

  test('has one path for each pair of its sites, the longest first and those without length last', () => {
    const { paths, sites } = facts.span(
      ['ten', 'zero', 'lost', 'five', 'zero'].map((id, i) => memberIn(id, `host.${i}`)),
    );
    expect(sites.map(({ id }) => id)).toEqual(['five', 'lost', 'ten', 'zero']);
    expect(paths).toHaveLength(6);
    expect([paths[0]!.a.id, paths[0]!.b.id]).toEqual(['ten', 'zero']);
    expect(paths.slice(3).every(({ a, b }) => [a.id, b.id].includes('lost'))).toBe(true);
  });

  test('of one site has no path', () => {
    expect(facts.span([memberIn('zero', 'host.1'), memberIn('zero', 'host.2')]).paths).toEqual([]);
  });

  test('the same pair gives the same facts, whoever asks', () => {
    const [one] = facts.span([memberIn('zero'), memberIn('ten')]).paths;
    const [two] = facts.span([memberIn('ten', 'host.x'), memberIn('zero', 'host.y')]).paths;
    expect(two).toBe(one);
  });
});
