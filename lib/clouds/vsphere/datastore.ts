import { unknown } from '../../graph/known';
import { withoutChance } from '../../graph/guess';
import type { Member } from '../../graph/domain';
import { displayName, type GraphBuilder } from '../../placing/graph-builder';
import { isUnset } from '../../placing/whether';
import type { RawResource } from '../../resources/raw-resource';
import { hostMembers } from './host';
import { hostTypes } from './host-groups';

export const datastoreTypes = ['vsphere_datastore', 'vsphere_vmfs_datastore', 'vsphere_nas_datastore'];

/** A datastore that is read from a vCenter, which does not tell its hosts: machines may. */
export function readDatastore(datastore: RawResource, build: GraphBuilder): void {
  shareDatastore(datastore, [], build);
}

export function readVmfs(datastore: RawResource, build: GraphBuilder): void {
  shareDatastore(datastore, build.placer.oneMember(datastore, 'host_system_id', hostTypes), build);
}

/** One that is mounted for reading only, such as images to install from, takes no writes. */
export function readNas(datastore: RawResource, build: GraphBuilder): void {
  const mode = datastore.attributes.string('access_mode');
  if (mode.known && mode.value === 'readOnly') return;
  shareDatastore(datastore, hostMembers(datastore, 'host_system_ids', build.placer), build);
}

/**
 * A datastore that hosts of two sites use is mirrored between them, or far from one of them: either way writes cross the link. A
 * machine whose host is known uses it from there. One that is used in one site couples nothing.
 */
function shareDatastore(datastore: RawResource, hosts: readonly Member[], build: GraphBuilder): void {
  const machines = build.placer.index.referrers(datastore, 'vsphere_virtual_machine', 'datastore_id');
  const members = [...hosts, ...machines.flatMap((machine) => usedBy(machine, build))];
  const sites = new Set(withoutChance(members).map(({ site }) => (site.known ? site.value : undefined)));
  if (sites.size < 2 && !sites.has(undefined)) return;
  build.define('sync-replica', datastore.ref, {
    name: `datastore ${displayName(datastore)}`,
    mechanism: 'shared datastore',
    couples: 'takes writes over the link between',
    product: 'vmsc',
    members,
    resources: [datastore.ref],
  });
}

/** A machine that nobody pins to a host uses its datastore from whatever host it runs on. */
function usedBy(machine: RawResource, { placer }: GraphBuilder): readonly Member[] {
  const path = 'host_system_id';
  const value = machine.attributes.string(path);
  if (!value.known && isUnset(machine, path, value)) return [];
  const host = placer.placeAt(machine, path, hostTypes);
  return [
    {
      resource: machine.ref,
      site: host?.site ?? unknown('not-placed', `the host of ${machine.ref.address} is unknown`),
    },
  ];
}
