import { metres, seconds, type Metres, type Seconds } from './units';

/** Metres per second, exact. Source: SI definition of the metre. */
export const SPEED_OF_LIGHT = 299_792_458;

/** Group index of standard fibre at 1550 nm. Source: a G.652.D datasheet; other sheets give 1.466 to 1.4682. */
export const GROUP_INDEX = 1.467;

/**
 * Below this multiple of the glass floor a round trip is not credible: the best commercial route known to us,
 * New York - London, measures 1.08.
 */
export const BEST_ROUTE_FACTOR = 1.05;

/**
 * Measured round trip over the glass floor, for region pairs of AWS, Azure and Google above 300 km: 5th percentile, median
 * and 95th percentile. Recomputed from the measurements in `test/reference/measured-rtt.test.ts`.
 */
export const TYPICAL_RTT_FACTORS = { fast: 1.3, median: 1.8, slow: 3.0 } as const;

/** Round trip of light in vacuum, 2 d / c: nothing is faster; hollow-core fibre and microwave come near it. */
export function vacuumRtt(distance: Metres): Seconds {
  return seconds((2 * distance) / SPEED_OF_LIGHT);
}

/** Round trip of light in standard fibre laid along the geodesic, 2 d n / c: 9.787 ms per 1,000 km. */
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
  const floor = glassRtt(distance);
  if (rtt < vacuumRtt(distance)) return 'impossible';
  if (rtt < floor) return 'impossible-in-glass';
  if (rtt < BEST_ROUTE_FACTOR * floor) return 'implausible';
  return 'plausible';
}

/** What the round trip over a distance usually is, where nobody declared one. A hint for people, never a verdict. */
export function typicalRtt(distance: Metres): {
  readonly fast: Seconds;
  readonly median: Seconds;
  readonly slow: Seconds;
} {
  const floor = glassRtt(distance);
  return {
    fast: seconds(floor * TYPICAL_RTT_FACTORS.fast),
    median: seconds(floor * TYPICAL_RTT_FACTORS.median),
    slow: seconds(floor * TYPICAL_RTT_FACTORS.slow),
  };
}
