import { bytes, bytesPerSecond, seconds, type Bytes, type BytesPerSecond, type Ratio, type Seconds } from './units';

/** A measured point: so much distinct memory was dirtied within that time. */
export interface DirtyPoint {
  readonly within: Seconds;
  readonly dirtied: Bytes;
}

/**
 * How a guest dirties its memory.
 * `random`: pages of the working set in any order. `cyclic`: one after the other, which is the worst case.
 * `measured`: a curve of at least one point, ascending in both; `ceiling` is the memory that can be dirtied at all.
 */
export type DirtyBehaviour = RandomWrites | CyclicWrites | MeasuredWrites;

export interface RandomWrites {
  readonly kind: 'random';
  readonly rate: BytesPerSecond;
  readonly workingSet: Bytes;
  /**
   * Where the working set lies in the order of addresses, 0 being the lowest and 1 the highest; hardly ever known outside a
   * laboratory. Lowest where nothing is said, which takes longest: what the first round leaves waiting is then not written.
   */
  readonly place?: Ratio | undefined;
}

export interface CyclicWrites {
  readonly kind: 'cyclic';
  readonly rate: BytesPerSecond;
  readonly workingSet: Bytes;
  /** How far through its working set the writer is when the migration starts: hardly ever known outside a laboratory. */
  readonly phase?: Ratio | undefined;
  /** As of random writers. */
  readonly place?: Ratio | undefined;
}

export interface MeasuredWrites {
  readonly kind: 'measured';
  readonly points: readonly DirtyPoint[];
  readonly ceiling: Bytes;
}

/** All that the guest dirties if it runs for ever. */
export function mostDirtied(dirty: DirtyBehaviour): Bytes {
  return dirty.kind === 'measured' ? dirty.ceiling : dirty.rate === 0 ? bytes(0) : dirty.workingSet;
}

/**
 * Distinct memory dirtied within a time: W (1 - exp(-r t / W)) by random writers, min(W, r t) by cyclic ones; a measured
 * curve is joined by lines and continued with its first and its last slope up to the ceiling.
 * Source: for random writers, QEMU commit 34a68001 (theoretical column); for the curve, qemu-devel 2023-04-27.
 */
export function dirtiedWithin(dirty: DirtyBehaviour, time: Seconds): Bytes {
  if (dirty.kind === 'measured') return bytes(Math.min(dirty.ceiling, alongCurve(dirty.points, time)));
  const { rate, workingSet } = dirty;
  if (workingSet === 0) return bytes(0);
  if (dirty.kind === 'cyclic') return bytes(Math.min(workingSet, rate * time));
  return bytes(workingSet * -Math.expm1((-rate * time) / workingSet));
}

/** The time within which so much is dirtied; infinite if it never is. The inverse of `dirtiedWithin`. */
export function timeToDirty(dirty: DirtyBehaviour, amount: Bytes): Seconds {
  if (amount <= 0) return seconds(0);
  if (dirty.kind === 'measured') {
    return seconds(amount > dirty.ceiling ? Infinity : againstCurve(dirty.points, amount));
  }
  const { rate, workingSet } = dirty;
  if (rate === 0 || amount > workingSet) return seconds(Infinity);
  if (dirty.kind === 'cyclic') return seconds(amount / rate);
  return seconds((-workingSet / rate) * Math.log1p(-amount / workingSet));
}

/** What is dirtied at the very beginning, when every write hits a clean page. */
export function initialRate(dirty: DirtyBehaviour): BytesPerSecond {
  if (dirty.kind !== 'measured') return (dirty.workingSet === 0 ? 0 : dirty.rate) as BytesPerSecond;
  const [first] = dirty.points;
  return (first === undefined ? 0 : first.dirtied / first.within) as BytesPerSecond;
}

/**
 * How fast further memory is dirtied once so much is: the slope of D(t) where it reaches that amount. r (1 - amount / W) by
 * random writers; by cyclic ones r until all of W is dirty. 0 from the most on that is ever dirtied.
 */
export function rateBeyond(dirty: DirtyBehaviour, amount: Bytes): BytesPerSecond {
  if (amount >= mostDirtied(dirty)) return bytesPerSecond(0);
  if (dirty.kind === 'cyclic') return dirty.rate;
  if (dirty.kind === 'random') return bytesPerSecond(dirty.rate * (1 - amount / dirty.workingSet));
  const segment = segmentsOf(dirty.points).findLast(({ start }) => start.dirtied <= amount);
  return bytesPerSecond(segment?.slope ?? 0);
}

/**
 * The least curve above a measured one that only ever flattens. What a guest with steady habits dirties afresh can only
 * become less the longer one looks; where a measured curve steepens, that is chance.
 */
export function flattening(dirty: MeasuredWrites): MeasuredWrites;
export function flattening(dirty: DirtyBehaviour): DirtyBehaviour;
export function flattening(dirty: DirtyBehaviour): DirtyBehaviour {
  if (dirty.kind !== 'measured') return dirty;
  const hull: DirtyPoint[] = [];
  const slope = (from: DirtyPoint | undefined, to: DirtyPoint): number =>
    (to.dirtied - (from?.dirtied ?? 0)) / (to.within - (from?.within ?? 0));
  for (const point of dirty.points) {
    for (let last = hull.at(-1); last !== undefined && slope(hull.at(-2), last) <= slope(last, point);) {
      hull.pop();
      last = hull.at(-1);
    }
    hull.push(point);
  }
  return { ...dirty, points: hull };
}

/** Where a curve that flattens bends: from this much on, it rises so fast. The first is 0, the last all, with no rise. */
export function bendsOf({ points, ceiling }: MeasuredWrites): readonly { from: Bytes; rate: BytesPerSecond }[] {
  const bends = segmentsOf(points).map(({ start, slope }) => ({ from: start.dirtied, rate: bytesPerSecond(slope) }));
  return [...bends.filter(({ from }) => from < ceiling), { from: ceiling, rate: bytesPerSecond(0) }];
}

interface Segment {
  readonly start: DirtyPoint;
  readonly slope: number;
}

/** The lines of a curve: one from the origin to each point on, the last going on for ever. */
function segmentsOf(points: readonly DirtyPoint[]): readonly Segment[] {
  const all = [{ within: seconds(0), dirtied: bytes(0) }, ...points];
  return all.slice(1).map((end, i) => {
    const start = all[i] ?? end;
    return { start, slope: (end.dirtied - start.dirtied) / (end.within - start.within) };
  });
}

function alongCurve(points: readonly DirtyPoint[], time: Seconds): number {
  const segment = segmentsOf(points).findLast(({ start }) => start.within <= time);
  return segment === undefined ? 0 : segment.start.dirtied + segment.slope * (time - segment.start.within);
}

function againstCurve(points: readonly DirtyPoint[], amount: Bytes): number {
  const segment = segmentsOf(points).findLast(({ start }) => start.dirtied < amount);
  if (segment === undefined || segment.slope <= 0) return Infinity;
  return segment.start.within + (amount - segment.start.dirtied) / segment.slope;
}
