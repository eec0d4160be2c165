import type { SiteMatcher } from '../declarations/declarations';
import type { DraftLink, DraftSite, DraftWorkload, FactsDraft } from '../declarations/facts-draft';
import { resourceName } from '../findings/resource-name';
import type { Domain } from '../graph/domain';
import { allDomains, type Graph } from '../graph/graph';
import type { Site } from '../graph/site';
import { hostSites, type HostSites } from './host-sites';
import { declaredProducts, type Product } from '../reference/product';
import { formatBandwidth, formatSize } from '../model/quantity';

/** A network wider than this is found without measuring every pair of its sites, and the pairs would fill pages. */
const widestDomain = 8;

/** What the graph tells, as the start of a facts file: sites, the links between them, machines that move. */
export function draftFacts(graph: Graph): FactsDraft {
  const names = siteNames(graph);
  const hosts = hostSites(graph);
  const seen = [...graph.sites.values()].filter(({ id }) => !hosts.instead.has(id));
  return {
    sites: [...seen.map((site) => draftSite(site, names.get(site.id) ?? site.id, graph)), ...hosts.sites],
    links: draftLinks(graph, names, hosts),
    unplaced: graph.placements.flatMap(({ resource, site, because }) =>
      site.known || hosts.of(resource) !== undefined ? [] : [{ address: resource.address, because }],
    ),
    workloads: draftWorkloads(graph),
    platforms: [
      ...new Set([...allDomains(graph).flatMap((domain) => ('product' in domain ? declared(domain.product) : []))]),
    ].sort(),
  };
}

/** Of others nobody declares a version. */
const declared = (product: Product): readonly Product[] => declaredProducts.filter((one) => one === product);

/** Names that read well in the file: `amsterdam` for `city:amsterdam`, `ovh-GRA11` for `ovh:GRA11`; each of them once. */
function siteNames({ sites }: Graph): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const nameOf = ({ id, name, origin }: Site): string => {
    const short = origin.kind === 'resource' ? name : id.replace(/^(city|datacenter):/, '').replaceAll(':', '-');
    const unique = taken.has(short) ? id : short;
    taken.add(unique);
    return unique;
  };
  return new Map([...sites.values()].map((site) => [site.id, nameOf(site)]));
}

function draftSite(site: Site, id: string, graph: Graph): DraftSite {
  const { name, position, origin } = site;
  // A resource that states its coordinates is a site of its own; any other id is a namespace and a code.
  if (origin.kind === 'resource') {
    return { id, name, ...(position.known ? { position: position.value } : {}), match: [{ kind: 'name', glob: name }] };
  }
  const match = [matcherOf(site, graph)];
  const [, city] = /^city:(.*)$/u.exec(site.id) ?? [];
  if (city !== undefined) return { id, name, guess: { at: city, from: calledAfter(match[0]) }, match };
  return { id, name, ...(position.known && { at: site.id }), match };
}

/** What the name of a city is taken from. */
const calledAfter = (matcher: SiteMatcher | undefined): string =>
  matcher?.kind === 'datacenter'
    ? `datacenter ${matcher.name}`
    : `what is called ${matcher?.kind === 'name' ? matcher.glob : ''}`;

function matcherOf({ id, name }: Site, graph: Graph): SiteMatcher {
  const colon = id.indexOf(':');
  const provider = id.slice(0, colon);
  const code = id.slice(colon + 1);
  if (provider === 'datacenter') return { kind: 'datacenter', name: code };
  if (provider !== 'city') return { kind: 'region', provider, code };
  // A datacenter, a fault domain or an NSX site that is called after the city, in the words of the guess.
  const guesses = [...graph.placements, ...allDomains(graph).flatMap(({ members }) => members)].flatMap(({ site }) =>
    site.known && site.value === id && site.origin.kind === 'guess' ? [site.origin.reason] : [],
  );
  const [, kind, called] =
    /^(datacenter|fault domain|host group|NSX site) (.*), taken as /u.exec(guesses[0] ?? '') ?? [];
  return kind === undefined || kind === 'datacenter'
    ? { kind: 'datacenter', name: called ?? name }
    : { kind: 'name', glob: called ?? name };
}

