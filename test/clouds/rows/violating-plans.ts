import type { Declarations } from '../../../lib/declarations/declarations';
import { facts } from '../../support/build';
import { planOf, type Plan, type Planned, type Provider, type Values } from './plan-of';

/* Plans, each as small as one that breaks a rule can be. */

export interface ViolatingPlan {
  readonly name: string;
  readonly plan: Plan;
  readonly declarations: Declarations;
}

/** Two sites 6,700 km apart, and a link too slow for the machine that moves over it. */
export const apart = facts(`
sites:
  vienna: { at: vienna, match: [{ name: '*vienna*' }, { cidr: 192.0.2.0/24 }] }
  boston: { at: boston, match: [{ name: '*boston*' }, { cidr: 198.51.100.0/24 }] }
links: [{ between: [vienna, boston], rtt: 95 ms, bandwidth: 200 Mbit/s }]
workloads: { erp: { memory: 64 GiB, dirtyRate: 1 GiB/s } }
platforms: { vmotion: '6.7', vsan: '7.0' }
`);

/** The same, with a link that is fast enough for any move. */
const fastLink = facts(`
sites:
  vienna: { at: vienna, match: [{ name: '*vienna*' }, { cidr: 192.0.2.0/24 }] }
  boston: { at: boston, match: [{ name: '*boston*' }, { cidr: 198.51.100.0/24 }] }
links: [{ between: [vienna, boston], rtt: 95 ms, bandwidth: 100 Gbit/s }]
workloads: { erp: { memory: 64 GiB, dirtyRate: 1 GiB/s, workingSet: 8 GiB } }
platforms: { vmotion: '6.7' }
`);

export const hosts = {
  'vsphere_host.a': { id: 'host-1', hostname: 'a.vienna' },
  'vsphere_host.b': { id: 'host-2', hostname: 'b.boston' },
};
export const both = ['host-1', 'host-2'];
const inCluster = { cluster: 'domain-c1' };
export const end = (metro_code: string, more: Values = {}, port: Values = {}) => [
  { access_point: [{ type: 'COLO', location: [{ metro_code }], ...more, ...port }] },
];
export const tagged = (vlan_tag: number) => ({ link_protocol: [{ type: 'DOT1Q', vlan_tag }] });
const lanEnd = [{ access_point: [{ type: 'NETWORK', network: [{ uuid: 'lan-1' }] }] }];
const kernelPort = (host: string, more: Values = {}) => ({
  host,
  distributed_port_group: 'dvportgroup-1',
  netstack: 'vmotion',
  ...more,
});

export const inSubnet = (host: string, ip: string, on: Values) => ({
  host,
  netstack: 'vmotion',
  ipv4: [{ ip, netmask: '255.255.255.0' }],
  ...on,
});

const rack = { 'provider:network_type': 'vrack', 'provider:segmentation_id': '42' };
const by = (args: Provider['args'], alias = ''): Provider => ({ alias, args });
const [near, far] = [by({ host: 'nsx.vienna.example' }), by({ host: 'nsx.boston.example' }, 'far')];

const onGroup = [{ network_id: 'dvportgroup-1' }];

