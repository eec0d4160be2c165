import type { Member } from '../../graph/domain';
import { displayName, type GraphBuilder } from '../../placing/graph-builder';
import { datacenterName, declaredAddress, declaredName, parent, providerAddress } from '../../placing/place-hints';
import type { Placer } from '../../placing/placer';
import type { ProviderTable } from '../../placing/provider-table';
import type { RawResource } from '../../resources/raw-resource';
import { allOf, anyOf, whether, type Whether } from '../../placing/whether';
import { nowhere, type Located } from '../../placing/site-registry';
import { hostTypes, readMachine, vmotion } from './machine';
import { readVmkernelPort } from './vmkernel-port';

const switchTypes = ['vsphere_distributed_virtual_switch'];

/** The vCenter that the provider instance talks to, where people declared what stands behind it. */
const vcenter = providerAddress('vsphere_server');

const inDatacenter = [parent('datacenter_id', 'vsphere_datacenter'), vcenter];

export const vsphere: ProviderTable = {
  name: 'vsphere',
  types: {
    vsphere_datacenter: {
      pulumi: ['vsphere:index/datacenter:Datacenter'],
      identity: ['moid', 'name'],
      place: [datacenterName('name')],
    },
    vsphere_host: {
      pulumi: ['vsphere:index/host:Host'],
      // A datacenter object may hold hosts of several buildings, so what is declared for the host's own name comes first.
      place: [
        declaredName('hostname'),
        declaredName('name'),
        declaredAddress('hostname'),
        parent('datacenter_id', 'vsphere_datacenter'),
        parent('datacenter', 'vsphere_datacenter'),
        parent('cluster', 'vsphere_compute_cluster'),
        vcenter,
      ],
      read: readHost,
    },
    vsphere_compute_cluster: {
      pulumi: ['vsphere:index/computeCluster:ComputeCluster'],
      identity: ['resource_pool_id'],
      place: [whereHostsStand, ...inDatacenter],
      read: readCluster,
    },
    vsphere_resource_pool: {
      pulumi: ['vsphere:index/resourcePool:ResourcePool'],
      place: [parent('parent_resource_pool_id', 'vsphere_compute_cluster', 'vsphere_resource_pool'), ...inDatacenter],
    },
    vsphere_datastore: { pulumi: [], place: inDatacenter },
    vsphere_vmfs_datastore: {
      pulumi: ['vsphere:index/vmfsDatastore:VmfsDatastore'],
      place: [parent('host_system_id', ...hostTypes)],
    },
    vsphere_nas_datastore: { pulumi: ['vsphere:index/nasDatastore:NasDatastore'], place: [] },
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
    },
    vsphere_vnic: {
      pulumi: ['vsphere:index/vnic:Vnic'],
      place: [parent('host', ...hostTypes)],
      read: readVmkernelPort,
    },
    vsphere_host_port_group: {
      pulumi: ['vsphere:index/hostPortGroup:HostPortGroup'],
      place: [parent('host_system_id', ...hostTypes)],
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
    },
  },
};

/** A cluster whose hosts stand in several sites stands in none of them, whatever its datacenter object is called. */
function whereHostsStand(cluster: RawResource, placer: Placer): Located | undefined {
  const members = placer.members(cluster, 'host_system_ids', hostTypes);
  const sites = [...new Set(members.flatMap(({ site }) => (site.known ? [site.value] : [])))].sort();
  if (sites.length > 1) return nowhere(`its hosts stand in ${sites.join(' and ')}`);
  const [first] = members;
  // Of hosts whose site is unknown the cluster's datacenter may.
  if (first === undefined || members.some(({ site }) => !site.known)) return undefined;
  return { site: first.site, because: `host ${first.resource.address}` };
}

const clusterName = (cluster: RawResource): string => `cluster ${displayName(cluster)}`;

/** A host that names its cluster counts as the cluster's member, as one that the cluster lists. */
function readHost(host: RawResource, build: GraphBuilder): void {
  for (const { target, exists } of build.placer.mayPointAt(host, 'cluster', ['vsphere_compute_cluster'])) {
    addCluster(target, [build.placer.member(host)], build, exists);
  }
}

