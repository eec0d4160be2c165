import { dirtiedWithin, mostDirtied, type DirtyBehaviour } from './dirty-memory';
import { seconds, type Bytes } from './units';

/** Memory that waits to be sent while the guest goes on writing. */
export interface Pending {
  readonly amount: () => number;
  readonly send: (amount: number) => void;
  /** Lets the guest write for a time; returns how much that adds. */
  readonly write: (time: number) => number;
}

/** A stretch of addresses: what lies in it of the working set, and what else of it was never sent. */
interface Stretch {
  readonly set: number;
  readonly outside: number;
  /** When the round began in which it was last sent, by the guest's clock; undefined if it never was. */
  readonly sentAt: number | undefined;
}

/**
 * Memory is sent in the order of addresses, over and over. Of a stretch that was sent a time t ago waits what the guest has
 * written since: its share of D(t). One that was never sent waits as a whole.
 */
export function pendingMemory(memory: Bytes, dirty: DirtyBehaviour): Pending {
  const set = Math.min(memory, mostDirtied(dirty));
  /** From where the sender stands on. */
  let ahead = stretchesOf(memory, set, dirty);
  let now = 0;

  const waitingOf = (stretch: Stretch): number => {
    if (stretch.sentAt === undefined) return stretch.outside + stretch.set;
    if (stretch.set === 0) return 0;
    return stretch.set * Math.min(1, dirtiedWithin(dirty, seconds(now - stretch.sentAt)) / set);
  };
  const amount = (): number => {
    let total = 0;
    for (const stretch of ahead) total += waitingOf(stretch);
    return total;
  };
  return {
    amount,
    send: (share) => {
      let [left, passed, whole] = [share, 0, 0];
      const rest: Stretch[] = [];
      for (const stretch of ahead) {
        const waiting = waitingOf(stretch);
        const part = waiting <= left ? 1 : left / waiting;
        left = Math.max(0, left - waiting);
        passed += stretch.set * part;
        if (part === 1) whole++;
        else {
          rest.push({ ...stretch, set: stretch.set * (1 - part), outside: stretch.outside * (1 - part) });
          break;
        }
      }
      ahead = [...rest, ...ahead.slice(whole + rest.length), { set: passed, outside: 0, sentAt: now }];
    },
    write: (time) => {
      const before = amount();
      now += time;
      return amount() - before;
    },
  };
}

/** All of memory before anything was sent: the working set scattered over it, or in one piece at its place. */
function stretchesOf(memory: number, set: number, dirty: DirtyBehaviour): readonly Stretch[] {
  const sentAt = undefined;
  const outside = memory - set;
  if (dirty.kind === 'measured' || dirty.place === undefined) return [{ set, outside, sentAt }];
  return [
    { set: 0, outside: dirty.place * outside, sentAt },
    { set, outside: 0, sentAt },
    { set: 0, outside: (1 - dirty.place) * outside, sentAt },
  ];
}