const plans: Readonly<Record<string, Planned>> = {
  'a vSAN cluster': { ...hosts, 'vsphere_compute_cluster.c': { name: 'c', vsan_enabled: true, host_system_ids: both } },
  'a stretched vSAN cluster': {
    ...hosts,
    'vsphere_compute_cluster.c': {
      name: 'c',
      vsan_stretched_cluster: [
        {
          preferred_fault_domain_host_ids: ['host-1'],
          secondary_fault_domain_host_ids: ['host-2'],
          witness_node: 'host-9',
        },
      ],
    },
  },
  'a cluster that its hosts name': {
    'vsphere_host.a': { ...hosts['vsphere_host.a'], ...inCluster },
    'vsphere_host.b': { ...hosts['vsphere_host.b'], ...inCluster },
    'vsphere_compute_cluster.c': { id: 'domain-c1', name: 'c', vsan_enabled: true },
  },
  'a DRS cluster': {
    ...hosts,
    'vsphere_compute_cluster.c': {
      name: 'c',
      drs_enabled: true,
      drs_automation_level: 'fullyAutomated',
      host_system_ids: both,
    },
  },
  'a distributed switch': {
    ...hosts,
    'vsphere_distributed_virtual_switch.s': { name: 's', host: both.map((host_system_id) => ({ host_system_id })) },
  },
  'machines on one distributed port group': {
    ...hosts,
    'vsphere_virtual_machine.m': { name: 'm', host_system_id: 'host-1', network_interface: onGroup },
    'vsphere_virtual_machine.n': { name: 'n', host_system_id: 'host-2', network_interface: onGroup },
  },
  'machines on a switch of the plan': {
    ...hosts,
    'vsphere_distributed_virtual_switch.s': { id: 'dvs-1', name: 's' },
    'vsphere_distributed_port_group.p': { id: 'dvportgroup-1', name: 'p', distributed_virtual_switch_uuid: 'dvs-1' },
    'vsphere_virtual_machine.m': { name: 'm', host_system_id: 'host-1', network_interface: onGroup },
    'vsphere_virtual_machine.n': { name: 'n', host_system_id: 'host-2', network_interface: onGroup },
  },
  'VMkernel ports on a switch of the plan': {
    ...hosts,
    'vsphere_distributed_virtual_switch.s': { id: 'dvs-1', name: 's' },
    'vsphere_vnic.a': { host: 'host-1', distributed_switch_port: 'dvs-1', services: ['management'] },
    'vsphere_vnic.b': { host: 'host-2', distributed_switch_port: 'dvs-1', services: ['management'] },
  },
  'standard port groups of one cluster': {
    ...hosts,
    'vsphere_compute_cluster.c': { name: 'c', host_system_ids: both },
    'vsphere_host_port_group.a': { name: 'servers', host_system_id: 'host-1', virtual_switch_name: 'vSwitch0' },
    'vsphere_host_port_group.b': { name: 'servers', host_system_id: 'host-2', virtual_switch_name: 'vSwitch0' },
  },
  'a datastore that hosts of two sites mount': {
    ...hosts,
    'vsphere_nas_datastore.d': { name: 'd', host_system_ids: both, remote_hosts: ['192.0.2.9'], remote_path: '/d' },
  },
  'a vMotion network by its TCP/IP stack': {
    ...hosts,
    'vsphere_vnic.a': kernelPort('host-1'),
    'vsphere_vnic.b': kernelPort('host-2'),
  },
  'a vMotion network by services, on a port group of the plan': {
    ...hosts,
    'vsphere_distributed_port_group.p': { id: 'dvportgroup-1', name: 'vmotion' },
    'vsphere_vnic.a': kernelPort('host-1', { netstack: 'defaultTcpipStack', services: ['vmotion'] }),
    'vsphere_vnic.b': kernelPort('host-2', { netstack: 'defaultTcpipStack', services: ['management', 'vmotion'] }),
  },
  'vMotion ports on two port groups in one subnet': {
    ...hosts,
    'vsphere_vnic.a': inSubnet('host-1', '203.0.113.1', { distributed_port_group: 'dvportgroup-1' }),
    'vsphere_vnic.b': inSubnet('host-2', '203.0.113.2', { distributed_port_group: 'dvportgroup-2' }),
  },
  'vMotion ports on standard port groups in one subnet': {
    ...hosts,
    'vsphere_vnic.a': inSubnet('host-1', '203.0.113.1', { portgroup: 'vmotion-a' }),
    'vsphere_vnic.b': inSubnet('host-2', '203.0.113.2', { portgroup: 'vmotion-b' }),
    'vsphere_host_port_group.a': { name: 'vmotion-a', host_system_id: 'host-1', vlan_id: 20 },
    'vsphere_host_port_group.b': { name: 'vmotion-b', host_system_id: 'host-2', vlan_id: 20 },
  },
  'vMotion ports on standard port groups of one name': {
    ...hosts,
    'vsphere_compute_cluster.c': { name: 'c', host_system_ids: both },
    'vsphere_vnic.a': { host: 'host-1', netstack: 'vmotion', portgroup: 'vmotion' },
    'vsphere_vnic.b': { host: 'host-2', netstack: 'vmotion', portgroup: 'vmotion' },
    'vsphere_host_port_group.a': { name: 'vmotion', host_system_id: 'host-1', vlan_id: 20 },
    'vsphere_host_port_group.b': { name: 'vmotion', host_system_id: 'host-2', vlan_id: 20 },
  },
  'vMotion ports on standard port groups of one name without a VLAN': {
    ...hosts,
    'vsphere_compute_cluster.c': { name: 'c', host_system_ids: both },
    'vsphere_vnic.a': { host: 'host-1', netstack: 'vmotion', portgroup: 'vmotion' },
    'vsphere_vnic.b': { host: 'host-2', netstack: 'vmotion', portgroup: 'vmotion' },
    'vsphere_host_port_group.a': { name: 'vmotion', host_system_id: 'host-1' },
    'vsphere_host_port_group.b': { name: 'vmotion', host_system_id: 'host-2' },
  },
  'a machine that an update moves': {
    ...hosts,
    'vsphere_virtual_machine.m': {
      name: 'm',
      host_system_id: 'host-2',
      memory: 65536,
      before: { host_system_id: 'host-1' },
    },
  },
  'an Ethernet circuit of whole ports': {
    'equinix_fabric_connection.c': { name: 'c', type: 'EPL_VC', a_side: end('DB'), z_side: end('SY') },
  },
  'an Ethernet circuit of one VLAN': {
    'equinix_fabric_connection.c': {
      name: 'c',
      type: 'EVPL_VC',
      a_side: end('DB', tagged(100)),
      z_side: end('SY', tagged(100)),
    },
  },
  'a circuit between ports of the plan': {
    'equinix_fabric_port.a': { uuid: 'port-1', id: 'port-1', location: [{ metro_code: 'DB' }] },
    'equinix_fabric_port.z': { uuid: 'port-2', id: 'port-2', location: [{ metro_code: 'SY' }] },
    'equinix_fabric_connection.c': {
      name: 'c',
      type: 'EPL_VC',
      a_side: [{ access_point: [{ type: 'COLO', port: [{ uuid: 'port-1' }] }] }],
      z_side: [{ access_point: [{ type: 'COLO', port: [{ uuid: 'port-2' }] }] }],
    },
  },
  'an Ethernet LAN': {
    'equinix_fabric_network.n': { id: 'lan-1', name: 'n', type: 'EVPLAN', scope: 'GLOBAL' },
    'equinix_fabric_connection.a': { name: 'a', type: 'EVPLAN_VC', a_side: end('DB'), z_side: lanEnd },
    'equinix_fabric_connection.b': { name: 'b', type: 'EVPLAN_VC', a_side: end('SY'), z_side: lanEnd },
  },
  'an Ethernet LAN that is not in the plan': {
    'equinix_fabric_connection.a': { name: 'a', type: 'EVPLAN_VC', a_side: end('DB'), z_side: lanEnd },
    'equinix_fabric_connection.b': { name: 'b', type: 'EVPLAN_VC', a_side: end('SY'), z_side: lanEnd },
  },
  'a private network of OVH': {
    'ovh_cloud_project_network_private.n': { name: 'n', service_name: 'p', regions: ['GRA11', 'SYD1'] },
  },
  'a private network of OVH in every region': {
    'ovh_cloud_project_network_private.n': { name: 'n', service_name: 'p' },
  },
  'subnets of one network of OVH': {
    'ovh_cloud_project_network_private.n': { id: 'pn-1', name: 'n', service_name: 'p', regions: ['GRA11'] },
    'ovh_cloud_project_network_private_subnet.a': { network_id: 'pn-1', region: 'GRA11' },
    'ovh_cloud_project_network_private_subnet.b': { network_id: 'pn-1', region: 'SYD1' },
  },
  'subnets of a network of OVH that is not in the plan': {
    'ovh_cloud_project_network_private_subnet.a': { network_id: 'pn-1', region: 'GRA11' },
    'ovh_cloud_project_network_private_subnet.b': { network_id: 'pn-1', region: 'SYD1' },
  },
  'region networks of one VLAN': {
    'ovh_cloud_project_region_network.a': { name: 'a', service_name: 'p', region_name: 'GRA11', vlan_id: 20 },
    'ovh_cloud_project_region_network.b': { name: 'b', service_name: 'p', region_name: 'SYD1', vlan_id: 20 },
  },
  'vRack networks of one VLAN': {
    'ovh_cloud_network_private_vrack.a': { name: 'a', service_name: 'p', region: 'GRA11', vlan_id: 20 },
    'ovh_cloud_network_private_vrack.b': { name: 'b', service_name: 'p', region: 'SYD1', vlan_id: 20 },
  },
  'an HCX service mesh': {
    'hcx_compute_profile.p': { name: 'compute-vienna', datacenter: 'x' },
    'hcx_service_mesh.m': {
      name: 'm',
      local_compute_profile: 'compute-vienna',
      remote_compute_profile: 'compute-boston',
      service: [{ name: 'INTERCONNECT' }, { name: 'VMOTION' }],
      uplink_max_bandwidth: 100,
    },
  },
  'an HCX network extension': {
    'hcx_l2_extension.e': {
      source_network: 'seg-vienna',
      service_mesh_id: 'mesh-1',
      site_pairing: { url: 'https://hcx.boston.example' },
    },
  },
  'segments of one NSX tunnel': {
    'nsxt_policy_l2_vpn_session.s': { path: '/s', peer_address: '198.51.100.1' },
    'nsxt_policy_segment.vienna': { l2_extension: [{ l2vpn_paths: ['/s'], tunnel_id: 5 }] },
    'nsxt_policy_segment.boston': { l2_extension: [{ l2vpn_paths: ['/s'], tunnel_id: 5 }] },
  },
  'OpenStack networks of one VLAN in two regions': {
    'openstack_networking_network_v2.a': { name: 'a', tenant_id: 'p', region: 'GRA11', value_specs: rack },
    'openstack_networking_network_v2.b': { name: 'b', tenant_id: 'p', region: 'SYD1', value_specs: rack },
  },
  'OpenStack networks of one VLAN in the regions of two providers': {
    'openstack_networking_network_v2.a': {
      name: 'a',
      tenant_id: 'p',
      value_specs: rack,
      provider: by({ region: 'GRA11' }),
    },
    'openstack_networking_network_v2.b': {
      name: 'b',
      tenant_id: 'p',
      value_specs: rack,
      provider: by({ region: 'SYD1' }, 'far'),
    },
  },
  'segments of one NSX tunnel between two managers': {
    'nsxt_policy_l2_vpn_session.a': { path: '/a', peer_address: '198.51.100.1', provider: near },
    'nsxt_policy_l2_vpn_session.b': { path: '/b', peer_address: '192.0.2.1', provider: far },
    'nsxt_policy_segment.a': { l2_extension: [{ l2vpn_paths: ['/a'], tunnel_id: 5 }], provider: near },
    'nsxt_policy_segment.b': { l2_extension: [{ l2vpn_paths: ['/b'], tunnel_id: 5 }], provider: far },
  },
  'an NSX session between two managers, by its own addresses': {
    'nsxt_policy_l2_vpn_session.a': { local_address: '203.0.113.1', peer_address: '203.0.113.2', provider: near },
    'nsxt_policy_l2_vpn_session.b': { local_address: '203.0.113.2', peer_address: '203.0.113.1', provider: far },
  },
  'a datastore that hosts of two vCenters mount': {
    'vsphere_host.a': { id: 'host-1', hostname: 'a', provider: by({ vsphere_server: 'vc.vienna.example' }) },
    'vsphere_host.b': { id: 'host-2', hostname: 'b', provider: by({ vsphere_server: 'vc.boston.example' }, 'far') },
    'vsphere_nas_datastore.d': { name: 'd', host_system_ids: both, remote_hosts: ['203.0.113.9'], remote_path: '/d' },
  },
  'an HCX network extension of the manager of its provider': {
    'hcx_l2_extension.e': {
      source_network: 'seg',
      site_pairing: { url: 'https://hcx.boston.example' },
      provider: by({ hcx: 'https://hcx.vienna.example' }),
    },
  },
  'a segment under a gateway that moves as a whole': {
    'nsxt_policy_tier0_gateway.g': {
      path: '/g',
      intersite_config: [
        { primary_site_path: '/global-infra/sites/vienna', fallback_site_paths: ['/global-infra/sites/boston'] },
      ],
    },
    'nsxt_policy_segment.s': { display_name: 's', connectivity_path: '/g' },
  },
  'a segment under what its tier-0 gateway spans': {
    'nsxt_policy_tier0_gateway.g': {
      path: '/g',
      locale_service: [
        { edge_cluster_path: '/global-infra/sites/vienna/edge' },
        { edge_cluster_path: '/global-infra/sites/boston/edge' },
      ],
    },
    'nsxt_policy_tier1_gateway.t': { path: '/t', tier0_path: '/g', locale_service: [] },
    'nsxt_policy_segment.s': { display_name: 's', connectivity_path: '/t' },
  },
  'a segment of NSX Federation': {
    'nsxt_policy_tier1_gateway.g': {
      path: '/g',
      locale_service: [
        { edge_cluster_path: '/global-infra/sites/vienna/edge' },
        { edge_cluster_path: '/global-infra/sites/boston/edge' },
      ],
    },
    'nsxt_policy_segment.s': { display_name: 's', connectivity_path: '/g' },
  },
};

