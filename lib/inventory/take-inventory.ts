import type { Domain, Member } from '../graph/domain';
import { domainKindNames, domainKinds } from '../graph/domain-kinds';
import { mapKnown, type Known } from '../graph/known';
import { allDomains, type Graph } from '../graph/graph';
import { originText, type ResourceRef } from '../graph/location';
import type { Inventory, InventoryDomain, InventoryLink, InventorySite } from '../findings/run-result';
import { measure, type Measure } from '../model/quantity';

/** What the graph holds, as plain data for reports. */
export function takeInventory(graph: Graph): Inventory {
  return {
    sites: sites(graph),
    links: graph.links.map((link): InventoryLink => ({
      id: link.id,
      name: link.name,
      ends: [orNull(link.ends[0]), orNull(link.ends[1])],
      bandwidth: orNull(mapKnown(link.bandwidth, (value): Measure => measure('bandwidth', value))),
      rtt: orNull(mapKnown(link.rtt, (value): Measure => measure('duration', value))),
      layer: orNull(link.layer),
      from: originText(link.origin),
      resources: link.resources,
    })),
    domains: allDomains(graph).map(domain),
    kinds: domainKindNames.map((kind) => ({
      kind,
      noun: domainKinds[kind].noun,
      count: graph.domains[kind].length,
    })),
    unplaced: graph.placements.flatMap(({ resource, site, because }) => (site.known ? [] : [{ resource, because }])),
  };
}

const orNull = <T>(value: Known<T>): T | null => (value.known ? value.value : null);

function sites(graph: Graph): readonly InventorySite[] {
  const placed = new Map<string, { resource: ResourceRef; because: string }[]>();
  for (const { resource, site, because } of graph.placements) {
    if (!site.known) continue;
    const list = placed.get(site.value) ?? [];
    list.push({ resource, because });
    placed.set(site.value, list);
  }
  return [...graph.sites.values()].map((site): InventorySite => ({
    id: site.id,
    name: site.name,
    ...(site.position.known
      ? {
          latitude: site.position.value.latitude,
          longitude: site.position.value.longitude,
          tolerance: measure('distance', site.position.value.tolerance),
        }
      : {}),
    from: originText(site.origin),
    resources: placed.get(site.id) ?? [],
  }));
}

const domain = ({ kind, id, name, mechanism, members, resources, perhaps }: Domain): InventoryDomain => ({
  kind,
  id,
  name,
  mechanism,
  sites: [...new Set(members.flatMap(siteOf))].sort(),
  unplaced: members.filter(({ site }) => !site.known).length,
  resources,
  ...(perhaps && { perhaps }),
});

const siteOf = ({ site }: Member): readonly string[] => (site.known ? [site.value] : []);
