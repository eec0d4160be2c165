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
  const groups = nearFirst(index.referrers(host, groupType, 'host_system_id'), port);
  const group = groups.find(({ attributes }) => {
    const called = attributes.string('name');
    return called.known && called.value === name;
  });
  // No host has two of one name: beside the one that is found none that hides its name is it.
  if (group !== undefined && isBeside(group.ref, port.ref)) return { name, cluster, vlan: vlanOf(group) };
  const [open = openGroup(placer)] = groups.flatMap((one) => hiddenName(one) ?? []);
  return { name, cluster, vlan: open ?? (group && vlanOf(group)) };
}

function hiddenName(group: RawResource): Doubt | undefined {
  const hidden = hiddenIn(group.attributes.string('name'));
  return hidden && doubtOf(group, 'name', hidden);
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

/** Why some port group of the input, found once, may be that of any port: its host is hidden. */
function openGroup({ index }: Placer): Doubt | undefined {
  if (!found.has(index)) {
    const [first] = index.ofTypes([groupType]).flatMap((group): readonly Doubt[] => {
      const hidden = hiddenIn(group.attributes.string('host_system_id'));
      const isDrawn = index.targets(group, 'host_system_id', hostTypes).length > 0;
      return hidden === undefined || isDrawn ? [] : [doubtOf(group, 'host_system_id', hidden)];
    });
    found.set(index, first);
  }
  return found.get(index);
}
