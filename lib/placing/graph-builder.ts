import type { Declarations, DeclaredLink } from '../declarations/declarations';
import type { Matchers } from '../declarations/match';
import type { BroadcastDomain, Graph, Link, MigrationDomain, Placement, SyncReplica, Workload } from '../graph/graph';
import { firstKnown, known, unknown } from '../graph/known';
import { refKey } from '../graph/location';
import { compare, DomainDrafts, memberKey, type Part } from './domain-drafts';
import { tagsOf, type Placer } from './placer';
import type { RawResource } from '../resources/raw-resource';

type LinkSeen = Pick<Link, 'ends'> & Partial<Pick<Link, 'bandwidth' | 'layer' | 'mtu'>>;

/** Collects what provider tables read into a graph, the same whatever order the resources came in. */
export class GraphBuilder {
  private readonly links = new Map<string, Link>();
  private readonly broadcastDomains = new DomainDrafts<BroadcastDomain>();
  private readonly migrationDomains = new DomainDrafts<MigrationDomain>(bothMoves);
  private readonly migrationNetworks = new DomainDrafts<MigrationDomain>(bothMoves);
  private readonly syncReplicas = new DomainDrafts<SyncReplica>();
  private readonly workloads = new Map<string, Workload>();
  private readonly placements: Placement[] = [];

  constructor(
    readonly placer: Placer,
    private readonly declarations: Declarations,
    private readonly matchers: Matchers,
  ) {}

  placement(resource: RawResource): void {
    const { site, because } = this.placer.place(resource);
    this.placements.push({ resource: resource.ref, site, because });
  }

  /** An interconnect found as a resource. */
  link(resource: RawResource, seen: LinkSeen, id = refKey(resource.ref)): void {
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
      queue: gap('queue'),
      overlay: gap('overlay'),
      congestionControl: gap('congestion control'),
      measuredOn: gap('day of measurement'),
      layer: gap('layer'),
      resources: [resource.ref],
      origin: { kind: 'resource', address: resource.ref.address, path: resource.attributes.spell('bandwidth') },
      ...seen,
    });
  }

  broadcastDomain(id: string, domain: Omit<BroadcastDomain, 'id'>): void {
    this.broadcastDomains.define(id, domain);
  }

  /** Adds to a broadcast domain that another resource of the input defines. */
  joinBroadcastDomain(id: string, part: Part): void {
    this.broadcastDomains.join(id, part);
  }

  migrationDomain(id: string, domain: Omit<MigrationDomain, 'id'>): void {
    this.migrationDomains.define(id, domain);
  }

  /** A network made for moves, its members being hosts: part of each domain that moves machines between them all. */
  migrationNetwork(id: string, network: Omit<MigrationDomain, 'id'>): void {
    this.migrationNetworks.define(id, network);
  }

  syncReplica(id: string, replica: Omit<SyncReplica, 'id'>): void {
    this.syncReplicas.define(id, replica);
  }

  /** A machine found as a resource; what its declared class says wins over its configured size. */
  workload(resource: RawResource, seen: Pick<Workload, 'memory' | 'disk'>): Workload {
    const name = displayName(resource);
    const isDeclared = this.declarations.workloads.length > 0;
    const declared = isDeclared ? this.matchers.workloadFor(name, tagsOf(resource)) : undefined;
    const gap = (what: string) =>
      unknown('not-declared', `no workload class that matches ${name} declares its ${what}`);
    const workload: Workload = {
      id: refKey(resource.ref),
      name,
      resource: resource.ref,
      memory: declared?.memory.known === true ? declared.memory : seen.memory,
      disk: declared?.disk.known === true ? declared.disk : seen.disk,
      nonZeroShare: declared?.nonZeroShare ?? gap('non-zero share'),
      dirtyRate: declared?.dirtyRate ?? gap('dirty rate'),
      workingSet: declared?.workingSet ?? gap('working set'),
      writes: declared?.writes ?? gap('order of writes'),
      dirtyCurve: declared?.dirtyCurve ?? gap('dirty curve'),
      diskChurn: declared?.diskChurn ?? gap('disk churn'),
    };
    this.workloads.set(workload.id, workload);
    return workload;
  }

  /** A network whose hosts one domain already moves machines between is no second finding, but what the moves run over. */
  private attachNetworks(): readonly MigrationDomain[] {
    const byHost = new Map<string, Set<MigrationDomain>>();
    for (const domain of this.migrationDomains.finish()) {
      for (const key of domain.members.map(memberKey)) {
        const domains = byHost.get(key);
        if (domains === undefined) byHost.set(key, new Set([domain]));
        else domains.add(domain);
      }
    }
    for (const network of this.migrationNetworks.finish()) {
      const [first, ...others] = network.members.map(memberKey);
      const owners = [...(byHost.get(first ?? '') ?? [])].filter((domain) =>
        others.every((key) => byHost.get(key)?.has(domain) === true),
      );
      if (owners.length === 0) this.migrationDomains.define(network.id, network);
      for (const { id, name, mechanism } of owners) {
        this.migrationDomains.define(id, { ...network, name, mechanism, members: [] });
      }
    }
    return this.migrationDomains.finish();
  }

  finish(): Graph {
    const declaredClasses = this.declarations.workloads.map(({ id, ...sizes }) => ({ ...sizes, id, name: id }));
    return {
      sites: this.placer.registry.sites(),
      placements: this.placements.sort((a, b) => compare(refKey(a.resource), refKey(b.resource))),
      links: byId([...this.links.values(), ...this.declarations.links.map(declaredLink)]),
      broadcastDomains: byId(this.broadcastDomains.finish()),
      migrationDomains: byId(this.attachNetworks()),
      syncReplicas: byId(this.syncReplicas.finish()),
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

/** Two mentions of one domain: the lower cap holds, and the machines of both move. */
function bothMoves(
  a: Omit<MigrationDomain, 'id' | 'members' | 'resources'>,
  b: Omit<MigrationDomain, 'id' | 'members' | 'resources'>,
): Omit<MigrationDomain, 'id' | 'members' | 'resources'> {
  const [first, second] = compare(b.name, a.name) < 0 ? [b, a] : [a, b];
  const lower = a.rateCap.known && b.rateCap.known && b.rateCap.value < a.rateCap.value ? b.rateCap : a.rateCap;
  return {
    ...first,
    rateCap: firstKnown(lower, () => b.rateCap),
    workloads: byId([...first.workloads, ...second.workloads]),
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

const byId = <T extends { readonly id: string }>(nodes: Iterable<T>): readonly T[] =>
  [...nodes].sort((a, b) => compare(a.id, b.id));
