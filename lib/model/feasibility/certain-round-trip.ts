import { classifyRtt, glassRtt, vacuumRtt, type RttPlausibility } from '../propagation';
import { seconds, type Seconds } from '../units';
import type { Question } from './question';

/** What is certain of the round trip. */
export interface CertainRoundTrip {
  /** The declared one, else the floor through glass. */
  readonly least: Seconds;
  /** The declared one, else infinite: a route can make any detour. */
  readonly most: Seconds;
  readonly vacuumFloor: Seconds | undefined;
  readonly floor: Seconds | undefined;
  readonly plausibility: RttPlausibility | undefined;
}

/** Undefined where neither a round trip nor a distance is known. */
export function roundTripOf({ rtt, distance }: Question): CertainRoundTrip | undefined {
  const floor = distance && glassRtt(distance.least);
  const plausibility = rtt === undefined || distance === undefined ? undefined : classifyRtt(rtt, distance.least);
  // A round trip faster than light says nothing.
  const believed = plausibility === 'impossible' ? undefined : rtt;
  const least = believed ?? floor;
  if (least === undefined) return undefined;
  const vacuumFloor = distance && vacuumRtt(distance.least);
  return { least, most: believed ?? seconds(Infinity), vacuumFloor, floor, plausibility };
}
