import type { Doubt } from '../../graph/graph-node';
import { hiddenIn } from '../../graph/known';
import { isBeside } from '../../graph/location';
import type { Placer } from '../../placing/placer';
import type { ResourceIndex } from '../../placing/resource-index';
import { doubtOf, isUnset } from '../../placing/whether';
import type { RawResource } from '../../resources/raw-resource';
import { clusterTypes, hostTypes } from './host-groups';

/** The port group of a standard switch that a VMkernel port is on. */
export interface StandardGroup {
  readonly name: string | Doubt;
  /** The cluster of its host: a port group of a standard switch is one host's. */
  readonly cluster: RawResource | Doubt;
  /** Where the input has the port group, and it has one. */
  readonly vlan: string | Doubt | undefined;
}

export const isDoubt = (value: string | object | undefined): value is Doubt =>
  typeof value === 'object' && 'because' in value;

const path = 'portgroup';

/** Undefined for a port that is on none. */
export function standardGroupOf(port: RawResource, placer: Placer): StandardGroup | undefined {
  const { index } = placer;
  const written = port.attributes.string(path);
  if (written.known ? written.value === '' : isUnset(port, path, written)) return undefined;
  const name = written.known ? written.value : doubtOf(port, path, written);
  const nowhere: Doubt = {
    resource: { ...port.ref, path: port.attributes.spell(path) },
    because: 'the cluster is not known',
  };
  const host = placer.target(port, 'host', hostTypes);
  if (host === undefined) {
    const id = port.attributes.string('host');
    const why = id.known ? nowhere : doubtOf(port, 'host', id);
    return { name, cluster: why, vlan: why };
  }
  // One of another document may list a host of the same id.
  const [cluster = nowhere] = nearFirst(
    [
      ...index.referrers(host, 'vsphere_compute_cluster', 'host_system_ids'),
      ...placer.targets(host, 'cluster', clusterTypes),
    ].filter(({ ref }) => isBeside(ref, host.ref)),
    port,
  );
  if (isDoubt(name)) return { name, cluster, vlan: name };
  const group = nearFirst(index.referrers(host, groupType, 'host_system_id'), port).find(({ attributes }) => {
    const called = attributes.string('name');
    return called.known && called.value === name;
  });
  return { name, cluster, vlan: group === undefined ? openGroup(placer) : vlanOf(group) };
}

/** Those of its own document first. */
const nearFirst = (resources: readonly RawResource[], { ref }: RawResource): readonly RawResource[] =>
  resources.length < 2
    ? resources
    : [...resources].sort((a, b) => Number(isBeside(b.ref, ref)) - Number(isBeside(a.ref, ref)));

const groupType = 'vsphere_host_port_group';

function vlanOf(group: RawResource): StandardGroup['vlan'] {
  const vlan = group.attributes.number('vlan_id');
  if (vlan.known) return `VLAN ${vlan.value}`;
  return isUnset(group, 'vlan_id', vlan) ? undefined : doubtOf(group, 'vlan_id', vlan);
}

const found = new WeakMap<ResourceIndex, Doubt | undefined>();

/** Why some port group of the input, found once, may be that of any port. */
function openGroup({ index }: Placer): Doubt | undefined {
  if (!found.has(index)) {
    const [first] = index.ofTypes([groupType]).flatMap((group): readonly Doubt[] =>
      ['name', 'host_system_id'].flatMap((one) => {
        const hidden = hiddenIn(group.attributes.string(one));
        const isDrawn = one !== 'name' && index.targets(group, one, hostTypes).length > 0;
        return hidden === undefined || isDrawn ? [] : [doubtOf(group, one, hidden)];
      }),
    );
    found.set(index, first);
  }
  return found.get(index);
}
