import { flipPointOf } from '../model/feasibility/flip-points';
import type { Question } from '../model/feasibility/question';
import { formatBandwidth, formatDuration } from '../model/quantity';
import { glassRtt, vacuumRtt } from '../model/propagation';
import { bps, ratio, seconds } from '../model/units';
import type { FeasibilityMap, MapContour } from './link-record';
import type { Bound } from '../facts/held-limit';
import type { PlatformFacts } from '../facts/platform-facts';
import type { MappedLink } from './known-link';
import { flagOf } from './link-flags';
import { minimumOfEach } from './vendor-minimum';

type Extent = Pick<FeasibilityMap, 'roundTrip' | 'bandwidth'>;
type Point = MapContour['points'][number];

/** Each limit as a line, whether it decides or lies behind another. */
export function mapContours(link: MappedLink, extent: Extent, roundTrips: readonly number[]): readonly MapContour[] {
  const { question } = link.asked;
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
      : [along('time-budget', `total time at most ${formatDuration(totalTime)}`, { ...alone, totalTime })]),
    ...(downtime === undefined
      ? []
      : [along('downtime-budget', `downtime at most ${formatDuration(downtime)}`, { ...alone, downtime })]),
    ...(timeoutPerGib === undefined
      ? []
      : [along('timeout', 'ends before the platform gives up', { ...alone, timeoutPerGib })]),
  ];
  return [
    along('convergence', 'pre-copy converges above', alone),
    ...budgets,
    ...physicalLimits(question, extent),
    ...platformLimits(link, extent),
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
    upright('vacuum-round-trip', `light in vacuum ${formatDuration(vacuum)}`, vacuum, extent),
    upright('minimum-round-trip', `light in fibre ${formatDuration(glass)}`, glass, extent),
  ];
}

/** What is certain as one line each, and what may hold as another. */
function platformLimits({ asked, limits, platform }: MappedLink, extent: Extent): readonly MapContour[] {
  const { share = ratio(1), moves = 1 } = asked.question;
  const who = (name: 'maxRtt' | 'minBandwidth', { row }: Bound<number>): string =>
    row === undefined || platform === undefined ? flagOf(name) : shortName(platform);
  const { maxRtt, minBandwidth } = limits;
  const uprights = [maxRtt.certain, maxRtt.doubtful].flatMap((bound, i): readonly MapContour[] => {
    if (bound === undefined) return [];
    const label = `${who('maxRtt', bound)}: at most ${formatDuration(bound.value)}${OPEN[i] ?? ''}`;
    return [upright(`platform-rtt${ID_OPEN[i] ?? ''}`, label, bound.value, extent)];
  });
  const levels = [minBandwidth.certain, minBandwidth.doubtful].flatMap((bound, i): readonly MapContour[] => {
    if (bound === undefined) return [];
    const value = bps(bound.value / share);
    const each = minimumOfEach(bound, moves);
    const stated = each === undefined ? formatBandwidth(bps(bound.value)) : `${each} a migration`;
    const label = `${who('minBandwidth', bound)}: at least ${stated}${OPEN[i] ?? ''}`;
    return [level(`platform-bandwidth${ID_OPEN[i] ?? ''}`, label, value, extent)];
  });
  return [...uprights, ...levels];
}

/** A version is free text, and a label has little room. */
const shortName = ({ name, title }: Pick<PlatformFacts, 'name' | 'title'>): string =>
  name.length <= title.length + 10 ? name : title;

/** What is certain stands first. */
const OPEN = ['', ' (uncertain)'];
const ID_OPEN = ['', '-open'];
