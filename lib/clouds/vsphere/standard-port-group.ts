import type { GraphBuilder } from '../../placing/graph-builder';
import type { Member } from '../../graph/domain';
import type { Doubt } from '../../graph/graph-node';
import { hiddenIn } from '../../graph/known';
import { isBeside, refKey } from '../../graph/location';
import type { Placer } from '../../placing/placer';
import type { ResourceIndex } from '../../placing/resource-index';
import { doubtOf, isUnset } from '../../placing/whether';
import type { RawResource } from '../../resources/raw-resource';
import { clusterTypes, hostTypes } from './host-groups';

const found = new WeakMap<ResourceIndex, readonly Doubt[]>();

/** Why some cluster of each document, found once, may have hosts that it does not show. */
function openClusters({ index }: Placer): readonly Doubt[] {
  const before = found.get(index);
  if (before !== undefined) return before;
  const byDocument = new Map<string, Doubt>();
  for (const cluster of index.ofTypes(clusterTypes)) {
    const path = 'host_system_ids';
    const document = refKey({ ...cluster.ref, address: '' });
    const hosts = cluster.attributes.strings(path);
    const [hidden] = (hosts.known ? hosts.value : [hosts]).flatMap((one) => hiddenIn(one) ?? []);
    if (hidden !== undefined && !byDocument.has(document)) byDocument.set(document, doubtOf(cluster, path, hidden));
  }
  const all = [...byDocument.values()];
  found.set(index, all);
  return all;
}

/**
 * A port group of a standard switch is one host's. On hosts of one cluster those of one name and VLAN are one network: a machine that
 * moves or restarts there keeps its addresses. Where name, VLAN or host is unknown it is perhaps one with others.
 */
export function readStandardPortGroup(portGroup: RawResource, build: GraphBuilder): void {
  const { placer } = build;
  const { attributes, ref } = portGroup;
  const name = attributes.string('name');
  const vlan = attributes.number('vlan_id');
  const untagged = !vlan.known && isUnset(portGroup, 'vlan_id', vlan);
  const tag = vlan.known ? `VLAN ${vlan.value}` : untagged ? 'no VLAN' : doubtOf(portGroup, 'vlan_id', vlan);
  const called = name.known ? name.value : doubtOf(portGroup, 'name', name);
  const { targets, doubt } = placer.pointing(portGroup, 'host_system_id', hostTypes);
  const about = {
    name: `port group ${typeof called === 'string' ? called : portGroup.name}`,
    mechanism: `standard switches of one cluster${typeof tag === 'string' ? `, ${tag}` : ''}`,
  };
  const shared = { space: 'standard port group', by: ref };
  const inSome = (why: Doubt, members: readonly Member[]): void => {
    const mention = { ...about, members, resources: [ref] };
    build.share('broadcast-domain', { ...shared, values: [why, called, tag], id: undefined, mention });
  };
  if (doubt !== undefined) {
    inSome(doubt, placer.oneMember(portGroup, 'host_system_id', hostTypes));
    return;
  }
  for (const host of targets) {
    const members = [placer.member(host)];
    const named = placer.pointing(host, 'cluster', clusterTypes);
    const clusters = new Set([
      ...placer.index.referrers(host, 'vsphere_compute_cluster', 'host_system_ids'),
      ...(named.doubt === undefined ? named.targets : []),
    ]);
    // It is in one of its own document, and one of another may list a host of the same id.
    const hasOwn = [...clusters].some(({ ref: cluster }) => isBeside(cluster, host.ref));
    const open = openClusters(placer).find(({ resource }) => !hasOwn || !isBeside(resource, host.ref));
    const why = (hasOwn ? undefined : named.doubt) ?? open;
    if (why !== undefined) inSome(why, members);
    for (const cluster of clusters) {
      const isKnown = typeof called === 'string' && typeof tag === 'string';
      build.share('broadcast-domain', {
        ...shared,
        values: [refKey(cluster.ref), called, tag],
        id: isKnown ? { as: `port group ${called} ${tag} of`, of: cluster.ref } : undefined,
        mention: { ...about, members, resources: [cluster.ref, ref] },
      });
    }
  }
}
