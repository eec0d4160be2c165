import type { Member } from '../../graph/domain';
import { unknown, type Known } from '../../graph/known';
import type { SiteId } from '../../graph/site';
import { displayName, type GraphBuilder } from '../../placing/graph-builder';
import type { Placer, Pointing } from '../../placing/placer';
import { isUnset } from '../../placing/whether';
import type { RawResource } from '../../resources/raw-resource';
import { hostMember } from './host';
import { hostTypes } from './host-groups';

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
export function joinByPort(port: RawResource, hosts: readonly Member[], build: GraphBuilder): void {
  build.joinAny('broadcast-domain', switchOf(port, build.placer), { members: hosts, resources: [] });
}

function switchOf(port: RawResource, placer: Placer): Pointing {
  const itself = placer.target(port, 'distributed_switch_port', switchTypes);
  if (itself !== undefined) return { targets: [itself] };
  const { targets, doubt } = placer.pointing(port, 'distributed_port_group', portGroupTypes);
  if (doubt !== undefined) return { targets: placer.index.ofTypes(switchTypes), doubt };
  const [portGroup] = targets;
  return portGroup === undefined ? { targets } : placer.pointing(portGroup, switchPath, switchTypes);
}

/** A machine stands on the switches of its networks; one of which nothing tells where it runs does so on a host that the switch lists. */
export function joinByMachine(machine: RawResource, build: GraphBuilder): void {
  const { placer } = build;
  const member = { resource: machine.ref, site: whereItRuns(machine, placer) };
  const host = machine.attributes.string('host_system_id');
  const isPinned = host.known || !isUnset(machine, 'host_system_id', host);
  const interfaces = machine.attributes.blocks('network_interface');
  for (const one of interfaces.known ? interfaces.value : []) {
    const [portGroup, ...others] = placer.index.targetsIn(one, machine, 'network_id', portGroupTypes);
    if (portGroup === undefined || others.length > 0) continue;
    const vds = placer.target(portGroup, switchPath, switchTypes);
    if (vds === undefined || (!member.site.known && !isPinned && vds.attributes.has('host'))) continue;
    build.join('broadcast-domain', vds.ref, { members: [member], resources: [] });
  }
}

/** By its host, else by its pool: the datacenter object of its datastore may hold hosts of several sites. */
function whereItRuns(machine: RawResource, placer: Placer): Known<SiteId> {
  const host = placer.placeAt(machine, 'host_system_id', hostTypes);
  const pool = placer.placeAt(machine, 'resource_pool_id', ['vsphere_compute_cluster', 'vsphere_resource_pool']);
  const found = host?.site.known === true ? host : (pool ?? host);
  return found?.site ?? unknown('not-placed', 'no host or pool is known');
}
