import type { Member } from '../graph/domain';
import type { Graph } from '../graph/graph';
import { refKey } from '../graph/location';
import { byLabel, byPrefix, type NamePattern } from './name-patterns';

/** Hosts that seem to stand together, by their names or by what people put them in. */
export interface HostSite {
  readonly id: string;
  readonly globs: readonly string[];
  /** The hosts that the globs match. */
  readonly names: ReadonlySet<string>;
}

/**
 * Proposes sites for hosts that nothing but their datacenter object places, since that may hold the hosts of several: by patterns in
 * their names, else by the halves of stretched clusters, host by host.
 */
export function hostSites(graph: Graph): readonly HostSite[] {
  const hosts = graph.placements.flatMap(({ resource, site, name }) => {
    const isTold = site.known && !site.value.startsWith('datacenter:') && site.origin.kind !== 'guess';
    return name === undefined || isTold ? [] : [{ resource, name, site }];
  });
  const names = [...new Set(hosts.map(({ name }) => name))].sort();
  const nameOf = new Map(hosts.map(({ resource, name }) => [refKey(resource), name]));
  const clusters = halvesOf(graph).map((halves) =>
    [...halves].map(([id, members]) => {
      const hostNames = members.map(({ resource, id: literal }) => nameOf.get(refKey(resource)) ?? literal ?? '');
      return { id, names: [...new Set(hostNames.filter((name) => name !== ''))] };
    }),
  );
  const inHalves = [...new Set(clusters.flat().flatMap((half) => half.names))].sort();
  const labelled = tellApart(byLabel(names), clusters);
  const patterns = labelled.length > 0 || inHalves.length === 0 ? labelled : tellApart(byPrefix(inHalves), clusters);
  if (patterns.length > 0) {
    const places = new Map(hosts.map(({ name, site }) => [name, site.known ? site.value : undefined]));
    const apart = patterns.filter((one) => !isGuessedAlready(one, patterns, places));
    return apart.map(({ id, glob, names: group }) => ({ id, globs: [glob], names: group }));
  }
  const taken = new Set<string>();
  return clusters.flat().flatMap(({ id, names: group }): readonly HostSite[] => {
    // A fault domain whose hosts are unknown still has a name.
    if (group.length === 0) return [{ id, globs: [id], names: new Set([id]) }];
    const own = group.filter((name) => !taken.has(name));
    for (const name of own) taken.add(name);
    if (own.length === 0) return [];
    const label = labelOf(own);
    const isTheirs =
      label !== undefined && inHalves.every((name) => own.includes(name) || !name.includes(`.${label}.`));
    return [
      isTheirs ? { id: label, globs: [`*.${label}.*`], names: new Set(own) } : { id, globs: own, names: new Set(own) },
    ];
  });
}

/** The part of their domain that comes first, where it is the same in all and they have several. */
function labelOf(names: readonly string[]): string | undefined {
  const [label, ...others] = new Set(names.map((name) => /^[^.]+\.([^.]+)\..*[a-z]/iu.exec(name)?.[1]));
  return others.length === 0 && names.length > 1 ? label : undefined;
}

/** Whether its hosts, and those of no other pattern, stand where a guess places them all together. */
function isGuessedAlready(
  { names }: NamePattern,
  patterns: readonly NamePattern[],
  places: ReadonlyMap<string, string | undefined>,
): boolean {
  const [place, ...others] = new Set([...names].map((name) => places.get(name)));
  if (place === undefined || others.length > 0 || place.startsWith('datacenter:')) return false;
  return patterns.every((one) => one.names === names || ![...one.names].some((name) => places.get(name) === place));
}

interface Half {
  readonly id: string;
  readonly names: readonly string[];
}

/** Patterns are of no use that tell a witness from the hosts of both halves of a cluster, and not the halves from each other. */
const tellApart = (patterns: readonly NamePattern[], clusters: readonly (readonly Half[])[]): readonly NamePattern[] =>
  clusters.some(([a, b]) => {
    if (a === undefined || b === undefined || a.names.length === 0 || b.names.length === 0) return false;
    return patterns.some(({ names }) => [...a.names, ...b.names].every((name) => names.has(name)));
  })
    ? []
    : patterns;

/** The members of each half of each stretched cluster that are not placed, by the name of their fault domain. */
function halvesOf({ domains }: Graph): readonly ReadonlyMap<string, readonly Member[]>[] {
  return domains['sync-replica'].flatMap(({ members, isBuiltToStretch }) => {
    const halves = new Map<string, Member[]>();
    for (const member of isBuiltToStretch === true ? members : []) {
      if (member.site.known || member.part === undefined) continue;
      const half = halves.get(member.part) ?? [];
      halves.set(member.part, half);
      half.push(member);
    }
    return halves.size === 0 ? [] : [halves];
  });
}
