import { hiddenIn, unknown } from '../../graph/known';
import { withoutChance } from '../../graph/guess';
import type { Member } from '../../graph/domain';
import type { About } from '../../graph/domain-kinds';
import type { Doubt } from '../../graph/graph-node';
import { refKey } from '../../graph/location';
import { displayName, type GraphBuilder } from '../../placing/graph-builder';
import type { Placer } from '../../placing/placer';
import type { ResourceIndex } from '../../placing/resource-index';
import { hiddenPool, machinesOf } from './must-rules';
import { doubtOf, isUnset, whether, type Whether } from '../../placing/whether';
import type { RawResource } from '../../resources/raw-resource';
import { hostMembers } from './host';
import { clusterTypes, hostTypes } from './host-groups';

export const datastoreTypes = ['vsphere_datastore', 'vsphere_vmfs_datastore', 'vsphere_nas_datastore'];

/** A datastore that is read from a vCenter, which does not tell its hosts: machines may. */
export function readDatastore(datastore: RawResource, build: GraphBuilder): void {
  shareDatastore(datastore, [], build);
}

export function readVmfs(datastore: RawResource, build: GraphBuilder): void {
  shareDatastore(datastore, build.placer.oneMember(datastore, 'host_system_id', hostTypes), build);
}

/** One that is mounted for reading only, such as images to install from, takes no writes; for both unless somebody wrote so. */
export function readNas(datastore: RawResource, build: GraphBuilder): void {
  const path = 'access_mode';
  const takesWrites = whether(datastore, path, datastore.attributes.string(path), (mode) => mode !== 'readOnly', {
    unset: true,
  });
  if (takesWrites === false) return;
  shareDatastore(datastore, hostMembers(datastore, 'host_system_ids', build.placer), build, takesWrites);
}

/**
 * A datastore that hosts of two sites use is mirrored between them, or far from one of them: either way writes cross the link. A
 * machine whose host is known uses it from there. One that is used in one site couples nothing.
 */
function shareDatastore(
  datastore: RawResource,
  hosts: readonly Member[],
  build: GraphBuilder,
  exists: Whether = true,
): void {
  const machines = machinesOnDatastores(build.placer).of.get(datastore);
  const members = [...hosts, ...usersOf(machines ?? [], build)];
  const mention = { ...shared(displayName(datastore)), members, resources: [datastore.ref], exists };
  shareAny(build);
  build.share('sync-replica', {
    space,
    by: datastore.ref,
    values: [refKey(datastore.ref)],
    id: undefined,
    mention,
  });
  const sites = new Set(withoutChance(members).map(({ site }) => (site.known ? site.value : undefined)));
  if (sites.size > 1 || sites.has(undefined)) build.define('sync-replica', datastore.ref, mention);
}

const space = 'datastore';

const shared = (of: string): About<'sync-replica'> => ({
  name: `datastore ${of}`,
  mechanism: 'shared datastore',
  couples: 'takes writes over the link between',
  product: 'vmsc',
});

const sharedAny = new WeakSet<ResourceIndex>();

/** Machines of which it is unknown on which datastore they are may be on any of the input; told once for all of them. */
function shareAny(build: GraphBuilder): void {
  const { placer } = build;
  if (sharedAny.has(placer.index)) return;
  sharedAny.add(placer.index);
  const machines = machinesOnDatastores(placer).ofAny;
  const [first] = machines;
  if (first === undefined) return;
  const [machine, doubt] = first;
  build.share('sync-replica', {
    space,
    by: machine.ref,
    values: [doubt],
    id: undefined,
    mention: {
      ...shared(`of ${displayName(machine)}`),
      members: usersOf(machines.keys(), build),
      resources: [...machines.keys()].map(({ ref }) => ref),
      exists: [...machines.values()],
    },
  });
}

interface MachinesOnDatastores {
  readonly of: ReadonlyMap<RawResource, ReadonlySet<RawResource>>;
  /** Those of which it is unknown where they, or one of their disks, are. */
  readonly ofAny: ReadonlyMap<RawResource, Doubt>;
}

