import { certainRoundTrip, type CertainRoundTrip } from '../round-trip';
import type { Question } from './question';

/** What is certain of the round trip; without a distance there is no minimum. */
export type KnownRoundTrip = Pick<CertainRoundTrip, 'least' | 'most' | 'ample'> & Partial<CertainRoundTrip>;

/** Undefined where neither a round trip nor a distance is known. */
export function roundTripOf({ rtt, distance }: Question): KnownRoundTrip | undefined {
  if (distance !== undefined) return certainRoundTrip(distance, rtt);
  return rtt === undefined ? undefined : { least: rtt, most: rtt, ample: rtt };
}
