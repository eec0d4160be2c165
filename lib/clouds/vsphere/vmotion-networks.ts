import ipaddr from 'ipaddr.js';
import type { Doubt } from '../../graph/graph-node';
import { refKey } from '../../graph/location';
import { displayName } from '../../placing/graph-builder';
import type { NodeId } from '../../placing/node-id';
import type { Placer } from '../../placing/placer';
import type { ResourceIndex } from '../../placing/resource-index';
import { anyOf, whether, type Whether } from '../../placing/whether';
import type { RawResource } from '../../resources/raw-resource';
import { clusterTypes, hostTypes } from './host-groups';
import { idInVcenter } from './id-in-vcenter';

export const portGroupTypes = ['vsphere_distributed_port_group'];

/** VMkernel ports that reach each other: on one port group, or in one subnet. */
export interface VmotionNetwork {
  readonly id: NodeId;
  /** The distributed port groups of the input that it runs over, the first by address first. */
  readonly portGroups: readonly RawResource[];
  /** For people, where no port group of the input names it. */
  readonly name: string;
  /** Why it may be several networks. */
  readonly doubts: readonly Doubt[];
}

const found = new WeakMap<ResourceIndex, ReadonlyMap<RawResource, VmotionNetwork>>();

/** The network of a VMkernel port; undefined where neither its port group nor its subnet is known. */
export function networkOf(port: RawResource, placer: Placer): VmotionNetwork | undefined {
  let networks = found.get(placer.index);
  if (networks === undefined) found.set(placer.index, (networks = findNetworks(placer)));
  return networks.get(port);
}

/** With `netstack = "vmotion"` the services are unknown, so either one tells. */
export function carriesVmotion(port: RawResource): Whether {
  const stack = whether(port, 'netstack', port.attributes.string('netstack'), isVmotion);
  if (stack === true) return true;
  const services = whether(port, 'services', port.attributes.strings('services'), (all) =>
    anyOf(...all.map((service) => whether(port, 'services', service, isVmotion))),
  );
  return anyOf(stack, services);
}

const isVmotion = (name: string): boolean => name === 'vmotion';

/** What ports of one network share. */
interface Shared {
  /** Unique in the input. */
  readonly key: string;
  readonly id: NodeId;
  readonly name: string;
  readonly portGroup?: RawResource;
  readonly doubt?: Doubt;
}

/** The same one stays in whatever order ports come. */
const doubtKey = ({ doubt }: Shared): string => (doubt === undefined ? '' : refKey(doubt.resource));

/** Puts ports together that share something, whatever order they come in. */
function findNetworks(placer: Placer): ReadonlyMap<RawResource, VmotionNetwork> {
  const parents = new Map<string, string>();
  const rootOf = (key: string): string => {
    let root = key;
    for (let next = parents.get(root); next !== undefined && next !== root; next = parents.get(root)) root = next;
    parents.set(key, root);
    return root;
  };
  const reused = reusedSubnets(placer);
  const all = new Map<string, Shared>();
  const ofPort = new Map<RawResource, string>();
  for (const port of placer.index.ofTypes(['vsphere_vnic'])) {
    if (carriesVmotion(port) === false) continue;
    const shared = sharedBy(port, placer, reused);
    for (const one of shared) {
      const before = all.get(one.key);
      if (before === undefined || doubtKey(one) < doubtKey(before)) all.set(one.key, one);
      const [a, b] = [rootOf(one.key), rootOf(shared[0]?.key ?? one.key)].sort();
      if (a !== undefined && b !== undefined) parents.set(b, a);
    }
    if (shared[0] !== undefined) ofPort.set(port, shared[0].key);
  }
  const byRoot = new Map<string, Shared[]>();
  for (const [key, shared] of [...all].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const root = rootOf(key);
    byRoot.set(root, [...(byRoot.get(root) ?? []), shared]);
  }
  const networks = new Map([...byRoot].map(([root, shared]) => [root, networkOfAll(shared)]));
  return new Map(
    [...ofPort].flatMap(([port, key]) => {
      const network = networks.get(rootOf(key));
      return network === undefined ? [] : [[port, network] as const];
    }),
  );
}

/** @param shared what the ports of the network share, sorted; named after a port group where there is one */
function networkOfAll(shared: readonly Shared[]): VmotionNetwork | undefined {
  const portGroups = shared.flatMap(({ portGroup }) => portGroup ?? []);
  const first = shared.find(({ portGroup }) => portGroup !== undefined) ?? shared[0];
  const doubts = shared.every(({ doubt }) => doubt !== undefined) ? shared.flatMap(({ doubt }) => doubt ?? []) : [];
  return first && { id: first.id, portGroups, name: first.name, doubts };
}

