import {
  flattening,
  linesOf,
  mostDirtied,
  type DirtyBehaviour,
  type DirtyLine,
  type MeasuredWrites,
} from './dirty-memory';
import { bytesPerSecond, seconds, type Bytes, type BytesPerSecond, type Seconds } from './units';

/*
 * QEMU sends memory in the order of addresses, over and over, until the guest stops. In a steady state each page is sent
 * again after a time T. Of what was sent a time t ago, D(t) has been written since, so that the mean of D over 0..T waits,
 * and D(T) / T is what the guest adds to it and the link carries away. The more waits, the more writes hit what waits already.
 * Of a measured curve its `flattening` is taken: then D(T) / T only falls as T grows.
 */

/**
 * How fast a guest adds to what waits while so much does: D(T) / T where the mean of D over 0..T is that amount. Random
 * writers: r (1 - waiting / W). Cyclic: r, or 2 r (1 - waiting / W) if that is less. 0 once all waits that is ever dirtied.
 */
export function freshRate(dirty: DirtyBehaviour, waiting: Bytes): BytesPerSecond {
  if (waiting >= mostDirtied(dirty)) return bytesPerSecond(0);
  if (dirty.kind !== 'measured') {
    const clean = 1 - waiting / dirty.workingSet;
    return bytesPerSecond(dirty.rate * (dirty.kind === 'cyclic' ? Math.min(1, 2 * clean) : clean));
  }
  return steadyState(dirty, ({ slope, start }, area) =>
    largerRoot(slope / 2, start.dirtied - waiting, area - waiting * start.within),
  ).rate;
}

/**
 * The rate that carries away what a guest adds while rate x downtime waits: above it pre-copy ends. Random writers
 * r W / (W + r L); cyclic ones r, or r W / (W / 2 + r L) if that is less.
 */
export function rateForDowntime(dirty: DirtyBehaviour, downtime: Seconds): BytesPerSecond {
  if (mostDirtied(dirty) === 0) return bytesPerSecond(0);
  if (dirty.kind !== 'measured') {
    const written = (dirty.rate * downtime) / dirty.workingSet;
    return bytesPerSecond(dirty.rate / (dirty.kind === 'cyclic' ? Math.max(1, 1 / 2 + written) : 1 + written));
  }
  return steadyState(dirty, ({ slope, start }, area) =>
    largerRoot(slope / 2, start.dirtied - downtime * slope, area - downtime * start.dirtied),
  ).rate;
}

/**
 * The time in which a link sends what waits when it carries away just what the guest adds; 0 if it is faster than any guest
 * writes. Random writers W (1 / B - 1 / r); cyclic ones W (1 / B - 1 / (2 r)).
 */
export function downtimeForRate(dirty: DirtyBehaviour, rate: BytesPerSecond): Seconds {
  if (mostDirtied(dirty) === 0) return seconds(0);
  if (dirty.kind !== 'measured') {
    if (dirty.rate < rate || (dirty.kind === 'random' && dirty.rate === rate)) return seconds(0);
    return seconds(dirty.workingSet * (1 / rate - 1 / (dirty.kind === 'cyclic' ? 2 * dirty.rate : dirty.rate)));
  }
  const { waiting } = steadyState(dirty, ({ slope, start }) =>
    slope < rate ? (start.dirtied - rate * start.within) / (rate - slope) : Infinity,
  );
  return seconds(waiting / rate);
}

interface SteadyState {
  readonly rate: BytesPerSecond;
  readonly waiting: number;
}

/**
 * The steady state of a measured curve.
 * @param into where T lies, in seconds after the start of a line with that area before it; the first line that reaches so far
 * has it
 */
function steadyState(dirty: MeasuredWrites, into: (line: DirtyLine, areaBefore: number) => number): SteadyState {
  let area = 0;
  for (const line of linesOf(flattening(dirty))) {
    const { start, slope, length } = line;
    const after = into(line, area);
    if (after <= length && Number.isFinite(after)) {
      const time = start.within + after;
      if (time <= 0) return { rate: bytesPerSecond(slope), waiting: 0 };
      const waiting = (area + (start.dirtied + (slope * after) / 2) * after) / time;
      return { rate: bytesPerSecond((start.dirtied + slope * after) / time), waiting };
    }
    area += (start.dirtied + (slope * length) / 2) * length;
  }
  return { rate: bytesPerSecond(0), waiting: dirty.ceiling };
}

/** The larger x with a x² + b x + c = 0, c being negative or 0; infinite if there is none. */
function largerRoot(a: number, b: number, c: number): number {
  if (a === 0) return b > 0 ? -c / b : Infinity;
  return (-b + Math.sqrt(Math.max(0, b * b - 4 * a * c))) / (2 * a);
}
