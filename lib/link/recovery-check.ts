import { recoveryPoint, recoveryPointOfBurst } from '../model/asynchronous-replication';
import { inputs } from '../model/inputs';
import { formatBandwidth, formatDuration } from '../model/quantity';
import { bps, bytesPerSecond, seconds, type BitsPerSecond, type BytesPerSecond, type Seconds } from '../model/units';
import { askedChanges } from './asked-changes';
import { openOf, type CopyLink } from './copy-link';
import type { LinkStep } from './link-record';
import { heldCheck, type OpenPart, type OptionCheck } from './option-check';
import { bandwidthToKeep, keeps, rateWay } from './rate-takes';
import type { LinkValues } from './read-options';
import { recoverySteps } from './recovery-steps';
import { changesWays, rateForObjective, rttWays, waysOf, type Lagging } from './recovery-ways';

/** How old the newest complete copy may be, what that is held against, and how it is worked out. */
export interface Recovery {
  readonly check: OptionCheck;
  /** In words, such as `15.5 ms`; undefined while it has no bound or is unknown. */
  readonly point: string | undefined;
  readonly steps: readonly LinkStep[];
}

/** Asynchronous replication over a link: the recovery point in steady state and after a burst, and what is allowed. */
export function recoveryCheck(copy: CopyLink, values: LinkValues): Recovery {
  const { interval, burstRate, burstTime, rpo } = values;
  const { roundTrip, question, best, worst, rate } = copy;
  const lagging: Lagging = {
    copy,
    changes: askedChanges(values),
    interval,
    burst:
      burstRate === undefined || burstTime === undefined ? undefined : { changeRate: burstRate, duration: burstTime },
    limit: rpo,
    rtt: question.rtt ?? seconds(Math.min(roundTrip.ample, inputs.rtt.solved.high)),
  };
  const { changes } = lagging;
  const [least, most] = [
    pointOf(lagging, changes.rate ?? bytesPerSecond(0), best, roundTrip.least),
    changes.rate === undefined ? Infinity : pointOf(lagging, changes.rate, worst, lagging.rtt),
  ];
  const isBehind = changes.rate !== undefined && !keeps(changes.rate * 8, best);
  const held = {
    id: 'recovery-point-within-objective',
    kind: 'duration',
    noun: 'recovery point',
    least,
    most,
    limit: rpo ?? Infinity,
    failing: isBehind ? 'does-not-converge' : 'over-budget',
    failure: `changes of ${changes.text} exceed ${formatBandwidth(best)}: the lag grows without bound`,
  } as const;
  const check = heldCheck(held, partsOf(lagging, held));
  return {
    check,
    point: most === Infinity ? undefined : formatDuration(seconds(most)),
    steps: rate === undefined || changes.rate === undefined ? [] : recoverySteps(lagging, changes.rate, rate),
  };
}

function pointOf({ interval, burst }: Lagging, changeRate: BytesPerSecond, rate: BitsPerSecond, rtt: Seconds): number {
  // A rate is as good as another but for its last bits.
  const usual = {
    changeRate,
    rate: keeps(changeRate * 8, rate) ? bps(Math.max(rate, changeRate * 8)) : rate,
    rtt,
    interval,
  };
  const steady = recoveryPoint(usual);
  return burst === undefined ? steady : Math.max(steady, recoveryPointOfBurst(burst, usual));
}

function partsOf(
  lagging: Lagging,
  { least, most }: { readonly least: number; readonly most: number },
): readonly OpenPart[] {
  const { copy, changes, interval, burst, limit = seconds(Infinity), rtt } = lagging;
  const holds = most < Infinity && keeps(most, limit);
  const isRated = copy.best === copy.worst;
  const demand = holds || burst === undefined ? changesWays(lagging, holds) : [];
  const changesPart: OpenPart = {
    open: changes.rate === undefined ? [changes.noun] : [],
    decides: changes.rate === undefined,
    ways: changes.rate === undefined || burst === undefined ? demand : [],
    isNeeded: isRated,
  };
  const needed = rateForObjective(lagging);
  if (needed === undefined) return [{ open: openOf(copy), decides: true, ways: [], isNeeded: false }, changesPart];
  if (holds)
    return [{ open: [], decides: false, ways: waysOf(bandwidthToKeep(copy, needed)), isNeeded: true }, changesPart];
  const way = rateWay(copy, needed, 'replication');
  const decides =
    changes.rate !== undefined && !keeps(pointOf(lagging, changes.rate, copy.worst, copy.roundTrip.least), limit);
  return [
    {
      open: way?.open ?? openOf(copy),
      decides,
      ways: way === undefined || way.takes.length === 0 ? [] : [{ takes: way.takes }],
      isNeeded: way?.isNeeded === true,
    },
    changesPart,
    {
      open: copy.question.rtt === undefined && least !== most ? [inputs.rtt.noun] : [],
      decides: copy.question.rtt === undefined && !keeps(rtt / 2 + (interval ?? 0), limit),
      ways: burst === undefined && interval === undefined ? rttWays(lagging) : [],
      isNeeded: true,
    },
  ];
}
