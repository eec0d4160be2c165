import type { Member } from '../../graph/domain';
import { known, type Known } from '../../graph/known';
import { displayName, type GraphBuilder } from '../../placing/graph-builder';
import { refKey } from '../../graph/location';
import type { SiteId } from '../../graph/site';
import type { Mention } from '../../placing/mention';
import { idOf } from '../../placing/node-id';
import type { Located } from '../../placing/site-registry';
import type { RawResource } from '../../resources/raw-resource';
import { hostMember } from './host';
import { idInVcenter } from './id-in-vcenter';
import { vmotion } from './machine';
import { joinByPort } from './switch';
import { networkCap } from './vmotion-cap';
import { isDoubt, standardGroupOf, type StandardGroup } from './standard-group-of-port';
import { subnetOf, vcenterOf } from './vmkernel-subnet';
import { carriesVmotion, networkOf } from './vmotion-networks';

/** A VMkernel port stands on a switch; those for vMotion in one network let machines move between all hosts that have one. */
export function readVmkernelPort(port: RawResource, build: GraphBuilder): void {
  const hosts = hostsOf(port, build);
  joinByPort(port, hosts, build);
  const exists = carriesVmotion(port);
  if (exists === false) return;
  const { network, doubt } = networkOf(port, build.placer);
  const moves = (name: string) => vmotion(`vMotion network ${name}`, mechanism, hosts, [port.ref]);
  const shared = { space: 'vmotion-network', by: port.ref };
  const vcenter = vcenterOf(port);
  if (network !== undefined) {
    const { id, name } = network;
    const mention = { ...moves(name), exists, rateCap: networkCap(network, build) };
    build.shareInner('migration-domain', { ...shared, values: [vcenter, idOf(id)], id, mention });
  }
  if (doubt !== undefined) {
    const mention = { ...moves(network?.name ?? `of ${displayName(port)}`), exists };
    build.shareInner('migration-domain', { ...shared, values: [vcenter, doubt], id: undefined, mention });
  }
  // Port groups of one name in two subnets are two networks.
  const group = subnetOf(port, build.placer) === undefined ? standardGroupOf(port, build.placer) : undefined;
  if (group !== undefined) shareByName(port, group, { ...moves(nameOf(port, group)), exists }, build);
}

const mechanism = 'VMkernel ports for vMotion in one network';

const nameOf = (port: RawResource, { name }: StandardGroup): string =>
  isDoubt(name) ? `of ${displayName(port)}` : name;

/** On hosts of one cluster port groups of one name and VLAN are one network, and perhaps elsewhere. */
function shareByName(
  port: RawResource,
  { name, cluster, vlan = '' }: StandardGroup,
  mention: Mention<'migration-domain'>,
  build: GraphBuilder,
): void {
  const isKnown = !isDoubt(name) && !isDoubt(cluster) && !isDoubt(vlan);
  const text = isKnown ? [name, vlan, 'of', refKey(cluster.ref)].filter((part) => part !== '').join(' ') : '';
  build.shareInner('migration-domain', {
    space: 'vmotion-network port group',
    by: port.ref,
    values: [vcenterOf(port), name, vlan, isDoubt(cluster) ? cluster : refKey(cluster.ref)],
    id: isKnown ? idInVcenter(port, 'vmotion-network port group', text) : undefined,
    mention,
  });
}

/** Its host; where the input does not tell which that is, the port perhaps stands where its switch does, which may reach elsewhere. */
function hostsOf(port: RawResource, { placer }: GraphBuilder): readonly Member[] {
  const hosts = hostMember(port, 'host', placer);
  const isHost = ({ resource, id }: Member): boolean => id !== undefined || resource.address !== port.ref.address;
  if (hosts.some(isHost)) return hosts;
  const resource = { ...port.ref, path: port.attributes.spell('host') };
  return [{ resource, site: asGuess(placer.place(port), refKey(port.ref)) }];
}

const asGuess = ({ site, because }: Located, ground: string): Known<SiteId> =>
  site.known ? known(site.value, { kind: 'guess', reason: `${because}; its host is unknown`, ground }) : site;
