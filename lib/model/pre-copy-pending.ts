import { dirtiedWithin, mostDirtied, timeToDirty, type DirtyBehaviour } from './dirty-memory';
import { bytes, seconds, type Bytes, type Seconds } from './units';

/** Memory that waits to be sent while the guest goes on writing. */
export interface Pending {
  readonly amount: () => number;
  readonly send: (amount: number) => void;
  /** Lets the guest write for a time; returns how much that adds. */
  readonly write: (time: number) => number;
}

/**
 * What the guest adds to memory that waits: D(t0 + t) - D(t0), with D(t0) what waits of its working set. For random writers
 * that is W (1 - exp(-r t / W)) (1 - waiting / W): a page that waits already is not added again.
 * Of a cyclic writer that is min(W, r t), less what it overwrites when it comes round within a round and the one before,
 * waiting x (written before + written now - W) / written before: the mean over all places where it may stand.
 * The first round leaves the end of memory waiting, as much of the working set in it as lies there; of that a cyclic writer
 * overwrites the share that it passes. What lies outside the working set goes first from then on.
 */
export function pendingMemory(memory: Bytes, dirty: DirtyBehaviour): Pending {
  const behind = memoryBehind(memory, dirty);
  const set = Math.min(memory, mostDirtied(dirty));
  let outside: number = memory;
  let inside = 0;
  let writtenBefore = 0;
  let isFirst = true;

  const added = (time: Seconds): number => {
    if (dirty.kind === 'cyclic') {
      const written = dirtiedWithin(dirty, time);
      const again =
        writtenBefore === 0
          ? written / Math.max(1, dirty.workingSet)
          : Math.max(0, writtenBefore + written - dirty.workingSet) / writtenBefore;
      writtenBefore = written;
      return Math.min(dirty.workingSet - inside, written - inside * again);
    }
    if (dirty.kind === 'random') {
      return dirty.workingSet === 0 ? 0 : dirtiedWithin(dirty, time) * (1 - inside / dirty.workingSet);
    }
    return dirtiedWithin(dirty, seconds(timeToDirty(dirty, bytes(inside)) + time)) - inside;
  };
  return {
    amount: () => outside + inside,
    send: (amount) => {
      if (isFirst) {
        isFirst = false;
        inside = Math.min(set, Math.max(0, memory - amount - behind));
        outside = memory - amount - inside;
        return;
      }
      const first = Math.min(outside, amount);
      outside -= first;
      inside = Math.max(0, inside - (amount - first));
    },
    write: (time) => {
      const more = Math.max(0, Math.min(added(seconds(time)), memory - outside - inside));
      inside += more;
      return more;
    },
  };
}

/** Memory at higher addresses than the working set; all of it where nothing is known. */
function memoryBehind(memory: Bytes, dirty: DirtyBehaviour): number {
  if (dirty.kind === 'measured' || dirty.place === undefined) return memory;
  return (1 - dirty.place) * Math.max(0, memory - dirty.workingSet);
}
