import { dirtiedWithin, mostDirtied, type DirtyBehaviour, type RandomWrites } from './dirty-memory';
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
  if (dirty.kind === 'random') return withoutMemory(memory, dirty);
  const set = Math.min(memory, mostDirtied(dirty));
  /** From where the sender stands on. */
  let ahead: readonly Stretch[] = stretchesOf(memory, set, dirty);
  let now = 0;

  const waitingOf = (stretch: Stretch): number => {
    if (stretch.sentAt === undefined) return unsentOf(stretch);
    if (stretch.set === 0) return 0;
    return stretch.set * Math.min(1, dirtiedWithin(dirty, seconds(now - stretch.sentAt)) / set);
  };
  let waiting: number = memory;
  return {
    amount: () => waiting,
    send: (share) => {
      const { rest, passed } = sendOf(ahead, share, waitingOf);
      rest.push({ set: passed, outside: 0, sentAt: now });
      ahead = rest;
      waiting = Math.max(0, waiting - share);
    },
    write: (time) => {
      const before = waiting;
      now += time;
      waiting = 0;
      for (const stretch of ahead) waiting += waitingOf(stretch);
      // Sums in another order differ in their last bits; nothing is ever unwritten.
      return Math.max(0, waiting - before);
    },
  };
}

/**
 * The same of random writers, who do not remember what they wrote: what they add, D(t) (1 - waiting / W), depends on how much
 * waits of the working set, and not on when the rest was sent.
 */
function withoutMemory(memory: Bytes, dirty: RandomWrites): Pending {
  const set = Math.min(memory, mostDirtied(dirty));
  let unsent = stretchesOf(memory, set, dirty);
  let again = 0;
  return {
    amount: () => {
      let total = again;
      for (const stretch of unsent) total += unsentOf(stretch);
      return total;
    },
    send: (share) => {
      const { rest, left } = sendOf(unsent, share, unsentOf);
      unsent = rest;
      again = Math.max(0, again - left);
    },
    write: (time) => {
      if (set === 0) return 0;
      let inside = again;
      for (const stretch of unsent) inside += stretch.set;
      const added = Math.min(set, dirtiedWithin(dirty, seconds(time))) * (1 - inside / set);
      again += added;
      return added;
    },
  };
}

const unsentOf = ({ set, outside }: Stretch): number => set + outside;

/** Sends from the first of some stretches on: what is left of them, what of the working set was sent, what share was not. */
function sendOf(stretches: readonly Stretch[], share: number, waitingOf: (stretch: Stretch) => number) {
  let [left, passed] = [share, 0];
  const rest: Stretch[] = [];
  let next = 0;
  for (const stretch of stretches) {
    next++;
    const { set, outside, sentAt } = stretch;
    const waiting = waitingOf(stretch);
    if (waiting > left) {
      const kept = 1 - left / waiting;
      rest.push({ set: set * kept, outside: outside * kept, sentAt });
      passed += set * (1 - kept);
      left = 0;
      break;
    }
    left -= waiting;
    passed += set;
  }
  return { rest: rest.concat(stretches.slice(next)), passed, left };
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
