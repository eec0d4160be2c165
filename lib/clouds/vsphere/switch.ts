import type { Member } from '../../graph/domain';
import type { Doubt } from '../../graph/graph-node';
import type { ResourceRef } from '../../graph/location';
import { hiddenIn, unknown, type Known } from '../../graph/known';
import type { SiteId } from '../../graph/site';
import { displayName, type GraphBuilder } from '../../placing/graph-builder';
import type { NodeId } from '../../placing/node-id';
import type { Placer, Pointing } from '../../placing/placer';
import { doubtOf, isUnset } from '../../placing/whether';
import type { Attributes } from '../../resources/attributes';
import type { RawResource } from '../../resources/raw-resource';
import { hostMember } from './host';
import { hostTypes } from './host-groups';
import { idInVcenter } from './id-in-vcenter';

const switchTypes = ['vsphere_distributed_virtual_switch'];
const switchPath = 'distributed_virtual_switch_uuid';
const portGroupTypes = ['vsphere_distributed_port_group'];

/** The members of a switch are the hosts that it lists, and whoever stands on its port groups. */
export function readSwitch(vds: RawResource, build: GraphBuilder): void {
  const { attributes, ref } = vds;
  const { placer } = build;
  const hosts = attributes.blocks('host');
  const members = (hosts.known ? hosts.value : []).flatMap((host) => hostMember(vds, 'host_system_id', placer, host));
  const isOpen = hosts.known ? attributes.hasLater('host') : hosts.reason.kind !== 'absent';
  if (isOpen) {
    // All hosts of a switch are in its datacenter object, which may be one site.
    const { site } = placer.place(vds);
    const some = placer.members(vds, 'host', hostTypes);
    members.push(
      ...some.map((member) =>
        member.site.known ? member : { ...member, isSeveral: true, ...(site.known && { site }) },
      ),
    );
  }
  build.define('broadcast-domain', ref, {
    name: `distributed switch ${displayName(vds)}`,
    mechanism: 'distributed virtual switch',
    members,
    resources: [{ ...ref, path: attributes.spell('host') }],
  });
}

export function readPortGroup(portGroup: RawResource, build: GraphBuilder): void {
  const vds = build.placer.target(portGroup, switchPath, switchTypes);
  if (vds !== undefined) build.join('broadcast-domain', vds.ref, { members: [], resources: [portGroup.ref] });
}

/** A VMkernel port adds its host to the switch that it names, or that its port group is on; or perhaps is on. */
export function joinByPort(port: RawResource, members: readonly Member[], build: GraphBuilder): void {
  const { placer } = build;
  const named = placer.pointing(port, 'distributed_switch_port', switchTypes);
  const network = networkOf(port, 'distributed_port_group', placer);
  const isNamed = named.targets.length > 0 && (named.doubt === undefined || network.onSwitch.targets.length === 0);
  joinNetwork(isNamed ? { by: port.ref, onSwitch: named } : network, members, build);
}

/** A machine stands on the switches of its networks; one of which nothing tells where it runs does so on a host that the switch lists. */
export function joinByMachine(machine: RawResource, build: GraphBuilder): void {
  const { placer } = build;
  const member = { resource: machine.ref, site: whereItRuns(machine, placer) };
  const host = machine.attributes.string('host_system_id');
  const isPlaced = member.site.known || host.known || !isUnset(machine, 'host_system_id', host);
  for (const network of networksOf(machine, placer)) {
    const { targets, doubt } = network.onSwitch;
    const isOnListed = doubt === undefined && targets.some((vds) => vds.attributes.has('host'));
    const isOutside = doubt !== undefined || targets.length === 0;
    if (isPlaced || !(isOnListed || isOutside)) joinNetwork(network, [member], build);
  }
}

/** What an attribute of a resource names: a port group of a switch. */
interface Network {
  readonly by: ResourceRef;
  readonly onSwitch: Pointing;
  /** The id of a port group that is not in the input, or why none is known. */
  readonly id?: NodeId | undefined;
  readonly value?: string | Doubt | undefined;
}

function networksOf(machine: RawResource, placer: Placer): readonly Network[] {
  const path = 'network_interface';
  const interfaces = machine.attributes.blocks(path);
  if (interfaces.known) return interfaces.value.map((one) => networkOf(machine, 'network_id', placer, one));
  const hidden = hiddenIn(interfaces);
  return hidden === undefined ? [] : [anyNetwork(machine, doubtOf(machine, path, hidden), placer)];
}

const anyNetwork = ({ ref }: RawResource, doubt: Doubt, { index }: Placer): Network => ({
  by: { ...ref, ...(doubt.resource.path !== undefined && { path: doubt.resource.path }) },
  onSwitch: { targets: index.ofTypes(switchTypes), doubt },
  value: doubt,
});

function networkOf(resource: RawResource, path: string, placer: Placer, block?: Attributes): Network {
  const { targets, doubt, isOneOf } = placer.pointing(resource, path, portGroupTypes, block);
  if (doubt !== undefined && isOneOf !== true) return anyNetwork(resource, doubt, placer);
  const attributes = block ?? resource.attributes;
  const by = { ...resource.ref, path: attributes.spell(path) };
  if (doubt !== undefined) return { by, onSwitch: { targets: switchesOf(targets, placer), doubt } };
  const [portGroup] = targets;
  if (portGroup !== undefined) return { by, onSwitch: placer.pointing(portGroup, switchPath, switchTypes) };
  const value = attributes.string(path);
  // So vCenter names them; networks of standard switches, which it names otherwise, are one for each host.
  if (!value.known || !value.value.startsWith('dvportgroup-')) return { by, onSwitch: { targets } };
  const id = idInVcenter(resource, 'distributed port group', value.value);
  return { by, onSwitch: { targets }, id, value: value.value };
}

const switches = new WeakMap<readonly RawResource[], readonly RawResource[]>();

/** The switches that port groups are on, or may be on: the same list for the same port groups. */
function switchesOf(portGroups: readonly RawResource[], placer: Placer): readonly RawResource[] {
  const before = switches.get(portGroups);
  if (before !== undefined) return before;
  const found = [
    ...new Set(portGroups.flatMap((portGroup) => placer.pointing(portGroup, switchPath, switchTypes).targets)),
  ];
  switches.set(portGroups, found);
  return found;
}

/** What stands on a distributed port group that is not in the input is in one segment with all that name it by its id, or perhaps do. */
function joinNetwork({ by, onSwitch, id, value }: Network, members: readonly Member[], build: GraphBuilder): void {
  build.joinAny('broadcast-domain', onSwitch, { members, resources: [] });
  if (value === undefined) return;
  const name = `distributed port group ${typeof value === 'string' ? value : `of ${by.address}`}`;
  const mention = { name, mechanism: 'distributed virtual switch', members, resources: [by] };
  build.share('broadcast-domain', { space: 'distributed port group', by, values: [value], id, mention });
}

/** By its host, else by its pool: the datacenter object of its datastore may hold hosts of several sites. */
function whereItRuns(machine: RawResource, placer: Placer): Known<SiteId> {
  const host = placer.placeAt(machine, 'host_system_id', hostTypes);
  const pool = placer.placeAt(machine, 'resource_pool_id', ['vsphere_compute_cluster', 'vsphere_resource_pool']);
  const found = host?.site.known === true ? host : (pool ?? host);
  return found?.site ?? unknown('not-placed', 'no host or pool is known');
}
