import type { Member } from '../graph/graph';
import { refKey, type ResourceRef } from '../graph/location';

interface Domain {
  readonly id: string;
  readonly name: string;
  readonly members: readonly Member[];
  readonly resources: readonly ResourceRef[];
}

interface Draft<T extends Domain> {
  about: Omit<T, keyof Domain> & { readonly name: string };
  readonly members: Map<string, Member>;
  readonly resources: Map<string, ResourceRef>;
}

export type Part = Pick<Domain, 'members' | 'resources'>;

/** Domains that several resources make together, in whatever order they come. */
export class DomainDrafts<T extends Domain> {
  private readonly drafts = new Map<string, Draft<T>>();
  private readonly waiting = new Map<string, Part[]>();

  /** @param merge what two mentions say together; by default the one whose name comes first */
  constructor(private readonly merge: (a: Draft<T>['about'], b: Draft<T>['about']) => Draft<T>['about'] = byName) {}

  /** Mentions a domain: it exists from now on, and gets these members and resources too. */
  define(id: string, { members, resources, ...about }: Omit<T, 'id'>): void {
    const mentioned = about as unknown as Draft<T>['about'];
    const draft = this.drafts.get(id);
    if (draft === undefined) this.drafts.set(id, { about: mentioned, members: new Map(), resources: new Map() });
    else draft.about = this.merge(draft.about, mentioned);
    this.join(id, { members, resources });
  }

  /** Adds to a domain that some resource of the input defines, before or after; without one it comes to nothing. */
  join(id: string, part: Part): void {
    const list = this.waiting.get(id);
    if (list === undefined) this.waiting.set(id, [part]);
    else list.push(part);
  }

  /** Sorted, so that the order of the input does not show; the resource a domain is named after comes first. */
  finish(): readonly T[] {
    for (const [id, parts] of this.waiting) {
      const draft = this.drafts.get(id);
      if (draft === undefined) continue;
      for (const { members, resources } of parts) {
        for (const member of members) draft.members.set(memberKey(member), member);
        for (const resource of resources) draft.resources.set(refKey(resource), resource);
      }
    }
    this.waiting.clear();
    return [...this.drafts].map(([id, { about, members, resources }]) => {
      const rank = (resource: ResourceRef): number => (refKey(resource) === id ? 0 : 1);
      return {
        ...about,
        id,
        members: [...members].sort(([a], [b]) => compare(a, b)).map(([, member]) => member),
        resources: [...resources.values()].sort((a, b) => rank(a) - rank(b) || compare(refKey(a), refKey(b))),
      } as unknown as T;
    });
  }
}

/** What stands there: the id that the input gives for it, else the resource itself. */
export const memberKey = ({ id, resource }: Member): string => id ?? `${refKey(resource)} ${resource.path ?? ''}`;

export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const byName = <A extends { readonly name: string }>(a: A, b: A): A => (compare(b.name, a.name) < 0 ? b : a);