function sharedBy(port: RawResource, placer: Placer, reused: ReadonlySet<string>): readonly Shared[] {
  const shared: Shared[] = [];
  const { attributes } = port;
  const path = 'distributed_port_group';
  const portGroup = placer.target(port, path, portGroupTypes);
  const literal = attributes.string(path);
  if (portGroup !== undefined) {
    const id = { as: 'vmotion-network', of: portGroup.ref };
    shared.push({ key: refKey(portGroup.ref), id, name: displayName(portGroup), portGroup });
  }
  const add = (what: string, value: string, name = value, doubt?: Doubt): void => {
    const id = idInVcenter(port, `vmotion-network ${what}`, value);
    shared.push({ key: id.id, id, name, ...(doubt !== undefined && { doubt }) });
  };
  if (portGroup === undefined && literal.known && literal.value !== '') add('distributed port group', literal.value);
  const subnet = subnetOf(port);
  const standard = attributes.string('portgroup');
  // Port groups of one name in two subnets are two networks.
  if (subnet === undefined && standard.known && standard.value !== '') {
    const { cluster, vlan } = standardPortGroup(port, standard.value, placer);
    const name = standard.value;
    const doubt = {
      resource: { ...port.ref, path: attributes.spell('portgroup') },
      because: 'the cluster is not known',
    };
    if (cluster === undefined) add('port group', [name, vlan].filter(Boolean).join(' '), name, doubt);
    else add('port group', [name, vlan, 'of', refKey(cluster.ref)].filter(Boolean).join(' '), name);
  }
  if (subnet !== undefined && !reused.has(`${here(port)} ${subnet}`)) add('subnet', subnet);
  return shared;
}

/** The vCenter whose names and addresses a port has. */
const here = ({ ref, provider: { name, alias } }: RawResource): string =>
  refKey({ ...ref, address: `${name} ${alias}` });

interface StandardPortGroup {
  /** The cluster of its host: a port group of a standard switch is one host's. */
  readonly cluster: RawResource | undefined;
  /** Where the input has the port group. */
  readonly vlan: string | undefined;
}

function standardPortGroup(port: RawResource, name: string, placer: Placer): StandardPortGroup {
  const { index } = placer;
  const host = placer.target(port, 'host', hostTypes);
  if (host === undefined) return { cluster: undefined, vlan: undefined };
  const [cluster] = [
    ...index.referrers(host, 'vsphere_compute_cluster', 'host_system_ids'),
    ...placer.targets(host, 'cluster', clusterTypes),
  ];
  const group = index.referrers(host, 'vsphere_host_port_group', 'host_system_id').find(({ attributes }) => {
    const called = attributes.string('name');
    return called.known && called.value === name;
  });
  const vlan = group?.attributes.number('vlan_id');
  return { cluster, vlan: vlan?.known === true ? `VLAN ${vlan.value}` : undefined };
}

/**
 * Subnets in which two ports have one address, or stand in two VLANs: they are networks of their own, such as one that no router knows
 * in each building.
 */
function reusedSubnets(placer: Placer): ReadonlySet<string> {
  const { index } = placer;
  const taken = new Set<string>();
  const reused = new Set<string>();
  const vlans = new Map<string, string>();
  for (const port of index.ofTypes(['vsphere_vnic'])) {
    const [subnet, address] = [subnetOf(port), port.attributes.string('ipv4.ip')];
    if (subnet === undefined || !address.known) continue;
    const standard = port.attributes.string('portgroup');
    const { vlan } = standard.known ? standardPortGroup(port, standard.value, placer) : {};
    const inSubnet = `${here(port)} ${subnet}`;
    if (vlan !== undefined && (vlans.get(inSubnet) ?? vlan) !== vlan) reused.add(inSubnet);
    if (vlan !== undefined) vlans.set(inSubnet, vlan);
    const at = `${here(port)} ${address.value}`;
    if (taken.has(at)) reused.add(`${here(port)} ${subnet}`);
    taken.add(at);
  }
  return reused;
}

function subnetOf({ attributes }: RawResource): string | undefined {
  const [address, mask] = [attributes.string('ipv4.ip'), attributes.string('ipv4.netmask')];
  if (!address.known || !mask.known) return undefined;
  if (!ipaddr.IPv4.isValidFourPartDecimal(address.value) || !ipaddr.IPv4.isValidFourPartDecimal(mask.value))
    return undefined;
  const bits = ipaddr.IPv4.parse(mask.value).prefixLengthFromSubnetMask();
  if (bits === null) return undefined;
  return `${ipaddr.IPv4.networkAddressFromCIDR(`${address.value}/${bits}`).toString()}/${bits}`;
}
