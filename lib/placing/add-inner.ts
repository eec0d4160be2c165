import type { Member } from '../graph/domain';
import { domainKinds, type DomainKind, type DomainKinds } from '../graph/domain-kinds';
import type { GraphNode } from '../graph/graph-node';
import { refKey } from '../graph/location';
import { doubtOfMember, memberKey, type DomainDrafts } from './domain-drafts';
import type { Mention } from './mention';

/**
 * Adds what is part of each domain of its kind that holds all its members; where none certainly does it is a domain of its own, of which
 * holds what perhaps holds it.
 */
export function addInner<K extends DomainKind>(
  kind: K,
  inner: readonly DomainKinds[K][],
  drafts: DomainDrafts<K>,
): void {
  if (inner.length === 0) return;
  const certain = holders(drafts.certain());
  const inDoubt = [...drafts.doubtful()];
  const doubtful = holders(inDoubt.filter(({ isOpen }) => !isOpen));
  const open = inDoubt.filter(({ isOpen }) => isOpen);
  const { beside } = domainKinds[kind];
  for (const { perhaps: exists = true, ...rest } of inner) {
    const part = { ...rest, exists } as unknown as Mention<K> & GraphNode;
    const own = new Set(part.resources.map(refKey));
    // A resource that makes it stands in for a member that is hidden.
    const isHidden = ({ id, resource }: Member): boolean => id === undefined && own.has(refKey(resource));
    const hidden = part.members.filter(isHidden);
    const seen = part.members.filter((member) => !isHidden(member));
    const owners = certain(seen);
    if (hidden.length === 0 && owners.length > 0) {
      for (const owner of owners) {
        const { name, mechanism } = owner.about;
        drafts.define(owner, { ...part, name, mechanism, members: [] });
      }
      continue;
    }
    const doubts = hidden.map(doubtOfMember);
    const others = [...owners.map(({ about }) => ({ about, doubts })), ...doubtful(seen), ...open];
    // One doubt is enough.
    const found = others.find((one) => beside(part, one.about, one.doubts) !== part);
    drafts.define(part, found === undefined ? part : beside(part, found.about, found.doubts));
  }
}

/** Finds the domains that hold all of several members. */
function holders<Held extends { readonly members: ReadonlySet<string> }>(
  all: Iterable<Held>,
): (members: readonly Member[]) => readonly Held[] {
  const byMember = new Map<string, Set<Held>>();
  for (const domain of all) {
    for (const key of domain.members) {
      const domains = byMember.get(key);
      if (domains === undefined) byMember.set(key, new Set([domain]));
      else domains.add(domain);
    }
  }
  return (members) => {
    const [first, ...others] = members.map(memberKey);
    return [...(byMember.get(first ?? '') ?? [])].filter((domain) =>
      others.every((key) => byMember.get(key)?.has(domain) === true),
    );
  };
}
