import type { Declarations, DeclaredLink } from '../declarations/declarations';
import type { Matchers } from '../declarations/match';
import type {
  BroadcastDomain,
  Graph,
  Link,
  Member,
  MigrationDomain,
  Placement,
  SyncReplica,
  Workload,
} from '../graph/graph';
import { firstKnown, known, unknown } from '../graph/known';
import type { ResourceRef } from '../graph/location';
import type { Placer } from './placer';
import type { RawResource } from './raw-resource';

type LinkSeen = Pick<Link, 'ends'> & Partial<Pick<Link, 'bandwidth' | 'layer' | 'mtu'>>;

/** Collects what provider tables read into a graph, the same whatever order the resources came in. */
export class GraphBuilder {
  private readonly links = new Map<string, Link>();
  private readonly broadcastDomains = new Map<string, BroadcastDomain>();
  private readonly migrationDomains = new Map<string, MigrationDomain>();
  private readonly migrationNetworks = new Map<string, MigrationDomain>();
  private readonly syncReplicas = new Map<string, SyncReplica>();
  private readonly workloads = new Map<string, Workload>();
  private readonly placements: Placement[] = [];

  constructor(
    readonly placer: Placer,
    private readonly declarations: Declarations,
    private readonly matchers: Matchers,
  ) {}

  placement(resource: RawResource): void {
    this.placements.push({ resource: resource.ref, ...this.placer.place(resource) });
  }

  /** An interconnect found as a resource. */
  link(resource: RawResource, seen: LinkSeen, id = resource.ref.address): void {
    const gap = (what: string) => unknown('not-declared', `${resource.ref.address} does not tell its ${what}`);
    this.links.set(id, {
      id,
      name: displayName(resource),
      bandwidth: gap('bandwidth'),
      rtt: gap('round trip'),
      loss: gap('loss'),
      mtu: gap('MTU'),
      migrationShare: gap('share for migration'),
      streams: gap('number of streams'),
      window: gap('window'),
      measuredOn: gap('day of measurement'),
      layer: gap('layer'),
      resources: [resource.ref],
      origin: { kind: 'resource', address: resource.ref.address, path: resource.attributes.spell('bandwidth') },
      ...seen,
    });
  }

  /** Adds members and resources to the broadcast domain of that id, which exists from its first mention. */
  broadcastDomain(id: string, domain: Omit<BroadcastDomain, 'id'>): void {
    this.broadcastDomains.set(id, joined(id, this.broadcastDomains.get(id), domain));
  }

  migrationDomain(id: string, domain: Omit<MigrationDomain, 'id'>): void {
    this.migrationDomains.set(id, joinedMoves(id, this.migrationDomains.get(id), domain));
  }

  /** A network made for moves, its members being hosts: part of each domain that moves machines between them all. */
  migrationNetwork(id: string, network: Omit<MigrationDomain, 'id'>): void {
    this.migrationNetworks.set(id, joinedMoves(id, this.migrationNetworks.get(id), network));
  }

  syncReplica(id: string, replica: Omit<SyncReplica, 'id'>): void {
    this.syncReplicas.set(id, joined(id, this.syncReplicas.get(id), replica));
  }

  /** A machine found as a resource; what its declared class says wins over its configured size. */
  workload(
    resource: RawResource,
    tags: ReadonlyMap<string, string>,
    seen: Pick<Workload, 'memory' | 'disk'>,
  ): Workload {
    const name = displayName(resource);
    const declared = this.matchers.workloadFor(name, tags);
    const gap = (what: string) =>
      unknown('not-declared', `no workload class that matches ${name} declares its ${what}`);
    const workload: Workload = {
      id: resource.ref.address,
      name,
      resource: resource.ref,
      memory: declared?.memory.known === true ? declared.memory : seen.memory,
      disk: declared?.disk.known === true ? declared.disk : seen.disk,
      nonZeroShare: declared?.nonZeroShare ?? gap('non-zero share'),
      dirtyRate: declared?.dirtyRate ?? gap('dirty rate'),
      workingSet: declared?.workingSet ?? gap('working set'),
    };
    this.workloads.set(workload.id, workload);
    return workload;
  }

