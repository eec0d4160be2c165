import { OVERLAYS, fitOverlay } from '../model/framing';
import type { Feasibility } from '../model/feasibility/feasibility';
import { reservedBy } from '../model/feasibility/live-move';
import type { Question } from '../model/feasibility/question';
import { helpAddress } from '../findings/help-address';
import { inputs } from '../model/inputs';
import { formatBandwidth, formatDuration, formatSize } from '../model/quantity';
import { mbps } from '../model/units';
import type { KnownLink } from './known-link';

const ETHERNET_MTU = inputs.mtu.otherwise.value;

/** What does not decide and is worth knowing. */
export function linkNotes(
  link: KnownLink,
  { numbers, verdict }: Pick<Feasibility, 'numbers' | 'verdict'>,
): readonly string[] {
  const { question } = link.asked;
  return [
    ...plausibilityNote(link),
    ...overlayNote(question),
    ...diskNote(question),
    ...platformNotes(link),
    ...(verdict === 'feasible' || verdict === 'undetermined' ? [] : wayOut(numbers)),
  ];
}

function plausibilityNote({ path, asked }: KnownLink): readonly string[] {
  const { rtt } = asked.question;
  if (!path.trip.known || rtt === undefined) return [];
  const { plausibility, minimum } = path.trip.value;
  const declared = `a round trip of ${formatDuration(rtt)} is declared`;
  if (plausibility === 'impossible-in-glass') {
    return [
      `${declared}; light in fibre needs ${formatDuration(minimum)}: only hollow-core fibre or radio can be that fast`,
    ];
  }
  return plausibility === 'implausible'
    ? [
        `${declared}, less than 5 % above the ${formatDuration(minimum)} that light in fibre needs along the geodesic; no known route is that straight`,
      ]
    : [];
}

function overlayNote({ overlay, mtu = ETHERNET_MTU }: Question): readonly string[] {
  if (overlay === undefined) return [];
  const added = OVERLAYS[overlay];
  const { underlayNeeded } = fitOverlay(mtu, added, mtu);
  const varies = overlay === 'ipsec' ? ' at most' : '';
  return [
    `the overlay adds${varies} ${formatSize(added)}: the underlay needs an MTU of ${underlayNeeded}; with less it fragments or drops packets`,
  ];
}

function diskNote({ disk, sharedStorage }: Question): readonly string[] {
  if (disk === undefined || sharedStorage !== undefined) return [];
  return [
    `the disk of ${formatSize(disk)} is not part of the move: both sites are taken to reach it; with --no-shared-storage it moves too`,
  ];
}

function platformNotes({ platform, asked: { question } }: KnownLink): readonly string[] {
  if (platform === undefined) return [];
  const { name: who, rows } = platform;
  const none = rows.length === 0 ? [`the reference data has no limit for ${who}`] : [];
  const reserved = reservedBy(question);
  const recommended = rows.flatMap(({ id, strength, limit }) => {
    const least = limit['minBandwidthMbps'];
    if (strength !== 'recommendation' || typeof least !== 'number' || reserved === undefined) return [];
    const asked = mbps(least);
    return reserved < asked ? [`${who} recommends at least ${formatBandwidth(asked)} [${id}]`] : [];
  });
  const carried = rows
    .filter((row) => row.carried === true)
    .map(
      ({ id, version }) =>
        `nothing that was read states the requirements of ${who}; those of ${version} hold, the newest that states them [${id}]`,
    );
  return [...none, ...carried, ...recommended];
}

function wayOut({ cold }: Feasibility['numbers']): readonly string[] {
  const stopped =
    cold === undefined
      ? 'a machine that may stop can move cold (add --disk to get the time)'
      : `a cold move takes ${formatDuration(cold.window)}`;
  return [`${stopped}; a service that must not stop can run at both sites: see ${helpAddress('docs/scale-out.md')}`];
}
