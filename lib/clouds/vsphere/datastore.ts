import type { Member } from '../../graph/domain';
import { displayName, type GraphBuilder } from '../../placing/graph-builder';
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

/** A datastore that hosts of two sites use is mirrored between them, or far from one of them: either way writes cross the link. */
function shareDatastore(datastore: RawResource, members: readonly Member[], build: GraphBuilder): void {
  build.define('sync-replica', datastore.ref, {
    name: `datastore ${displayName(datastore)}`,
    mechanism: 'shared datastore',
    couples: 'takes writes over the link between',
    product: 'vmsc',
    members,
    resources: [datastore.ref],
  });
}

/** A machine whose host is known uses its datastore from there. */
export function joinDatastore(machine: RawResource, build: GraphBuilder): void {
  const { placer } = build;
  const host = placer.placeAt(machine, 'host_system_id', hostTypes);
  const datastore = placer.target(machine, 'datastore_id', datastoreTypes);
  if (datastore === undefined || host?.site.known !== true) return;
  build.join('sync-replica', datastore.ref, {
    members: [{ resource: machine.ref, site: host.site }],
    resources: [],
  });
}
