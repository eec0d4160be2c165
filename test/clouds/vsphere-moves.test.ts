import { facts, graphOf, meaningOf } from '../support/build';
import { later, terraform } from '../support/resources';

const declared = facts(`
sites:
  vienna: { at: { latitude: 48.2, longitude: 16.4 }, match: [{ name: 'host-1?' }] }
  graz: { at: { latitude: 47.07, longitude: 15.44 }, match: [{ name: 'host-2?' }] }
`);

const cluster = terraform('vsphere_compute_cluster.c', {
  name: 'c',
  host_system_ids: ['host-11', 'host-21'],
  drs_enabled: true,
  drs_automation_level: 'fullyAutomated',
});

/** A vMotion network with ports on these hosts, shaped to so many bits a second. */
const network = (name: string, hosts: readonly string[], rate = 1e9) => [
  terraform(`vsphere_distributed_port_group.${name}`, {
    name,
    id: later(),
    ingress_shaping_enabled: true,
    ingress_shaping_average_bandwidth: rate,
  }),
  ...hosts.map((host, index) =>
    terraform(`vsphere_vnic.${name}_${index}`, {
      host,
      netstack: 'vmotion',
      distributed_port_group: later(`vsphere_distributed_port_group.${name}`),
    }),
  ),
];

const movesOf = (...resources: Parameters<typeof graphOf>[0]) =>
  meaningOf(graphOf(resources, declared)).moves.map(({ name, sites, cap }) => ({ name, sites, cap }));

test('a vMotion network of a cluster that moves machines by itself is what its moves run over, no second domain', () => {
  expect(movesOf(cluster, ...network('one', ['host-11', 'host-21']))).toEqual([
    { name: 'cluster c', sites: ['graz', 'vienna'], cap: 1e9 },
  ]);
});

test('of two vMotion networks of a cluster the lower cap holds, whichever comes first', () => {
  const [fast, slow] = [network('one', ['host-11', 'host-21'], 2e9), network('two', ['host-11', 'host-21'], 4e8)];
  for (const resources of [
    [...fast, ...slow],
    [...slow, ...fast],
  ]) {
    expect(movesOf(cluster, ...resources).map(({ cap }) => cap)).toEqual([4e8]);
  }
});

test('a vMotion network that reaches a host outside the cluster is a domain of its own', () => {
  expect(movesOf(cluster, ...network('one', ['host-11', 'host-22']))).toEqual([
    { name: 'cluster c', sites: ['graz', 'vienna'], cap: '<absent>' },
    { name: 'vMotion network one', sites: ['graz', 'vienna'], cap: 1e9 },
  ]);
});

test('two vMotion networks over the same hosts are two domains, whichever comes first', () => {
  const [one, two] = [network('one', ['host-11', 'host-21']), network('two', ['host-11', 'host-21'])];
  for (const resources of [
    [...one, ...two],
    [...two, ...one],
  ]) {
    expect(movesOf(...resources).map(({ name }) => name)).toEqual(['vMotion network one', 'vMotion network two']);
  }
});
