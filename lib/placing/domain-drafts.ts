import type { Domain, Member } from '../graph/domain';
import { domainKinds, type About, type DomainKind, type DomainKinds } from '../graph/domain-kinds';
import type { Doubt } from '../graph/graph-node';
import { refKey, type ResourceRef } from '../graph/location';
import type { RawResource } from '../resources/raw-resource';
import type { Contribution, Mention } from './mention';
import { idOf, identityOf, type NodeId } from './node-id';
import { SharedDrafts, type Shared } from './shared-drafts';

interface Draft<K extends DomainKind> {
  readonly id: string;
  readonly identity: string;
  /** What those mentions say that are certain; undefined where none is. */
  certain?: About<K>;
  /** What all mentions say. */
  all: About<K>;
}

/** Domains of one kind that several resources make together, in whatever order they come. */
export class DomainDrafts<K extends DomainKind> {
  private readonly drafts = new Map<string, Draft<K>>();
  private readonly parts = new Map<string, Contribution[]>();
  private readonly shared = new SharedDrafts<K>();
  private readonly ofAny = new Map<readonly RawResource[], OfAny>();

  constructor(private readonly kind: K) {}

  /** Mentions a domain: it exists from now on, or perhaps does, and gets these members and resources too. */
  define(id: NodeId, { members, resources, exists = true, ...about }: Mention<K>): void {
    if (exists === false) return;
    const key = idOf(id);
    // Safe: what is left of a mention is what it says.
    const said = about as unknown as About<K>;
    const draft = this.drafts.get(key) ?? { id: key, identity: identityOf(id), all: said };
    draft.all = this.merged(draft.all, said);
    if (exists === true) draft.certain = draft.certain === undefined ? said : this.merged(draft.certain, said);
    this.drafts.set(key, draft);
    this.join(id, { members, resources, exists });
  }

  /** Adds to a domain that some resource of the input defines, before or after; without one it comes to nothing. */
  join(id: NodeId, part: Contribution): void {
    if (part.exists === false) return;
    const key = idOf(id);
    const list = this.parts.get(key);
    if (list === undefined) this.parts.set(key, [part]);
    else list.push(part);
  }

  /** Adds to one of the domains of several resources, of which nothing tells which. */
  joinAny(of: readonly RawResource[], idFor: (one: RawResource) => NodeId, part: Contribution): void {
    if (part.exists === false) return;
    const before = this.ofAny.get(of);
    if (before === undefined) this.ofAny.set(of, { idFor, parts: [part] });
    else before.parts.push(part);
  }

  /** Mentions a domain that resources share which agree on some values. Those of which a value is unknown may share one. */
  share(shared: Shared<K>): void {
    const { id } = shared;
    if (id !== undefined) this.define(id, shared.mention);
    this.shared.add(shared);
  }

  /** The domains that certainly exist until now, unsorted, with what certainly stands in each. */
  *certain(): Generator<CertainDomain<K>> {
    for (const { id, identity, certain } of this.drafts.values()) {
      if (certain === undefined) continue;
      const parts = (this.parts.get(id) ?? []).filter(({ exists = true }) => exists === true);
      yield { id, identity, about: certain, members: new Set(parts.flatMap(({ members }) => members.map(memberKey))) };
    }
  }

  /** The domains of which it is in doubt until now whether they exist or what stands in them, unsorted, with all that may. */
  *doubtful(): Generator<DoubtfulDomain<K>> {
    for (const { id, all } of this.drafts.values()) {
      const parts = this.parts.get(id) ?? [];
      const members = parts.flatMap((part) => part.members);
      const open = members.filter(({ isSeveral }) => isSeveral === true);
      const doubts = distinct([...parts.flatMap(doubtsOf), ...open.map(doubtOfMember)]);
      if (doubts.length === 0) continue;
      yield { about: all, doubts, isOpen: open.length > 0, members: new Set(members.map(memberKey)) };
    }
  }

  /** Sorted, so that the order of the input does not show; the resource a domain is named after comes first. */
  finish(): readonly DomainKinds[K][] {
    for (const { id, mention } of this.shared.take()) this.define(id, mention);
    for (const [of, { idFor, parts }] of this.ofAny) this.addOfAny(of.map(idFor), parts);
    return [...this.drafts.values()].flatMap((draft) => this.finished(draft)).sort((a, b) => compare(a.id, b.id));
  }

  /** One domain with all that stands in any of them, since a doubt for each would say the same again and again. */
  private addOfAny(ids: readonly NodeId[], parts: readonly Contribution[]): void {
    const drafts = [...new Set(ids.map(idOf))].flatMap((id) => this.drafts.get(id) ?? []);
    const [first, ...others] = drafts.sort((a, b) => compare(a.identity, b.identity) || compare(a.id, b.id));
    if (first === undefined) return;
    if (others.length === 0) {
      for (const part of parts) this.join(first, part);
      return;
    }
    const { isBuiltToStretch: _, ...about } = others.reduce((all, draft) => this.merged(all, draft.all), first.all);
    const name = alternatives(drafts.map(({ all }) => all.name));
    const exists = distinct(parts.flatMap(doubtsOf));
    const inAny = gathered(drafts.flatMap(({ id }) => this.parts.get(id) ?? []));
    const id = {
      id: `any of ${drafts.map((draft) => draft.id).join(' ')}`,
      identity: `any of ${first.identity} and others`,
    };
    // Safe: it is what others say, under another name.
    this.define(id, {
      ...(about as unknown as About<K>),
      name,
      members: [...inAny.members.values()],
      resources: [...inAny.resources.values()],
      exists,
    });
    for (const part of parts) this.join(id, part);
  }

