import { alarms, facts, judgeResources } from '../support/build';
import { later, terraform } from '../support/resources';

/* Each bullet of "must NOT be flagged" in the catalogue: designs that look like a stretch and are none. */

const resource = terraform;
type Resources = Parameters<typeof judgeResources>[0];

/** Two cities 1,500 km apart and their vCenters, so that whatever does span them would be an alarm. */
const cities = facts(`
sites:
  vienna: { at: vienna, match: [{ datacenter: Vienna }, { name: '*.vie.example' }, { name: 'host-1?' }] }
  madrid: { at: madrid, match: [{ datacenter: Madrid }, { name: '*.mad.example' }, { name: 'host-2?' }] }
`);

const silent: readonly (readonly [string, Resources])[] = [
  [
    'a VPC of one region with subnets in several zones',
    [
      resource('aws_vpc.v', { region: 'eu-west-1' }),
      ...['a', 'b', 'c'].map((zone) =>
        resource(`aws_subnet.${zone}`, { region: 'eu-west-1', availability_zone: `eu-west-1${zone}` }),
      ),
    ],
  ],
  [
    'VPCs of two regions that are peered',
    [
      resource('aws_vpc.a', { region: 'eu-west-1' }),
      resource('aws_vpc.b', { region: 'us-east-1' }),
      resource('aws_vpc_peering_connection.p', { region: 'eu-west-1', peer_region: 'us-east-1' }),
    ],
  ],
  [
    'transit gateways of two regions that are peered, with Connect (GRE and BGP) and a regional multicast domain',
    [
      resource('aws_ec2_transit_gateway.a', { region: 'eu-west-1' }),
      resource('aws_ec2_transit_gateway.b', { region: 'us-east-1' }),
      resource('aws_ec2_transit_gateway_peering_attachment.p', { region: 'eu-west-1', peer_region: 'us-east-1' }),
      resource('aws_ec2_transit_gateway_connect.c', { region: 'eu-west-1', protocol: 'gre' }),
      resource('aws_ec2_transit_gateway_multicast_domain.m', { region: 'eu-west-1' }),
    ],
  ],
  [
    'Direct Connect from a far facility',
    [resource('aws_dx_connection.d', { location: 'EqDC2', region: 'eu-west-1', bandwidth: '10Gbps' })],
  ],
  ...['IP_VC', 'IPWAN_VC'].map((type): readonly [string, Resources] => [
    `a routed Equinix connection of type ${type} between far metros`,
    [
      resource('equinix_fabric_connection.r', {
        type,
        a_side: [{ access_point: [{ type: 'CLOUD_ROUTER', location: [{ metro_code: 'DB' }] }] }],
        z_side: [{ access_point: [{ type: 'COLO', location: [{ metro_code: 'HE' }] }] }],
      }),
    ],
  ]),
  [
    'a routed Equinix network of global scope',
    [resource('equinix_fabric_network.n', { type: 'IPWAN', scope: 'GLOBAL' })],
  ],
  [
    'an on-ramp: EVPL to a service provider, where BGP begins',
    [
      resource('equinix_fabric_connection.r', {
        type: 'EVPL_VC',
        a_side: [
          { access_point: [{ type: 'COLO', location: [{ metro_code: 'DB' }], link_protocol: [{ vlan_tag: 9 }] }] },
        ],
        z_side: [
          { access_point: [{ type: 'SP', location: [{ metro_code: 'HE' }], link_protocol: [{ vlan_tag: 9 }] }] },
        ],
      }),
    ],
  ],
  [
    'a switch, automatic moves and a vSAN cluster over the racks of one site',
    [
      resource('vsphere_distributed_virtual_switch.s', {
        host: [{ host_system_id: 'host-11' }, { host_system_id: 'host-12' }],
      }),
      resource('vsphere_compute_cluster.c', {
        host_system_ids: ['host-11', 'host-12'],
        drs_enabled: true,
        drs_automation_level: 'fullyAutomated',
        ha_enabled: true,
        vsan_enabled: true,
        vsan_fault_domains: [
          {
            fault_domain: [
              { name: 'rack-1', host_ids: ['host-11'] },
              { name: 'rack-2', host_ids: ['host-12'] },
            ],
          },
        ],
      }),
    ],
  ],
  [
    'a stretched cluster within one site whose witness stands in another city',
    [
      resource('vsphere_compute_cluster.c', {
        host_system_ids: ['host-11', 'host-12'],
        vsan_stretched_cluster: [
          {
            preferred_fault_domain_host_ids: ['host-11'],
            secondary_fault_domain_host_ids: ['host-12'],
            witness_node: 'host-21',
          },
        ],
      }),
    ],
  ],
  [
    'an HCX mesh between far sites for bulk migration and disaster recovery',
    [
      resource('hcx_compute_profile.p', { name: 'p', datacenter: 'Vienna' }),
      resource('hcx_service_mesh.m', {
        site_pairing: { url: 'https://hcx.mad.example' },
        local_compute_profile: 'p',
        service: [{ name: 'BULK_MIGRATION' }, { name: 'DISASTER_RECOVERY' }],
      }),
    ],
  ],
  [
    'a machine that a plan replaces in another city',
    [
      resource(
        'vsphere_virtual_machine.v',
        { name: 'v', memory: 4096, host_system_id: 'host-21' },
        { change: 'replace', before: { host_system_id: 'host-11' } },
      ),
    ],
  ],
  [
    'two switches in two cities with one VLAN id and nothing that carries it',
    ['host-11', 'host-21'].flatMap((host, index) => [
      resource(`vsphere_distributed_virtual_switch.s${index}`, { name: `s${index}`, host: [{ host_system_id: host }] }),
      resource(`vsphere_distributed_port_group.p${index}`, {
        vlan_id: 1410,
        distributed_virtual_switch_uuid: later(`vsphere_distributed_virtual_switch.s${index}`),
      }),
    ]),
  ],
  [
    'VPCs of two regions with one private range',
    ['eu-west-1', 'us-east-1'].map((region, index) =>
      resource(`aws_vpc.v${index}`, { region, cidr_block: '10.0.0.0/16' }),
    ),
  ],
  [
    'NAT instances that forward for others, in two regions',
    ['eu-west-1', 'us-east-1'].map((region, index) =>
      resource(`aws_instance.n${index}`, { region, source_dest_check: false }),
    ),
  ],
  [
    'an L2 VPN service without a session',
    [resource('nsxt_policy_l2_vpn_service.s', { mode: 'SERVER' }, { provider: { host: 'nsx.vie.example' } })],
  ],
  [
    'the control plane of an NSX federation, and a gateway of two sites without a segment',
    [
      ...['vie', 'mad'].map((name) =>
        resource(`nsxt_policy_site.${name}`, { display_name: `${name}.vie.example`, maximum_rtt: 250 }),
      ),
      resource('nsxt_policy_tier1_gateway.t', {
        locale_service: [
          { edge_cluster_path: '/global-infra/sites/a.vie.example/edge-clusters/e' },
          { edge_cluster_path: '/global-infra/sites/b.mad.example/edge-clusters/e' },
        ],
      }),
    ],
  ],
  ['an OVH network in one region', [resource('ovh_cloud_project_network_private.n', { regions: ['GRA11'] })]],
  [
    'OVH networks of two regions with one VLAN id in two projects',
    ['GRA11', 'WAW1'].map((region_name, index) =>
      resource(`ovh_cloud_project_region_network.n${index}`, { service_name: `p${index}`, region_name, vlan_id: 20 }),
    ),
  ],
];

