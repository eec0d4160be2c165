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
  const ahead = new Ahead(stretchesOf(memory, set, dirty));
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
      const { passed } = ahead.send(share, waitingOf);
      ahead.add({ set: passed, outside: 0, sentAt: now });
      waiting = Math.max(0, waiting - share);
    },
    write: (time) => {
      const before = waiting;
      now += time;
      waiting = ahead.sum(waitingOf);
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
  const unsent = new Ahead(stretchesOf(memory, set, dirty));
  let again = 0;
  return {
    amount: () => again + unsent.sum(unsentOf),
    send: (share) => {
      const { left } = unsent.send(share, unsentOf);
      again = Math.max(0, again - left);
    },
    write: (time) => {
      if (set === 0) return 0;
      const inside = again + unsent.sum(setOf);
      const added = Math.min(set, dirtiedWithin(dirty, seconds(time))) * (1 - inside / set);
      again += added;
      return added;
    },
  };
}

const unsentOf = ({ set, outside }: Stretch): number => set + outside;
const setOf = ({ set }: Stretch): number => set;

/** Stretches from where the sender stands on. */
class Ahead {
  constructor(private readonly stretches: Stretch[]) {}

  add(stretch: Stretch): void {
    this.stretches.push(stretch);
  }

  sum(of: (stretch: Stretch) => number): number {
    let total = 0;
    for (const stretch of this.stretches) total += of(stretch);
    return total;
  }

  /** Sends from the first stretch on: what of the working set was sent, and what share was not for want of more. */
  send(share: number, waitingOf: (stretch: Stretch) => number): { readonly passed: number; readonly left: number } {
    let [left, passed] = [share, 0];
    for (;;) {
      const [first] = this.stretches;
      if (first === undefined) return { passed, left };
      const { set, outside, sentAt } = first;
      const waiting = waitingOf(first);
      if (waiting > left) {
        const kept = 1 - left / waiting;
        this.stretches[0] = { set: set * kept, outside: outside * kept, sentAt };
        return { passed: passed + set * (1 - kept), left: 0 };
      }
      left -= waiting;
      passed += set;
      this.stretches.shift();
    }
  }
}

/** All of memory before anything was sent: the working set scattered over it, or in one piece at its place. */
function stretchesOf(memory: number, set: number, dirty: DirtyBehaviour): Stretch[] {
  const sentAt = undefined;
  const outside = memory - set;
  if (dirty.kind === 'measured' || dirty.place === undefined) return [{ set, outside, sentAt }];
  return [
    { set: 0, outside: dirty.place * outside, sentAt },
    { set, outside: 0, sentAt },
    { set: 0, outside: (1 - dirty.place) * outside, sentAt },
  ];
}
