import { hiddenIn, type NotKnown } from '../../graph/known';
import type { Placer } from '../../placing/placer';
import type { ResourceIndex } from '../../placing/resource-index';
import { nowhere, type Located } from '../../placing/site-registry';
import type { Attributes } from '../../resources/attributes';
import type { RawResource } from '../../resources/raw-resource';

export const hostTypes = ['vsphere_host'];
export const clusterTypes = ['vsphere_compute_cluster'];

/** Hosts that people put together under a name: a vSAN fault domain, or a host group of DRS. */
interface HostGroup {
  readonly what: 'fault domain' | 'host group';
  readonly name: string;
  /** Why its own name cannot be read: it may be that of any site. */
  readonly hidden?: NotKnown | undefined;
  readonly hosts: ReadonlySet<RawResource>;
  /** Ids of hosts that are not in the input. */
  readonly ids: readonly string[];
  /** Whether its hosts are those that its list draws on, of which it may hold some only. */
  readonly isDrawn: boolean;
  /** Whether it is a half of a stretched cluster, whose halves nothing above their hosts tells apart. */
  readonly isHalf?: boolean;
}

/** The groups of hosts and of ids. */
export interface HostGroups {
  readonly of: (host: RawResource | string) => readonly HostGroup[];
}

const found = new WeakMap<ResourceIndex, HostGroups>();

/** The groups of all clusters of the input, found once. */
export function hostGroups(placer: Placer): HostGroups {
  const { index } = placer;
  let groups = found.get(index);
  if (groups === undefined) found.set(index, (groups = findGroups(placer)));
  return groups;
}

function findGroups(placer: Placer): HostGroups {
  const byHost = new Map<RawResource | string, HostGroup[]>();
  const add = (group: HostGroup): void => {
    for (const host of [...group.hosts, ...group.ids]) {
      const groups = byHost.get(host) ?? [];
      byHost.set(host, groups);
      groups.push(group);
    }
  };
  for (const cluster of placer.index.ofTypes(clusterTypes))
    for (const group of faultDomains(cluster, placer)) add(group);
  for (const group of placer.index.ofTypes(['vsphere_compute_cluster_host_group'])) {
    const named = groupOf(group, placer, { what: 'host group', name: 'name', hosts: 'host_system_ids' });
    if (named?.isDrawn === false) add(named);
  }
  return { of: (host) => byHost.get(host) ?? [] };
}

/** Of several whose hosts are only drawn on, and the same, none is told apart from the others. */
function faultDomains(cluster: RawResource, placer: Placer): readonly HostGroup[] {
  const what = 'fault domain';
  const blocks = cluster.attributes.blocks('vsan_fault_domains.fault_domain');
  const hidden = hiddenIn(blocks);
  // Then any host of the cluster may be in any of them.
  const any = hidden && groupOf(cluster, placer, { what, hosts: 'host_system_ids', otherwise: hidden.reason.text });
  if (any !== undefined) return [{ ...any, hidden, isDrawn: false }, ...bothHalves(cluster, placer)];
  const groups = [
    ...(blocks.known ? blocks.value : []).flatMap(
      (block) => groupOf(cluster, placer, { what, name: 'name', hosts: 'host_ids' }, block) ?? [],
    ),
    ...bothHalves(cluster, placer),
  ];
  const times = new Map<RawResource, number>();
  for (const { hosts } of groups) for (const host of hosts) times.set(host, (times.get(host) ?? 0) + 1);
  return groups.filter(({ hosts, isDrawn }) => !isDrawn || [...hosts].every((host) => times.get(host) === 1));
}

/** The two fault domains of a stretched cluster. */
function bothHalves(cluster: RawResource, placer: Placer): readonly HostGroup[] {
  const halves = ['preferred', 'secondary'].flatMap((half) => {
    const at = `vsan_stretched_cluster.${half}_fault_domain`;
    const paths = { what: 'fault domain', name: `${at}_name`, hosts: `${at}_host_ids` } as const;
    return groupOf(cluster, placer, { ...paths, otherwise: `the ${half} fault domain` }) ?? [];
  });
  const [a, b] = halves.map(({ hosts }) => datacentersOf(hosts, placer));
  const areApart = a !== undefined && b !== undefined && a.size > 0 && b.size > 0 && [...a].every((one) => !b.has(one));
  return halves.map((half) => ({ ...half, isHalf: !areApart }));
}

const datacentersOf = (hosts: Iterable<RawResource>, placer: Placer): ReadonlySet<RawResource> =>
  new Set(
    [...hosts].flatMap((host) =>
      ['datacenter_id', 'datacenter'].flatMap((path) => placer.targets(host, path, ['vsphere_datacenter'])),
    ),
  );

interface GroupPaths {
  readonly what: HostGroup['what'];
  readonly name?: string;
  readonly hosts: string;
  /** The name of one that has none; without it such a group counts for nothing. */
  readonly otherwise?: string;
}

function groupOf(
  owner: RawResource,
  placer: Placer,
  { what, name: namePath, hosts: hostsPath, otherwise }: GroupPaths,
  attributes: Attributes = owner.attributes,
): HostGroup | undefined {
  const written = namePath === undefined ? undefined : attributes.string(namePath);
  const hidden = written && hiddenIn(written);
  const name = written?.known === true && written.value !== '' ? written.value : (otherwise ?? hidden?.reason.text);
  if (name === undefined) return undefined;
  const list = attributes.strings(hostsPath);
  const known = (list.known ? list.value : []).flatMap((id) => (id.known ? [id.value] : []));
  const hosts = placer.index.targetsIn(attributes, owner, hostsPath, hostTypes);
  return {
    what,
    name,
    hidden,
    hosts: new Set(hosts),
    ids: known.filter((id) => placer.index.named(id, owner).length === 0),
    isDrawn: !list.known || known.length < list.value.length,
  };
}

/**
 * Where the groups of a host, or of an id, stand: as declared for their names, else as the cities that they are called after; nowhere
 * where a name cannot be read.
 */
export function placeByGroups(host: RawResource | string, placer: Placer): Located | undefined {
  const groups = hostGroups(placer).of(host);
  const hidden = groups.find((group) => group.hidden !== undefined);
  if (hidden?.hidden !== undefined)
    return nowhere(`the name of its ${hidden.what} is unknown: ${hidden.hidden.reason.text}`);
  const declared = groups.flatMap(({ name }) => placer.registry.named(name) ?? []);
  return oneOf(declared) ?? oneOf(groups.flatMap(({ name, what }) => placer.registry.city(name, what) ?? []));
}

function oneOf(places: readonly Located[]): Located | undefined {
  const sites = [...new Set(places.map(({ site }) => (site.known ? site.value : undefined)))];
  return sites.length > 1 ? nowhere(`its groups stand in ${sites.join(' and ')}`) : places[0];
}
