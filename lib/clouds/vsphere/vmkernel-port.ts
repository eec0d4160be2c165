import type { NotKnown } from '../../graph/known';
import { refKey } from '../../graph/location';
import { displayName, type GraphBuilder } from '../../placing/graph-builder';
import { anyOf, doubtOf, isUnset, whether, type Whether } from '../../placing/whether';
import type { RawResource } from '../../resources/raw-resource';
import { hostTypes } from './host-groups';
import { noCap, vmotion } from './machine';
import { vmotionCap } from './vmotion-cap';

/** VMkernel ports for vMotion on one port group: machines can move between all hosts that have one. */
export function readVmkernelPort(port: RawResource, build: GraphBuilder): void {
  const exists = carriesVmotion(port);
  if (exists === false) return;
  const { attributes, ref } = port;
  const portGroup = build.placer.target(port, 'distributed_port_group', ['vsphere_distributed_port_group']);
  const literal = attributes.string('distributed_port_group');
  const network = portGroup ?? literal;
  const isLiteral = 'known' in network;
  if (isLiteral && !network.known && isNoPortGroup(port, network, build)) return;
  const hosts = build.placer.oneMember(port, 'host', hostTypes);
  const mention = (of: string) => ({
    ...vmotion(`vMotion network ${of}`, 'VMkernel ports for vMotion on one port group', hosts, [ref]),
    rateCap: portGroup === undefined ? noCap : vmotionCap(portGroup, build),
    exists,
  });
  const shared = { space: 'vmotion-network', by: ref };
  build.shareInner(
    'migration-domain',
    !isLiteral
      ? {
          ...shared,
          values: [refKey(network.ref)],
          id: { as: 'vmotion-network', of: network.ref },
          mention: mention(displayName(network)),
        }
      : network.known
        ? {
            ...shared,
            values: [network.value],
            id: `vmotion-network ${network.value}`,
            mention: mention(network.value),
          }
        : {
            ...shared,
            values: [doubtOf(port, 'distributed_port_group', network)],
            id: undefined,
            mention: mention(`of ${displayName(port)}`),
          },
  );
}

/** Whether a port is on a standard switch, or on a port group of several that the plan does not tell apart. */
function isNoPortGroup(port: RawResource, network: NotKnown, build: GraphBuilder): boolean {
  const path = 'distributed_port_group';
  const drawnFrom = build.placer.targets(port, path, ['vsphere_distributed_port_group']).length;
  return drawnFrom > 0 || isUnset(port, path, network);
}

/** With `netstack = "vmotion"` the services are unknown, so either one tells. */
function carriesVmotion(port: RawResource): Whether {
  const stack = whether(port, 'netstack', port.attributes.string('netstack'), isVmotion);
  if (stack === true) return true;
  const services = whether(port, 'services', port.attributes.strings('services'), (all) =>
    anyOf(...all.map((service) => whether(port, 'services', service, isVmotion))),
  );
  return anyOf(stack, services);
}

const isVmotion = (name: string): boolean => name === 'vmotion';
