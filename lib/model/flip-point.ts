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
  /**
   * Relative distance from the value at which the verdict must have changed. By default the neighbouring number; with a
   * margin 2^-46, and 2^-50 at least.
   */
  readonly tolerance?: number | undefined;
}

/**
 * Solves for the value at which a verdict flips, by halving on a log scale. Law: the value passes, and within `tolerance` of
 * it the verdict is another. Takes about 60 evaluations in any range of a quantity, and under 40 with a tolerance of 1e-9.
 * @param passes changes at most once over the range
 * @throws RangeError if the range is not 0 < low <= high < infinity
 */
export function flipPoint<Q extends number>(passes: (x: Q) => boolean, range: FlipRange<Q>): FlipPoint<Q> {
  return solve((x) => (passes(x) ? 1 : -1), range, { tolerance: range.tolerance ?? 0, interpolate: false });
}

/** Relative; above the rounding of a margin that is computed in a few steps. */
const MARGIN_TOLERANCE = 2 ** -46;
/** A few of the last bits, which interpolation needs to step over the flip. */
const LEAST_MARGIN_TOLERANCE = 2 ** -50;

/**
 * As `flipPoint`, for a verdict that is the sign of a margin: passes where margin >= 0. Halves down to a factor of 2 and from
 * there on interpolates (false position with the Illinois rule): some 16 evaluations. A margin that jumps or is infinite
 * costs no more than about 60.
 * @param margin monotone over the range
 * @throws RangeError if the range is not 0 < low <= high < infinity
 */
export function flipPointOfMargin<Q extends number>(margin: (x: Q) => number, range: FlipRange<Q>): FlipPoint<Q> {
  const tolerance = Math.max(range.tolerance ?? MARGIN_TOLERANCE, LEAST_MARGIN_TOLERANCE);
  return solve(margin, range, { tolerance, interpolate: true });
}

/** What is left to search: a margin at each end, of which one passes. */
interface Bracket {
  low: number;
  high: number;
  lowMargin: number;
  highMargin: number;
}

interface Manner {
  readonly tolerance: number;
  readonly interpolate: boolean;
}

function solve<Q extends number>(
  margin: (x: Q) => number,
  { low, high, near }: FlipRange<Q>,
  { tolerance, interpolate }: Manner,
): FlipPoint<Q> {
  if (!(low > 0 && low <= high && high < Infinity)) {
    throw new RangeError(`${low} to ${high} is not a range of a positive quantity`);
  }
  const bracket: Bracket = { low, high, lowMargin: margin(low), highMargin: margin(high) };
  const lowPasses = bracket.lowMargin >= 0;
  if (bracket.highMargin >= 0 === lowPasses) return lowPasses ? 'always' : 'never';

  const evaluate = margin as (x: number) => number;
  if (near !== undefined && near > low && near < high) closeIn(bracket, evaluate, near, tolerance);
  narrow(bracket, evaluate, tolerance, interpolate);
  return lowPasses ? { kind: 'at-most', value: bracket.low as Q } : { kind: 'at-least', value: bracket.high as Q };
}

/** Draws a bracket together around a value inside it, in steps that grow, until the flip is between two of them. */
function closeIn(bracket: Bracket, margin: (x: number) => number, near: number, tolerance: number): void {
  const upwards = moveEnd(bracket, near, margin(near));
  // From the last bits of the value on: 2^-50, 2^-25, 2^-12.5, 2^-6.25. Beyond that, halving what is left is as good.
  for (let step = Math.max(tolerance / 2, 2 ** -50); step < 0.1; step = Math.sqrt(step)) {
    const x = upwards ? Math.min(bracket.high, near * (1 + step)) : Math.max(bracket.low, near * (1 - step));
    if (moveEnd(bracket, x, margin(x)) !== upwards) return;
  }
}

/** By how many steps of halving interpolation may fall behind before halving takes over. */
const SLACK = 6;

function narrow(bracket: Bracket, margin: (x: number) => number, tolerance: number, interpolate: boolean): void {
  let ahead = SLACK;
  let lowBefore: boolean | undefined;
  for (;;) {
    const { low, high, lowMargin, highMargin } = bracket;
    const middle = middleOf(low, high);
    // Neighbouring numbers have no middle between them.
    if (high - low <= tolerance * low || !(middle > low && middle < high)) return;

    const isClose = high <= 2 * low && Number.isFinite(lowMargin) && Number.isFinite(highMargin);
    const guesses = interpolate && isClose && ahead >= 0;
    const guess = low + (lowMargin / (lowMargin - highMargin)) * (high - low);
    const x = guesses ? offTheEnds(bracket, guess, tolerance) : middle;
    const isLow = moveEnd(bracket, x, margin(x));
    // The Illinois rule: an end that stays twice counts half, so that the next guess falls on its side of the flip.
    if (guesses && isLow === lowBefore) {
      if (isLow) bracket.highMargin = halved(bracket.highMargin);
      else bracket.lowMargin = halved(bracket.lowMargin);
    }
    if (guesses) ahead += Math.log2((high - low) / (bracket.high - bracket.low)) - 1;
    lowBefore = guesses ? isLow : undefined;
  }
}

/** Never 0, which would turn a failure into a pass. */
const halved = (margin: number): number => margin / 2 || margin;

/** Moves the end that has the same verdict to x. @returns whether that is the low end */
function moveEnd(bracket: Bracket, x: number, margin: number): boolean {
  const isLow = margin >= 0 === bracket.lowMargin >= 0;
  if (isLow) {
    bracket.low = x;
    bracket.lowMargin = margin;
  } else {
    bracket.high = x;
    bracket.highMargin = margin;
  }
  return isLow;
}

/** On a log scale while the ends differ by more than a factor of 2. */
function middleOf(low: number, high: number): number {
  return high > 2 * low ? Math.sqrt(low) * Math.sqrt(high) : low + (high - low) / 2;
}

/** Keeps a guess off the ends by most of the tolerance: an almost right one then closes the bracket from beyond the flip. */
function offTheEnds({ low, high }: Bracket, guess: number, tolerance: number): number {
  const gap = 0.9 * tolerance * low;
  return Math.min(Math.max(guess, low + gap), high - gap);
}
