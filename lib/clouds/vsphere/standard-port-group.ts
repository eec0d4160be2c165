import type { GraphBuilder } from '../../placing/graph-builder';
import { refKey } from '../../graph/location';
import { doubtOf, isUnset } from '../../placing/whether';
import type { RawResource } from '../../resources/raw-resource';
import { clusterTypes, hostTypes } from './host-groups';

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
  if (doubt !== undefined) {
    const members = placer.oneMember(portGroup, 'host_system_id', hostTypes);
    const mention = { ...about, members, resources: [ref] };
    build.share('broadcast-domain', { ...shared, values: [doubt, called, tag], id: undefined, mention });
    return;
  }
  for (const host of targets) {
    const clusters = new Set([
      ...placer.index.referrers(host, 'vsphere_compute_cluster', 'host_system_ids'),
      ...placer.targets(host, 'cluster', clusterTypes),
    ]);
    for (const cluster of clusters) {
      const isKnown = typeof called === 'string' && typeof tag === 'string';
      build.share('broadcast-domain', {
        ...shared,
        values: [refKey(cluster.ref), called, tag],
        id: isKnown ? { as: `port group ${called} ${tag} of`, of: cluster.ref } : undefined,
        mention: { ...about, members: [placer.member(host)], resources: [cluster.ref, ref] },
      });
    }
  }
}
