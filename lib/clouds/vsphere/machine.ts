import type { Member } from '../../graph/domain';
import type { MigrationDomain } from '../../graph/domain-kinds';
import type { Workload } from '../../graph/workload';
import { known, mapKnown, unknown, type Known } from '../../graph/known';
import { bytes, gib, mib, type Bytes } from '../../model/units';
import type { Mention } from '../../placing/mention';
import { displayName, type GraphBuilder } from '../../placing/graph-builder';
import type { RawResource } from '../../resources/raw-resource';
import { whether, type Whether } from '../../placing/whether';
import type { Located } from '../../placing/site-registry';

export const hostTypes = ['vsphere_host'];

export const noCap = unknown('absent', 'no cap is set');

export function vmotion(
  name: string,
  mechanism: string,
  members: readonly Member[],
  resources: MigrationDomain['resources'],
  workloads: readonly Workload[] = [],
): Mention<'migration-domain'> {
  return { name, product: 'vmotion', mechanism, members, resources, rateCap: noCap, workloads };
}

/** A machine as a workload and, where the plan changes its place without replacing it, the live move. */
export function readMachine(machine: RawResource, build: GraphBuilder): void {
  const { attributes, ref } = machine;
  const workload = build.workload(machine, {
    memory: mapKnown(attributes.number('memory'), mib),
    disk: totalDisk(machine),
  });
  const move = moves(machine);
  if (move === undefined) return;
  const { path: moved, exists } = move;
  const resources = [{ ...ref, path: attributes.spell(moved) }];
  const [from, to] = (['before', 'planned'] as const).map((side) => ({
    resource: { ...ref, path: `${attributes.spell(moved)} (${side})` },
    site: placeOfMachine(machine, side, build).site,
  }));
  if (from === undefined || to === undefined) return;
  const name = `move of ${displayName(machine)}`;
  const mention = vmotion(name, 'update in place', [from, to], resources, [workload]);
  build.define('migration-domain', { as: 'move', of: ref }, { ...mention, exists });
}

const placing = {
  host_system_id: hostTypes,
  resource_pool_id: ['vsphere_compute_cluster', 'vsphere_resource_pool'],
  datastore_id: ['vsphere_datastore', 'vsphere_vmfs_datastore', 'vsphere_nas_datastore'],
  datastore_cluster_id: ['vsphere_datastore_cluster'],
};

interface Move {
  /** The placement attribute that changes. */
  readonly path: string;
  readonly exists: Whether;
}

/** The first placement attribute that an update in place changes, else the first that it may. */
function moves(machine: RawResource): Move | undefined {
  const { change, before, attributes } = machine;
  if (change !== 'update' || before === undefined) return undefined;
  const found = Object.keys(placing).map((path): Move => {
    const [old, planned] = [before.string(path), attributes.string(path)];
    const exists = whether(machine, path, old, (was) => {
      if (was === '') return false;
      // The plan shows a value that is to come only where it is to change.
      if (!planned.known && planned.reason.kind === 'after-apply') return true;
      return whether(machine, path, planned, (becomes) => becomes !== was);
    });
    return { path, exists };
  });
  const [first] = [...found.filter(({ exists }) => exists === true), ...found.filter(({ exists }) => exists !== false)];
  return first;
}

function placeOfMachine(machine: RawResource, side: 'before' | 'planned', build: GraphBuilder): Located {
  let last: Located | undefined;
  for (const [path, types] of Object.entries(placing)) {
    const found = build.placer.placeAt(machine, path, types, side);
    if (found?.site.known === true) return found;
    last ??= found;
  }
  return last ?? { site: unknown('not-placed', 'no host, pool or datastore is known'), because: '' };
}

/** Sum of the disks' sizes; the provider counts in GB of 1024^3 bytes. */
function totalDisk({ attributes, ref }: RawResource): Known<Bytes> {
  const disks = attributes.blocks('disk');
  if (!disks.known) return disks;
  const sizes = disks.value.map((disk) => disk.number('size'));
  let total = 0;
  for (const size of sizes) {
    if (!size.known) return size;
    total += gib(size.value);
  }
  return known(bytes(total), { kind: 'resource', address: ref.address, path: `${attributes.spell('disk')} size` });
}