const ports = { 'vsphere_vnic.a': kernelPort('host-1'), 'vsphere_vnic.b': kernelPort('host-2') };
const portGroup = { id: 'dvportgroup-1', name: 'vmotion' };

/** Of which only the cap makes the link too slow. */
const capped: Readonly<Record<string, Planned>> = {
  'a vMotion network with a cap on its switch': {
    ...hosts,
    ...ports,
    'vsphere_distributed_virtual_switch.s': { id: 'dvs-1', name: 's', vmotion_maximum_mbit: 100 },
    'vsphere_distributed_port_group.p': { ...portGroup, distributed_virtual_switch_uuid: 'dvs-1' },
  },
  'a vMotion network with a cap on its port group': {
    ...hosts,
    ...ports,
    'vsphere_distributed_port_group.p': {
      ...portGroup,
      ingress_shaping_enabled: true,
      ingress_shaping_average_bandwidth: 90_000_000,
    },
  },
  'a DRS cluster with a capped vMotion network': {
    ...hosts,
    ...ports,
    'vsphere_compute_cluster.c': { name: 'c', drs_automation_level: 'fullyAutomated', host_system_ids: both },
    'vsphere_distributed_port_group.p': {
      ...portGroup,
      ingress_shaping_enabled: true,
      ingress_shaping_average_bandwidth: 90_000_000,
    },
  },
};

export const violatingPlans: readonly ViolatingPlan[] = [
  ...Object.entries(plans).map(([name, resources]) => ({ name, plan: planOf(resources), declarations: apart })),
  ...Object.entries(capped).map(([name, resources]) => ({ name, plan: planOf(resources), declarations: fastLink })),
];
