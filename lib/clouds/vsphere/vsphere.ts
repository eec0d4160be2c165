import { datacenterName, declaredDatacenter, parent, providerAddress } from '../../placing/place-hints';
import type { ProviderTable } from '../../placing/provider-table';
import { readCluster, readHost, whereHostsStand } from './cluster';
import { readDatastore, readNas, readVmfs } from './datastore';
import { hostHints, withoutPlace } from './host';
import { hostTypes } from './host-groups';
import { readMachine } from './machine';
import { readStandardPortGroup } from './standard-port-group';
import { readPortGroup, readSwitch } from './switch';
import { readVmkernelPort } from './vmkernel-port';

/** The vCenter that the provider instance talks to, where people declared what stands behind it. */
const vcenter = providerAddress('vsphere_server');

const inDatacenter = [parent('datacenter_id', 'vsphere_datacenter'), vcenter];

export const vsphere: ProviderTable = {
  name: 'vsphere',
  types: {
    vsphere_datacenter: {
      pulumi: ['vsphere:index/datacenter:Datacenter'],
      identity: ['moid', 'name'],
      place: [declaredDatacenter('name'), withoutPlace, datacenterName('name')],
    },
    vsphere_host: {
      pulumi: ['vsphere:index/host:Host'],
      calledBy: ['hostname', 'name'],
      place: [...hostHints, vcenter],
      read: readHost,
      isPart: true,
    },
    vsphere_compute_cluster: {
      pulumi: ['vsphere:index/computeCluster:ComputeCluster'],
      identity: ['resource_pool_id'],
      place: [whereHostsStand, ...inDatacenter],
      read: readCluster,
    },
    vsphere_compute_cluster_host_group: {
      pulumi: ['vsphere:index/computeClusterHostGroup:ComputeClusterHostGroup'],
    },
    vsphere_tag: { pulumi: ['vsphere:index/tag:Tag'] },
    vsphere_tag_category: { pulumi: ['vsphere:index/tagCategory:TagCategory'] },
    vsphere_compute_cluster_vm_group: {
      pulumi: ['vsphere:index/computeClusterVmGroup:ComputeClusterVmGroup'],
    },
    vsphere_compute_cluster_vm_host_rule: {
      pulumi: ['vsphere:index/computeClusterVmHostRule:ComputeClusterVmHostRule'],
    },
    vsphere_resource_pool: {
      pulumi: ['vsphere:index/resourcePool:ResourcePool'],
      place: [parent('parent_resource_pool_id', 'vsphere_compute_cluster', 'vsphere_resource_pool'), ...inDatacenter],
    },
    vsphere_datastore: { pulumi: [], place: inDatacenter, read: readDatastore },
    vsphere_vmfs_datastore: {
      pulumi: ['vsphere:index/vmfsDatastore:VmfsDatastore'],
      place: [parent('host_system_id', ...hostTypes)],
      read: readVmfs,
    },
    vsphere_nas_datastore: {
      pulumi: ['vsphere:index/nasDatastore:NasDatastore'],
      place: [],
      read: readNas,
    },
    vsphere_datastore_cluster: {
      pulumi: ['vsphere:index/datastoreCluster:DatastoreCluster'],
      place: inDatacenter,
    },
    vsphere_distributed_virtual_switch: {
      pulumi: ['vsphere:index/distributedVirtualSwitch:DistributedVirtualSwitch'],
      place: inDatacenter,
      read: readSwitch,
    },
    vsphere_distributed_port_group: {
      pulumi: ['vsphere:index/distributedPortGroup:DistributedPortGroup'],
      identity: ['key'],
      place: [parent('distributed_virtual_switch_uuid', 'vsphere_distributed_virtual_switch')],
      read: readPortGroup,
      isPart: true,
    },
    vsphere_vnic: {
      pulumi: ['vsphere:index/vnic:Vnic'],
      place: [
        parent('host', ...hostTypes),
        parent('distributed_switch_port', 'vsphere_distributed_virtual_switch'),
        parent('distributed_port_group', 'vsphere_distributed_port_group'),
      ],
      read: readVmkernelPort,
      isPart: true,
    },
    vsphere_host_port_group: {
      pulumi: ['vsphere:index/hostPortGroup:HostPortGroup'],
      place: [parent('host_system_id', ...hostTypes)],
      read: readStandardPortGroup,
      isPart: true,
    },
    vsphere_virtual_machine: {
      pulumi: ['vsphere:index/virtualMachine:VirtualMachine'],
      place: [
        parent('host_system_id', ...hostTypes),
        parent('resource_pool_id', 'vsphere_compute_cluster', 'vsphere_resource_pool'),
        parent('datastore_id', 'vsphere_datastore', 'vsphere_vmfs_datastore'),
        vcenter,
      ],
      read: readMachine,
      isPart: true,
    },
  },
};
