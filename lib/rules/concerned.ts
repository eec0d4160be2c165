import type { PathFacts } from '../facts/facts';
import type { Member } from '../graph/domain';
import type { GraphNode } from '../graph/graph-node';
import { guessedSites } from '../graph/guess';
import { refKey, type ResourceRef } from '../graph/location';

/** The members of a domain; none of another node. */
export const membersOf = (node: GraphNode & { readonly members?: readonly Member[] }): readonly Member[] =>
  node.members ?? [];

/** The resources a finding names: those that make its subject, one in each of the two sites that decide, and what the rule adds. */
export function concerned(
  node: GraphNode,
  path: PathFacts | undefined,
  more: readonly ResourceRef[] = [],
): readonly ResourceRef[] {
  const members = membersOf(node);
  const witnesses = path === undefined ? [] : [path.a, path.b].flatMap(({ id }) => witness(members, id));
  const named = new Map<string, ResourceRef>();
  for (const resource of [...node.resources, ...witnesses, ...more]) {
    if (!named.has(refKey(resource))) named.set(refKey(resource), resource);
  }
  return [...named.values()];
}

/** A member of which it is certain that it stands there, if there is one. */
function witness(members: readonly Member[], site: string): readonly ResourceRef[] {
  const there = members.filter((member) => member.site.known && member.site.value === site);
  const isGuess = guessedSites(there).has(site);
  const first = there.find((member) => isGuess || (member.site.known && member.site.origin.kind !== 'guess'));
  return first === undefined ? [] : [first.resource];
}
