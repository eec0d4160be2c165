import type { FeasibilityMap, Verdict } from '../link/link-record';

type Point = readonly [roundTrip: number, bandwidth: number];
type Column = FeasibilityMap['columns'][number];

/** An area of the map that has one verdict. */
export interface MapRegion {
  readonly verdict: Verdict;
  /** Along its lower edge and back along its upper one. */
  readonly outline: readonly Point[];
  /** Where its name fits best. */
  readonly middle: Point;
  /** Width and height at the middle, in decades. */
  readonly decades: readonly [width: number, height: number];
}

/** Joins columns that have the same verdicts in the same order; each of their bands is a region. */
export function mapRegions({ columns }: Pick<FeasibilityMap, 'columns'>): readonly MapRegion[] {
  const stretches: Column[][] = [];
  for (const column of columns) {
    const stretch = stretches.at(-1);
    if (stretch?.[0] !== undefined && orderOf(stretch[0]) === orderOf(column)) stretch.push(column);
    else stretches.push([column]);
  }
  return stretches.flatMap((stretch, i) => {
    const start = stretches[i - 1]?.at(-1)?.roundTrip;
    const end = stretches[i + 1]?.[0]?.roundTrip;
    return regionsOf(stretch, start, end);
  });
}

const orderOf = ({ bands }: Column): string => bands.map(({ verdict }) => verdict).join();

/** Half way to the neighbours, where the verdict must change somewhere. */
function regionsOf(stretch: readonly Column[], before?: number, after?: number): readonly MapRegion[] {
  const [first, last] = [stretch[0], stretch.at(-1)];
  if (first === undefined || last === undefined) return [];
  const from = before === undefined ? first.roundTrip : Math.sqrt(before * first.roundTrip);
  const to = after === undefined ? last.roundTrip : Math.sqrt(after * last.roundTrip);
  const widened = [{ ...first, roundTrip: from }, ...stretch, { ...last, roundTrip: to }];
  return first.bands.map(({ verdict }, k) => {
    const edge = (side: 'from' | 'to'): Point[] =>
      widened.map(({ roundTrip, bands }) => [roundTrip, bands[k]?.[side] ?? 0] as const);
    const [lower, upper] = [edge('from'), edge('to')];
    const x = Math.sqrt(from * to);
    const at = nearestTo(x, lower);
    const [low, high] = [lower[at]?.[1] ?? 1, upper[at]?.[1] ?? 1];
    return {
      verdict,
      outline: [...lower, ...upper.toReversed()],
      middle: [x, Math.sqrt(low * high)],
      decades: [Math.log10(to / from), Math.log10(high / low)],
    };
  });
}

function nearestTo(x: number, points: readonly Point[]): number {
  const off = ([at]: Point): number => Math.abs(Math.log(at / x));
  return points.reduce((best, point, i) => (off(point) < off(points[best] ?? point) ? i : best), 0);
}
