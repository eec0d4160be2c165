import { km, metres, seconds, type Metres, type Seconds } from './units';

/** Metres per second, exact. Source: SI definition of the metre. */
export const SPEED_OF_LIGHT = 299_792_458;

/** Group index of standard fibre at 1550 nm. Source: a G.652.D datasheet; other sheets give 1.466 to 1.4682. */
export const GROUP_INDEX = 1.467;

/**
 * Below this multiple of the minimum a round trip is not credible: the best commercial route known to us,
 * New York - London, measures 1.08.
 */
export const BEST_ROUTE_FACTOR = 1.05;

/** Measured round trips over the minimum: 5th percentile, median and 95th percentile. */
export interface RttFactors {
  readonly fast: number;
  readonly median: number;
  readonly slow: number;
}

/**
 * Over all pairs of regions above 300 km. Source: 5,183 round trips of AWS, Azure, Google and IBM (`test/golden`), from
 * which `test/reference/measured-rtt.test.ts` recomputes these and the factors below.
 */
export const TYPICAL_RTT_FACTORS: RttFactors = { fast: 1.31, median: 1.74, slow: 3.0 };

/** A band of distances, the median distance of the pairs in it, and their factors: short routes make longer detours. */
export interface RttBand extends RttFactors {
  readonly above: Metres;
  readonly upTo: Metres;
  readonly at: Metres;
}

/** Without a band below 300 km, where the tolerance of a position is as large as the detour. */
export const TYPICAL_RTT_BANDS: readonly RttBand[] = [
  { above: km(300), upTo: km(1000), at: km(643), fast: 1.74, median: 2.56, slow: 3.58 },
  { above: km(1000), upTo: km(3000), at: km(1726), fast: 1.5, median: 2.0, slow: 3.09 },
  { above: km(3000), upTo: km(6000), at: km(4776), fast: 1.42, median: 1.96, slow: 3.28 },
  { above: km(6000), upTo: km(12000), at: km(8798), fast: 1.35, median: 1.7, slow: 2.79 },
  { above: km(12000), upTo: km(20100), at: km(14414), fast: 1.24, median: 1.57, slow: 2.2 },
];

/** Round trip of light in vacuum, 2 d / c: nothing is faster; hollow-core fibre and microwave come near it. */
export function vacuumRtt(distance: Metres): Seconds {
  return seconds((2 * distance) / SPEED_OF_LIGHT);
}

/** The minimum round trip, of light in standard fibre laid along the geodesic, 2 d n / c: 9.787 ms per 1,000 km. */
export function glassRtt(distance: Metres): Seconds {
  return seconds((2 * distance * GROUP_INDEX) / SPEED_OF_LIGHT);
}

/** How far apart two sites can be at most with this round trip over fibre, rtt c / (2 n). */
export function glassReach(rtt: Seconds): Metres {
  return metres((rtt * SPEED_OF_LIGHT) / (2 * GROUP_INDEX));
}

/**
 * What a declared round trip means over a distance.
 * `impossible`: faster than light. `impossible-in-glass`: only hollow-core fibre or radio could do it.
 * `implausible`: straighter than any route known.
 */
export type RttPlausibility = 'impossible' | 'impossible-in-glass' | 'implausible' | 'plausible';

/** @param distance the certain distance, with the tolerances of both positions taken off */
export function classifyRtt(rtt: Seconds, distance: Metres): RttPlausibility {
  const minimum = glassRtt(distance);
  if (rtt < vacuumRtt(distance)) return 'impossible';
  if (rtt < minimum) return 'impossible-in-glass';
  if (rtt < BEST_ROUTE_FACTOR * minimum) return 'implausible';
  return 'plausible';
}

/**
 * The factors at a distance: joined by lines between the bands' median distances, so that a longer route never has the
 * shorter typical round trip; the first and the last band's beyond them.
 */
export function typicalRttFactors(distance: Metres): RttFactors {
  const above = TYPICAL_RTT_BANDS.find(({ at }) => distance < at);
  const below = TYPICAL_RTT_BANDS.findLast(({ at }) => distance >= at);
  const [from, to] = [below ?? above, above ?? below];
  if (from === undefined || to === undefined) return TYPICAL_RTT_FACTORS;
  const share = from === to ? 0 : (distance - from.at) / (to.at - from.at);
  const between = (low: number, high: number): number => low + share * (high - low);
  return {
    fast: between(from.fast, to.fast),
    median: between(from.median, to.median),
    slow: between(from.slow, to.slow),
  };
}

/** What the round trip over a distance usually is, where nobody declared one. A hint for people, never a verdict. */
export interface TypicalRtt {
  readonly fast: Seconds;
  readonly median: Seconds;
  readonly slow: Seconds;
}

/** Factors of the distance times the minimum round trip. */
export function typicalRtt(distance: Metres): TypicalRtt {
  const minimum = glassRtt(distance);
  const { fast, median, slow } = typicalRttFactors(distance);
  return { fast: seconds(minimum * fast), median: seconds(minimum * median), slow: seconds(minimum * slow) };
}
