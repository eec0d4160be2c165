import type { MovedDisk } from '../../graph/domain-kinds';
import { hiddenIn, mapKnown, unknown, type Known } from '../../graph/known';
import { gib } from '../../model/units';
import { displayName, type GraphBuilder } from '../../placing/graph-builder';
import type { Attributes } from '../../resources/attributes';
import type { RawResource } from '../../resources/raw-resource';
import { datastoreTypes } from './datastore';

type Fate = Pick<MovedDisk, 'fate' | 'datastore'>;

const path = 'datastore_id';

/**
 * What becomes of the disks of a machine that changes its host, by what the plan says of each: it is copied where its datastore changes,
 * and left where that stays. A disk of which nobody wrote a datastore is on the machine's own.
 */
export function movedDisks(machine: RawResource, build: GraphBuilder): readonly MovedDisk[] | undefined {
  const own = fateOf(machine, machine.before, machine.attributes, build);
  const [disks, before] = [machine.attributes, machine.before].map((side) => side?.blocks('disk'));
  if (disks?.known !== true) {
    const hidden = disks && hiddenIn(disks);
    const fate: Fate | undefined = hidden === undefined ? own : { fate: 'open', datastore: hidden.reason.text };
    return fate && [{ ...fate, size: unknown('absent', 'no disk is written') }];
  }
  const old = before?.known === true ? before.value : [];
  const found = disks.value.flatMap((disk, index): readonly MovedDisk[] => {
    const earlier = earlierOf(disk, index, old);
    // One that is new starts where it will be.
    if (old.length > 0 && earlier === undefined) return [];
    const fate = diskFate(machine, { disk, earlier, own }, build);
    const label = disk.string('label');
    return fate === undefined
      ? []
      : [{ ...fate, ...(label.known && { name: label.value }), size: mapKnown(disk.number('size'), gib) }];
  });
  return found.length === 0 && disks.value.length > 0 ? undefined : found;
}

/** The same disk as it was: by its label, which stays, else by its position. */
function earlierOf(disk: Attributes, index: number, old: readonly Attributes[]): Attributes | undefined {
  const labelOf = (one: Attributes): string | undefined => {
    const label = one.string('label');
    return label.known && label.value !== '' ? label.value : undefined;
  };
  const label = labelOf(disk);
  const at = old[index];
  return (
    old.find((one) => label !== undefined && labelOf(one) === label) ??
    (at && (label === undefined || labelOf(at) === undefined) ? at : undefined)
  );
}

interface Disk {
  readonly disk: Attributes;
  readonly earlier: Attributes | undefined;
  /** What becomes of the machine's own datastore. */
  readonly own: Fate | undefined;
}

function diskFate(machine: RawResource, { disk, earlier, own }: Disk, build: GraphBuilder): Fate | undefined {
  const [planned, was, home] = [disk, earlier, machine.before].map((side) => side?.string(path));
  const isWritten = disk.written(path);
  const isComputed = planned?.known !== true && (hiddenIn(planned ?? absent) === undefined || isWritten === false);
  // The provider keeps showing the datastore on which a disk was until it has followed the machine.
  const stays = planned?.known === true && was?.known === true && planned.value === was.value;
  const isAtHome = stays && home?.known === true && home.value === was.value && isWritten !== true;
  if (isComputed || isAtHome) return own;
  return fateOf(machine, earlier?.has(path) === true ? earlier : machine.before, disk, build);
}

const absent = unknown('absent', 'nobody wrote it');

/** From the datastore that one side names to that of the other; undefined where nobody wrote one. */
function fateOf(
  machine: RawResource,
  from: Attributes | undefined,
  to: Attributes,
  { placer }: GraphBuilder,
): Fate | undefined {
  const [was, becomes] = [from?.string(path) ?? absent, to.string(path)];
  if (!was.known && hiddenIn(was) === undefined) return undefined;
  const targets = placer.index.targetsIn(to, machine, path, datastoreTypes);
  const [store] = targets.length === 1 ? targets : [];
  const name = store === undefined ? nameIn(becomes) : displayName(store);
  if (was.known && becomes.known) {
    const fate = was.value === becomes.value ? 'left' : 'carried';
    return was.value === '' || name === undefined ? undefined : { fate, datastore: name };
  }
  // The plan shows a value that is to come only where it is to change.
  if (was.known && name !== undefined && !becomes.known && becomes.reason.kind === 'after-apply')
    return { fate: 'carried', datastore: name };
  const hidden = hiddenIn(becomes) ?? hiddenIn(was);
  return hidden && { fate: 'open', datastore: hidden.reason.text };
}

const nameIn = (id: Known<string>): string | undefined => (id.known && id.value !== '' ? id.value : undefined);