interface SeenLink {
  readonly between: readonly [string, string];
  readonly bandwidths: number[];
  readonly foundAs: Set<string>;
}

/** Every interconnect with both ends, and every pair of sites that a domain spans: one entry a pair. */
function draftLinks(graph: Graph, names: ReadonlyMap<string, string>, hosts: HostSites): readonly DraftLink[] {
  const seen = new Map<string, SeenLink>();
  const linkBetween = (a: string, b: string): SeenLink => {
    const [first = a, second = b] = [names.get(a) ?? a, names.get(b) ?? b].sort();
    const key = `${first}\n${second}`;
    const link = seen.get(key) ?? { between: [first, second], bandwidths: [], foundAs: new Set() };
    seen.set(key, link);
    return link;
  };
  for (const { ends, bandwidth, resources, name } of graph.links) {
    const [a, b] = ends;
    if (!a.known || !b.known || a.value === b.value) continue;
    const link = linkBetween(a.value, b.value);
    link.foundAs.add(shownAs(name, resources));
    if (bandwidth.known) link.bandwidths.push(bandwidth.value);
  }
  for (const domain of allDomains(graph)) {
    for (const [a, b] of pairs(sitesOf(domain, hosts)))
      linkBetween(a, b).foundAs.add(shownAs(domain.name, domain.resources));
  }
  return [...seen.values()].map(({ between, bandwidths, foundAs }) => ({
    between,
    // Of parallel links one is used at a time, perhaps the slowest.
    ...(bandwidths.length === 0 ? {} : { bandwidth: bandwidthText(Math.min(...bandwidths)) }),
    foundAs: [...foundAs].slice(0, 4).join(', '),
  }));
}

const bandwidthText = (bitsPerSecond: number): string =>
  formatBandwidth(bitsPerSecond as Parameters<typeof formatBandwidth>[0]);

const shownAs = (name: string, [resource]: Domain['resources']): string =>
  resource === undefined ? name : resourceName(resource);

function sitesOf({ members }: Domain, hosts: HostSites): readonly string[] {
  const found = members.flatMap(
    ({ resource, site }) => hosts.of(resource) ?? (site.known && !hosts.instead.has(site.value) ? [site.value] : []),
  );
  const sites = [...new Set(found)].sort();
  return sites.length > widestDomain ? [] : sites;
}

const pairs = <T>(items: readonly T[]): readonly (readonly [T, T])[] =>
  items.flatMap((a, index) => items.slice(index + 1).map((b) => [a, b] as const));

/** The machines known to move, a class for each size of memory and disk. */
function draftWorkloads(graph: Graph): readonly DraftWorkload[] {
  const classes = new Map<
    string,
    { readonly sizes: Pick<DraftWorkload, 'memory' | 'disk'>; readonly names: Set<string> }
  >();
  for (const { memory, disk, name } of allDomains(graph).flatMap((one) => ('workloads' in one ? one.workloads : []))) {
    const sizes = {
      ...(memory.known ? { memory: formatSize(memory.value) } : {}),
      ...(disk.known ? { disk: formatSize(disk.value) } : {}),
    };
    const id = sizes.memory === undefined ? 'machines' : `machines-${sizes.memory}`;
    const key = `${id}\n${sizes.disk ?? ''}`;
    const found = classes.get(key) ?? { sizes, names: new Set() };
    classes.set(key, found);
    found.names.add(name);
  }
  return [...classes].map(([key, { sizes, names }]) => ({
    id: key.split('\n')[0] ?? key,
    ...sizes,
    match: [...names].sort().map((glob) => ({ kind: 'name', glob })),
  }));
}
