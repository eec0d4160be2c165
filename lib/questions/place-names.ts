import { hostOf } from '../declarations/match-address';
import type { Member } from '../graph/domain';
import type { Graph } from '../graph/graph';
import { refKey, type ResourceRef } from '../graph/location';

/** Longer ones the reader of a facts file refuses. */
const longestName = 256;

/** By what a declared site could match a member, the most telling first; none where no name would place it. */
export function placeNames(member: Member, hostNames: ReadonlyMap<string, string>): readonly string[] {
  const { id, name, part, resource, site } = member;
  const told = site.known ? [] : (site.reason.names?.() ?? []);
  const own = resource.path === undefined ? hostNames.get(refKey(resource)) : undefined;
  // Where parts are places, the name is that of the part for people.
  const names = part === undefined ? [id, own, name, ...told] : [id, own, ...told, part];
  const isHidden = !site.known && site.reason.kind !== 'not-placed' && site.reason.kind !== 'not-declared';
  const texts = isHidden ? [id] : names;
  return [
    ...new Set(texts.flatMap((text) => (text === undefined ? [] : [text.includes('://') ? hostOf(text) : text]))),
  ].filter((text) => text.trim() !== '' && text.length <= longestName);
}

/** What people call the hosts of a graph. */
export const hostNamesIn = ({ placements }: Graph): ReadonlyMap<string, string> =>
  new Map(placements.flatMap(({ resource, name }) => (name === undefined ? [] : [[refKey(resource), name] as const])));

/** Tells members of all domains apart. */
export const memberKeyOf = ({ resource, id }: { readonly resource: ResourceRef; readonly id?: string }): string =>
  JSON.stringify([refKey(resource), resource.path, id]);
