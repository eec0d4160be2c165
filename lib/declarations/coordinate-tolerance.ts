import { km, metres, type Metres } from '../model/units';

/**
 * 48.2 may be anything from 48.15 to 48.25, in both directions; a degree is at most 111.7 km. A kilometre is the least,
 * since a site is larger than a point.
 */
export function toleranceByDigits(latitude: number, longitude: number): Metres {
  const digits = Math.min(...[latitude, longitude].map((degrees) => String(degrees).split('.')[1]?.length ?? 0));
  return metres(Math.max(km(1), Math.SQRT2 * 0.5 * 10 ** -digits * km(111.7)));
}

/** More than the digits of any coordinates leave open: 79 km, where they are whole degrees. */
export const maxTolerance = km(100);
