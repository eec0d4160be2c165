import { FOLLOW_THE_SUN_PERIOD, followTheSun, linkForFleet, moveFleet, type Fleet } from '../model/fleet';
import type { Feasibility } from '../model/feasibility/feasibility';
import { framingOf } from '../model/feasibility/live-move';
import type { Question } from '../model/feasibility/question';
import { formatBandwidth, formatDuration, formatShare, formatSize } from '../model/quantity';
import { bps, bytes, ratio, type Seconds } from '../model/units';
import type { Reason } from '../model/verdict';
import { amount } from './amount';
import type { LinkStep } from './link-record';
import type { LinkValues } from './read-options';

/** What many machines of a kind come to, and what that means for the verdict. */
export interface FleetPart {
  readonly steps: readonly LinkStep[];
  readonly reasons: readonly Reason[];
}

/** Many machines of the kind over the link; undefined where their number, size or the bandwidth is unknown. */
export function fleetPart(values: LinkValues, question: Question, { numbers }: Feasibility): FleetPart | undefined {
  const { machines, fleetWindow } = values;
  const { live, toSend, carried } = numbers;
  const { bandwidth, share = ratio(1), moves = 1, sharedStorage = true, disk } = question;
  if (machines === undefined || toSend === undefined || bandwidth === undefined || carried === undefined)
    return undefined;
  const sent = live?.preCopy.transferred ?? Infinity;
  const each = bytes((Number.isFinite(sent) ? sent : toSend) + (sharedStorage ? 0 : (disk ?? 0)));
  const others = carried.limits.filter(({ name }) => name !== 'bottleneck').map(({ rate }) => rate);
  const moveLimit = others.length === 0 ? undefined : bps(Math.min(...others));
  const fleet: Fleet = { machines, each, concurrency: moves, moveLimit };
  const efficiency = share * framingOf(question);
  const link = bps(bandwidth * efficiency);
  const moved = moveFleet(fleet, link);
  const total = `${machines} x ${formatSize(each)}`;
  const sun = followTheSun(moved.total);
  const steps: LinkStep[] = [
    {
      name: 'all machines',
      formula: 'machines x bytes of one move x 8 / rate',
      working: `${total} in ${moved.waves} waves of up to ${moves}, ${formatBandwidth(moved.rateEach)} each`,
      result: amount('duration', moved.time),
      source: 'identical machines that share the link evenly; the time to stop and start them is not included',
    },
    ...(fleetWindow === undefined ? [] : [windowStep(fleet, fleetWindow, efficiency, total)]),
    {
      name: 'follow the sun',
      formula: 'all machines x 8 / 8 h',
      working: `${formatSize(moved.total)} x 8 / ${formatDuration(FOLLOW_THE_SUN_PERIOD)}`,
      result: amount('bandwidth', sun.rate),
      source: 'three shifts a day, in each direction',
    },
  ];
  const late = fleetWindow !== undefined && moved.time > fleetWindow;
  const reason = { verdict: 'over-budget', id: 'fleet-within-window', kind: 'duration' } as const;
  return { steps, reasons: late ? [{ ...reason, value: moved.time, limit: fleetWindow }] : [] };
}

function windowStep(fleet: Fleet, window: Seconds, efficiency: number, total: string): LinkStep {
  return {
    name: 'bandwidth for the window',
    formula: 'machines x bytes of one move x 8 / window / share / framing',
    working: `${total} x 8 / ${formatDuration(window)} / ${formatShare(ratio(efficiency))}`,
    result: amount('bandwidth', bps(linkForFleet(fleet, window) / efficiency)),
    source: 'unbounded if window, loss or cap make each move too slow on any link',
  };
}