const onDatastores = new WeakMap<ResourceIndex, MachinesOnDatastores>();

/** Each machine on its own datastore and on that of each of its disks; found once for all datastores. */
function machinesOnDatastores(placer: Placer): MachinesOnDatastores {
  const { index } = placer;
  const before = onDatastores.get(index);
  if (before !== undefined) return before;
  const path = 'datastore_id';
  const of = new Map<RawResource, Set<RawResource>>();
  const ofAny = new Map<RawResource, Doubt>();
  for (const machine of index.ofTypes(['vsphere_virtual_machine'])) {
    const disks = machine.attributes.blocks('disk');
    const hidden = hiddenIn(disks);
    if (hidden !== undefined) ofAny.set(machine, doubtOf(machine, 'disk', hidden));
    for (const block of [undefined, ...(disks.known ? disks.value : [])]) {
      for (const datastore of index.targetsIn(block ?? machine.attributes, machine, path, datastoreTypes)) {
        of.set(datastore, (of.get(datastore) ?? new Set()).add(machine));
      }
      const { doubt, isOneOf } = placer.pointing(machine, path, datastoreTypes, block);
      if (doubt !== undefined && isOneOf !== true && !ofAny.has(machine)) ofAny.set(machine, doubt);
    }
  }
  const found = { of, ofAny };
  onDatastores.set(index, found);
  return found;
}

/** A machine uses its datastore from its host; those that nobody pins to one from whatever host of their cluster they run on. One of which the cluster is unknown may run anywhere. */
function usersOf(machines: Iterable<RawResource>, { placer }: GraphBuilder): readonly Member[] {
  const path = 'host_system_id';
  const pinned: Member[] = [];
  const clusters = new Set<RawResource>();
  for (const machine of machines) {
    const value = machine.attributes.string(path);
    if (!value.known && isUnset(machine, path, value)) {
      const cluster = clusterOf(machine, placer);
      const hidden = hiddenPool(machine, placer);
      if (cluster !== undefined) clusters.add(cluster);
      else if (hidden !== undefined) {
        const site = unknown('not-placed', `the pool of ${machine.ref.address} is unknown`);
        pinned.push({ resource: machine.ref, site });
      }
      continue;
    }
    const site =
      placer.placeAt(machine, path, hostTypes)?.site ??
      unknown('not-placed', `the host of ${machine.ref.address} is unknown`);
    pinned.push({ resource: machine.ref, site });
  }
  return [...pinned, ...[...clusters].flatMap((cluster) => hostsIn(cluster, placer))];
}

/** The hosts that a cluster lists; those of a vSAN cluster are mirrored by the cluster itself. */
function hostsIn(cluster: RawResource, placer: Placer): readonly Member[] {
  const hosts = hostMembers(cluster, 'host_system_ids', placer);
  return isMirrored(cluster) ? [] : hosts;
}

const found = new WeakMap<ResourceIndex, ReadonlyMap<RawResource, RawResource>>();

/** By its pool, however deep that is; found once for all machines. */
function clusterOf(machine: RawResource, placer: Placer): RawResource | undefined {
  const { index } = placer;
  let clusters = found.get(index);
  if (clusters === undefined) {
    // Clusters of the same machines are one to them.
    const byMachines = new Map(index.ofTypes(clusterTypes).map((cluster) => [machinesOf(cluster, placer), cluster]));
    const pairs = [...byMachines].flatMap(([machines, cluster]) => machines.map((one) => [one, cluster] as const));
    found.set(index, (clusters = new Map(pairs)));
  }
  return clusters.get(machine);
}

function isMirrored({ attributes }: RawResource): boolean {
  const [enabled, stretched] = [attributes.boolean('vsan_enabled'), attributes.blocks('vsan_stretched_cluster')];
  return (enabled.known && enabled.value) || (stretched.known && stretched.value.length > 0);
}
