import { providerTables } from '../../lib/clouds/provider-tables';
import { TypeCatalogue } from '../../lib/placing/provider-table';
import { ResourceIndex } from '../../lib/placing/resource-index';
import { later, terraform } from '../support/resources';

const cluster = (name: string) => terraform(`vsphere_compute_cluster.${name}`, { id: 'domain-c', name });
const group = (name: string, id: unknown) =>
  terraform(`vsphere_compute_cluster_host_group.${name}`, { name, compute_cluster_id: id });

test('those that name several resources alike and those that name one of them come in the order of the input', () => {
  const [a, b] = [cluster('a'), cluster('b')];
  const groups = [
    group('x', later('vsphere_compute_cluster.a')),
    group('y', 'domain-c'),
    group('z', later(a.ref.address)),
  ];
  const index = new ResourceIndex([a, b, ...groups], new TypeCatalogue(providerTables));
  const of = (one: typeof a) => index.referrers(one, 'vsphere_compute_cluster_host_group', 'compute_cluster_id');
  expect([of(a), of(b)].map((list) => list.map(({ name }) => name))).toEqual([['x', 'y', 'z'], ['y']]);
  expect(of(a)).toBe(of(a));
});
