import type { Derived } from '../graph/derivation';
import type { Link } from '../graph/link';
import type { Site } from '../graph/site';
import { firstKnown, known, unknown, type Known } from '../graph/known';
import { knownInputs, type KnownInputs } from '../graph/known-inputs';
import { minimumStep, typicalStep, vacuumStep } from '../model/feasibility/path-steps';
import { inputs, type FactName, type InputValue } from '../model/inputs';
import { formatDistance, formatDuration, measure } from '../model/quantity';
import { AMPLE_DETOUR, roundTrip, type RoundTrip } from '../model/round-trip';
import type { Metres, Seconds } from '../model/units';
import { derivedKnown, givenInput, step } from './derive';
import type { PathFacts } from './facts';
import type { LinksBetween } from './link-lookup';

/** Everything about the path between two sites; computed once for a pair. */
export function pathFacts(a: Site, b: Site, links: LinksBetween): PathFacts {
  const told = inputsOf(a, b, links);
  const trip = tripBetween(a, b, told.rtt);
  const distance = onTrip(trip, (one) => distanceOf(a, b, one));
  const minimum = onDistance(distance, (d) => minimumStep(d));
  const rtt = believed(givenInput('rtt', told.rtt), trip);
  return {
    a,
    b,
    inputs: told,
    trip,
    distance,
    minimum,
    inVacuum: onDistance(distance, (d) => vacuumStep(d)),
    typical: onDistance(distance, (d) => typicalStep(d)),
    rtt,
    least: rtt.known ? rtt.value : minimum.known ? minimum.value : undefined,
  };
}

/** What people declare goes before what is seen, input by input. */
function inputsOf(a: Site, b: Site, { declared, seen }: LinksBetween): KnownInputs<'link'> {
  const circuit = fastest(seen);
  const links = circuit === undefined ? declared : [...declared, circuit];
  return knownInputs('link', (name) => {
    const nobody = unknown('not-declared', `no ${inputs[name].noun} is declared or seen for ${a.name} - ${b.name}`);
    const [first = nobody, ...rest] = links.map((link): Known<InputValue<FactName<'link'>>> => link[name]);
    return firstKnown(first, ...rest.map((one) => () => one));
  });
}

/** Of several interconnects the one that carries most: a verdict of "too slow" then holds for all of them. */
function fastest(links: readonly Link[]): Link | undefined {
  const rate = ({ bandwidth }: Link): number => (bandwidth.known ? bandwidth.value : 0);
  return links.reduce<Link | undefined>(
    (best, link) => (best === undefined || rate(link) > rate(best) ? link : best),
    undefined,
  );
}

function tripBetween(a: Site, b: Site, rtt: Known<Seconds>): Known<RoundTrip> {
  if (!a.position.known) return unknown('not-declared', `the position of ${a.name} is unknown`);
  if (!b.position.known) return unknown('not-declared', `the position of ${b.name} is unknown`);
  const trip = roundTrip(a.position.value, b.position.value, rtt.known ? rtt.value : undefined);
  return known(trip, { kind: 'default', reason: 'derived' });
}

/** A round trip that light could not make says nothing of the path. */
const believed = <T>(rtt: Known<T>, trip: Known<RoundTrip>): Known<T> =>
  trip.known && trip.value.plausibility === 'impossible'
    ? unknown('not-declared', 'the declared round trip is shorter than light needs')
    : rtt;

const onTrip = (trip: Known<RoundTrip>, derive: (trip: RoundTrip) => Derived<Metres>): Known<Derived<Metres>> =>
  trip.known ? derivedKnown(derive(trip.value)) : trip;

function distanceOf(a: Site, b: Site, { distance: { geodesic, least } }: RoundTrip): Derived<Metres> {
  const tolerances = [a, b].map(({ position }) =>
    position.known ? ` - ${formatDistance(position.value.tolerance)}` : '',
  );
  return step(least, {
    name: 'minimum distance',
    formula: 'geodesic distance - both tolerances',
    working: `${formatDistance(geodesic)}${tolerances.join('')}`,
    result: measure('distance', least),
    source: `WGS 84 geodesic from ${coordinates(a)} to ${coordinates(b)}`,
  });
}

const coordinates = (site: Site): string =>
  site.position.known ? `${site.position.value.latitude}, ${site.position.value.longitude} (${site.name})` : site.name;

function onDistance(
  distance: Known<Derived<Metres>>,
  stepOf: (distance: Metres) => Parameters<typeof step>[1],
): Known<Derived<Seconds>> {
  if (!distance.known) return distance;
  const derivation = stepOf(distance.value.value);
  // Safe: all steps come to a duration.
  return derivedKnown(step(derivation.result.value as Seconds, derivation, distance.value));
}

/** What no route exceeds, for places so near that nothing is typical. */
export function ampleRoundTrip({ trip }: PathFacts): string | undefined {
  if (!trip.known) return undefined;
  const { ample, distance } = trip.value;
  return `at most ${formatDuration(ample)}, ${AMPLE_DETOUR} times the typical one over ${formatDistance(distance.most)}`;
}

/** What is common over the distance, where the positions tell one; a hint for people, never a verdict. */
export function commonRoundTrip({ trip }: PathFacts): string | undefined {
  if (!trip.known || trip.value.distance.least === 0) return undefined;
  const { fast, slow } = trip.value.typical;
  return `${formatDuration(fast)} to ${formatDuration(slow)} is typical at this distance`;
}
