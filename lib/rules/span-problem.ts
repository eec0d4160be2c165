import { isDoubtful } from '../graph/guess';
import type { PathFacts, Span } from '../facts/facts';
import type { Domain, Member } from '../graph/domain';
import type { MigrationDomain, MovedDisk } from '../graph/domain-kinds';
import type { Known } from '../graph/known';
import type { Bytes } from '../model/units';
import type { Derived } from '../graph/derivation';
import { ampleRoundTrip } from '../facts/path-facts';
import { formatSize } from '../model/quantity';
import { derivedText } from './derived-text';

/** "at least 16.5 ms" by physics, or "31 ms" as declared. */
export function roundTrip(path: PathFacts): string {
  if (path.rtt.known) return derivedText(path.rtt.value);
  return path.minimum.known ? `at least ${derivedText(path.minimum.value)}` : 'unknown';
}

/** The same of a round trip that is within a limit: where none is declared, what is typical shows how far, or at most. */
export function tripWithin(path: PathFacts): string {
  const { rtt, typical } = path;
  if (rtt.known || !typical.known) return roundTrip(path);
  return typical.value.value === 0 ? (ampleRoundTrip(path) ?? 'unknown') : `typically ${derivedText(typical.value)}`;
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

/** What becomes of the disks of a machine that moves, as the end of a sentence; empty where nothing tells. */
export function disksText({ disks = [], workloads: [machine] }: MigrationDomain): string {
  const [first, ...others] = disks;
  if (first === undefined) return '';
  const areAlike = others.every(({ fate, datastore }) => fate === first.fate && datastore === first.datastore);
  if (!areAlike)
    return disks
      .map((disk) => fateText(disk, `its disk${disk.name === undefined ? '' : ` ${disk.name}`}`, disk.size, true))
      .join('');
  return fateText(first, 'its disks', machine?.disk, false);
}

function fateText(
  { fate, datastore }: MovedDisk,
  what: string,
  bytes: Known<Bytes> | undefined,
  isOne: boolean,
): string {
  const size = bytes?.known === true ? ` (${formatSize(bytes.value)})` : '';
  if (fate === 'open') return `; where ${what}${size} ${isOne ? 'goes' : 'go'} is unknown: ${datastore}`;
  return fate === 'carried'
    ? `; ${what}${size} ${isOne ? 'is' : 'are'} copied to ${datastore} over the same link`
    : `; ${what}${size} ${isOne ? 'stays' : 'stay'} on ${datastore}`;
}

/**
 * Whether a domain is a stretch whatever its ends are: it exists to be one, and where an end stands is unknown, or nothing tells how far
 * from the other.
 */
export const isByConstruction = ({ isBuiltToStretch = false }: Domain, { unplaced }: Span, path?: PathFacts): boolean =>
  isBuiltToStretch && (unplaced.length > 0 || path?.minimum.known === false);

/** "vienna and dublin", or what there is whose site is unknown. */
export function spanText({ sites, unplaced }: Span, path?: PathFacts): string {
  if (path !== undefined) return `${path.a.name} and ${path.b.name}`;
  const places = sites.map(({ name }) => name).join(', ');
  if (unplaced.length === 0) return places;
  return places === '' ? unplacedText(unplaced) : `${places} and ${unplacedText(unplaced)}`;
}

/** By name where there are not more than two, else how many. */
function unplacedText(unplaced: readonly Member[]): string {
  const names = [...new Set(unplaced.map(({ name }) => name))];
  const known = names.filter((name) => name !== undefined);
  if (known.length === names.length && names.length <= 2) {
    return names.length === 1
      ? `${known.join('')}, whose site is unknown`
      : `${known.join(' and ')}, whose sites are unknown`;
  }
  const n = unplaced.length;
  if (unplaced.some(({ isSeveral }) => isSeveral === true)) return 'members whose sites are unknown';
  return n === 1 ? 'one member whose site is unknown' : `${n} members whose sites are unknown`;
}
