/** A point of the map, in pixels from its upper left corner. */
export type MapPoint = readonly [x: number, y: number];

/** A place on the globe, in degrees north and east. */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** In pixels. */
export const MAP_WIDTH = 960;

/** Coefficients of the projection. Source: Savric, Patterson, Jenny 2019, The Equal Earth map projection, IJGIS 33, 454-465. */
const [A1, A2, A3, A4] = [1.340264, -0.081106, 0.000893, 0.003796];

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** On a globe of radius 1, to the east and to the north. */
function onUnitGlobe({ latitude, longitude }: Place): MapPoint {
  const theta = Math.asin((Math.sqrt(3) / 2) * Math.sin(radians(latitude)));
  const square = theta * theta;
  const sixth = square * square * square;
  const stretch = A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square);
  return [
    (2 * Math.sqrt(3) * radians(longitude) * Math.cos(theta)) / (3 * stretch),
    theta * (A1 + A2 * square + sixth * (A3 + A4 * square)),
  ];
}

const [EAST] = onUnitGlobe({ latitude: 0, longitude: 180 });
const [, NORTH] = onUnitGlobe({ latitude: 90, longitude: 0 });
const SCALE = MAP_WIDTH / (2 * EAST);

/** In pixels, of the whole globe. */
export const MAP_HEIGHT = 2 * NORTH * SCALE;

/** Where a place is on the map of the whole globe, with Greenwich in the middle. */
export function equalEarth(place: Place): MapPoint {
  const [east, north] = onUnitGlobe({ ...place, longitude: eastOf(place.longitude) });
  return [MAP_WIDTH / 2 + SCALE * east, MAP_HEIGHT / 2 - SCALE * north];
}

/** The same meridian between -180 and 180 degrees. */
const eastOf = (longitude: number): number =>
  Math.abs(longitude) <= 180 ? longitude : ((((longitude + 180) % 360) + 360) % 360) - 180;

/** The meridian at which the map ends, up its left side and down its right one. */
export const globeEdge: readonly MapPoint[] = [-180, 180].flatMap((longitude) =>
  Array.from({ length: 37 }, (_, step) =>
    equalEarth({ latitude: (longitude < 0 ? -1 : 1) * (90 - 5 * step), longitude }),
  ),
);
