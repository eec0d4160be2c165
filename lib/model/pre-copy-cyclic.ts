import type { CyclicWrites } from './dirty-memory';
import type { Pending } from './pre-copy-pending';
import { ratio, type Bytes, type Ratio } from './units';

/** Addresses from `start` to below `end`. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * Memory that waits to be sent, if it is known where a cyclic writer stands when the migration starts: which stretches of
 * addresses wait. QEMU sends them in the order of their addresses, over and over from
 * where it stopped, and the writer passes through the working set.
 */
export function cyclicPending(
  memory: Bytes,
  { rate, workingSet, place = ratio(0) }: CyclicWrites,
  phase: Ratio,
): Pending {
  const size = Math.min(memory, workingSet);
  let waiting: readonly Stretch[] = [{ start: 0, end: memory }];
  let sentUpTo = 0;
  const base = place * (memory - size);
  let writer = size * (phase % 1);
  const amount = (): number => waiting.reduce((total, { start, end }) => total + end - start, 0);
  return {
    amount,
    send: (share) => {
      let left = share;
      const kept: Stretch[] = [];
      for (const { start, end } of inOrderFrom(sentUpTo, waiting)) {
        const sent = Math.min(left, end - start);
        left -= sent;
        if (sent > 0) sentUpTo = start + sent;
        if (start + sent < end) kept.push({ start: start + sent, end });
      }
      waiting = kept.reduce(joined, []);
    },
    write: (time) => {
      const before = amount();
      if (size === 0) return 0;
      const written = Math.min(size, rate * time);
      const end = (writer + rate * time) % size;
      writer = end;
      const start = end - written;
      waiting = joined(waiting, { start: base + Math.max(0, start), end: base + end });
      if (start < 0) waiting = joined(waiting, { start: base + start + size, end: base + size });
      return amount() - before;
    },
  };
}

/** The stretches from an address on, then those below it. */
function inOrderFrom(address: number, stretches: readonly Stretch[]): readonly Stretch[] {
  const above = stretches.filter(({ end }) => end > address);
  const below = stretches.filter(({ start }) => start < address);
  return [
    ...above.map(({ start, end }) => ({ start: Math.max(start, address), end })),
    ...below.map(({ start, end }) => ({ start, end: Math.min(end, address) })),
  ];
}

/** Disjoint ascending stretches with one more, joined where they touch. */
function joined(stretches: readonly Stretch[], more: Stretch): readonly Stretch[] {
  if (more.end <= more.start) return stretches;
  const apart = (s: Stretch): boolean => s.end < more.start || s.start > more.end;
  const touching = stretches.filter((s) => !apart(s));
  const start = Math.min(more.start, ...touching.map((s) => s.start));
  const end = Math.max(more.end, ...touching.map((s) => s.end));
  const rest = stretches.filter(apart);
  return [...rest.filter((s) => s.end < start), { start, end }, ...rest.filter((s) => s.start > end)];
}
