import { execFileSync } from 'node:child_process';
import { equalEarth, globeEdge, MAP_HEIGHT, MAP_WIDTH, type MapPoint } from '../../lib/world-map/equal-earth';
import { greatCircle } from '../../lib/world-map/great-circle';
import { landPath } from '../../lib/world-map/land-path';
import { repository } from '../support/readme';

const cities = {
  vienna: { latitude: 48.21, longitude: 16.37 },
  tokyo: { latitude: 35.68, longitude: 139.69 },
  'san francisco': { latitude: 37.77, longitude: -122.42 },
  sydney: { latitude: -33.87, longitude: 151.21 },
  reykjavik: { latitude: 64.15, longitude: -21.94 },
  ushuaia: { latitude: -54.8, longitude: -68.3 },
};
type City = keyof typeof cities;
const names = Object.keys(cities) as readonly City[];

/** The same by another program: d3-geo, in a Node of its own since it is an ES module. */
function byD3(): { readonly points: Record<City, MapPoint>; readonly middles: Record<string, MapPoint> } {
  const script = `
    import { geoEqualEarth, geoInterpolate } from 'd3-geo';
    const cities = ${JSON.stringify(cities)};
    const at = ({ longitude, latitude }) => [longitude, latitude];
    const project = geoEqualEarth().fitSize([${MAP_WIDTH}, ${MAP_HEIGHT}], { type: 'Sphere' });
    const points = Object.fromEntries(Object.entries(cities).map(([name, city]) => [name, project(at(city))]));
    const middles = {};
    for (const [a, from] of Object.entries(cities)) for (const [b, to] of Object.entries(cities))
      middles[a + '-' + b] = project(geoInterpolate(at(from), at(to))(0.5));
    console.log(JSON.stringify({ points, middles }));`;
  const out = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: repository,
    encoding: 'utf8',
  });
  return JSON.parse(out) as ReturnType<typeof byD3>;
}

const d3 = byD3();

describe('the projection', () => {
  it.each(names)('puts %s where d3-geo puts it', (name) => {
    const [x, y] = equalEarth(cities[name]);
    expect([x, y]).toEqual([expect.closeTo(d3.points[name][0], 2), expect.closeTo(d3.points[name][1], 2)]);
  });

  it('shows the whole globe', () => {
    const xs = globeEdge.map(([x]) => x);
    const ys = globeEdge.map(([, y]) => y);
    expect([Math.min(...xs), Math.max(...xs)]).toEqual([expect.closeTo(0, 5), expect.closeTo(MAP_WIDTH, 5)]);
    expect([Math.min(...ys), Math.max(...ys)]).toEqual([expect.closeTo(0, 5), expect.closeTo(MAP_HEIGHT, 5)]);
  });

  it('takes a longitude for the same meridian, however many times it goes around', () => {
    const [x] = equalEarth({ latitude: 10, longitude: 190 });
    expect(x).toBeCloseTo(equalEarth({ latitude: 10, longitude: -170 })[0], 6);
  });
});

/** From a point to a straight line between two others. */
function apart(point: MapPoint = [0, 0], from: MapPoint = [0, 0], to: MapPoint = [0, 0]): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const along = ((point[0] - from[0]) * dx + (point[1] - from[1]) * dy) / (dx * dx + dy * dy || 1);
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(from[0] + share * dx - point[0], from[1] + share * dy - point[1]);
}

describe('a great circle', () => {
  const pairs = names.flatMap((a, index) => names.slice(index + 1).map((b) => [a, b] as const));

  it.each(pairs)('from %s to %s begins and ends there, and passes through the middle that d3-geo finds', (a, b) => {
    const lines = greatCircle(cities[a], cities[b]);
    const points = lines.flat();
    const near = (point: MapPoint | undefined, [x, y]: MapPoint): number =>
      point === undefined ? Infinity : Math.hypot(point[0] - x, point[1] - y);
    expect(near(points[0], d3.points[a])).toBeLessThan(0.01);
    expect(near(points.at(-1), d3.points[b])).toBeLessThan(0.01);
    const middle = d3.middles[`${a}-${b}`];
    expect(middle).toBeDefined();
    expect(Math.min(...lines.flatMap((line) => line.slice(1).map((to, i) => apart(middle, line[i], to))))).toBeLessThan(
      0.3,
    );
  });

  it('over the Pacific is two lines that end at the edges of the map', () => {
    const [west, east, ...others] = greatCircle(cities.tokyo, cities['san francisco']);
    expect(others).toEqual([]);
    expect(west?.at(-1)?.[0]).toBeGreaterThan(MAP_WIDTH / 2);
    expect(east?.[0]?.[0]).toBeLessThan(MAP_WIDTH / 2);
    expect((west?.at(-1)?.[0] ?? 0) + (east?.[0]?.[0] ?? 0)).toBeCloseTo(MAP_WIDTH, 0);
    expect(west?.at(-1)?.[1]).toBeCloseTo(east?.[0]?.[1] ?? 0, 6);
  });

  it('elsewhere is one line, also between two points that are one, and between antipodes', () => {
    expect(greatCircle(cities.vienna, cities.sydney)).toHaveLength(1);
    expect(greatCircle(cities.vienna, cities.vienna).flat().length).toBeGreaterThan(0);
    const antipode = { latitude: -cities.vienna.latitude, longitude: cities.vienna.longitude - 180 };
    for (const point of greatCircle(cities.vienna, antipode).flat()) expect(point.every(Number.isFinite)).toBe(true);
  });
});

describe('the land', () => {
  /** Rings of the path, closed, in pixels. */
  const rings = landPath
    .split('Z')
    .filter(Boolean)
    .map((ring) =>
      ring
        .slice(1)
        .split('L')
        .map((pair) => pair.split(',').map(Number)),
    );

  /** Whether a ray from the point crosses the outlines an odd number of times. */
  const isLand = (place: { latitude: number; longitude: number }): boolean => {
    const [x, y] = equalEarth(place);
    let crossings = 0;
    for (const ring of rings) {
      for (const [index, [x1 = 0, y1 = 0]] of ring.entries()) {
        const [x2 = 0, y2 = 0] = ring[(index + 1) % ring.length] ?? [];
        if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) crossings++;
      }
    }
    return crossings % 2 === 1;
  };

  it.each([
    ['Madrid', 40.42, -3.7],
    ['Denver', 39.74, -104.99],
    ['Nairobi', -1.29, 36.82],
    ['Alice Springs', -23.7, 133.88],
    ['the east of Antarctica', -78, 90],
  ])('holds %s', (_, latitude, longitude) => {
    expect(isLand({ latitude, longitude })).toBe(true);
  });

  it.each([
    ['the middle of the Atlantic', 30, -40],
    ['the middle of the Pacific', 0, -150],
    ['the Bay of Bengal', 12, 88],
  ])('leaves out %s', (_, latitude, longitude) => {
    expect(isLand({ latitude, longitude })).toBe(false);
  });
});
