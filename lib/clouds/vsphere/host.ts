import type { Member } from '../../graph/domain';
import { declaredAddress, declaredName, parent } from '../../placing/place-hints';
import { OnceForLists } from '../../placing/once-for-lists';
import type { PlaceHint, Placer } from '../../placing/placer';
import type { ResourceIndex } from '../../placing/resource-index';
import { nowhere, type Located } from '../../placing/site-registry';
import type { Attributes } from '../../resources/attributes';
import type { RawResource } from '../../resources/raw-resource';
import { clusterTypes, hostGroups, hostTypes, placeByGroups } from './host-groups';

/** What tells of a host itself: a datacenter object, a cluster or a vCenter may hold hosts of several buildings. */
const own: readonly PlaceHint[] = [
  byTags,
  declaredName('hostname'),
  declaredName('name'),
  declaredAddress('hostname'),
  declaredAddress('name'),
  placeByGroups,
];

const inDatacenter = ['datacenter_id', 'datacenter'].map((path) => parent(path, 'vsphere_datacenter'));

export const hostHints: readonly PlaceHint[] = [...own, inHalf, ...inDatacenter, parent('cluster', ...clusterTypes)];

/** vSphere writes tags as ids, of which each stands for a name in a category. */
function byTags(host: RawResource, placer: Placer): Located | undefined {
  if (!placer.registry.matchesTags) return undefined;
  const tags = new Map<string, string>();
  for (const tag of placer.targets(host, 'tags', ['vsphere_tag'])) {
    const category = placer.target(tag, 'category_id', ['vsphere_tag_category']);
    const [name, key] = [tag.attributes.string('name'), category?.attributes.string('name')];
    if (name.known && key?.known === true) tags.set(key.value, name.value);
  }
  return tags.size === 0 ? undefined : placer.registry.tagged(tags);
}

/** Where a host stands by its own tag, name, address or group, whatever holds it; of an id that is not in the input likewise. */
export function ownPlace(host: RawResource | string, placer: Placer): Located | undefined {
  if (typeof host === 'string') return placer.registry.named(host) ?? placeByGroups(host, placer);
  const tagged = placer.tagged(host);
  if (tagged !== undefined) return tagged;
  for (const hint of own) {
    const found = hint(host, placer);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The hosts that a list of ids stands for; those that are not in the input stand where their groups do. */
export const hostMembers = (
  resource: RawResource,
  path: string,
  placer: Placer,
  attributes: Attributes = resource.attributes,
): readonly Member[] =>
  placer.members(resource, path, hostTypes, attributes).map((member) => {
    if (member.id === undefined || member.site.known) return member;
    const site = placeByGroups(member.id, placer)?.site;
    return site === undefined ? member : { ...member, site };
  });

/** The same of one id. */
export const hostMember = (...of: Parameters<typeof hostMembers>): readonly Member[] =>
  hostMembers(...of).map(({ isSeveral: _, ...member }) => member);

const found = new WeakMap<ResourceIndex, OnceForLists<Located | undefined>>();

/** A datacenter object that nobody declares is no site where it holds hosts with places of their own: others may stand anywhere. */
export function withoutPlace(datacenter: RawResource, placer: Placer): Located | undefined {
  const { index } = placer;
  const clusters = index.referrers(datacenter, 'vsphere_compute_cluster', 'datacenter_id');
  const within = ['datacenter_id', 'datacenter'].map((path) => index.referrers(datacenter, 'vsphere_host', path));
  // Of very many with one id, which only broken input has, each holds the same.
  const once = found.get(index) ?? new OnceForLists();
  found.set(index, once);
  return once.get([clusters, ...within], () => heldApart(datacenter, clusters, within.flat(), placer));
}

function heldApart(
  datacenter: RawResource,
  clusters: readonly RawResource[],
  within: readonly RawResource[],
  placer: Placer,
): Located | undefined {
  const hosts = [...within, ...clusters.flatMap((cluster) => placer.targets(cluster, 'host_system_ids', hostTypes))];
  const sites = new Set(hosts.flatMap((host) => siteOf(ownPlace(host, placer))));
  if (sites.size > 0) return nowhere(`it holds hosts of ${[...sites].sort().join(' and ')}`);
  const isElsewhere = (host: RawResource): boolean =>
    ['datacenter_id', 'datacenter'].some((path) =>
      placer.targets(host, path, ['vsphere_datacenter']).some((other) => other !== datacenter),
    );
  const holdsHalves = (cluster: RawResource): boolean =>
    cluster.attributes.has('vsan_stretched_cluster.preferred_fault_domain_host_ids') &&
    !placer.targets(cluster, 'host_system_ids', hostTypes).some(isElsewhere);
  return clusters.some(holdsHalves) ? nowhere('it holds both halves of a stretched cluster') : undefined;
}

/** What holds both halves of a stretched cluster does not tell where one of them stands. */
function inHalf(host: RawResource, placer: Placer): Located | undefined {
  const half = hostGroups(placer)
    .of(host)
    .find(({ isHalf }) => isHalf);
  return half && nowhere(`it is in ${half.name}, a half of a stretched cluster`);
}

const siteOf = (place: Located | undefined): readonly string[] =>
  place?.site.known === true ? [place.site.value] : [];
