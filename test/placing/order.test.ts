import { readFileSync } from 'node:fs';
import path from 'node:path';
import { judge } from '../../lib/check';
import { noDeclarations } from '../../lib/declarations/declarations';
import type { RawResource } from '../../lib/resources/raw-resource';
import { readDocument } from '../../lib/documents/read-document';
import { rules } from '../../policies';
import { facts, judgeResources } from '../support/build';
import { later, terraform } from '../support/resources';
import { shuffled } from '../support/shuffle';

const SEEDS = Array.from({ length: 25 }, (_, index) => index + 1);

/** Everything that a run tells but the counts of its input. */
const toldOf = (resources: readonly RawResource[], declarations = noDeclarations) => {
  const { findings, moves, inventory, summary } = judgeResources(resources, declarations);
  return { findings, moves, inventory, summary };
};

const declared = facts(`
sites:
  vienna: { at: vienna, match: [{ cidr: 10.1.0.0/16 }, { name: '*.vie.example' }, { name: 'host-1?' }] }
  madrid: { at: madrid, match: [{ cidr: 10.2.0.0/16 }, { name: '*.mad.example' }, { name: 'host-2?' }] }
workloads: { erp: { memory: 64 GiB, dirtyRate: 1 GiB/s, match: [{ name: 'erp-*' }] } }
`);

const at = (host: string) => ({ provider: { host }, alias: host });

/** A little of everything that meets in one domain from several resources. */
const mixed: readonly RawResource[] = [
  ...['vie', 'mad'].flatMap((city, index) => [
    terraform(`vsphere_host.${city}`, { hostname: `esx-1.${city}.example`, id: later() }),
    terraform(
      `nsxt_policy_segment.${city}`,
      {
        display_name: `segment of ${city}`,
        l2_extension: [{ l2vpn_paths: [later(`nsxt_policy_l2_vpn_session.${city}`)], tunnel_id: 7 }],
      },
      at(`nsx.${city}.example`),
    ),
    terraform(
      `nsxt_policy_l2_vpn_session.${city}`,
      { peer_address: `10.${2 - index}.0.7`, path: later() },
      at(`nsx.${city}.example`),
    ),
    ...['one', 'two'].map((network) =>
      terraform(`vsphere_vnic.${city}_${network}`, {
        host: later(`vsphere_host.${city}`),
        netstack: 'vmotion',
        distributed_port_group: later(`vsphere_distributed_port_group.${network}`),
      }),
    ),
  ]),
  terraform('vsphere_distributed_virtual_switch.wide', {
    name: 'wide',
    id: later(),
    vmotion_maximum_mbit: 4000,
    host: [{ host_system_id: later('vsphere_host.mad') }, { host_system_id: later('vsphere_host.vie') }],
  }),
  ...['one', 'two'].map((name) =>
    terraform(`vsphere_distributed_port_group.${name}`, {
      name,
      id: later(),
      distributed_virtual_switch_uuid: later('vsphere_distributed_virtual_switch.wide'),
    }),
  ),
  terraform('vsphere_compute_cluster.far', {
    name: 'far',
    host_system_ids: [later('vsphere_host.mad'), later('vsphere_host.vie')],
    vsan_enabled: true,
  }),
  terraform(
    'vsphere_virtual_machine.erp',
    { name: 'erp-1', memory: 65_536, host_system_id: 'host-21' },
    { change: 'update', before: { host_system_id: 'host-11' } },
  ),
  terraform('ovh_cloud_project_network_private.pay', { name: 'pay', id: later(), regions: ['GRA11'] }),
  ...['GRA11', 'WAW1', 'BHS5'].map((region) =>
    terraform(`ovh_cloud_project_network_private_subnet.s["${region}"]`, {
      network_id: later('ovh_cloud_project_network_private.pay'),
      region,
    }),
  ),
  ...['GRA11', 'WAW1'].map((region) =>
    terraform(`ovh_cloud_project_region_network.r["${region}"]`, {
      service_name: 'p',
      region_name: region,
      vlan_id: 20,
    }),
  ),
  terraform('equinix_fabric_network.lan', { name: 'lan', type: 'EVPLAN', scope: 'GLOBAL', id: later() }),
  ...['DB', 'HE', 'FR'].map((metro) =>
    terraform(`equinix_fabric_connection.m["${metro}"]`, {
      name: `to ${metro}`,
      type: 'EVPLAN_VC',
      a_side: [{ access_point: [{ type: 'COLO', location: [{ metro_code: metro }] }] }],
      z_side: [{ access_point: [{ type: 'NETWORK', network: [{ uuid: later('equinix_fabric_network.lan') }] }] }],
    }),
  ),
];

const expected = toldOf(mixed, declared);

test('the mixed design has findings of every kind, so that the tests below test something', () => {
  const ids = new Set(expected.findings.map(({ ruleId }) => ruleId));
  expect([...ids].sort()).toEqual([
    'broadcast-domain-single-site',
    'migration-bandwidth-floor',
    'migration-converges',
    'migration-rtt-budget',
    'stretched-cluster-rtt',
  ]);
  expect(expected.findings.filter(({ ruleId }) => ruleId === 'broadcast-domain-single-site')).toHaveLength(5);
});

test.each(SEEDS)('what is told does not depend on the order of the resources (seed %i)', (seed) => {
  expect(toldOf(shuffled(mixed, seed), declared)).toEqual(expected);
});

test('a run told twice is the same to the letter', () => {
  expect(JSON.stringify(toldOf(mixed, declared))).toBe(JSON.stringify(expected));
});

test.each([
  'vsphere-vsan-stretched-one-datacenter',
  'vsphere-vsan-fault-domains-two-sites',
  'equinix-fabric-l2-port-to-port',
  'ovh-private-network-regions',
  'hcx-mesh-with-vmotion',
  'modules-three-deep',
])('%s: neither for a plan of a real provider', (name) => {
  const bytes = readFileSync(path.join(__dirname, '../fixtures/plans', name, 'plan.json'));
  const reading = readDocument({ path: 'plan.json', bytes });
  const told = (resources: readonly RawResource[]) => {
    const result = judge({
      readings: [{ ...reading, resources }],
      declarations: noDeclarations,
      rules,
      version: 'test',
      today: '2026-01-01',
    });
    return [result.findings, result.inventory];
  };
  for (const seed of SEEDS.slice(0, 8))
    expect(told(shuffled(reading.resources, seed))).toEqual(told(reading.resources));
});
