import { FOLLOW_THE_SUN_PERIOD, followTheSun, linkForFleet, moveFleet, type Fleet } from '../model/fleet';
import { chattyLatency, remoteOperationsPerSecond } from '../model/after-move';
import { recoveryPoint } from '../model/asynchronous-replication';
import { synchronousWriteLatency } from '../model/coupling';
import type { Feasibility } from '../model/feasibility/feasibility';
import { framingOf } from '../model/feasibility/live-move';
import type { Question } from '../model/feasibility/question';
import { formatBandwidth, formatDataRate, formatDuration, formatShare, formatSize } from '../model/quantity';
import { bps, bytes, ratio, seconds, type BitsPerSecond, type Seconds } from '../model/units';
import type { Reason } from '../model/verdict';
import { amount } from './amount';
import type { LinkValues } from './read-options';
import type { LinkStep } from './link-record';

/** A part of the record beyond one move, and what it means for the verdict. */
export interface Part {
  readonly steps: readonly LinkStep[];
  readonly reasons: readonly Reason[];
}

/** Many machines of the kind over the link; undefined where their number, size or the bandwidth is not known. */
export function fleetPart(values: LinkValues, question: Question, { numbers }: Feasibility): Part | undefined {
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
      source: 'alike machines that share the link evenly; without time to start and stop them',
    },
    ...(fleetWindow === undefined ? [] : [windowStep(fleet, fleetWindow, efficiency, total)]),
    {
      name: 'follow the sun',
      formula: 'all machines x 8 / 8 h',
      working: `${formatSize(moved.total)} x 8 / ${formatDuration(FOLLOW_THE_SUN_PERIOD)}`,
      result: amount('bandwidth', sun.rate),
      source: 'three shifts a day, each way',
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
    source: 'unbounded where window, loss or cap keep each move too slow for any link',
  };
}

/** What a machine pays that left its storage or its peers behind; `least` is the declared round trip, else the floor. */
export function afterMovePart(
  { queueDepth, exchanges }: LinkValues,
  least: Seconds | undefined,
): readonly LinkStep[] | null {
  if (least === undefined || (queueDepth === undefined && exchanges === undefined)) return null;
  const text = formatDuration(least);
  const steps: LinkStep[] = [];
  if (queueDepth !== undefined) {
    const rate = Math.floor(remoteOperationsPerSecond(least, queueDepth));
    steps.push({
      name: 'time for each operation on storage left behind',
      formula: 'RTT / queue depth',
      working: `${text} / ${queueDepth}`,
      result: amount('duration', seconds(least / queueDepth)),
      source: `at most ${rate} operations/s (Little's law); the storage itself comes on top`,
    });
  }
  if (exchanges !== undefined) {
    steps.push({
      name: 'transaction with a peer left behind',
      formula: 'exchanges x RTT',
      working: `${exchanges} x ${text}`,
      result: amount('duration', chattyLatency(exchanges, least)),
      source: 'one exchange waits for the one before',
    });
  }
  return steps;
}

/** Replication over the link, synchronous and asynchronous; null where no change rate is given. */
export function replicationPart(
  { changeRate, interval }: LinkValues,
  least: Seconds | undefined,
  rate: BitsPerSecond | undefined,
): readonly LinkStep[] | null {
  if (changeRate === undefined || least === undefined) return null;
  const rtt = formatDuration(least);
  const synchronous: LinkStep = {
    name: 'synchronous write',
    formula: 'RTT to the farthest copy',
    working: rtt,
    result: amount('duration', synchronousWriteLatency([least])),
    source: 'added to each write; some protocols take two round trips',
  };
  if (rate === undefined) return [synchronous];
  const point = recoveryPoint({ changeRate, rate, rtt: least, interval });
  const between = interval === undefined ? '' : `${formatDuration(interval)} + `;
  const changed =
    interval === undefined
      ? ''
      : `${formatDataRate(changeRate)} x ${formatDuration(interval)} x 8 / ${formatBandwidth(rate)} + `;
  const lag = Number.isFinite(point)
    ? 'how old the newest complete far copy can be'
    : `${formatDataRate(changeRate)} of changes exceed ${formatBandwidth(rate)}: the lag grows without bound`;
  return [
    synchronous,
    {
      name: 'recovery point of asynchronous replication',
      formula: interval === undefined ? 'RTT / 2' : 'interval + changes x interval x 8 / rate + RTT / 2',
      working: `${between}${changed}${rtt} / 2`,
      result: amount('duration', point),
      source: lag,
    },
  ];
}
