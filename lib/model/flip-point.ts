/** Where a verdict changes, everything else fixed. */
export type FlipPoint<Q extends number = number> =
  /** Passes up to this value, and at no greater one. */
  | { readonly kind: 'at-most'; readonly value: Q }
  /** Passes from this value on, and at no smaller one. */
  | { readonly kind: 'at-least'; readonly value: Q }
  /** No value of the range changes the verdict: all of them pass. */
  | 'always'
  /** No value of the range changes the verdict: none of them passes. */
  | 'never';

/** The values that a positive quantity may take, and how closely to look. */
export interface FlipRange<Q extends number = number> {
  readonly low: Q;
  readonly high: Q;
  /** Where the flip is expected: the value of a closed form, or the current one. Right there it takes some 5 evaluations. */
  readonly near?: Q | undefined;
  /** Relative distance from the value at which the verdict must have changed; by default 2^-46, and 2^-50 at least. */
  readonly tolerance?: number | undefined;
}

/** Relative; above the rounding of a margin that is computed in a few steps. */
const TOLERANCE = 2 ** -46;
/** A few of the last bits, which interpolation needs to step over the flip. */
const LEAST_TOLERANCE = 2 ** -50;

interface Point {
  readonly x: number;
  readonly margin: number;
}

/** Two points, of which one passes; the one that was found last is the first. */
type Bracket = readonly [Point, Point];

const passes = ({ margin }: Point): boolean => margin >= 0;

/**
 * Solves for the value at which a verdict flips that is the sign of a margin: passes where margin >= 0. Law: the value passes,
 * and within `tolerance` of it the verdict is another. From `near` it steps out by as much as the margin is wide, and between the
 * ends it interpolates: some 16 evaluations, and 10 if the margin is the logarithm of a number over its limit. A margin that
 * jumps or is infinite costs no more than about 70.
 * @param margin monotone over the range
 * @throws RangeError if the range is not 0 < low <= high < infinity
 */
export function flipPoint<Q extends number>(
  margin: (x: Q) => number,
  { low, high, near, tolerance = TOLERANCE }: FlipRange<Q>,
): FlipPoint<Q> {
  if (!(low > 0 && low <= high && high < Infinity)) {
    throw new RangeError(`${low} to ${high} is not a range of a positive quantity`);
  }
  const at = (x: number): Point => ({ x, margin: margin(x as Q) });
  const [lowEnd, highEnd] = [at(low), at(high)];
  const lowPasses = passes(lowEnd);
  if (passes(highEnd) === lowPasses) return lowPasses ? 'always' : 'never';

  const least = Math.max(tolerance, LEAST_TOLERANCE);
  const start = near !== undefined && near >= low && near <= high ? at(near) : undefined;
  const bracket: Bracket = start === undefined ? [highEnd, lowEnd] : closeIn(at, start, lowEnd, highEnd, least);
  const value = narrow(at, bracket, least) as Q;
  return lowPasses ? { kind: 'at-most', value } : { kind: 'at-least', value };
}

/** A margin below this is taken for the rounding of none. */
const ROUNDING = 2 ** -18;

/** Draws a bracket together around a point inside it, in steps that grow, until the flip is between two of them. */
function closeIn(at: (x: number) => Point, start: Point, low: Point, high: Point, tolerance: number): Bracket {
  const upwards = passes(start) === passes(low);
  const end = upwards ? high : low;
  let inner = start;
  // Steps of a logarithm. From the last bits of the value on: 2^-50, 2^-25, 2^-12.5, 2^-6.25; else a little over the margin.
  const isThere = Math.abs(start.margin) < ROUNDING;
  let step = isThere ? Math.max(tolerance / 2, LEAST_TOLERANCE) : 1.1 * Math.abs(start.margin);
  for (;;) {
    const x = start.x * Math.exp(upwards ? step : -step);
    // What is left beyond is halved as well.
    if (!(x > low.x && x < high.x)) return [inner, end];
    const next = at(x);
    if (passes(next) !== passes(inner)) return [next, inner];
    step = Math.max(Math.sqrt(step), 4 * step);
    inner = next;
  }
}

/**
 * Draws a bracket together to its tolerance, on a log scale: by inverse quadratic interpolation where three points lie so that
 * it is safe, else by halving.
 * Source: Chandrupatla, A new hybrid quadratic/bisection algorithm, Advances in Engineering Software 28, 1997.
 * @returns the value of the end that passes
 */
function narrow(at: (x: number) => Point, [newest, opposite]: Bracket, tolerance: number): number {
  let [a, b] = [newest, opposite];
  // Of a margin that is a logarithm a straight line is the best first guess.
  let t = a.margin / (a.margin - b.margin);
  for (;;) {
    if (Math.abs(b.x - a.x) <= tolerance * Math.min(a.x, b.x)) return passes(a) ? a.x : b.x;
    const x = between(a.x, b.x, t, tolerance);
    // Neighbouring numbers have no middle between them.
    if (!(x > Math.min(a.x, b.x) && x < Math.max(a.x, b.x))) return passes(a) ? a.x : b.x;
    const next = at(x);
    const isLikeA = passes(next) === passes(a);
    const c = isLikeA ? a : b;
    if (!isLikeA) b = a;
    a = next;
    t = interpolated(a, b, c);
  }
}

/** At the share t of the way on a log scale, and off the ends, so that an almost right guess closes the bracket from beyond. */
function between(from: number, to: number, t: number, tolerance: number): number {
  const ratio = to / from;
  // Beyond what a number can hold.
  if (ratio === 0 || ratio === Infinity) return Math.sqrt(from) * Math.sqrt(to);
  const gap = Math.min(0.5, (0.9 * tolerance) / Math.abs(Math.log(ratio)));
  const share = Number.isFinite(t) ? Math.min(Math.max(t, gap), 1 - gap) : 0.5;
  return from * ratio ** share;
}

/** How far from a to b the flip lies by three points, of which c was given up last. */
function interpolated(a: Point, b: Point, c: Point): number {
  const width = Math.log(b.x / a.x);
  const xi = -width / Math.log(c.x / b.x);
  const phi = (a.margin - b.margin) / (c.margin - b.margin);
  if (!(phi ** 2 < xi && (1 - phi) ** 2 < 1 - xi)) return 0.5;
  const [fa, fb, fc] = [a.margin, b.margin, c.margin];
  return (fa / (fb - fa)) * (fc / (fb - fc)) + (((Math.log(c.x / a.x) / width) * fa) / (fc - fa)) * (fb / (fc - fb));
}
