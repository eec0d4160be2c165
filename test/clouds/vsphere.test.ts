import { facts, graphOf, meaningOf, placeOf } from '../support/build';
import { later, pulumi, terraform, urn } from '../support/resources';

const declared = facts(`
sites:
  vienna: { at: { latitude: 48.2, longitude: 16.4 }, match: [{ name: 'esx-*.vie.*' }, { name: 'host-1?' }] }
  graz: { at: { latitude: 47.07, longitude: 15.44 }, match: [{ name: 'esx-*.grz.*' }, { name: 'host-2?' }] }
  linz: { at: { latitude: 48.3, longitude: 14.3 }, match: [{ name: 'esx-*.lnz.*' }, { name: 'host-3?' }] }
`);

const hosts = ['esx-1.vie.example', 'esx-2.grz.example', 'esx-w.lnz.example'] as const;
const HOST = 'vsphere:index/host:Host';
const CLUSTER = 'vsphere:index/computeCluster:ComputeCluster';

/** One datacenter object holds the hosts of all sites, and what spans them. */
const inTerraform = { datacenter_id: 'datacenter-1' };
const inPulumi = { datacenterId: 'datacenter-1' };
const terraformDatacenter = terraform('data.vsphere_datacenter.d', { id: 'datacenter-1', name: 'production' });
const pulumiDatacenter = pulumi('vsphere:index/datacenter:Datacenter', 'd', {
  moid: 'datacenter-1',
  name: 'production',
});

/** A first apply: hosts are made in the same run, so their ids are not known yet. */
const terraformHosts = [
  terraformDatacenter,
  ...hosts.map((hostname, index) =>
    terraform(`vsphere_host.h${index}`, { hostname, datacenter: 'datacenter-1', id: later() }),
  ),
];
const pulumiHosts = [
  pulumiDatacenter,
  ...hosts.map((hostname, index) => pulumi(HOST, `h${index}`, { hostname, datacenter: 'datacenter-1' })),
];
const byReference = (index: number) => ({
  terraform: later(`vsphere_host.h${index}`),
  pulumi: later(urn(HOST, `h${index}`)),
});

const stretched = (ids: readonly [unknown, unknown, unknown], all: readonly unknown[]) => ({
  terraform: terraform('vsphere_compute_cluster.far', {
    name: 'far',
    ...inTerraform,
    host_system_ids: all,
    vsan_enabled: true,
    vsan_stretched_cluster: [
      { preferred_fault_domain_host_ids: [ids[0]], secondary_fault_domain_host_ids: [ids[1]], witness_node: ids[2] },
    ],
  }),
  pulumi: pulumi(CLUSTER, 'far', {
    name: 'far',
    ...inPulumi,
    hostSystemIds: all,
    vsanEnabled: true,
    vsanStretchedCluster: {
      preferredFaultDomainHostIds: [ids[0]],
      secondaryFaultDomainHostIds: [ids[1]],
      witnessNode: ids[2],
    },
  }),
});

describe('a stretched cluster with its witness in a third site', () => {
  const expected = [{ name: 'cluster far', sites: ['graz', 'vienna'], from: ['far'] }];
  const [a, b, witness] = [0, 1, 2].map(byReference);

  test('Terraform: the witness does not count, ids unknown', () => {
    const { terraform: cluster } = stretched(
      [a!.terraform, b!.terraform, witness!.terraform],
      [a!.terraform, b!.terraform],
    );
    expect(meaningOf(graphOf([...terraformHosts, cluster], declared)).mirrors).toEqual(expected);
  });

  test('Terraform: the references of the two halves are exact where the cluster lists no hosts', () => {
    const { terraform: cluster } = stretched([a!.terraform, b!.terraform, witness!.terraform], []);
    expect(meaningOf(graphOf([...terraformHosts, cluster], declared)).mirrors).toEqual(expected);
  });

  test("Pulumi: the block depends on the witness too, so the cluster's own list of hosts decides", () => {
    const { pulumi: cluster } = stretched([a!.pulumi, b!.pulumi, witness!.pulumi], [a!.pulumi, b!.pulumi]);
    expect(meaningOf(graphOf([...pulumiHosts, cluster], declared)).mirrors).toEqual(expected);
  });

  test('hosts that are known by literal ids only are found by the declared names', () => {
    const { terraform: one, pulumi: other } = stretched(['host-11', 'host-21', 'host-31'], ['host-11', 'host-21']);
    expect(meaningOf(graphOf([terraformDatacenter, one], declared)).mirrors).toEqual(expected);
    expect(meaningOf(graphOf([pulumiDatacenter, other], declared)).mirrors).toEqual(expected);
  });

  test('literal ids that no declaration matches are somewhere, not in the datacenter of the cluster', () => {
    const { terraform: one, pulumi: other } = stretched(['host-11', 'host-91', 'host-31'], ['host-11', 'host-91']);
    for (const input of [
      [terraformDatacenter, one],
      [pulumiDatacenter, other],
    ]) {
      expect(meaningOf(graphOf(input, declared)).mirrors[0]?.sites).toEqual(['?', 'vienna']);
    }
  });
});

