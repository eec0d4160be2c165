import { readFileSync } from 'node:fs';
import path from 'node:path';
import { check } from '../../lib/check';
import { noDeclarations, type Declarations } from '../../lib/declarations/declarations';
import type { Finding } from '../../lib/findings/finding';
import { rules } from '../../policies';
import { alarms, facts } from '../support/build';

/* What each recorded plan's README says is to be found in it. */

const judge = (name: string, declarations: Declarations = noDeclarations, file = 'plan.json') => {
  const bytes = readFileSync(path.join(__dirname, '../fixtures/plans', name, file));
  const result = check({
    documents: [{ path: file, bytes }],
    declarations,
    rules,
    version: 'test',
    today: '2026-01-01',
  });
  expect(result.errors).toEqual([]);
  return result;
};

const about = (findings: readonly Finding[], address: string): readonly string[] =>
  findings
    .filter(({ resources }) => resources[0]?.address === address)
    .map(({ outcome, ruleId, messageId }) => `${outcome} ${ruleId} ${messageId}`);

const namesOf = (findings: readonly Finding[]): readonly string[] =>
  findings.flatMap(({ resources }) => resources.map(({ address }) => address));

describe('vSphere: one cluster over two halls, one over two countries, a switch over all', () => {
  const { findings } = judge('vsphere-stretched-metro-and-far');

  test('the cluster whose second half is in Madrid mirrors too far', () => {
    expect(about(findings, 'vsphere_compute_cluster.far')).toContain('violation stretched-cluster-rtt tooFar');
  });

  test('the switch that reaches to Madrid is stretched', () => {
    expect(about(findings, 'vsphere_distributed_virtual_switch.wide')).toEqual([
      'violation broadcast-domain-single-site stretched',
    ]);
  });

  test('the cluster in two halls of Amsterdam is in no finding', () => {
    expect(namesOf(findings)).not.toContain('vsphere_compute_cluster.metro');
  });

  test('the floor is that of the two cities: 1,481 km of geodesic are 14.5 ms, less what their positions may be off', () => {
    // Amsterdam 52.35 N 4.92 E, Madrid 40.40 N 3.68 W; 2 x 25 km off: 1,431 km x 9.787 ms per 1,000 km.
    const found = findings.find(({ ruleId }) => ruleId === 'stretched-cluster-rtt');
    const floor = found?.evidence.steps.find(({ name }) => name === 'minimum round trip')?.result.value ?? 0;
    expect(floor * 1e3).toBeGreaterThan(13.7);
    expect(floor * 1e3).toBeLessThan(14.3);
  });

  test('how the machines move is undecided until the link and its round trip are declared', () => {
    const open = findings.filter(({ outcome }) => outcome === 'undetermined').map(({ ruleId }) => ruleId);
    expect(new Set(open)).toEqual(
      new Set(['migration-rtt-budget', 'migration-bandwidth-floor', 'migration-converges']),
    );
  });

  test('a declared link between the cities decides how the machines move', () => {
    const link = (rate: string) =>
      facts(`
sites:
  amsterdam: { at: amsterdam, match: [{ datacenter: Amsterdam }] }
  madrid: { at: madrid, match: [{ datacenter: Madrid }] }
links: [{ between: [amsterdam, madrid], rtt: 31 ms, bandwidth: ${rate} }]
workloads: { erp: { memory: 64 GiB, dirtyRate: 1 GiB/s } }
platforms: { vmotion: '6.7' }
`);
    const narrow = judge('vsphere-stretched-metro-and-far', link('200 Mbit/s'));
    expect(alarms(narrow)).toContain('error migration-bandwidth-floor tooNarrow');
    expect(alarms(narrow)).toContain('error migration-converges neverEnds');
    const wide = judge('vsphere-stretched-metro-and-far', link('100 Gbit/s'));
    expect(alarms(wide)).not.toContain('error migration-bandwidth-floor tooNarrow');
    for (const { findings: all } of [narrow, wide]) {
      const budget = all.filter(({ ruleId }) => ruleId === 'migration-rtt-budget');
      expect(new Set(budget.map(({ level }) => level))).toEqual(new Set(['note']));
      expect(all.filter(({ outcome }) => outcome === 'undetermined')).toEqual([]);
    }
  });
});

describe('Equinix: two circuits between Dublin and Helsinki, a LAN with one member', () => {
  const { findings } = judge('equinix-fabric-l2-port-to-port');

  test('both circuits are stretched', () => {
    expect(about(findings, 'equinix_fabric_connection.storage_epl')).toEqual([
      'violation broadcast-domain-single-site stretched',
    ]);
    expect(about(findings, 'equinix_fabric_connection.vmotion_evpl')).toEqual([
      'violation broadcast-domain-single-site stretched',
    ]);
  });

  test('of the LAN one member is known, which spans nothing wherever it stands', () => {
    expect(about(findings, 'equinix_fabric_network.lan')).toEqual([]);
  });

  test('nothing else is found', () => expect(findings).toHaveLength(2));
});

test('OVH: the network over listed cities and the one without a list are stretched, the one in one region is not', () => {
  const { findings } = judge('ovh-private-network-regions');
  expect(about(findings, 'ovh_cloud_project_network_private.listed')).toEqual([
    'violation broadcast-domain-single-site stretched',
  ]);
  expect(about(findings, 'ovh_cloud_project_network_private.everywhere')).toEqual([
    'violation broadcast-domain-single-site stretched',
  ]);
  expect(namesOf(findings)).not.toContain('ovh_cloud_project_network_private.local');
  expect(findings).toHaveLength(2);
});

