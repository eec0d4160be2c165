import { PlaceSearch } from '../../lib/placing/place-search';
import { nowhere, type Located } from '../../lib/placing/site-registry';
import type { RawResource } from '../../lib/resources/raw-resource';
import { known } from '../../lib/graph/known';
import { graphOf, placeOf } from '../support/build';
import { later, terraform } from '../support/resources';

const at = (site: string): Located => ({
  site: known(site, { kind: 'default', reason: 'here' }),
  because: 'here',
});

interface Node {
  readonly parents: readonly number[];
  readonly own?: string;
}

/** A search over nodes that stand where the first parent stands that has a place, else in their own. Counts questions. */
function searchOf(nodes: readonly Node[]) {
  const resources = nodes.map((_, index) => terraform(`x_y.n${index}`, {}));
  const indexOf = new Map(resources.map((resource, index) => [resource, index] as const));
  let steps = 0;
  const search = new PlaceSearch((resource: RawResource): Located => {
    const { parents, own } = nodes[indexOf.get(resource)!]!;
    const places = parents.map((parent) => {
      steps++;
      return search.place(resources[parent]!);
    });
    return places.find(({ site }) => site.known) ?? (own === undefined ? nowhere('no parent') : at(own));
  });
  const placeOfNode = (index: number): string | undefined => {
    const { site } = search.place(resources[index]!);
    return site.known ? site.value : undefined;
  };
  return { place: placeOfNode, steps: () => steps };
}

const row = (length: number, own?: string): readonly Node[] =>
  Array.from({ length }, (_, index) => ({
    parents: index === length - 1 ? [] : [index + 1],
    ...(index === length - 1 && own !== undefined && { own }),
  }));

const ring = (length: number, own?: string): readonly Node[] =>
  Array.from({ length }, (_, index) => ({
    parents: [(index + 1) % length],
    ...(index === 0 && own !== undefined && { own }),
  }));

/** Each may be a child of any other. */
const clique = (size: number, own?: string): readonly Node[] =>
  Array.from({ length: size }, (_, index) => ({
    parents: Array.from({ length: size }, (_, other) => other).filter((other) => other !== index),
    ...(index === 0 && own !== undefined && { own }),
  }));

test.each<readonly [string, (size: number) => readonly Node[], number, number]>([
  ['parents in a row', (size) => row(size, 'vienna'), 1_000, 2_000],
  ['a circle that nothing places', (size) => ring(size), 1_000, 2_000],
  ['a circle with a way out', (size) => ring(size, 'vienna'), 1_000, 2_000],
  // 100 nodes have 9,900 parents, 141 have 19,740.
  ['resources that may each be the parent of any other', (size) => clique(size), 100, 141],
  ['such resources, one of them with a place', (size) => clique(size, 'vienna'), 100, 141],
])('twice the input takes twice the steps: %s', (_, nodesOf, small, large) => {
  const stepsFor = (size: number): number => {
    const nodes = nodesOf(size);
    const { place, steps } = searchOf(nodes);
    for (const index of nodes.keys()) place(index);
    return steps();
  };
  expect(stepsFor(large)).toBeLessThanOrEqual(2.5 * stepsFor(small));
  expect(stepsFor(small)).toBeLessThanOrEqual(4 * nodesOf(small).flatMap(({ parents }) => parents).length);
});

test('a resource below twenty thousand others stands where the topmost stands', () => {
  expect(searchOf(row(20_000, 'vienna')).place(0)).toBe('vienna');
});

test('a circle of twenty thousand with one way out stands there, whichever is asked first', () => {
  for (const first of [0, 1, 19_999]) {
    const { place } = searchOf(ring(20_000, 'vienna'));
    expect([place(first), place(0), place(10_000)]).toEqual(['vienna', 'vienna', 'vienna']);
  }
});

test('a resource below a circle, and one beside it, stand where they would', () => {
  const nodes: readonly Node[] = [
    { parents: [1] },
    { parents: [2] },
    { parents: [1, 3] },
    { parents: [], own: 'oslo' },
    { parents: [5], own: 'lisbon' },
    { parents: [4] },
  ];
  for (const order of [
    [0, 1, 2, 3, 4, 5],
    [5, 4, 3, 2, 1, 0],
  ]) {
    const { place } = searchOf(nodes);
    for (const index of order) place(index);
    expect(nodes.map((_, index) => place(index))).toEqual(['oslo', 'oslo', 'oslo', 'oslo', 'lisbon', 'lisbon']);
  }
});

test('two places in one circle leave each its own', () => {
  const nodes: readonly Node[] = [
    { parents: [1], own: 'oslo' },
    { parents: [0], own: 'lisbon' },
  ];
  for (const first of [0, 1]) {
    const { place } = searchOf(nodes);
    place(first);
    expect([place(0), place(1)]).toEqual(['oslo', 'lisbon']);
  }
});

test('an attempt that throws leaves the search usable', () => {
  const [bad, good] = [terraform('x_y.bad', {}), terraform('x_y.good', {})];
  const search = new PlaceSearch((resource) => {
    if (resource === bad) throw new Error('broken');
    return at('vienna');
  });
  expect(() => search.place(bad)).toThrow('broken');
  expect(search.place(good).site).toMatchObject({ value: 'vienna' });
});

test('pools nested two thousand deep stand where the cluster stands', () => {
  const count = 2_000;
  const pools = Array.from({ length: count }, (_, index) =>
    terraform(`vsphere_resource_pool.p${index}`, {
      id: `pool-${index}`,
      parent_resource_pool_id: index === count - 1 ? 'cluster-1' : `pool-${index + 1}`,
    }),
  );
  const graph = graphOf([
    ...pools,
    terraform('vsphere_compute_cluster.c', { id: later(), resource_pool_id: 'cluster-1', datacenter_id: 'dc-1' }),
    terraform('vsphere_datacenter.d', { name: 'Vienna', moid: 'dc-1' }),
  ]);
  expect(placeOf(graph, 'vsphere_resource_pool.p0')).toBe('city:vienna');
});
