import { bytes, seconds, type Bytes, type BytesPerSecond, type Ratio, type Seconds } from './units';

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
   * Where a working set that is one piece lies in the order of addresses, 0 being the lowest and 1 the highest: hardly ever so
   * outside a laboratory. Where nothing is said, it is scattered over all memory, as an operating system deals pages out.
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

/** A line of a measured curve and how long it goes on. */
export interface DirtyLine extends Segment {
  readonly length: number;
}

/** The lines of a curve as far as the ceiling, and the ceiling itself. */
export function linesOf({ points, ceiling }: MeasuredWrites): readonly DirtyLine[] {
  const segments = segmentsOf(points);
  const lines = segments.map(({ start, slope }, i) => {
    const next = segments[i + 1]?.start.within ?? Infinity;
    const full = slope > 0 ? (ceiling - start.dirtied) / slope : Infinity;
    return { start, slope, length: Math.min(next - start.within, full) };
  });
  const below = lines.filter(({ length }) => length > 0);
  const last = below.at(-1);
  const full = { within: seconds((last?.start.within ?? 0) + (last?.length ?? 0)), dirtied: ceiling };
  return [...below, { start: full, slope: 0, length: Infinity }];
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

/** Walks the points instead of listing segments: it is asked for every stretch of memory in every round. */
function alongCurve(points: readonly DirtyPoint[], time: Seconds): number {
  let [within, dirtied, slope] = [0, 0, 0];
  for (const point of points) {
    slope = (point.dirtied - dirtied) / (point.within - within);
    if (time < point.within || point === points.at(-1)) break;
    ({ within, dirtied } = point);
  }
  return dirtied + slope * (time - within);
}

function againstCurve(points: readonly DirtyPoint[], amount: Bytes): number {
  const segment = segmentsOf(points).findLast(({ start }) => start.dirtied < amount);
  if (segment === undefined || segment.slope <= 0) return Infinity;
  return segment.start.within + (amount - segment.start.dirtied) / segment.slope;
}
