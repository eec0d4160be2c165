import { OVERLAYS, fitOverlay } from '../model/framing';
import type { Feasibility } from '../model/feasibility/feasibility';
import type { Question } from '../model/feasibility/question';
import { inputs } from '../model/inputs';
import { formatBandwidth, formatDuration, formatSize } from '../model/quantity';
import type { RoundTrip } from '../model/round-trip';
import { mbps, ratio } from '../model/units';
import type { PlatformProfile } from './platform-profile';
import { nameOf } from './reason-text';

const ETHERNET_MTU = inputs.mtu.otherwise.value;

/** What does not decide and is worth knowing. */
export function linkNotes(
  question: Question,
  trip: RoundTrip,
  { numbers, verdict }: Pick<Feasibility, 'numbers' | 'verdict'>,
  platform: PlatformProfile | undefined,
): readonly string[] {
  return [
    ...plausibilityNote(trip, question),
    ...overlayNote(question),
    ...(platform === undefined ? [] : platformNotes(question, platform)),
    ...(verdict === 'feasible' || verdict === 'undetermined' ? [] : wayOut(numbers)),
  ];
}

function plausibilityNote({ plausibility, floor }: RoundTrip, { rtt }: Question): readonly string[] {
  const declared = rtt === undefined ? '' : formatDuration(rtt);
  const glass = formatDuration(floor);
  if (plausibility === 'impossible-in-glass') {
    return [`light in fibre needs ${glass}; a round trip of ${declared} takes hollow-core fibre or radio`];
  }
  return plausibility === 'implausible'
    ? [
        `a round trip of ${declared} is less than 5 % above the ${glass} of the straightest fibre; no such route is known`,
      ]
    : [];
}

function overlayNote({ overlay, mtu = ETHERNET_MTU }: Question): readonly string[] {
  if (overlay === undefined) return [];
  const added = OVERLAYS[overlay];
  const { underlayNeeded } = fitOverlay(mtu, added, mtu);
  const varies = overlay === 'ipsec' ? ' at most' : '';
  return [
    `the overlay adds${varies} ${formatSize(added)}: the network beneath needs an MTU of ${underlayNeeded} or fragments or drops`,
  ];
}

function platformNotes({ bandwidth, share = ratio(1) }: Question, platform: PlatformProfile): readonly string[] {
  const who = nameOf(platform);
  const none = platform.rows.length === 0 ? [`nothing was read about ${who}: no limit of its own is known`] : [];
  const recommended = platform.rows.flatMap(({ id, strength, limit }) => {
    const least = limit['minBandwidthMbps'];
    if (strength !== 'recommendation' || typeof least !== 'number' || bandwidth === undefined) return [];
    const asked = mbps(least);
    return bandwidth * share < asked ? [`${who} recommends at least ${formatBandwidth(asked)} [${id}]`] : [];
  });
  return [...none, ...recommended];
}

function wayOut({ cold }: Feasibility['numbers']): readonly string[] {
  const stopped =
    cold === undefined
      ? 'a machine that may stand still moves cold (--disk tells how long)'
      : `a cold move takes ${formatDuration(cold.window)}`;
  return [`${stopped}; a service that may not stand still runs in both places, see docs/scale-out.md`];
}
