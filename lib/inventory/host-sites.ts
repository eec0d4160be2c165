import type { DraftSite } from '../declarations/facts-draft';
import type { Member } from '../graph/domain';
import type { Graph } from '../graph/graph';
import { refKey, type ResourceRef } from '../graph/location';
import { byLabel, byPrefix, type NamePattern } from './name-patterns';

/** Sites that a facts file has to tell apart, since one datacenter object may hold the hosts of several. */
export interface HostSites {
  readonly sites: readonly DraftSite[];
  /** The site of a host. */
  readonly of: (host: ResourceRef) => string | undefined;
  /** Ids of sites that all their hosts are taken from. */
  readonly instead: ReadonlySet<string>;
}

const none: HostSites = { sites: [], of: () => undefined, instead: new Set() };

/**
 * Proposes sites for hosts that nothing but their datacenter object places: by patterns in their names, else by the halves of
 * stretched clusters, host by host.
 */
export function hostSites(graph: Graph): HostSites {
  const hosts = graph.placements.flatMap(({ resource, site, name }) => {
    const isTold = site.known && !site.value.startsWith('datacenter:') && site.origin.kind !== 'guess';
    return name === undefined || isTold ? [] : [{ resource, site, name }];
  });
  const names = [...new Set(hosts.map(({ name }) => name))].sort();
  const halves = halvesOf(graph);
  const nameOf = new Map(hosts.map(({ resource, name }) => [refKey(resource), name]));
  const inHalves = [...halves.values()].map((members) =>
    members.flatMap(({ resource }) => nameOf.get(refKey(resource)) ?? []),
  );
  const labelled = tellApart(byLabel(names), inHalves);
  const patterns = labelled.length > 0 || halves.size === 0 ? labelled : tellApart(byPrefix(inHalves.flat()), inHalves);
  const proposed: readonly Proposed[] =
    patterns.length > 0
      ? patterns.map(({ id, glob, names: group }) => ({ id, globs: [glob], names: group }))
      : [...halves].map(([id, members]) => {
          const group = members.map((member) => nameOf.get(refKey(member.resource)) ?? member.id ?? '');
          const globs = group.filter((name) => name !== '');
          return { id, globs: globs.length > 0 ? globs : [id], names: new Set(group) };
        });
  if (proposed.length === 0) return none;
  const byName = new Map(proposed.flatMap(({ id, names: group }) => [...group].map((name) => [name, id] as const)));
  const held = new Set(
    graph.placements.flatMap(({ name, site }) =>
      name !== undefined && site.known && !byName.has(name) ? [site.value] : [],
    ),
  );
  const emptied = [...graph.sites.keys()].filter((id) => id.startsWith('datacenter:') && !held.has(id));
  return {
    sites: proposed.map(({ id, globs }) => ({ id, name: id, match: globs.map((glob) => ({ kind: 'name', glob })) })),
    of: (host) => byName.get(nameOf.get(refKey(host)) ?? ''),
    instead: new Set(emptied),
  };
}

/** Patterns are of no use that tell a witness from the hosts of both halves, and not the halves from each other. */
function tellApart(patterns: readonly NamePattern[], halves: readonly (readonly string[])[]): readonly NamePattern[] {
  const [a = [], b = []] = halves;
  if (a.length === 0 || b.length === 0) return patterns;
  return patterns.some(({ names }) => [...a, ...b].every((name) => names.has(name))) ? [] : patterns;
}

interface Proposed {
  readonly id: string;
  readonly globs: readonly string[];
  readonly names: ReadonlySet<string>;
}

/** The members of each half of a stretched cluster that is not placed, by the name of its fault domain. */
function halvesOf({ domains }: Graph): ReadonlyMap<string, readonly Member[]> {
  const halves = new Map<string, Member[]>();
  for (const { isBuiltToStretch, members } of domains['sync-replica']) {
    for (const member of isBuiltToStretch === true ? members : []) {
      if (member.site.known || member.part === undefined) continue;
      const half = halves.get(member.part) ?? [];
      halves.set(member.part, half);
      half.push(member);
    }
  }
  return halves;
}