test.each(silent)('%s: nothing is found', (_, resources) => {
  const { findings } = judgeResources(resources, cities);
  expect(findings.filter(({ outcome }) => outcome !== 'remark')).toEqual([]);
});

describe('within one metro a stretch is judged by its round trip', () => {
  const metro = (rtt: string) =>
    facts(`
sites:
  hall-1: { at: { latitude: 52.30, longitude: 4.94 }, match: [{ name: 'host-1?' }] }
  hall-2: { at: { latitude: 52.40, longitude: 4.84 }, match: [{ name: 'host-2?' }] }
links: [{ between: [hall-1, hall-2], rtt: ${rtt}, bandwidth: 100 Gbit/s }]
workloads: { any: { memory: 64 GiB, dirtyRate: 50 MiB/s } }
platforms: { vmotion: '6.7', vsan: '7.0' }
`);
  const stretched = [
    resource('vsphere_compute_cluster.c', {
      host_system_ids: ['host-11', 'host-21'],
      drs_enabled: true,
      drs_automation_level: 'fullyAutomated',
      vsan_enabled: true,
    }),
    resource('vsphere_distributed_virtual_switch.s', {
      host: [{ host_system_id: 'host-11' }, { host_system_id: 'host-21' }],
    }),
  ];

  test('1 ms: remarks, no alarm', () => {
    const result = judgeResources(stretched, metro('1 ms'));
    expect(alarms(result)).toEqual([]);
    expect(result.findings.map(({ outcome, level }) => `${outcome} ${level}`)).toEqual([
      'remark note',
      'remark note',
      'remark note',
    ]);
  });

  test('6 ms: the segment and the cluster are errors', () => {
    expect(alarms(judgeResources(stretched, metro('6 ms')))).toEqual([
      'error broadcast-domain-single-site stretched',
      'error stretched-cluster-rtt tooFar',
    ]);
  });
});
