import {
  changesForRecoveryPoint,
  intervalForRecoveryPoint,
  rateForBurst,
  rateForRecoveryPoint,
  type Burst,
} from '../model/asynchronous-replication';
import { formatBandwidth, formatDataRate, formatDuration } from '../model/quantity';
import { bps, type Seconds } from '../model/units';
import { changesToKeep, rateToKeep, type AskedChanges } from './asked-changes';
import type { CopyLink } from './copy-link';
import { takeOf } from './option-take';
import type { OptionTake, OptionWay } from './options-record';
import { keeps, type NeededRate } from './rate-takes';
import { tripTake } from './trip-take';

const SOURCE = 'docs/model.md, section 6';

/** Everything that decides how far a copy may be behind. */
export interface Lagging {
  readonly copy: CopyLink;
  readonly changes: AskedChanges;
  readonly interval: Seconds | undefined;
  readonly burst: Burst | undefined;
  /** Undefined where nobody says how many writes may be lost: then the lag must only not grow without bound. */
  readonly limit: Seconds | undefined;
  /** The longest that the round trip may be. */
  readonly rtt: Seconds;
}

/** The rate that keeps the recovery point, in steady state and after a burst. */
export function rateForObjective({ changes, interval, burst, limit, rtt }: Lagging): NeededRate | undefined {
  if (changes.rate === undefined) return undefined;
  const kept = rateToKeep(changes.rate, changes.text);
  if (limit === undefined) return kept;
  const usual = { changeRate: changes.rate, rtt, interval };
  const steady = rateForRecoveryPoint(usual, limit);
  const after = burst === undefined ? bps(0) : rateForBurst(burst, usual, limit);
  const left = leftText(interval, limit, rtt);
  if (burst !== undefined && after > steady)
    return { rate: after, ...burstText(burst, changes.text, { interval, left, limit, rtt }), source: SOURCE };
  if (steady <= kept.rate || interval === undefined) return { ...kept, rate: steady };
  return {
    rate: steady,
    formula: `changes x interval x 8 / ${left.formula}`,
    working: `${changes.text} x ${formatDuration(interval)} x 8 / ${left.working}`,
    source: SOURCE,
  };
}

/** What an objective leaves for sending. */
const leftText = (interval: Seconds | undefined, limit: Seconds, rtt: Seconds) => ({
  formula: `(objective${interval === undefined ? '' : ' - interval'} - RTT / 2)`,
  working: `(${formatDuration(limit)}${interval === undefined ? '' : ` - ${formatDuration(interval)}`} - ${formatDuration(rtt)} / 2)`,
});

interface BurstLeft {
  readonly interval: Seconds | undefined;
  readonly left: { readonly formula: string; readonly working: string };
  readonly limit: Seconds;
  readonly rtt: Seconds;
}

function burstText({ changeRate, duration }: Burst, usual: string, { interval, left, limit, rtt }: BurstLeft) {
  const rate = formatDataRate(changeRate);
  const lasts = formatDuration(duration);
  if (interval === undefined) {
    return {
      formula: 'burst x duration x 8 / (objective + duration - RTT / 2)',
      working: `${rate} x ${lasts} x 8 / (${formatDuration(limit)} + ${lasts} - ${formatDuration(rtt)} / 2)`,
    };
  }
  const every = formatDuration(interval);
  const within = Math.min(interval, duration);
  const changed =
    duration >= interval
      ? { formula: 'burst x interval', working: `${rate} x ${every}` }
      : {
          formula: 'burst x duration + changes x (interval - duration)',
          working: `${rate} x ${lasts} + ${usual} x (${every} - ${lasts})`,
        };
  const u = limit - interval - rtt / 2;
  const isAbreast = changeRate * within >= changeRate * u;
  if (duration > interval && !isAbreast) {
    return {
      formula: `burst x duration x 8 / (objective + duration - 2 x interval - RTT / 2)`,
      working: `${rate} x ${lasts} x 8 / (${formatDuration(limit)} + ${lasts} - 2 x ${every} - ${formatDuration(rtt)} / 2)`,
    };
  }
  return {
    formula: `(${changed.formula}) x 8 / ${left.formula}`,
    working: `(${changed.working}) x 8 / ${left.working}`,
  };
}

/** Up to what changes, and up to what interval, the recovery point is kept at the rate that is certain. */
export function changesWays(
  { copy, changes, interval, limit, rtt, burst }: Lagging,
  holds: boolean,
): readonly OptionWay[] {
  const { worst } = copy;
  if (worst === 0 || burst !== undefined) return [];
  if (limit === undefined) return waysOf(changesToKeep(changes, copy));
  const most = changesForRecoveryPoint({ rate: worst, rtt, interval }, limit);
  const left = leftText(interval, limit, rtt);
  const isByInterval = interval !== undefined && most < worst / 8;
  const byChanges = isByInterval
    ? takeOf(changes.name, {
        passes: 'at most',
        value: most,
        formula: `rate x ${left.formula} / (8 x interval)`,
        working: `${formatBandwidth(worst)} x ${left.working} / (8 x ${formatDuration(interval)})`,
        source: SOURCE,
      })
    : most > 0
      ? changesToKeep(changes, copy)
      : undefined;
  if (interval === undefined || changes.rate === undefined || (holds && isByInterval)) return waysOf(byChanges);
  const byInterval = takeOf('interval', {
    passes: 'at most',
    value: intervalForRecoveryPoint({ changeRate: changes.rate, rate: worst, rtt }, limit),
    formula: '(objective - RTT / 2) / (1 + changes x 8 / rate)',
    working: `(${formatDuration(limit)} - ${formatDuration(rtt)} / 2) / (1 + ${changes.text} x 8 / ${formatBandwidth(worst)})`,
    source: SOURCE,
  });
  return [...waysOf(byChanges), ...waysOf(byInterval)];
}

/** Without an interval only half a round trip is left. */
export function rttWays({ copy, changes, limit }: Lagging): readonly OptionWay[] {
  if (limit === undefined || changes.rate === undefined || !keeps(changes.rate * 8, copy.worst)) return [];
  return waysOf(
    tripTake(copy, 2 * limit, { formula: '2 x objective', working: `2 x ${formatDuration(limit)}`, source: SOURCE }),
  );
}

export const waysOf = (take: OptionTake | undefined): readonly OptionWay[] =>
  take === undefined ? [] : [{ takes: [take] }];