describe('HCX: a mesh with vMotion and an extended network, Perth to Singapore', () => {
  test('a stretch by construction while nobody says where the far manager stands, which the finding asks for', () => {
    const { findings } = judge('hcx-mesh-with-vmotion');
    expect(about(findings, 'hcx_l2_extension.vlan20')).toEqual([
      'violation broadcast-domain-single-site byConstruction',
    ]);
    expect(about(findings, 'hcx_service_mesh.per_sin')).toContain('undetermined migration-rtt-budget open');
    for (const { evidence } of findings) expect(evidence.toDecide?.join()).toContain('site_pairing');
  });

  const singapore = (rtt: string) =>
    facts(`
sites:
  perth: { at: perth, match: [{ datacenter: Perth }] }
  singapore: { at: singapore, match: [{ name: hcx-cloud.sin.tideway.example }] }
links: [{ between: [perth, singapore], rtt: ${rtt}, bandwidth: 10 Gbit/s }]
`);

  test('with the far manager declared the extended network is stretched', () => {
    const { findings } = judge('hcx-mesh-with-vmotion', singapore('48 ms'));
    expect(about(findings, 'hcx_l2_extension.vlan20')).toEqual(['violation broadcast-domain-single-site stretched']);
    expect(findings.filter(({ ruleId }) => ruleId === 'migration-rtt-budget')).toMatchObject([{ level: 'note' }]);
  });

  test('a slow path is too far for live moves as well', () => {
    const { findings } = judge('hcx-mesh-with-vmotion', singapore('160 ms'));
    expect(about(findings, 'hcx_service_mesh.per_sin')).toContain('violation migration-rtt-budget tooFar');
  });
});

describe('vSphere: a machine whose host, pool and datastore change in place', () => {
  /* On the equator 140 degrees are 15,584.7 km: 152.5 ms of glass, beyond what any version of vMotion publishes. */
  const hosts = (longitude: number, links = '') =>
    facts(`
sites:
  old: { at: { latitude: 0, longitude: 0 }, match: [{ name: host-37 }] }
  new: { at: { latitude: 0, longitude: ${longitude} }, match: [{ name: DC0_C1_H2 }] }
${links}
`);

  test('is undecided: of the old host the plan has only an id', () => {
    const { findings } = judge('vsphere-vmotion-update');
    expect(about(findings, 'vsphere_virtual_machine.erp')).toContain('undetermined migration-rtt-budget open');
    expect(findings.some(({ outcome }) => outcome === 'violation')).toBe(false);
    expect(findings[0]?.evidence.toDecide?.join()).toContain('host-37');
  });

  test('is too far where the declared hosts stand on two continents', () => {
    const { findings } = judge('vsphere-vmotion-update', hosts(140));
    expect(about(findings, 'vsphere_virtual_machine.erp')).toContain('violation migration-rtt-budget tooFar');
  });

  test('is within the budget where the declared hosts stand near each other', () => {
    const near = hosts(1, 'links: [{ between: [old, new], rtt: 3 ms, bandwidth: 10 Gbit/s }]');
    const { findings } = judge('vsphere-vmotion-update', near);
    expect(findings.filter(({ outcome }) => outcome !== 'undetermined')).toMatchObject([
      { ruleId: 'migration-rtt-budget', messageId: 'within', outcome: 'remark' },
    ]);
  });

  test('only the host: cluster and datacenter stay, so nothing is found', () => {
    expect(judge('vsphere-vmotion-update', noDeclarations, 'plan-host-only.json').findings).toEqual([]);
  });

  test('a new machine moves nowhere', () => {
    expect(judge('vsphere-vmotion-update', noDeclarations, 'plan-create.json').findings).toEqual([]);
  });
});

test('vSphere: a datacenter that is replaced in another city is a cold change', () => {
  expect(judge('vsphere-replace').findings).toEqual([]);
});

test('Equinix circuits three modules deep: undecided for a metro that no list has, stretched once it is declared', () => {
  const open = judge('modules-three-deep').findings;
  expect(open.map(({ outcome, ruleId }) => `${outcome} ${ruleId}`)).toEqual(
    Array(2).fill('undetermined broadcast-domain-single-site'),
  );
  const tallinn = facts(
    "sites: { tallinn: { at: { latitude: 59.44, longitude: 24.75 }, match: [{ region: 'equinix-metro:TL' }] } }",
  );
  expect(alarms(judge('modules-three-deep', tallinn))).toEqual(
    Array(2).fill('error broadcast-domain-single-site stretched'),
  );
});

test('OpenStack: networks that are none of OVHcloud are understood, and nothing is found', () => {
  const { inputs, findings } = judge('openstack-l2-bgpvpn');
  expect(inputs[0]?.understood).toBe(2);
  expect(findings).toEqual([]);
});

test.each([
  'mso-bd-stretched',
  'proxmox-vxlan-two-cities',
  'nutanix-stretched-and-sync',
  'packetfabric-backbone-longhaul',
  'hcloud-vswitch',
  'vmc-stretched-sddc',
  'example-modules',
  'example-providerkeys',
  'example-replace',
  'example-update',
])('%s: no table yet, so nothing is understood and nothing is found', (name) => {
  const { inputs, findings } = judge(name);
  expect(inputs[0]?.resources).toBeGreaterThan(0);
  expect(inputs[0]?.understood).toBe(0);
  expect(findings).toEqual([]);
});
