import type { Doubt } from '../../graph/graph-node';
import { refKey } from '../../graph/location';
import { displayName } from '../../placing/graph-builder';
import { idOf, type NodeId } from '../../placing/node-id';
import type { Placer } from '../../placing/placer';
import type { ResourceIndex } from '../../placing/resource-index';
import { anyOf, doubtOf, isUnset, whether, type Whether } from '../../placing/whether';
import type { RawResource } from '../../resources/raw-resource';
import { idInVcenter } from './id-in-vcenter';
import { isDoubt } from './standard-group-of-port';
import { subnetOf, vcenterOf } from './vmkernel-subnet';

const portGroupTypes = ['vsphere_distributed_port_group'];
const portGroupPath = 'distributed_port_group';

/** VMkernel ports that reach each other: on one distributed port group, or in one subnet. */
export interface VmotionNetwork {
  readonly id: NodeId;
  /** The distributed port groups of the input that it runs over, the first by address first. */
  readonly portGroups: readonly RawResource[];
  /** For people, where no port group of the input names it. */
  readonly name: string;
}

/** What the input tells of the network of a port. */
export interface OnNetwork {
  /** Undefined where neither its distributed port group nor its subnet is known. */
  readonly network?: VmotionNetwork | undefined;
  /** Why it may be in another network, or in a larger one; undefined where the input has none. */
  readonly doubt?: Doubt | undefined;
}

const found = new WeakMap<ResourceIndex, ReadonlyMap<RawResource, OnNetwork>>();

/** The network of a VMkernel port for vMotion. */
export function networkOf(port: RawResource, placer: Placer): OnNetwork {
  let networks = found.get(placer.index);
  if (networks === undefined) found.set(placer.index, (networks = findNetworks(placer)));
  return networks.get(port) ?? {};
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
}

interface PortSeen {
  readonly shared: readonly Shared[];
  readonly doubt: Doubt | undefined;
}

/** Puts ports together that share something, whatever order they come in. */
function findNetworks(placer: Placer): ReadonlyMap<RawResource, OnNetwork> {
  const parents = new Map<string, string>();
  const rootOf = (key: string): string => {
    let root = key;
    for (let next = parents.get(root); next !== undefined && next !== root; next = parents.get(root)) root = next;
    parents.set(key, root);
    return root;
  };
  const all = new Map<string, Shared>();
  const seen = new Map<RawResource, PortSeen>();
  for (const port of placer.index.ofTypes(['vsphere_vnic'])) {
    if (carriesVmotion(port) === false) continue;
    const one = seenOf(port, placer);
    const [first] = one.shared;
    for (const shared of one.shared) {
      all.set(shared.key, shared);
      const [a, b] = [rootOf(shared.key), rootOf(first?.key ?? shared.key)].sort();
      if (a !== undefined && b !== undefined) parents.set(b, a);
    }
    if (first !== undefined || one.doubt !== undefined) seen.set(port, one);
  }
  const byRoot = new Map<string, Shared[]>();
  for (const [key, shared] of [...all].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const root = rootOf(key);
    byRoot.set(root, [...(byRoot.get(root) ?? []), shared]);
  }
  const networks = new Map([...byRoot].map(([root, shared]) => [root, networkOfAll(shared)]));
  const networkAt = ({ shared: [first] }: PortSeen): VmotionNetwork | undefined =>
    first && networks.get(rootOf(first.key));
  // What another plan has on the port group is of no vCenter but its own.
  const ports = new Map<string, number>();
  const within = (port: RawResource, { id }: VmotionNetwork): string => `${vcenterOf(port)} ${idOf(id)}`;
  for (const [port, one] of seen) {
    const network = networkAt(one);
    for (const of of [vcenterOf(port), ...(network ? [within(port, network)] : [])]) {
      ports.set(of, (ports.get(of) ?? 0) + 1);
    }
  }
  return new Map(
    [...seen].map(([port, one]) => {
      const network = networkAt(one);
      const inIt = network === undefined ? 1 : (ports.get(within(port, network)) ?? 1);
      const hasOthers = (ports.get(vcenterOf(port)) ?? 1) > inIt;
      return [port, { network, doubt: hasOthers ? one.doubt : undefined }] as const;
    }),
  );
}

/** @param shared what the ports of the network share, sorted; named after a port group where there is one */
function networkOfAll(shared: readonly Shared[]): VmotionNetwork | undefined {
  const portGroups = shared.flatMap(({ portGroup }) => portGroup ?? []);
  const first = shared.find(({ portGroup }) => portGroup !== undefined) ?? shared[0];
  return first && { id: first.id, portGroups, name: first.name };
}

function seenOf(port: RawResource, placer: Placer): PortSeen {
  const shared: Shared[] = [];
  const literal = port.attributes.string(portGroupPath);
  const targets = placer.targets(port, portGroupPath, portGroupTypes);
  const [portGroup] = targets.length === 1 ? targets : [];
  if (portGroup !== undefined) {
    const id = { as: 'vmotion-network', of: portGroup.ref };
    shared.push({ key: refKey(portGroup.ref), id, name: displayName(portGroup), portGroup });
  }
  const add = (what: string, value: string): void => {
    const id = idInVcenter(port, `vmotion-network ${what}`, value);
    shared.push({ key: id.id, id, name: value });
  };
  if (portGroup === undefined && literal.known && literal.value !== '') add('distributed port group', literal.value);
  const subnet = subnetOf(port, placer);
  const isHidden = isDoubt(subnet);
  if (subnet !== undefined && !isHidden && subnet.isOne) add('subnet', subnet.text);
  // Of several port groups, none of which it is told to be on, its subnet tells enough.
  const isOpen =
    portGroup === undefined &&
    !literal.known &&
    (targets.length > 1 ? subnet === undefined : !isUnset(port, portGroupPath, literal));
  return { shared, doubt: isOpen ? doubtOf(port, portGroupPath, literal) : isHidden ? subnet : undefined };
}
