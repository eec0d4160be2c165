import { isDoubtful } from '../graph/guess';
import type { PathFacts, Span } from '../facts/facts';
import type { Domain } from '../graph/domain';
import type { Derived } from '../graph/derivation';
import { derivedText } from './derived-text';

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

/** Why the round trip does not decide: an end may stand elsewhere, nobody declared one, or light could not make the declared one. */
export function tripUnknown({ guesses }: Span, path?: PathFacts): string {
  if (path !== undefined && isDoubtful(path, guesses)) return `where an end stands is a guess`;
  const isImpossible = path !== undefined && !path.rtt.known && path.inputs.rtt.known;
  return isImpossible ? 'the declared round trip is impossible' : 'round trip unknown';
}

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

/** Whether a domain is a stretch whatever its ends are: it exists to be one, and where an end stands is unknown. */
export const isByConstruction = ({ isBuiltToStretch = false }: Domain, { unplaced }: Span): boolean =>
  isBuiltToStretch && unplaced.length > 0;

/** "vienna and dublin", or how many members there are whose site is unknown. */
export function spanText({ sites, unplaced }: Span, path?: PathFacts): string {
  if (path !== undefined) return `${path.a.name} and ${path.b.name}`;
  const places = sites.map(({ name }) => name).join(', ');
  const n = unplaced.length;
  const gap = n === 1 ? 'one member whose site is unknown' : `${n} members whose sites are unknown`;
  return places === '' ? gap : `${places} and ${gap}`;
}
