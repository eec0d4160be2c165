import type { PathFacts, Span } from '../facts/facts';
import type { Member } from '../graph/domain';
import type { Derived } from '../graph/derivation';
import { refKey, type ResourceRef } from '../graph/location';
import { derivedText } from './derived-text';

/** The resources a finding names: those that make the domain, and one in each of the two sites that decide. */
export function concerned(
  domain: { readonly resources: readonly ResourceRef[]; readonly members: readonly Member[] },
  path?: PathFacts,
): readonly ResourceRef[] {
  const witnesses = path === undefined ? [] : [path.a, path.b].flatMap(({ id }) => witness(domain.members, id));
  const named = new Map<string, ResourceRef>();
  for (const resource of [...domain.resources, ...witnesses]) {
    if (!named.has(refKey(resource))) named.set(refKey(resource), resource);
  }
  return [...named.values()];
}

const witness = (members: readonly Member[], site: string): readonly ResourceRef[] =>
  members
    .filter((member) => member.site.known && member.site.value === site)
    .slice(0, 1)
    .map(({ resource }) => resource);

/** "at least 16.5 ms" by physics, or "31 ms" as declared. */
export function roundTrip(path: PathFacts): string {
  if (path.rtt.known) return derivedText(path.rtt.value);
  return path.minimum.known ? `at least ${derivedText(path.minimum.value)}` : 'unknown';
}

/** The same of a round trip that is within a limit: where none is declared, what is typical shows how far. */
export function tripWithin(path: PathFacts): string {
  if (path.rtt.known || !path.typical.known) return roundTrip(path);
  return `typically ${derivedText(path.typical.value)}`;
}

/** Why the round trip does not decide: nobody declared one, or light could not make the declared one. */
export const tripUnknown = (path?: PathFacts): string =>
  path !== undefined && !path.rtt.known && path.inputs.rtt.known
    ? 'the declared round trip is impossible'
    : 'round trip unknown';

/** What shows that a limit is likely exceeded though nothing is declared. */
export interface LikelyTrip {
  readonly data: { readonly typical: string; readonly distance: string; readonly minimum: string };
  readonly from: readonly Derived<unknown>[];
}

/** @throws Error for a path without a typical round trip, of which nothing is likely */
export function likelyTrip({ typical, minimum, distance }: PathFacts): LikelyTrip {
  if (!typical.known || !minimum.known || !distance.known) throw new Error('nothing is likely without a distance');
  return {
    data: {
      typical: derivedText(typical.value),
      distance: derivedText(distance.value),
      minimum: derivedText(minimum.value),
    },
    from: [minimum.value, typical.value],
  };
}

/** "vienna and dublin", or how many members there are whose site is unknown. */
export function spanText({ sites, unplaced }: Span, path?: PathFacts): string {
  if (path !== undefined) return `${path.a.name} and ${path.b.name}`;
  const places = sites.map(({ name }) => name).join(', ');
  const n = unplaced.length;
  const gap = n === 1 ? 'one member whose site is unknown' : `${n} members whose sites are unknown`;
  return places === '' ? gap : `${places} and ${gap}`;
}