  /**
   * What certainly exists, and beside it what perhaps does, if that is more. Of a domain that perhaps exists all parts may
   * be in it.
   */
  private finished({ id, identity, certain, all }: Draft<K>): readonly DomainKinds[K][] {
    const parts = this.parts.get(id) ?? [];
    const sure = gathered(parts.filter(({ exists = true }) => exists === true));
    const isSure = certain !== undefined;
    const surely = isSure ? [this.domain(id, identity, certain, sure)] : [];
    const doubts = parts.flatMap(doubtsOf);
    const perhaps = doubts.length === 0 ? sure : gathered(parts);
    const isMore = perhaps.members.size > sure.members.size || (isSure && domainKinds[this.kind].isOther(certain, all));
    if (isSure && !isMore) return surely;
    const [itsId, itsIdentity] = isSure ? [`${id} perhaps`, `${identity} perhaps`] : [id, identity];
    return [...surely, { ...this.domain(itsId, itsIdentity, all, perhaps), perhaps: distinct(doubts) }];
  }

  private domain(id: string, identity: string, about: About<K>, { members, resources }: Gathered): DomainKinds[K] {
    const rank = (key: string): number => (key === id ? 0 : 1);
    return {
      ...about,
      kind: this.kind,
      id,
      identity,
      members: [...members].sort(([a], [b]) => compare(a, b)).map(([, member]) => member),
      resources: [...resources].sort(([a], [b]) => rank(a) - rank(b) || compare(a, b)).map(([, resource]) => resource),
    } as unknown as DomainKinds[K];
  }

  private merged(a: About<K>, b: About<K>): About<K> {
    const { merge } = domainKinds[this.kind];
    const isLater = (compare(b.name, a.name) || compare(b.mechanism, a.mechanism)) < 0;
    const together = isLater ? merge(b, a) : merge(a, b);
    const isBuiltToStretch = a.isBuiltToStretch === true || b.isBuiltToStretch === true;
    return isBuiltToStretch ? { ...together, isBuiltToStretch } : together;
  }
}

interface CertainDomain<K extends DomainKind> extends Pick<Domain, 'id' | 'identity'> {
  readonly about: About<K>;
  /** Keys of its members. */
  readonly members: ReadonlySet<string>;
}

interface DoubtfulDomain<K extends DomainKind> {
  readonly about: About<K>;
  readonly doubts: readonly Doubt[];
  /** Whether anything else may be a member too. */
  readonly isOpen: boolean;
  /** Keys of its members. */
  readonly members: ReadonlySet<string>;
}

interface Gathered {
  readonly members: ReadonlyMap<string, Member>;
  readonly resources: ReadonlyMap<string, ResourceRef>;
}

/** What may be in any of several domains, the same ones. */
interface OfAny {
  readonly idFor: (one: RawResource) => NodeId;
  readonly parts: Contribution[];
}

const doubtsOf = ({ exists = true }: Contribution): readonly Doubt[] => (typeof exists === 'boolean' ? [] : exists);

/** Why it is unknown what a member is. */
export function doubtOfMember({ resource, site }: Member): Doubt {
  if (!site.known) return { resource, because: site.reason.text };
  return { resource, because: site.origin.kind === 'guess' ? site.origin.reason : 'unknown' };
}

function alternatives(names: readonly string[]): string {
  const sorted = [...names].sort(compare);
  return sorted.length <= 3
    ? sorted.join(' or ')
    : `${sorted.slice(0, 2).join(' or ')} or one of ${sorted.length - 2} more`;
}

function gathered(parts: readonly Contribution[]): Gathered {
  const found = { members: new Map<string, Member>(), resources: new Map<string, ResourceRef>() };
  for (const { members, resources } of parts) {
    for (const member of members) keepFirst(found.members, memberKey(member), member, memberOrder);
    for (const resource of resources) keepFirst(found.resources, refKey(resource), resource, ({ path = '' }) => path);
  }
  return found;
}

/** Of two with one key the same one stays, whichever document comes first. */
function keepFirst<T>(found: Map<string, T>, key: string, one: T, orderOf: (one: T) => string): void {
  const before = found.get(key);
  if (before === undefined || compare(orderOf(one), orderOf(before)) < 0) found.set(key, one);
}

/** Who tells more comes first: where it stands, and what it is called. */
const memberOrder = ({ site, name, resource }: Member): string =>
  `${site.known ? 0 : 1}${name === undefined ? 1 : 0} ${refKey(resource)} ${resource.path ?? ''} ${
    site.known ? `${site.value} ${site.origin.kind}` : site.reason.text
  }`;

function distinct(doubts: readonly Doubt[]): readonly Doubt[] {
  const byValue = new Map<string, Doubt>();
  for (const doubt of doubts) {
    keepFirst(byValue, `${refKey(doubt.resource)} ${doubt.resource.path ?? ''}`, doubt, ({ because }) => because);
  }
  return [...byValue].sort(([a], [b]) => compare(a, b)).map(([, doubt]) => doubt);
}

/** What stands there: the id that the input gives for it, else the resource itself. */
export const memberKey = ({ id, resource }: Member): string => id ?? `${refKey(resource)} ${resource.path ?? ''}`;

export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
