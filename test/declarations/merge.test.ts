import { noDeclarations } from '../../lib/declarations/declarations';
import { mergeDeclarations } from '../../lib/declarations/merge';
import { readFacts } from '../../lib/declarations/read-facts';

const read = (text: string, source: string) => {
  const { declarations, errors } = readFacts(text, source, { knownSites: ['a', 'b'] });
  expect(errors).toEqual([]);
  return declarations;
};

describe('of two sources that speak of the same thing', () => {
  const merged = mergeDeclarations(
    read(
      `sites: { a: { at: VIE, match: [{ name: x }] }, b: { at: DUB } }
links: [{ between: [a, b], bandwidth: 1 Gbit/s, rtt: 30 ms }]
workloads: { w: { memory: 1 GiB, disk: 9 GiB } }
platforms: { vsan: "7.0", vmotion: "7.0" }
rules: { r: { level: error, options: { x: 1 ms, y: 2 ms } }, s: note }`,
      'file',
    ),
    read(
      `sites: { a: { at: { latitude: 1.5, longitude: 2.5 } } }
links: [{ between: [b, a], bandwidth: 2 Gbit/s }]
workloads: { w: { memory: 2 GiB, match: [{ name: y }] } }
platforms: { vsan: "8.0" }
rules: { r: { options: { x: 5 ms } }, s: off }`,
      'config',
    ),
  );

  test('the later wins, value by value, and what it does not say stays', () => {
    const [link, ...otherLinks] = merged.links;
    expect(otherLinks).toEqual([]);
    expect(link).toMatchObject({
      bandwidth: { value: 2e9, origin: { source: 'config' } },
      rtt: { value: 0.03, origin: { source: 'file' } },
    });
    expect(merged.workloads).toMatchObject([
      { memory: { value: 2 * 2 ** 30 }, disk: { value: 9 * 2 ** 30 }, match: [{ glob: 'y' }] },
    ]);
  });

  test('a site moves and keeps its matchers, and the other sites stay', () => {
    expect(merged.sites.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(merged.sites[0]).toMatchObject({ position: { value: { latitude: 1.5 } }, match: [{ glob: 'x' }] });
  });

  test('platforms and rules are joined, options one by one', () => {
    expect([...merged.platforms].map(([name, version]) => [name, version.known && version.value])).toEqual([
      ['vsan', '8.0'],
      ['vmotion', '7.0'],
    ]);
    expect(merged.rules.get('r')).toMatchObject({ level: 'error', options: { x: '5 ms', y: '2 ms' } });
    expect(merged.rules.get('s')).toMatchObject({ level: 'off' });
  });
});

test('no sources are no declarations', () => {
  expect(mergeDeclarations()).toEqual(noDeclarations);
});
