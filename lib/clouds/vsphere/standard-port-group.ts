import type { GraphBuilder } from '../../placing/graph-builder';
import type { RawResource } from '../../resources/raw-resource';
import { clusterTypes, hostTypes } from './host-groups';

/**
 * A port group of a standard switch is one host's. On hosts of one cluster those of one name and VLAN are one network: a machine that
 * moves or restarts there keeps its addresses.
 */
export function readStandardPortGroup(portGroup: RawResource, build: GraphBuilder): void {
  const { placer } = build;
  const { attributes, ref } = portGroup;
  const name = attributes.string('name');
  const host = placer.target(portGroup, 'host_system_id', hostTypes);
  if (!name.known || host === undefined) return;
  const vlan = attributes.number('vlan_id');
  const tag = vlan.known ? `VLAN ${vlan.value}` : vlan.reason.kind === 'absent' ? 'no VLAN' : undefined;
  if (tag === undefined) return;
  const clusters = new Set([
    ...placer.index.referrers(host, 'vsphere_compute_cluster', 'host_system_ids'),
    ...placer.targets(host, 'cluster', clusterTypes),
  ]);
  for (const cluster of clusters) {
    build.define(
      'broadcast-domain',
      { as: `port group ${name.value} ${tag} of`, of: cluster.ref },
      {
        name: `port group ${name.value}`,
        mechanism: `standard switches of one cluster, ${tag}`,
        members: [placer.member(host)],
        resources: [cluster.ref, ref],
      },
    );
  }
}
