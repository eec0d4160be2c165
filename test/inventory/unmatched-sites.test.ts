import { unmatchedSites } from '../../lib/inventory/unmatched-sites';
import { facts, graphOf } from '../support/build';
import { terraform } from '../support/resources';

const declared = facts(`
sites:
  vienna: { at: VIE, match: [{ name: '*.vie.example' }] }
  dublin: { at: DUB, match: [{ name: '*.dub.exmaple' }] }
  elsewhere: { at: FRA }
`);
const host = (name: string) => terraform(`data.vsphere_host.${name.slice(0, 2)}`, { id: name, name });

test('a site that matches nothing is said, one that has nothing to match is not', () => {
  const graph = graphOf([host('a1.vie.example'), host('b1.dub.example')], declared);
  expect(unmatchedSites(declared, graph, 'lightbound.yaml')).toEqual([
    'Nothing that was read matches site dublin of lightbound.yaml',
  ]);
});

test('several are said in one line, the first of them by name', () => {
  const many = facts(
    `sites: { ${Array.from({ length: 9 }, (_, n) => `s${n}: { at: VIE, match: [{ name: x${n} }] }`).join(', ')} }`,
  );
  const [line, ...others] = unmatchedSites(many, graphOf([host('a1')], many), 'lightbound.yaml');
  expect(line).toBe('Nothing that was read matches sites s0, s1, s2, s3, s4, s5 and 3 more of lightbound.yaml');
  expect(others).toEqual([]);
});

test('sites of another file are not, nor is anything where no resource is known', () => {
  const graph = graphOf([host('a1.vie.example')], declared);
  expect(unmatchedSites(declared, graph, 'other.yaml')).toEqual([]);
  expect(unmatchedSites(declared, graphOf([], declared), 'lightbound.yaml')).toEqual([]);
});
