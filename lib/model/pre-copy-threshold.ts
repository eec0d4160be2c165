import {
  bendsOf,
  dirtiedWithin,
  flattening,
  initialRate,
  mostDirtied,
  rateBeyond,
  timeToDirty,
  type DirtyBehaviour,
} from './dirty-memory';
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
 * QEMU: B L always waits, and only what is dirtied besides counts. So pre-copy converges if the guest, with B L dirty, dirties
 * further memory more slowly than the link carries it away: D'(t) < B where D(t) = B L. Cyclic writers have the same edge
 * under both rules; random ones, who often write to what waits already, may be faster under QEMU's.
 *
 * The bandwidth here is memory a second, without headers.
 */

/**
 * Above this bandwidth pre-copy converges. Textbook: max of D(t) / t for t >= L; D(L) / L for random and cyclic writers.
 * QEMU: r W / (W + r L) for random writers.
 */
export function neededBandwidth(
  dirty: DirtyBehaviour,
  downtimeLimit: Seconds,
  stop: StopRule = TEXTBOOK,
): BytesPerSecond {
  if (dirty.kind === 'cyclic') return bytesPerSecond(Math.min(dirty.rate, dirty.workingSet / downtimeLimit));
  if (stop.kind === 'qemu') return neededByQemu(dirty, downtimeLimit);
  const times = [downtimeLimit, ...cornersOf(dirty).filter((time) => time > downtimeLimit)];
  return bytesPerSecond(Math.max(...times.map((time) => dirtiedWithin(dirty, time) / time)));
}

function neededByQemu(dirty: DirtyBehaviour, downtimeLimit: Seconds): BytesPerSecond {
  if (dirty.kind !== 'measured') {
    const { rate, workingSet } = dirty;
    return bytesPerSecond(workingSet === 0 ? 0 : rate / (1 + (rate * downtimeLimit) / workingSet));
  }
  const bends = bendsOf(flattening(dirty));
  return bytesPerSecond(Math.min(...bends.map(({ from, rate }) => Math.max(rate, from / downtimeLimit))));
}

/** Where a measured curve bends: between these times D(t) / t only rises or only falls. */
function cornersOf(dirty: DirtyBehaviour): readonly Seconds[] {
  if (dirty.kind !== 'measured') return [];
  const full = timeToDirty(dirty, dirty.ceiling);
  return [...dirty.points.map((point) => point.within).filter((time) => time < full), full].filter(Number.isFinite);
}

/**
 * Above this downtime limit pre-copy converges; 0 if the link beats the dirty rate itself. Textbook: the longest t with
 * D(t) = B t. QEMU: x / B, where x is the amount from which on the guest dirties more slowly than B; W (1/B - 1/r) for
 * random writers.
 */
export function neededDowntime(dirty: DirtyBehaviour, bandwidth: BytesPerSecond, stop: StopRule = TEXTBOOK): Seconds {
  const longest = mostDirtied(dirty) / bandwidth;
  if (dirty.kind === 'cyclic') return seconds(dirty.rate < bandwidth ? 0 : longest);
  if (dirty.kind === 'random' && dirty.rate <= bandwidth) return seconds(0);
  if (stop.kind === 'qemu') {
    if (dirty.kind === 'random') return seconds(dirty.workingSet * (1 / bandwidth - 1 / dirty.rate));
    const slower = bendsOf(flattening(dirty)).find(({ rate }) => rate < bandwidth);
    return seconds((slower?.from ?? dirty.ceiling) / bandwidth);
  }
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
 * Random writers: -W ln(1 - B L / W) / L by the textbook, B / (1 - B L / W) by QEMU's rule. Cyclic writers: B.
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
  if (pattern === 'cyclic') return bandwidth;
  if (stop.kind === 'qemu') return bytesPerSecond(bandwidth / (1 - sendable / workingSet));
  return bytesPerSecond((-workingSet * Math.log1p(-sendable / workingSet)) / downtimeLimit);
}

/**
 * How much the guest must be slowed for pre-copy to converge: 0 if it converges anyway, 0.63 if it may run at 37 %.
 * A guest at the speed s dirties D(s t) within t, so that s solves D(s L) = B L; by QEMU's rule s D'(t) = B at D(t) = B L.
 */
export function neededThrottle(
  dirty: DirtyBehaviour,
  bandwidth: BytesPerSecond,
  downtimeLimit: Seconds,
  stop: StopRule = TEXTBOOK,
): Ratio {
  const sendable = bytes(bandwidth * downtimeLimit);
  if (mostDirtied(dirty) <= sendable || neededBandwidth(dirty, downtimeLimit, stop) < bandwidth) return ratio(0);
  if (stop.kind === 'qemu') return ratio(Math.max(0, 1 - bandwidth / rateBeyond(flattening(dirty), sendable)));
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
