import type { Member } from '../../graph/domain';
import type { MigrationDomain } from '../../graph/domain-kinds';
import type { Workload } from '../../graph/workload';
import { known, mapKnown, unknown, type Known, type NotKnown } from '../../graph/known';
import { bytes, gib, mib, type Bytes } from '../../model/units';
import type { Mention } from '../../placing/mention';
import { displayName, type GraphBuilder } from '../../placing/graph-builder';
import type { RawResource } from '../../resources/raw-resource';
import { datastoreTypes } from './datastore';
import { hostTypes } from './host-groups';
import { movedDisks } from './moved-disks';
import { joinByMachine } from './switch';
import { whether, type Whether } from '../../placing/whether';
import type { Placer } from '../../placing/placer';
import type { Located } from '../../placing/site-registry';

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
  joinByMachine(machine, build);
  const move = moves(machine);
  if (move === undefined) return;
  const { path: moved, exists } = move;
  const resources = [{ ...ref, path: attributes.spell(moved) }];
  const members = (['before', 'planned'] as const).map((side) => endOf(machine, moved, side, build));
  const mention = vmotion(`move of ${displayName(machine)}`, 'update in place', members, resources, [workload]);
  const disks = moved === 'host_system_id' ? movedDisks(machine, build) : undefined;
  build.define('migration-domain', { as: 'move', of: ref }, { ...mention, ...(disks && { disks }), exists });
}

type Side = 'planned' | 'before';

/**
 * One end of a move, by what moves: a pool or a datacenter object may hold hosts of several sites, so neither tells where a host
 * stands that is not in the input. A datastore does that changes with the host and has a place of its own.
 */
function endOf(machine: RawResource, moved: Placing, side: Side, build: GraphBuilder): Member {
  const { placer } = build;
  const { attributes, ref, before } = machine;
  const id = (side === 'before' ? before : attributes)?.string(moved);
  const [target, ...others] = placer.targets(machine, moved, placing[moved], side);
  const named = target === undefined ? id?.known === true && id.value : placer.member(target).name;
  const name = others.length === 0 ? named : undefined;
  const found = placer.placeAt(machine, moved, placing[moved], side);
  const stores = moved === 'host_system_id' && isMoved(machine, 'datastore_id') === true;
  const store = stores ? placer.targets(machine, 'datastore_id', placing.datastore_id, side)[0] : undefined;
  const byStore = store === undefined ? storeById(machine, side, stores, placer) : placer.ownPlace(store);
  const site = found?.site.known === true ? found.site : (byStore?.site ?? found?.site ?? unknownPlace(id));
  return {
    resource: { ...ref, path: `${attributes.spell(moved)} (${side})` },
    site,
    ...(typeof name === 'string' && { name }),
  };
}

function storeById(machine: RawResource, side: Side, isAsked: boolean, placer: Placer): Located | undefined {
  const id = isAsked ? (side === 'before' ? machine.before : machine.attributes)?.string('datastore_id') : undefined;
  return id?.known === true ? placer.registry.named(id.value) : undefined;
}

const unknownPlace = (id: Known<string> | undefined): NotKnown =>
  unknown('not-placed', id === undefined || id.known ? 'no host, pool or datastore is known' : id.reason.text);

const placing = {
  host_system_id: hostTypes,
  resource_pool_id: ['vsphere_compute_cluster', 'vsphere_resource_pool'],
  datastore_id: datastoreTypes,
  datastore_cluster_id: ['vsphere_datastore_cluster'],
} as const;

type Placing = keyof typeof placing;

interface Move {
  /** The placement attribute that changes. */
  readonly path: Placing;
  readonly exists: Whether;
}

/**
 * The first placement attribute that an update in place changes, else the first that it may. A machine whose host stays moves its disks
 * at most.
 */
function moves(machine: RawResource): Move | undefined {
  if (machine.change !== 'update') return undefined;
  const [was, is] = [machine.before, machine.attributes].map((side) => side?.string('host_system_id'));
  if (was?.known === true && is?.known === true && is.value !== '' && was.value === is.value) return undefined;
  const found = (Object.keys(placing) as Placing[]).map((path): Move => ({ path, exists: isMoved(machine, path) }));
  const [first] = [...found.filter(({ exists }) => exists === true), ...found.filter(({ exists }) => exists !== false)];
  return first;
}

function isMoved(machine: RawResource, path: Placing): Whether {
  const { before, attributes } = machine;
  if (before === undefined) return false;
  const [old, planned] = [before.string(path), attributes.string(path)];
  return whether(machine, path, old, (was) => {
    if (was === '') return false;
    // The plan shows a value that is to come only where it is to change.
    if (!planned.known && planned.reason.kind === 'after-apply') return true;
    return whether(machine, path, planned, (becomes) => becomes !== was);
  });
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
