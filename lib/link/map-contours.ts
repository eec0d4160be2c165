import { flipPointOf } from '../model/feasibility/flip-points';
import type { Question } from '../model/feasibility/question';
import { formatBandwidth, formatDuration } from '../model/quantity';
import { glassRtt, vacuumRtt } from '../model/propagation';
import { bps, ratio, seconds } from '../model/units';
import type { FeasibilityMap, MapContour } from './link-record';
import type { PlatformProfile } from './platform-profile';
import { bandwidthShares } from './link-question';
import { nameOf } from './reason-text';

type Extent = Pick<FeasibilityMap, 'roundTrip' | 'bandwidth'>;
type Point = MapContour['points'][number];

/** Each limit as a line, whether it decides or lies behind another. */
export function mapContours(
  question: Question,
  platform: PlatformProfile | undefined,
  extent: Extent,
  roundTrips: readonly number[],
): readonly MapContour[] {
  const along = (id: string, label: string, asked: Question): MapContour => ({
    id,
    label,
    points: roundTrips.flatMap((rtt) => pointOf(asked, rtt)),
  });
  const { totalTime, downtime, timeoutPerGib } = question;
  const alone: Question = {
    ...question,
    distance: undefined,
    maxRtt: undefined,
    minBandwidth: undefined,
    totalTime: undefined,
    downtime: undefined,
    timeoutPerGib: undefined,
  };
  const budgets = [
    ...(totalTime === undefined
      ? []
      : [along('time-budget', `done within ${formatDuration(totalTime)}`, { ...alone, totalTime })]),
    ...(downtime === undefined
      ? []
      : [along('downtime-budget', `still for at most ${formatDuration(downtime)}`, { ...alone, downtime })]),
    ...(timeoutPerGib === undefined
      ? []
      : [along('timeout', 'done before the platform gives up', { ...alone, timeoutPerGib })]),
  ];
  return [
    along('convergence', 'pre-copy converges above', alone),
    ...budgets,
    ...physicalLimits(question, extent),
    ...(platform === undefined ? [] : platformLimits(question, platform, extent)),
  ].filter(({ points }) => points.length > 1);
}

/** The least bandwidth that passes at a round trip; none where no bandwidth does. */
function pointOf(question: Question, rtt: number): readonly Point[] {
  const flip = flipPointOf({ ...question, rtt: seconds(rtt) }, 'bandwidth');
  return flip?.kind === 'at-least' ? [[rtt, flip.value]] : [];
}

function upright(id: string, label: string, rtt: number, { roundTrip, bandwidth }: Extent): MapContour {
  const inside = rtt > roundTrip.from && rtt < roundTrip.to;
  return {
    id,
    label,
    points: inside
      ? [
          [rtt, bandwidth.from],
          [rtt, bandwidth.to],
        ]
      : [],
  };
}

function level(id: string, label: string, value: number, { roundTrip, bandwidth }: Extent): MapContour {
  const inside = value > bandwidth.from && value < bandwidth.to;
  return {
    id,
    label,
    points: inside
      ? [
          [roundTrip.from, value],
          [roundTrip.to, value],
        ]
      : [],
  };
}

function physicalLimits({ distance }: Question, extent: Extent): readonly MapContour[] {
  if (distance === undefined) return [];
  const vacuum = vacuumRtt(distance.least);
  const glass = glassRtt(distance.least);
  return [
    upright('vacuum-floor', `light in vacuum ${formatDuration(vacuum)}`, vacuum, extent),
    upright('glass-floor', `light in fibre ${formatDuration(glass)}`, glass, extent),
  ];
}

function platformLimits(
  { moves, share = ratio(1) }: Question,
  platform: PlatformProfile,
  extent: Extent,
): readonly MapContour[] {
  const { maxRtt, minBandwidth } = platform;
  const who = nameOf(platform);
  const longest = maxRtt.certain ?? maxRtt.doubtful;
  const least = minBandwidth.certain ?? minBandwidth.doubtful;
  const open = (certain: unknown): string => (certain === undefined ? ' (not certain)' : '');
  const lines: MapContour[] = [];
  if (longest !== undefined) {
    const label = `${who}: at most ${formatDuration(longest.value)}${open(maxRtt.certain)}`;
    lines.push(upright('platform-rtt', label, longest.value, extent));
  }
  if (least !== undefined) {
    const value = (least.value * bandwidthShares(least, moves)) / share;
    const label = `${who}: at least ${formatBandwidth(bps(value))}${open(minBandwidth.certain)}`;
    lines.push(level('platform-bandwidth', label, value, extent));
  }
  return lines;
}
