import type { Member } from '../graph/domain';
import { domainKinds, type About, type DomainKind, type DomainKinds } from '../graph/domain-kinds';
import { refKey, type ResourceRef } from '../graph/location';
import { idOf, identityOf, type NodeId } from './node-id';

/** What one resource adds to a domain. */
export interface Contribution {
  readonly members: readonly Member[];
  readonly resources: readonly ResourceRef[];
}

/** What one resource says of a domain, and adds to it. */
export type Mention<K extends DomainKind> = About<K> & Contribution;

interface Draft<K extends DomainKind> {
  readonly identity: string;
  about: About<K>;
  readonly members: Map<string, Member>;
  readonly resources: Map<string, ResourceRef>;
}

/** Domains of one kind that several resources make together, in whatever order they come. */
export class DomainDrafts<K extends DomainKind> {
  private readonly drafts = new Map<string, Draft<K>>();
  private readonly waiting = new Map<string, Contribution[]>();

  constructor(private readonly kind: K) {}

  /** Mentions a domain: it exists from now on, and gets these members and resources too. */
  define(id: NodeId, { members, resources, ...about }: Mention<K>): void {
    const key = idOf(id);
    // Safe: what is left of a mention is what it says.
    const said = about as unknown as About<K>;
    const draft = this.drafts.get(key);
    if (draft === undefined) {
      this.drafts.set(key, { identity: identityOf(id), about: said, members: new Map(), resources: new Map() });
    } else draft.about = this.merged(draft.about, said);
    this.join(id, { members, resources });
  }

  /** Adds to a domain that some resource of the input defines, before or after; without one it comes to nothing. */
  join(id: NodeId, part: Contribution): void {
    const key = idOf(id);
    const list = this.waiting.get(key);
    if (list === undefined) this.waiting.set(key, [part]);
    else list.push(part);
  }

  /** Sorted, so that the order of the input does not show; the resource a domain is named after comes first. */
  finish(): readonly DomainKinds[K][] {
    for (const [id, parts] of this.waiting) {
      const draft = this.drafts.get(id);
      if (draft === undefined) continue;
      for (const { members, resources } of parts) {
        for (const member of members) draft.members.set(memberKey(member), member);
        for (const resource of resources) draft.resources.set(refKey(resource), resource);
      }
    }
    this.waiting.clear();
    return [...this.drafts]
      .sort(([a], [b]) => compare(a, b))
      .map(([id, { identity, about, members, resources }]) => {
        const rank = (key: string): number => (key === id ? 0 : 1);
        return {
          ...about,
          kind: this.kind,
          id,
          identity,
          members: [...members].sort(([a], [b]) => compare(a, b)).map(([, member]) => member),
          resources: [...resources]
            .sort(([a], [b]) => rank(a) - rank(b) || compare(a, b))
            .map(([, resource]) => resource),
        } as unknown as DomainKinds[K];
      });
  }

  private merged(a: About<K>, b: About<K>): About<K> {
    const { merge } = domainKinds[this.kind];
    return compare(b.name, a.name) < 0 ? merge(b, a) : merge(a, b);
  }
}

/** What stands there: the id that the input gives for it, else the resource itself. */
export const memberKey = ({ id, resource }: Member): string => id ?? `${refKey(resource)} ${resource.path ?? ''}`;

export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