  /** A network whose hosts one domain already moves machines between is no second finding, but what the moves run over. */
  private attachNetworks(): void {
    const hostsOf = ({ members }: MigrationDomain): readonly string[] =>
      members.map(({ resource }) => resource.address);
    for (const network of this.migrationNetworks.values()) {
      const owners = [...this.migrationDomains.values()].filter((domain) => {
        const hosts = new Set(hostsOf(domain));
        return hostsOf(network).every((host) => hosts.has(host));
      });
      if (owners.length === 0) this.migrationDomains.set(network.id, network);
      for (const { id } of owners) this.migrationDomain(id, { ...network, members: [] });
    }
  }

  finish(): Graph {
    this.attachNetworks();
    const declaredClasses = this.declarations.workloads.map(({ id, ...sizes }) => ({ ...sizes, id, name: id }));
    return {
      sites: this.placer.registry.sites(),
      placements: this.placements.sort((a, b) => compare(a.resource.address, b.resource.address)),
      links: byId([...this.links.values(), ...this.declarations.links.map(declaredLink)]),
      broadcastDomains: byId(this.broadcastDomains.values()),
      migrationDomains: byId(this.migrationDomains.values()),
      syncReplicas: byId(this.syncReplicas.values()),
      workloads: byId([...this.workloads.values(), ...declaredClasses]),
    };
  }
}

/** The name people gave the resource, else its logical name. */
export function displayName(resource: RawResource): string {
  for (const attribute of ['name', 'display_name']) {
    const name = resource.attributes.string(attribute);
    if (name.known && name.value !== '') return name.value;
  }
  return resource.name;
}

interface Domain {
  readonly members: readonly Member[];
  readonly resources: readonly ResourceRef[];
}

function joined<T extends Domain>(id: string, before: Domain | undefined, domain: T): T & { readonly id: string } {
  const members = new Map<string, Member>();
  for (const member of [...(before?.members ?? []), ...domain.members]) {
    members.set(`${member.resource.address} ${member.resource.path ?? ''}`, member);
  }
  const resources = new Map<string, ResourceRef>();
  for (const resource of [...(before?.resources ?? []), ...domain.resources]) resources.set(resource.address, resource);
  return { ...domain, ...before, id, members: sorted(members), resources: definingFirst(id, resources.values()) };
}

/** By address, the resource that the domain is named after first, so that the order of the input does not show. */
function definingFirst(id: string, resources: Iterable<ResourceRef>): readonly ResourceRef[] {
  const rank = ({ address }: ResourceRef): number => (address === id ? 0 : 1);
  return [...resources].sort((a, b) => rank(a) - rank(b) || compare(a.address, b.address));
}

function joinedMoves(
  id: string,
  before: MigrationDomain | undefined,
  domain: Omit<MigrationDomain, 'id'>,
): MigrationDomain {
  return {
    ...joined(id, before, domain),
    rateCap: firstKnown(domain.rateCap, () => before?.rateCap ?? domain.rateCap),
    workloads: [...(before?.workloads ?? []), ...domain.workloads],
  };
}

function declaredLink(link: DeclaredLink): Link {
  const [a, b] = link.between;
  return {
    ...link,
    id: `declared:${a}|${b}`,
    name: `${a} - ${b}`,
    ends: [known(a, link.origin), known(b, link.origin)],
    layer: unknown('not-declared', 'a declared link may carry either layer'),
    resources: [],
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const byId = <T extends { readonly id: string }>(nodes: Iterable<T>): readonly T[] =>
  [...nodes].sort((a, b) => compare(a.id, b.id));

const sorted = (members: ReadonlyMap<string, Member>): readonly Member[] =>
  [...members].sort(([a], [b]) => compare(a, b)).map(([, member]) => member);
