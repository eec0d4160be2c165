import { lowerCap } from '../../graph/domain-kinds';
import { hiddenIn, mapKnown, type Known } from '../../graph/known';
import { bps, mbps, type BitsPerSecond } from '../../model/units';
import type { GraphBuilder } from '../../placing/graph-builder';
import { isUnset } from '../../placing/whether';
import type { RawResource } from '../../resources/raw-resource';
import { noCap } from './machine';
import type { VmotionNetwork } from './vmotion-networks';

type Cap = Known<BitsPerSecond>;

const found = new WeakMap<VmotionNetwork, Cap>();

/** The lowest cap of the port groups that a network runs over, found once for all its ports. */
export function networkCap(network: VmotionNetwork, build: GraphBuilder): Cap {
  const before = found.get(network);
  if (before !== undefined) return before;
  const cap = network.portGroups.map((portGroup) => vmotionCap(portGroup, build)).reduce(lowerCap, noCap);
  found.set(network, cap);
  return cap;
}

/** The smaller of the switch's limit for vMotion and the port group's ingress shaping; open where either is. */
function vmotionCap(portGroup: RawResource, build: GraphBuilder): Cap {
  const onSwitch = switchCap(portGroup, build);
  const shaped = shapedTo(portGroup);
  const hidden = hiddenIn(onSwitch) ?? hiddenIn(shaped);
  if (hidden !== undefined) return hidden;
  return !onSwitch.known || (shaped.known && shaped.value < onSwitch.value) ? shaped : onSwitch;
}

function switchCap(portGroup: RawResource, build: GraphBuilder): Cap {
  const path = 'distributed_virtual_switch_uuid';
  const types = ['vsphere_distributed_virtual_switch'];
  const vds = build.placer.target(portGroup, path, types);
  if (vds !== undefined) return capIn(vds, 'vmotion_maximum_mbit', mbps);
  const uuid = portGroup.attributes.string(path);
  const isSomewhere = build.placer.targets(portGroup, path, types).length > 0;
  return isSomewhere ? noCap : (hiddenIn(uuid) ?? noCap);
}

function shapedTo(portGroup: RawResource): Cap {
  const path = 'ingress_shaping_enabled';
  const enabled = portGroup.attributes.boolean(path);
  if (enabled.known) return enabled.value ? capIn(portGroup, 'ingress_shaping_average_bandwidth', bps) : noCap;
  return isUnset(portGroup, path, enabled) ? noCap : enabled;
}

/** A cap of 0 or below is an unset one. */
function capIn(resource: RawResource, path: string, unit: (value: number) => BitsPerSecond): Cap {
  const cap = mapKnown(resource.attributes.number(path), unit);
  const isNone = cap.known ? cap.value <= 0 : isUnset(resource, path, cap);
  return isNone ? noCap : cap;
}
