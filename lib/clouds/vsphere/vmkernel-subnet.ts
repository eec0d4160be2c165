import ipaddr from 'ipaddr.js';
import type { Doubt } from '../../graph/graph-node';
import { hiddenIn } from '../../graph/known';
import { refKey } from '../../graph/location';
import type { Placer } from '../../placing/placer';
import type { ResourceIndex } from '../../placing/resource-index';
import { doubtOf } from '../../placing/whether';
import type { RawResource } from '../../resources/raw-resource';
import { isDoubt, standardGroupOf } from './standard-group-of-port';

/** The vCenter whose names and addresses a port has. */
export const vcenterOf = ({ ref, provider: { name, address } }: RawResource): string =>
  refKey({ ...ref, address: `${name} ${address}` });

/** The subnet of a port; why it is unknown, if it has one; undefined without an address of its own, as with DHCP. */
export type Subnet =
  | {
      readonly text: string;
      /** Whether it is told to be one network, which all its ports share. */
      readonly isOne: boolean;
    }
  | Doubt
  | undefined;

/** A subnet joins its ports, unless it is used twice. */
export function subnetOf(port: RawResource, placer: Placer): Subnet {
  const text = writtenSubnet(port);
  if (text === undefined || isDoubt(text)) return text;
  const vlan = standardGroupOf(port, placer)?.vlan;
  return isDoubt(vlan) ? vlan : { text, isOne: !reusedSubnets(placer).has(`${vcenterOf(port)} ${text}`) };
}

const found = new WeakMap<ResourceIndex, ReadonlySet<string>>();

/**
 * Subnets in which two ports have one address, or stand in two VLANs: they are networks of their own, such as one that no router knows
 * in each building. Found once.
 */
function reusedSubnets(placer: Placer): ReadonlySet<string> {
  const { index } = placer;
  const before = found.get(index);
  if (before !== undefined) return before;
  const taken = new Set<string>();
  const reused = new Set<string>();
  const vlans = new Map<string, string>();
  for (const port of index.ofTypes(['vsphere_vnic'])) {
    const [subnet, address] = [writtenSubnet(port), port.attributes.string('ipv4.ip')];
    if (typeof subnet !== 'string' || !address.known) continue;
    const vlan = standardGroupOf(port, placer)?.vlan;
    const inSubnet = `${vcenterOf(port)} ${subnet}`;
    if (typeof vlan === 'string') {
      if ((vlans.get(inSubnet) ?? vlan) !== vlan) reused.add(inSubnet);
      vlans.set(inSubnet, vlan);
    }
    const at = `${vcenterOf(port)} ${address.value}`;
    if (taken.has(at)) reused.add(inSubnet);
    taken.add(at);
  }
  found.set(index, reused);
  return reused;
}

function writtenSubnet(port: RawResource): string | Doubt | undefined {
  const paths = ['ipv4.ip', 'ipv4.netmask'] as const;
  const [address, mask] = paths.map((path) => port.attributes.string(path));
  for (const [index, value] of [address, mask].entries()) {
    const hidden = value && hiddenIn(value);
    if (hidden !== undefined) return doubtOf(port, paths[index] ?? 'ipv4', hidden);
  }
  if (address?.known !== true || mask?.known !== true) return undefined;
  if (!ipaddr.IPv4.isValidFourPartDecimal(address.value) || !ipaddr.IPv4.isValidFourPartDecimal(mask.value))
    return undefined;
  const bits = ipaddr.IPv4.parse(mask.value).prefixLengthFromSubnetMask();
  if (bits === null) return undefined;
  return `${ipaddr.IPv4.networkAddressFromCIDR(`${address.value}/${bits}`).toString()}/${bits}`;
}
