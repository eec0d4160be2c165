import type { Declarations, DeclaredLink } from '../declarations/declarations';
import type { Matchers } from '../declarations/match';
import { domainKindNames, type DomainKind, type DomainKinds } from '../graph/domain-kinds';
import type { Graph } from '../graph/graph';
import { known, unknown } from '../graph/known';
import { knownInputs, type KnownInputs } from '../graph/known-inputs';
import type { Link } from '../graph/link';
import { refIdentity, refKey } from '../graph/location';
import type { Placement } from '../graph/site';
import type { Workload } from '../graph/workload';
import { inputs } from '../model/inputs';
import type { RawResource } from '../resources/raw-resource';
import { addInner } from './add-inner';
import { compare, DomainDrafts } from './domain-drafts';
import type { Contribution, Mention } from './mention';
import type { Shared } from './shared-drafts';
import { identityOf, idOf, type NodeId } from './node-id';
import type { Placer, Pointing } from './placer';
import { tagsOf } from './resource-tags';
import { allOf } from './whether';

type LinkSeen = Pick<Link, 'ends'> & Partial<Pick<Link, 'layer'>> & Partial<KnownInputs<'link'>>;

/** Collects what provider tables read into a graph, the same whatever order the resources came in. */
export class GraphBuilder {
  private readonly links = new Map<string, Link>();
  private readonly drafts = draftsOfKinds();
  private readonly inner = draftsOfKinds();
  private readonly workloads = new Map<string, Workload>();
  private readonly placements: Placement[] = [];

  constructor(
    readonly placer: Placer,
    private readonly declarations: Declarations,
    private readonly matchers: Matchers,
  ) {}

  placement(resource: RawResource): void {
    const { site, because } = this.placer.place(resource);
    const { name } = this.placer.member(resource);
    this.placements.push({ resource: resource.ref, ...(name !== undefined && { name }), site, because });
  }

  /** An interconnect found as a resource. */
  link(resource: RawResource, seen: LinkSeen, id: NodeId = resource.ref): void {
    const gap = (what: string) => unknown('not-declared', `${resource.ref.address} states no ${what}`);
    this.links.set(idOf(id), {
      kind: 'link',
      id: idOf(id),
      identity: identityOf(id),
      name: displayName(resource),
      ...knownInputs('link', (name) => gap(inputs[name].noun)),
      layer: gap('layer'),
      resources: [resource.ref],
      origin: { kind: 'resource', address: resource.ref.address, path: resource.attributes.spell('bandwidth') },
      ...seen,
    });
  }

  /** Mentions a domain: it exists from now on, or perhaps does, with these members and resources. */
  define<K extends DomainKind>(kind: K, id: NodeId, mention: Mention<K>): void {
    this.drafts[kind].define(id, mention);
  }

  /** Adds to a domain that another resource of the input defines. */
  join(kind: DomainKind, id: NodeId, part: Contribution): void {
    this.drafts[kind].join(id, part);
  }

  /**
   * Adds to the domain of the resource that an attribute points at; where nothing tells which of several it is, to none of
   * them: what may come of it is a domain of its own, with all that stands in any of them.
   * @param idFor what the domain of a resource is known by, if not by the resource itself
   */
  joinAny(
    kind: DomainKind,
    { targets, doubt }: Pointing,
    part: Contribution,
    idFor: (target: RawResource) => NodeId = ({ ref }) => ref,
  ): void {
    if (doubt === undefined) for (const target of targets) this.join(kind, idFor(target), part);
    else this.drafts[kind].joinAny(targets, idFor, { ...part, exists: allOf(part.exists ?? true, [doubt]) });
  }

  /** Mentions a domain that resources share which agree on some values; where one is unknown they may. */
  share<K extends DomainKind>(kind: K, shared: Shared<K>): void {
    this.drafts[kind].share(shared);
  }

  /**
   * Mentions what is part of each domain of its kind that holds all its members, such as a network made for the moves between
   * hosts; only where there is none is it a domain of its own.
   * Resources share it as they `share` any.
   */
  shareInner<K extends DomainKind>(kind: K, shared: Shared<K>): void {
    this.inner[kind].share(shared);
  }

  /** A machine found as a resource; what its declared class says wins over its configured size. */
  workload(resource: RawResource, seen: Partial<KnownInputs<'workload'>>): Workload {
    const name = displayName(resource);
    const isDeclared = this.declarations.workloads.length > 0;
    const declared = isDeclared ? this.matchers.workloadFor(name, tagsOf(resource)) : undefined;
    const gap = (what: string) =>
      unknown('not-declared', `no workload class that matches ${name} declares its ${what}`);
    const workload: Workload = {
      id: refKey(resource.ref),
      identity: refIdentity(resource.ref),
      name,
      resource: resource.ref,
      ...knownInputs('workload', (input) => {
        const said = declared?.[input];
        return said?.known === true ? said : (seen[input] ?? said ?? gap(inputs[input].noun));
      }),
    };
    this.workloads.set(workload.id, workload);
    return workload;
  }

  private domains<K extends DomainKind>(kind: K): readonly DomainKinds[K][] {
    const drafts: DomainDrafts<K> = this.drafts[kind];
    addInner(kind, this.inner[kind].finish(), drafts);
    return drafts.finish();
  }

  finish(): Graph {
    const declaredClasses = this.declarations.workloads.map(({ id, ...sizes }) => ({
      ...sizes,
      id,
      identity: id,
      name: id,
    }));
    return {
      sites: this.placer.registry.sites(),
      placements: this.placements.sort((a, b) => compare(refKey(a.resource), refKey(b.resource))),
      links: byId([...this.links.values(), ...this.declarations.links.map(declaredLink)]),
      domains: ofKinds((kind) => this.domains(kind)) as Graph['domains'],
      workloads: byId([...this.workloads.values(), ...declaredClasses]),
    };
  }
}

const ofKinds = <T>(make: (kind: DomainKind) => T): Readonly<Record<DomainKind, T>> =>
  Object.fromEntries(domainKindNames.map((kind) => [kind, make(kind)])) as Record<DomainKind, T>;

type Drafts = { readonly [K in DomainKind]: DomainDrafts<K> };

const draftsOfKinds = (): Drafts => ofKinds((kind) => new DomainDrafts(kind)) as unknown as Drafts;

/** The name people gave the resource, else its logical name. */
export function displayName(resource: RawResource): string {
  for (const attribute of ['name', 'display_name']) {
    const name = resource.attributes.string(attribute);
    if (name.known && name.value !== '') return name.value;
  }
  return resource.name;
}

function declaredLink(link: DeclaredLink): Link {
  const [a, b] = link.between;
  // A link has no direction.
  const id = `declared:${[a, b].sort().join('|')}`;
  return {
    ...link,
    kind: 'link',
    id,
    identity: id,
    name: `${a} - ${b}`,
    ends: [known(a, link.origin), known(b, link.origin)],
    layer: unknown('not-declared', 'a declared link may carry either layer'),
    resources: [],
  };
}

const byId = <T extends { readonly id: string }>(nodes: Iterable<T>): readonly T[] =>
  [...nodes].sort((a, b) => compare(a.id, b.id));
