import { geodesicDistance, type TolerantPoint } from './geodesic';
import { classifyRtt, glassRtt, typicalRtt, vacuumRtt, type RttPlausibility, type TypicalRtt } from './propagation';
import { metres, seconds, type Metres, type Seconds } from './units';

/** Half a meridian, the longest geodesic of WGS 84. Source: Karney 2013, section 2. */
const FARTHEST = metres(20_003_931.4586);

/** How far two positions are apart as they are given, and at least and at most: both tolerances taken off, and both added. */
export interface DistanceInterval {
  readonly geodesic: Metres;
  readonly least: Metres;
  readonly most: Metres;
}

/** @throws RangeError if a coordinate is not a number of degrees */
export function distanceInterval(a: TolerantPoint, b: TolerantPoint): DistanceInterval {
  const geodesic = geodesicDistance(a, b);
  const tolerance = a.tolerance + b.tolerance;
  return {
    geodesic,
    least: metres(Math.max(0, geodesic - tolerance)),
    most: metres(Math.min(FARTHEST, geodesic + tolerance)),
  };
}

/** How many typical round trips no route exceeds. The 95th percentile of measured ones is at most 1.7 medians (`TYPICAL_RTT_BANDS`). */
export const AMPLE_DETOUR = 3;

/** What is certain of a round trip. */
export interface CertainRoundTrip {
  /** It is at least this: the declared one, else the minimum. */
  readonly least: Seconds;
  /** And at most this: the declared one, else infinite, since a route can make any detour. */
  readonly most: Seconds;
  /** Of the median route over the minimum distance. */
  readonly median: Seconds;
  /** No route worth the name makes it longer: the declared one, else `AMPLE_DETOUR` typical ones over the maximum distance. */
  readonly ample: Seconds;
  /** Of light in vacuum over the minimum distance: no signal at all is faster. */
  readonly inVacuum: Seconds;
  /** Over the minimum distance: no round trip through standard fibre is shorter. */
  readonly minimum: Seconds;
  /** Of the declared round trip; undefined where none is declared. */
  readonly plausibility: RttPlausibility | undefined;
}

/**
 * The declared round trip over a distance, or the interval [minimum, infinite). A declared one that is faster than light says
 * nothing and is passed over; one that only glass forbids stands, for hollow-core fibre and radio exist.
 */
export function certainRoundTrip({ least: distance, most }: DistanceInterval, declared?: Seconds): CertainRoundTrip {
  const minimum = glassRtt(distance);
  const plausibility = declared === undefined ? undefined : classifyRtt(declared, distance);
  const believed = plausibility === 'impossible' ? undefined : declared;
  return {
    least: believed ?? minimum,
    most: believed ?? seconds(Infinity),
    ample: believed ?? seconds(AMPLE_DETOUR * typicalRtt(most).median),
    inVacuum: vacuumRtt(distance),
    minimum,
    median: typicalRtt(distance).median,
    plausibility,
  };
}

/** What is known of the round trip between two positions. */
export interface RoundTrip extends CertainRoundTrip {
  readonly distance: DistanceInterval;
  /** Over the distance between the positions as given; a hint for people. */
  readonly typical: TypicalRtt;
}

/** @throws RangeError if a coordinate is not a number of degrees */
export function roundTrip(a: TolerantPoint, b: TolerantPoint, declared?: Seconds): RoundTrip {
  const distance = distanceInterval(a, b);
  return { distance, typical: typicalRtt(distance.geodesic), ...certainRoundTrip(distance, declared) };
}

/** How a round trip stands against a limit. */
export type RttStanding = 'within' | 'beyond' | 'likely' | 'open';

/**
 * A round trip against a limit. `beyond` is certain: the declared one, or even the minimum, is above the limit. `within`: the
 * declared one is not, or where none is declared not even an ample one. `likely`: nothing is declared, and the median round trip
 * over the minimum distance is above the limit. `open`: anything else.
 */
export function rttAgainst(trip: CertainRoundTrip, limit: Seconds): RttStanding {
  if (trip.least > limit) return 'beyond';
  if (trip.ample <= limit) return 'within';
  return trip.median > limit ? 'likely' : 'open';
}
