import { mapKnown, type Known } from '../../graph/known';
import type { Member } from '../../graph/domain';
import { bps, mbps, type BitsPerSecond } from '../../model/units';
import { displayName, type GraphBuilder } from '../../placing/graph-builder';
import { declaredName, parent, datacenterName, declaredAddress } from '../../placing/place-hints';
import type { PlaceHint, Placer } from '../../placing/placer';
import type { ProviderTable } from '../../placing/provider-table';
import type { RawResource } from '../../resources/raw-resource';
import { nowhere, type Located } from '../../placing/site-registry';
import { hostTypes, noCap, readMachine, vmotion } from './machine';

const switchTypes = ['vsphere_distributed_virtual_switch'];

/** The vCenter that the provider instance talks to, where people declared what stands behind it. */
const vcenter: PlaceHint = (resource, placer) => {
  const server = resource.provider.attributes.string('vsphere_server');
  return server.known ? placer.registry.address(server.value) : undefined;
};

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
  const cluster = build.placer.target(host, 'cluster', ['vsphere_compute_cluster']);
  if (cluster !== undefined) addCluster(cluster, [build.placer.member(host)], build);
}

function readCluster(cluster: RawResource, build: GraphBuilder): void {
  addCluster(cluster, clusterMembers(cluster, build), build);
}

function addCluster(cluster: RawResource, members: readonly Member[], build: GraphBuilder): void {
  const { attributes, ref } = cluster;
  const name = clusterName(cluster);
  const stretched = attributes.blocks('vsan_stretched_cluster');
  const vsan = attributes.boolean('vsan_enabled');
  if ((stretched.known && stretched.value.length > 0) || (vsan.known && vsan.value)) {
    const path = stretched.known ? 'vsan_stretched_cluster' : 'vsan_enabled';
    const resources = [{ ...ref, path: attributes.spell(path) }];
    build.define('sync-replica', ref, { name, mechanism: 'vSAN', product: 'vsan', members, resources });
  }
  const level = attributes.string('drs_automation_level');
  const enabled = attributes.boolean('drs_enabled');
  if (level.known && level.value === 'fullyAutomated' && !(enabled.known && !enabled.value)) {
    const resources = [{ ...ref, path: attributes.spell('drs_automation_level') }];
    build.define('migration-domain', ref, vmotion(name, 'DRS, fully automated', members, resources));
  }
}

/**
 * The data hosts of a cluster. The witness is none of them: it has limits of its own. Where a fault domain's ids are
 * unknown and the input tells references only for the whole block, the cluster's own host list is the exact one.
 */
function clusterMembers(cluster: RawResource, build: GraphBuilder): readonly Member[] {
  const all = build.placer.members(cluster, 'host_system_ids', hostTypes);
  if (all.length > 0) return all;
  return ['preferred', 'secondary'].flatMap((half) =>
    build.placer.members(cluster, `vsan_stretched_cluster.${half}_fault_domain_host_ids`, hostTypes),
  );
}

function readSwitch(vds: RawResource, build: GraphBuilder): void {
  const { attributes, ref } = vds;
  const hosts = attributes.blocks('host');
  const members = (hosts.known ? hosts.value : []).flatMap((host) =>
    build.placer.members(vds, 'host_system_id', hostTypes, host),
  );
  if (attributes.hasLater('host')) members.push(...build.placer.members(vds, 'host', hostTypes));
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

/** VMkernel ports for vMotion on one port group: machines can move between all hosts that have one. */
function readVmkernelPort(port: RawResource, build: GraphBuilder): void {
  if (!carriesVmotion(port)) return;
  const { attributes, ref } = port;
  const portGroup = build.placer.target(port, 'distributed_port_group', ['vsphere_distributed_port_group']);
  const literal = attributes.string('distributed_port_group');
  const network = portGroup ?? (literal.known ? literal.value : undefined);
  if (network === undefined) return;
  const isLiteral = typeof network === 'string';
  const id = isLiteral ? `vmotion-network ${network}` : { as: 'vmotion-network', of: network.ref };
  const name = `vMotion network ${isLiteral ? network : displayName(network)}`;
  const hosts = build.placer.members(port, 'host', hostTypes);
  build.defineInner('migration-domain', id, {
    ...vmotion(name, 'VMkernel ports for vMotion on one port group', hosts, [ref]),
    rateCap: portGroup === undefined ? noCap : vmotionCap(portGroup, build),
  });
}

/** With `netstack = "vmotion"` the services are unknown, so either one tells. */
function carriesVmotion(port: RawResource): boolean {
  const stack = port.attributes.string('netstack');
  if (stack.known && stack.value === 'vmotion') return true;
  const services = port.attributes.strings('services');
  return services.known && services.value.some((service) => service.known && service.value === 'vmotion');
}

/** The smaller of the switch's limit for vMotion and the port group's ingress shaping. */
function vmotionCap(portGroup: RawResource, build: GraphBuilder): Known<BitsPerSecond> {
  const vds = build.placer.target(portGroup, 'distributed_virtual_switch_uuid', switchTypes);
  const onSwitch = vds === undefined ? noCap : positive(mapKnown(vds.attributes.number('vmotion_maximum_mbit'), mbps));
  const shaped = portGroup.attributes.boolean('ingress_shaping_enabled');
  const average = positive(mapKnown(portGroup.attributes.number('ingress_shaping_average_bandwidth'), bps));
  if (!shaped.known || !shaped.value || !average.known) return onSwitch;
  return onSwitch.known && onSwitch.value < average.value ? onSwitch : average;
}

/** A cap of 0 or below is an unset one. */
function positive(cap: Known<BitsPerSecond>): Known<BitsPerSecond> {
  return cap.known && cap.value <= 0 ? noCap : cap;
}
