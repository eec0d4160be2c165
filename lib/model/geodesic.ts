import { metres, type Metres } from './units';

/** A point on the WGS 84 ellipsoid, degrees north and east, and how far off it may be. */
export interface TolerantPoint {
  readonly latitude: number;
  readonly longitude: number;
  readonly tolerance: Metres;
}

type Point = Pick<TolerantPoint, 'latitude' | 'longitude'>;

/** Loaded at the first distance: most runs of a policy pack place fewer than two sites. */
function wgs84(): (typeof import('geographiclib-geodesic'))['Geodesic']['WGS84'] {
  // oxlint-disable-next-line typescript/no-require-imports -- lazily, and in the same tick
  const library = require('geographiclib-geodesic') as typeof import('geographiclib-geodesic');
  return library.Geodesic.WGS84;
}

/**
 * Length of the shortest path on the WGS 84 ellipsoid; accurate to nanometres.
 * Source: C. F. F. Karney, Algorithms for geodesics, J. Geodesy 87 (2013), by `geographiclib-geodesic`.
 * @throws RangeError if a coordinate is not a number of degrees
 */
export function geodesicDistance(a: Point, b: Point): Metres {
  for (const { latitude, longitude } of [a, b]) {
    if (!(Math.abs(latitude) <= 90) || !Number.isFinite(longitude)) {
      throw new RangeError(`${latitude}, ${longitude} is not a position in degrees north and east`);
    }
  }
  const { s12 } = wgs84().Inverse(a.latitude, a.longitude, b.latitude, b.longitude);
  if (s12 === undefined) throw new RangeError('the geodesic library gave no distance');
  return metres(s12);
}

/** The distance that is certain: both tolerances taken off, never below zero. What is called impossible rests on it. */
export function certainDistance(a: TolerantPoint, b: TolerantPoint): Metres {
  return metres(Math.max(0, geodesicDistance(a, b) - a.tolerance - b.tolerance));
}