function readCluster(cluster: RawResource, build: GraphBuilder): void {
  addCluster(cluster, clusterMembers(cluster, build), build);
}

/** @param isIn whether the members are the cluster's */
function addCluster(cluster: RawResource, members: readonly Member[], build: GraphBuilder, isIn: Whether = true): void {
  const { attributes, ref } = cluster;
  const name = clusterName(cluster);
  const stretched = attributes.blocks('vsan_stretched_cluster');
  const vsan = attributes.boolean('vsan_enabled');
  const path = stretched.known ? 'vsan_stretched_cluster' : 'vsan_enabled';
  build.define('sync-replica', ref, {
    name,
    mechanism: 'vSAN',
    product: 'vsan',
    members,
    resources: [{ ...ref, path: attributes.spell(path) }],
    exists: allOf(
      isIn,
      anyOf(
        whether(cluster, 'vsan_stretched_cluster', stretched, (blocks) => blocks.length > 0, { isBlock: true }),
        whether(cluster, 'vsan_enabled', vsan, isOn),
      ),
    ),
  });
  const level = attributes.string('drs_automation_level');
  const enabled = attributes.boolean('drs_enabled');
  const resources = [{ ...ref, path: attributes.spell('drs_automation_level') }];
  build.define('migration-domain', ref, {
    ...vmotion(name, 'DRS, fully automated', members, resources),
    exists: allOf(
      isIn,
      whether(cluster, 'drs_automation_level', level, (written) => written === 'fullyAutomated'),
      whether(cluster, 'drs_enabled', enabled, isOn, { unset: true }),
    ),
  });
}

const isOn = (value: boolean): boolean => value;

/**
 * The data hosts of a cluster. The witness is none of them: it has limits of its own. Where a fault domain's ids are
 * unknown and the input tells references only for the whole block, the cluster's own host list is the exact one.
 */
function clusterMembers(cluster: RawResource, build: GraphBuilder): readonly Member[] {
  const all = build.placer.members(cluster, 'host_system_ids', hostTypes);
  if (all.length > 0) return all;
  const halves = ['preferred', 'secondary'].flatMap((half) =>
    build.placer.members(cluster, `vsan_stretched_cluster.${half}_fault_domain_host_ids`, hostTypes),
  );
  return halves.length > 0 ? halves : hostsElsewhere(cluster, build);
}

/** With `host_managed` it is the hosts that name their cluster. Those that are not in the input stand, perhaps, with the cluster. */
function hostsElsewhere(cluster: RawResource, build: GraphBuilder): readonly Member[] {
  const isElsewhere = whether(cluster, 'host_managed', cluster.attributes.boolean('host_managed'), isOn);
  const hosts = build.placer.index.referrers(cluster, 'vsphere_host', 'cluster');
  const { site } = build.placer.place(cluster);
  const resource = { ...cluster.ref, path: cluster.attributes.spell('host_managed') };
  return isElsewhere === false || hosts.length > 0 ? [] : [{ resource, site, isSeveral: true }];
}

function readSwitch(vds: RawResource, build: GraphBuilder): void {
  const { attributes, ref } = vds;
  const hosts = attributes.blocks('host');
  const members = (hosts.known ? hosts.value : []).flatMap((host) =>
    build.placer.oneMember(vds, 'host_system_id', hostTypes, host),
  );
  const isOpen = hosts.known ? attributes.hasLater('host') : hosts.reason.kind !== 'absent';
  if (isOpen) {
    const some = build.placer.members(vds, 'host', hostTypes);
    members.push(...some.map((member) => (member.site.known ? member : { ...member, isSeveral: true })));
  }
  build.define('broadcast-domain', ref, {
    name: `distributed switch ${displayName(vds)}`,
    mechanism: 'distributed virtual switch',
    members,
    resources: [{ ...ref, path: attributes.spell('host') }],
  });
}

function readPortGroup(portGroup: RawResource, build: GraphBuilder): void {
  const vds = build.placer.target(portGroup, 'distributed_virtual_switch_uuid', switchTypes);
  if (vds !== undefined) build.join('broadcast-domain', vds.ref, { members: [], resources: [portGroup.ref] });
}
