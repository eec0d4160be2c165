import { downtimeForRate, freshRate, rateForDowntime } from './circulation';
import { dirtiedWithin, initialRate, mostDirtied, timeToDirty, type DirtyBehaviour } from './dirty-memory';
import { TEXTBOOK, type StopRule } from './stop-rule';
import {
  bytes,
  bytesPerSecond,
  ratio,
  seconds,
  type Bytes,
  type BytesPerSecond,
  type Ratio,
  type Seconds,
} from './units';

/*
 * Textbook: rounds shrink from the whole memory down to the largest V with V = D(V / B), and end if they pass V = B L on the
 * way. So pre-copy converges if D(t) < B t for every t from L on: the link must beat the most that D(t) / t reaches there.
 * Random and cyclic writers dirty ever less per second the longer one looks, so that t = L decides:
 * what the guest dirties within the downtime limit must be sendable within it.
 *
 * QEMU: B L always waits, and only what is dirtied besides counts; see `circulation`. Writers who often write to what waits
 * already may be faster than under the textbook's rule: random ones always, cyclic ones once more than half of W waits.
 *
 * The bandwidth here is memory a second, without headers.
 */

/**
 * Above this bandwidth pre-copy converges. Textbook: max of D(t) / t for t >= L; D(L) / L for random and cyclic writers.
 * QEMU: see `rateForDowntime`.
 */
export function neededBandwidth(
  dirty: DirtyBehaviour,
  downtimeLimit: Seconds,
  stop: StopRule = TEXTBOOK,
): BytesPerSecond {
  if (stop.kind === 'qemu') return rateForDowntime(dirty, downtimeLimit);
  if (dirty.kind === 'cyclic') return bytesPerSecond(Math.min(dirty.rate, dirty.workingSet / downtimeLimit));
  const times = [downtimeLimit, ...cornersOf(dirty).filter((time) => time > downtimeLimit)];
  return bytesPerSecond(Math.max(...times.map((time) => dirtiedWithin(dirty, time) / time)));
}

/** Where a measured curve bends: between these times D(t) / t only rises or only falls. */
function cornersOf(dirty: DirtyBehaviour): readonly Seconds[] {
  if (dirty.kind !== 'measured') return [];
  const full = timeToDirty(dirty, dirty.ceiling);
  return [...dirty.points.map((point) => point.within).filter((time) => time < full), full].filter(Number.isFinite);
}

/**
 * Above this downtime limit pre-copy converges; 0 if the link beats the dirty rate itself. Textbook: the longest t with
 * D(t) = B t. QEMU: see `downtimeForRate`.
 */
export function neededDowntime(dirty: DirtyBehaviour, bandwidth: BytesPerSecond, stop: StopRule = TEXTBOOK): Seconds {
  if (stop.kind === 'qemu') return downtimeForRate(dirty, bandwidth);
  const longest = mostDirtied(dirty) / bandwidth;
  if (dirty.kind === 'cyclic') return seconds(dirty.rate < bandwidth ? 0 : longest);
  if (dirty.kind === 'random' && dirty.rate <= bandwidth) return seconds(0);
  const isBehind = (time: number): boolean => dirtiedWithin(dirty, seconds(time)) >= bandwidth * time;
  const behind = Math.max(0, ...cornersOf(dirty).filter(isBehind));
  if (behind === 0 && initialRate(dirty) < bandwidth) return seconds(0);
  const next = Math.min(longest, ...cornersOf(dirty).filter((time) => time > behind));
  return seconds(behind + (next - behind) * largest((share) => isBehind(behind + (next - behind) * share)));
}

/** From this bandwidth on pre-copy converges at any dirty rate: W / L. */
export function bandwidthForAnyDirtyRate(workingSet: Bytes, downtimeLimit: Seconds): BytesPerSecond {
  return bytesPerSecond(workingSet / downtimeLimit);
}

/**
 * Below this dirty rate pre-copy converges; infinite if the working set fits the downtime (W <= B L).
 * Random writers: -W ln(1 - B L / W) / L by the textbook, B / (1 - B L / W) by QEMU's rule. Cyclic writers: B; by QEMU's rule
 * half of what random ones are allowed, if that is more.
 */
export function toleratedDirtyRate(
  pattern: 'random' | 'cyclic',
  workingSet: Bytes,
  bandwidth: BytesPerSecond,
  downtimeLimit: Seconds,
  stop: StopRule = TEXTBOOK,
): BytesPerSecond {
  const sendable = bandwidth * downtimeLimit;
  if (workingSet <= sendable) return bytesPerSecond(Infinity);
  if (stop.kind === 'qemu') {
    const borne = bandwidth / (1 - sendable / workingSet);
    return bytesPerSecond(pattern === 'cyclic' ? Math.max(bandwidth, borne / 2) : borne);
  }
  if (pattern === 'cyclic') return bandwidth;
  return bytesPerSecond((-workingSet * Math.log1p(-sendable / workingSet)) / downtimeLimit);
}

/**
 * How much the guest must be slowed for pre-copy to converge: 0 if it converges anyway, 0.63 if it may run at 37 %.
 * A guest at the speed s dirties D(s t) within t, so that s solves D(s L) = B L; by QEMU's rule
 * s x `freshRate` = B while B L waits.
 */
export function neededThrottle(
  dirty: DirtyBehaviour,
  bandwidth: BytesPerSecond,
  downtimeLimit: Seconds,
  stop: StopRule = TEXTBOOK,
): Ratio {
  const sendable = bytes(bandwidth * downtimeLimit);
  if (mostDirtied(dirty) <= sendable || neededBandwidth(dirty, downtimeLimit, stop) < bandwidth) return ratio(0);
  if (stop.kind === 'qemu') return ratio(Math.max(0, 1 - bandwidth / freshRate(dirty, sendable)));
  if (dirty.kind !== 'measured') return ratio(Math.max(0, 1 - timeToDirty(dirty, sendable) / downtimeLimit));
  const isEnough = (speed: number): boolean =>
    speed * neededBandwidth(dirty, seconds(speed * downtimeLimit)) < bandwidth;
  return ratio(1 - largest(isEnough));
}

/** The largest number in 0..1 for which a condition holds that holds below and fails above it; by halving. */
function largest(holds: (n: number) => boolean): number {
  let [low, high] = [0, 1];
  for (let i = 0; i < 53; i++) {
    const middle = (low + high) / 2;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low;
}
