import type { Member } from '../../graph/domain';
import { displayName, type GraphBuilder } from '../../placing/graph-builder';
import { idOf } from '../../placing/node-id';
import { allOf, doubtOf, isUnset } from '../../placing/whether';
import type { RawResource } from '../../resources/raw-resource';
import { hostMember } from './host';
import { vmotion } from './machine';
import { joinByPort } from './switch';
import { networkCap } from './vmotion-cap';
import { carriesVmotion, networkOf, portGroupTypes } from './vmotion-networks';

/** A VMkernel port stands on a switch; those for vMotion in one network let machines move between all hosts that have one. */
export function readVmkernelPort(port: RawResource, build: GraphBuilder): void {
  const hosts = hostsOf(port, build);
  joinByPort(port, hosts, build);
  const exists = carriesVmotion(port);
  if (exists === false) return;
  const { ref } = port;
  const mechanism = 'VMkernel ports for vMotion in one network';
  const network = networkOf(port, build.placer);
  const shared = { space: 'vmotion-network', by: ref };
  if (network !== undefined) {
    const isOne = network.doubts.length === 0 || network.doubts;
    const moves = vmotion(`vMotion network ${network.name}`, mechanism, hosts, [ref]);
    const mention = { ...moves, exists: allOf(exists, isOne) };
    const { id } = network;
    const rateCap = networkCap(network, build);
    build.shareInner('migration-domain', { ...shared, values: [idOf(id)], id, mention: { ...mention, rateCap } });
    return;
  }
  // On a port group of several that the plan does not tell apart, or on none.
  if (build.placer.targets(port, 'distributed_port_group', portGroupTypes).length > 0) return;
  const path = ['distributed_port_group', 'portgroup'].find((one) => {
    const value = port.attributes.string(one);
    return !value.known && !isUnset(port, one, value);
  });
  const literal = port.attributes.string(path ?? '');
  if (path === undefined || literal.known) return;
  build.shareInner('migration-domain', {
    ...shared,
    values: [doubtOf(port, path, literal)],
    id: undefined,
    mention: { ...vmotion(`vMotion network of ${displayName(port)}`, mechanism, hosts, [ref]), exists },
  });
}

/** Its host; where the input does not tell which that is, the port stands where its switch does. */
function hostsOf(port: RawResource, { placer }: GraphBuilder): readonly Member[] {
  const hosts = hostMember(port, 'host', placer);
  const isHost = ({ resource, id }: Member): boolean => id !== undefined || resource.address !== port.ref.address;
  return hosts.some(isHost) ? hosts : [{ resource: port.ref, site: placer.place(port).site }];
}
