import { equalEarth, type MapPoint, type Place } from './equal-earth';

type Vector = readonly [number, number, number];

/** Degrees of arc between two points of a drawn line: at that distance a straight line is no different. */
const STEP = 2;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const degrees = (angle: number): number => (angle * 180) / Math.PI;

const vectorOf = ({ latitude, longitude }: Place): Vector => [
  Math.cos(radians(latitude)) * Math.cos(radians(longitude)),
  Math.cos(radians(latitude)) * Math.sin(radians(longitude)),
  Math.sin(radians(latitude)),
];

const placeOf = ([x, y, z]: Vector): Place => ({
  latitude: degrees(Math.atan2(z, Math.hypot(x, y))),
  longitude: degrees(Math.atan2(y, x)),
});

/**
 * The shortest way over a sphere between two places, as lines on the map: one, or two where it leaves the map in the Pacific on one
 * side and comes back on the other.
 */
export function greatCircle(from: Place, to: Place): readonly (readonly MapPoint[])[] {
  const [a, b] = [vectorOf(from), vectorOf(to)];
  const cosine = a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  const angle = Math.acos(Math.min(1, Math.max(-1, cosine)));
  // Of two antipodes every way is a shortest one; the one over a pole is as good as any.
  const places = Math.sin(angle) < 1e-9 ? [from, to] : alongArc(a, b, angle);
  return split(places).map((line) => line.map(equalEarth));
}

/** Points along the way at even angles. Source: Shoemake 1985, Animating rotation with quaternion curves, SIGGRAPH. */
function alongArc(a: Vector, b: Vector, angle: number): readonly Place[] {
  const steps = Math.max(1, Math.ceil(degrees(angle) / STEP));
  return Array.from({ length: steps + 1 }, (_, step) => {
    const share = step / steps;
    const [one, other] = [Math.sin((1 - share) * angle) / Math.sin(angle), Math.sin(share * angle) / Math.sin(angle)];
    return placeOf([one * a[0] + other * b[0], one * a[1] + other * b[1], one * a[2] + other * b[2]]);
  });
}

/** Cuts a line where it crosses the meridian at which the map ends. */
function split(places: readonly Place[]): readonly (readonly Place[])[] {
  const lines: Place[][] = [[]];
  let before: Place | undefined;
  for (const place of places) {
    if (before !== undefined && Math.abs(place.longitude - before.longitude) > 180) {
      const edge = before.longitude > 0 ? 180 : -180;
      const beyond = place.longitude + 2 * edge;
      const share = (edge - before.longitude) / (beyond - before.longitude || 1);
      const latitude = before.latitude + share * (place.latitude - before.latitude);
      lines.at(-1)?.push({ latitude, longitude: edge });
      lines.push([{ latitude, longitude: -edge }]);
    }
    lines.at(-1)?.push(place);
    before = place;
  }
  return lines;
}
