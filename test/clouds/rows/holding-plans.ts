import { planOf, type Planned } from './plan-of';
import { apart, both, end, hosts, inSubnet, tagged, type ViolatingPlan } from './violating-plans';

/* Plans of two sites that break no rule because of one value: hidden, it may be another, which is open and no error. */

const machine = { name: 'm', resource_pool_id: 'resgroup-1' };
const drs = {
  id: 'domain-c1',
  name: 'c',
  resource_pool_id: 'resgroup-1',
  drs_enabled: true,
  drs_automation_level: 'fullyAutomated',
  host_system_ids: both,
};
const sessions = {
  'nsxt_policy_l2_vpn_session.a': { path: '/a', peer_address: '192.0.2.1' },
  'nsxt_policy_l2_vpn_session.b': { path: '/b', peer_address: '198.51.100.1' },
};
const spanning = [
  { edge_cluster_path: '/global-infra/sites/vienna/edge' },
  { edge_cluster_path: '/global-infra/sites/boston/edge' },
];

const plans: Readonly<Record<string, Planned>> = {
  'a datastore that two sites mount for reading': {
    ...hosts,
    'vsphere_nas_datastore.d': { name: 'd', access_mode: 'readOnly', host_system_ids: both },
  },
  'a cluster without vSAN and DRS': {
    ...hosts,
    'vsphere_compute_cluster.c': {
      name: 'c',
      vsan_enabled: false,
      drs_enabled: false,
      drs_automation_level: 'fullyAutomated',
      host_system_ids: both,
    },
  },
  'a cluster whose machines a person moves': {
    ...hosts,
    'vsphere_compute_cluster.c': { ...drs, drs_automation_level: 'manual' },
  },
  'a cluster whose machines a rule keeps at home': {
    ...hosts,
    'vsphere_compute_cluster.c': drs,
    'vsphere_virtual_machine.m': { id: 'vm-1', ...machine },
    'vsphere_compute_cluster_vm_group.v': {
      name: 'machines',
      compute_cluster_id: 'domain-c1',
      virtual_machine_ids: ['vm-1'],
    },
    'vsphere_compute_cluster_host_group.h': {
      name: 'home',
      compute_cluster_id: 'domain-c1',
      host_system_ids: ['host-1'],
    },
    'vsphere_compute_cluster_vm_host_rule.r': {
      compute_cluster_id: 'domain-c1',
      vm_group_name: 'machines',
      affinity_host_group_name: 'home',
      mandatory: true,
      enabled: true,
    },
  },
  'vMotion ports in two subnets': {
    ...hosts,
    'vsphere_vnic.a': inSubnet('host-1', '203.0.113.1', { portgroup: 'vmotion' }),
    'vsphere_vnic.b': inSubnet('host-2', '203.0.112.2', { portgroup: 'vmotion' }),
  },
  'vMotion ports in one subnet of two VLANs': {
    ...hosts,
    'vsphere_vnic.a': inSubnet('host-1', '203.0.113.1', { portgroup: 'vmotion' }),
    'vsphere_vnic.b': inSubnet('host-2', '203.0.113.2', { portgroup: 'vmotion' }),
    'vsphere_host_port_group.a': { name: 'vmotion', host_system_id: 'host-1', vlan_id: 20 },
    'vsphere_host_port_group.b': { name: 'vmotion', host_system_id: 'host-2', vlan_id: 30 },
  },
  'ports of which one carries no vMotion': {
    ...hosts,
    'vsphere_vnic.a': { host: 'host-1', netstack: 'vmotion', distributed_port_group: 'dvportgroup-1' },
    'vsphere_vnic.b': { host: 'host-2', services: ['management'], distributed_port_group: 'dvportgroup-2' },
  },
  'standard port groups of two VLANs': {
    ...hosts,
    'vsphere_compute_cluster.c': { name: 'c', host_system_ids: both },
    'vsphere_host_port_group.a': { name: 'servers', host_system_id: 'host-1', vlan_id: 20 },
    'vsphere_host_port_group.b': { name: 'servers', host_system_id: 'host-2', vlan_id: 30 },
  },
  'a machine that moves within its site': {
    ...hosts,
    'vsphere_virtual_machine.m': { name: 'm', host_system_id: 'host-1', before: { host_system_id: 'host-1' } },
  },
  'a routed circuit': {
    'equinix_fabric_connection.c': { name: 'c', type: 'IP_VC', a_side: end('DB'), z_side: end('SY') },
  },
  'an Ethernet circuit of two VLANs': {
    'equinix_fabric_connection.c': {
      name: 'c',
      type: 'EVPL_VC',
      a_side: end('DB', tagged(100)),
      z_side: end('SY', tagged(200)),
    },
  },
  'an Ethernet LAN of one metro': {
    'equinix_fabric_network.n': { id: 'lan-1', name: 'n', type: 'EVPLAN', scope: 'LOCAL' },
  },
  'OpenStack networks of two VLANs, and one of another type': {
    'openstack_networking_network_v2.a': {
      name: 'a',
      tenant_id: 'p',
      region: 'GRA11',
      value_specs: { 'provider:network_type': 'vrack', 'provider:segmentation_id': '42' },
    },
    'openstack_networking_network_v2.b': {
      name: 'b',
      tenant_id: 'p',
      region: 'SYD1',
      value_specs: { 'provider:network_type': 'vrack', 'provider:segmentation_id': '43' },
    },
    'openstack_networking_network_v2.c': {
      name: 'c',
      tenant_id: 'p',
      region: 'SYD1',
      value_specs: { 'provider:network_type': 'vxlan', 'provider:segmentation_id': '42' },
    },
  },
  'region networks of two VLANs': {
    'ovh_cloud_project_region_network.a': { name: 'a', service_name: 'p', region_name: 'GRA11', vlan_id: 20 },
    'ovh_cloud_project_region_network.b': { name: 'b', service_name: 'p', region_name: 'SYD1', vlan_id: 30 },
  },
  'a private network of one region': {
    'ovh_cloud_project_network_private.n': { name: 'n', service_name: 'p', regions: ['GRA11'] },
  },
  'an HCX service mesh for cold moves': {
    'hcx_service_mesh.m': {
      name: 'm',
      local_compute_profile: 'compute-vienna',
      remote_compute_profile: 'compute-boston',
      service: [{ name: 'INTERCONNECT' }],
    },
  },
  'segments of two NSX tunnels within their sites': {
    ...sessions,
    'nsxt_policy_segment.vienna': { l2_extension: [{ l2vpn_paths: ['/a'], tunnel_id: 5 }] },
    'nsxt_policy_segment.boston': { l2_extension: [{ l2vpn_paths: ['/b'], tunnel_id: 6 }] },
  },
  'a segment under a gateway of one site, whose tier-0 gateway spans two': {
    'nsxt_policy_tier0_gateway.g': { path: '/g', locale_service: spanning },
    'nsxt_policy_tier1_gateway.t': { path: '/t', tier0_path: '/g', locale_service: spanning.slice(0, 1) },
    'nsxt_policy_segment.s': { display_name: 's', connectivity_path: '/t' },
  },
};

export const holdingPlans: readonly ViolatingPlan[] = Object.entries(plans).map(([name, resources]) => ({
  name,
  plan: planOf(resources),
  declarations: apart,
}));