test('a host list in which one value is lost keeps a member whose site is unknown', () => {
  // As `[vsphere_host.h0.id, local.other]`: the local's value is unknown, and where it comes from is not in the plan.
  const known = terraform('vsphere_host.known', { hostname: hosts[0], id: 'host-77', datacenter: 'datacenter-1' });
  const cluster = terraform('vsphere_compute_cluster.c', {
    name: 'c',
    ...inTerraform,
    vsan_enabled: true,
    host_system_ids: ['host-77', later('vsphere_host.known')],
  });
  expect(meaningOf(graphOf([terraformDatacenter, known, cluster], declared)).mirrors[0]?.sites).toEqual([
    '?',
    'vienna',
  ]);
});

test('a cluster without vSAN or automatic moves is neither a mirror nor a domain of moves', () => {
  const cluster = terraform('vsphere_compute_cluster.c', {
    host_system_ids: ['host-11', 'host-21'],
    drs_enabled: true,
    drs_automation_level: 'manual',
  });
  expect(meaningOf(graphOf([cluster], declared))).toEqual({ segments: [], moves: [], mirrors: [], links: [] });
});

test.each([
  [
    { drs_enabled: true, drs_automation_level: 'fullyAutomated' },
    { drsEnabled: true, drsAutomationLevel: 'fullyAutomated' },
    1,
  ],
  [{ drs_automation_level: 'fullyAutomated' }, { drsAutomationLevel: 'fullyAutomated' }, 1],
  [
    { drs_enabled: false, drs_automation_level: 'fullyAutomated' },
    { drsEnabled: false, drsAutomationLevel: 'fullyAutomated' },
    0,
  ],
  [
    { drs_enabled: true, drs_automation_level: 'partiallyAutomated' },
    { drsEnabled: true, drsAutomationLevel: 'partiallyAutomated' },
    0,
  ],
])('DRS moves machines by itself only if it is fully automated and on: %j', (snake, camel, count) => {
  const ids = ['host-11', 'host-21'];
  const one = terraform('vsphere_compute_cluster.c', { name: 'c', host_system_ids: ids, ...snake });
  const other = pulumi(CLUSTER, 'c', { name: 'c', hostSystemIds: ids, ...camel });
  const expected = {
    name: 'cluster c',
    sites: ['graz', 'vienna'],
    from: ['c'],
    mechanism: 'DRS, fully automated',
    product: 'vmotion',
    cap: '<absent>',
  };
  for (const cluster of [one, other]) {
    expect(meaningOf(graphOf([cluster], declared)).moves).toEqual(Array(count).fill(expected));
  }
});

test('hosts that name their cluster are its members', () => {
  const cluster = terraform('vsphere_compute_cluster.c', { name: 'c', vsan_enabled: true, id: later() });
  const inside = hosts
    .slice(0, 2)
    .map((hostname, index) =>
      terraform(`vsphere_host.in${index}`, { hostname, cluster: later('vsphere_compute_cluster.c') }),
    );
  expect(meaningOf(graphOf([...inside, cluster], declared)).mirrors[0]?.sites).toEqual(['graz', 'vienna']);
});

test('a host that names one of several clusters, and the plan does not show which, is no member of the first', () => {
  const clusters = [0, 1].map((index) =>
    terraform(`vsphere_compute_cluster.c[${index}]`, { name: `c${index}`, vsan_enabled: true, id: later() }),
  );
  const inside = hosts
    .slice(0, 2)
    .map((hostname, index) =>
      terraform(`vsphere_host.in[${index}]`, { hostname, cluster: later('vsphere_compute_cluster.c') }),
    );
  for (const { sites } of meaningOf(graphOf([...inside, ...clusters], declared)).mirrors) {
    expect(sites).not.toEqual(['graz', 'vienna']);
  }
});

test('a cluster whose hosts stand in two sites stands in neither, whatever its datacenter is called', () => {
  const datacenter = terraform('vsphere_datacenter.v', { name: 'Vienna', moid: 'datacenter-1' });
  const cluster = (ids: readonly string[]) =>
    terraform('vsphere_compute_cluster.c', { name: 'c', datacenter_id: 'datacenter-1', host_system_ids: ids });
  expect(placeOf(graphOf([datacenter, cluster([])], declared), 'vsphere_compute_cluster.c')).toBe('city:vienna');
  expect(placeOf(graphOf([datacenter, cluster(['host-21'])], declared), 'vsphere_compute_cluster.c')).toBe('graz');
  expect(placeOf(graphOf([datacenter, cluster(['host-11', 'host-21'])], declared), 'vsphere_compute_cluster.c')).toBe(
    '<not-placed>',
  );
});

describe('a vSAN cluster whose hosts are managed elsewhere', () => {
  const mirrors = (more: Record<string, unknown>, ...others: Parameters<typeof graphOf>[0]) => {
    const cluster = terraform('vsphere_compute_cluster.c', { name: 'c', vsan_enabled: true, ...more });
    return meaningOf(graphOf([cluster, ...others], declared)).mirrors.map(({ sites }) => sites);
  };

  test('has members that nobody knows', () => {
    expect(mirrors({ host_managed: true })).toEqual([['?']]);
  });

  test('has those that name it where they are in the input', () => {
    const host = terraform('vsphere_host.h', { hostname: 'h', cluster: later('vsphere_compute_cluster.c') });
    expect(mirrors({ host_managed: true }, host)).toEqual(mirrors({}, host));
  });

  test('is empty where it manages its own and has none', () => {
    expect(mirrors({ host_managed: false })).toEqual([[]]);
  });
});
