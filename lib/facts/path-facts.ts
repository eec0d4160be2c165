import type { Derived } from '../graph/derivation';
import type { Link } from '../graph/link';
import type { Site } from '../graph/site';
import { unknown, type Known } from '../graph/known';
import { certainDistance, geodesicDistance } from '../model/geodesic';
import { glassRtt, GROUP_INDEX, typicalRtt, typicalRttFactors, vacuumRtt } from '../model/propagation';
import { formatDistance, formatDuration, measure } from '../model/quantity';
import type { Metres, Seconds } from '../model/units';
import { derivedKnown, given, step } from './derive';
import type { PathFacts } from './facts';
import type { LinksBetween } from './link-lookup';

/** Everything about the path between two sites; computed once for a pair. */
export function pathFacts(a: Site, b: Site, links: LinksBetween): PathFacts {
  const distance = distanceBetween(a, b);
  const link = links.declared[0] ?? fastest(links.seen);
  const name = `${a.name} - ${b.name}`;
  const rtt = links.declared.find((one) => one.rtt.known)?.rtt;
  const floor = onDistance(distance, floorStep);
  const declared = given(
    'round trip',
    'duration',
    rtt ?? unknown('not-declared', `no round trip is declared for ${name}`),
  );
  const bandwidth = links.declared.find((one) => one.bandwidth.known) ?? fastest(links.seen);
  return {
    a,
    b,
    distance,
    floor,
    vacuumFloor: onDistance(distance, vacuumStep),
    typical: onDistance(distance, typicalStep),
    rtt: declared,
    least: declared.known ? declared.value : floor.known ? floor.value : undefined,
    bandwidth: given(
      'bandwidth',
      'bandwidth',
      bandwidth?.bandwidth ?? unknown('not-declared', `no bandwidth is declared or seen for ${name}`),
    ),
    ...(link === undefined ? {} : { link }),
  };
}

/** Of several interconnects the one that carries most: a verdict of "too slow" then holds for all of them. */
function fastest(links: readonly Link[]): Link | undefined {
  const rate = ({ bandwidth }: Link): number => (bandwidth.known ? bandwidth.value : 0);
  return links.reduce<Link | undefined>(
    (best, link) => (best === undefined || rate(link) > rate(best) ? link : best),
    undefined,
  );
}

function distanceBetween(a: Site, b: Site): Known<Derived<Metres>> {
  if (!a.position.known) return unknown('not-declared', `the position of ${a.name} is not known`);
  if (!b.position.known) return unknown('not-declared', `the position of ${b.name} is not known`);
  const [from, to] = [a.position.value, b.position.value];
  const full = geodesicDistance(from, to);
  const certain = certainDistance(from, to);
  return derivedKnown(
    step(certain, {
      name: 'least distance',
      formula: 'geodesic distance - both tolerances',
      working: `${formatDistance(full)} - ${formatDistance(from.tolerance)} - ${formatDistance(to.tolerance)}`,
      result: measure('distance', certain),
      source: `WGS 84 geodesic from ${coordinates(a)} to ${coordinates(b)}`,
    }),
  );
}

const coordinates = (site: Site): string =>
  site.position.known ? `${site.position.value.latitude}, ${site.position.value.longitude} (${site.name})` : site.name;

const lightSpeed = '299,792 km/s';

type DistanceStep = (distance: Derived<Metres>) => Derived<Seconds>;

const onDistance = (distance: Known<Derived<Metres>>, derive: DistanceStep): Known<Derived<Seconds>> =>
  distance.known ? derivedKnown(derive(distance.value)) : distance;

const floorStep: DistanceStep = (distance) => {
  const value = glassRtt(distance.value);
  const derivation = {
    name: 'least round trip',
    formula: '2 d n / c',
    working: `2 x ${formatDistance(distance.value)} x ${GROUP_INDEX} / ${lightSpeed}`,
    result: measure('duration', value),
    source: `n = ${GROUP_INDEX}: group index of G.652.D fibre at 1550 nm; c: SI`,
  };
  return step(value, derivation, distance);
};

const vacuumStep: DistanceStep = (distance) => {
  const value = vacuumRtt(distance.value);
  const derivation = {
    name: 'round trip of light in vacuum',
    formula: '2 d / c',
    working: `2 x ${formatDistance(distance.value)} / ${lightSpeed}`,
    result: measure('duration', value),
    source: 'c: SI',
  };
  return step(value, derivation, distance);
};

const typicalStep: DistanceStep = (distance) => {
  const { median } = typicalRtt(distance.value);
  const floor = glassRtt(distance.value);
  const derivation = {
    name: 'typical round trip',
    formula: 'median factor x least round trip',
    working: `${typicalRttFactors(distance.value).median.toFixed(2)} x ${formatDuration(floor)}`,
    result: measure('duration', median),
    source: 'median of measured region pairs of AWS, Azure, Google and IBM at about this distance',
  };
  return step(median, derivation, floorStep(distance));
};
