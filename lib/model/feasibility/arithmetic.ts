import { initialRate, mostDirtied, type DirtyBehaviour } from '../dirty-memory';
import {
  formatBandwidth,
  formatDataRate,
  formatDistance,
  formatDuration,
  formatShare,
  formatSize,
  measure,
} from '../quantity';
import { OVERSHOOT } from '../pre-copy-rounds';
import { GROUP_INDEX } from '../propagation';
import { TEXTBOOK, type StopRule } from '../stop-rule';
import { HOST_DELAY } from '../transfer-path';
import { bytes, bytesPerSecond, ratio, type Bytes, type Seconds } from '../units';
import type { Feasibility } from './feasibility';
import { leftBehind } from './left-behind';
import { framingOf, type LiveMove, type RateQuestion } from './live-move';
import type { Numbers } from './numbers';
import type { Question } from './question';
import type { Step } from './step';
import { transferSteps } from './transfer-steps';

/** How a record came about, step by step in the order in which a reader would redo it; what is not known has no step. */
export function arithmetic(question: Question, { numbers }: Feasibility): readonly Step[] {
  const { carried, live } = numbers;
  return [
    ...floorSteps(question, numbers),
    ...(carried === undefined ? [] : [rateStep(question, carried)]),
    ...fillingSteps(question, numbers),
    ...(live === undefined ? [] : liveSteps(question, live)),
    ...afterSteps(question, numbers),
  ];
}

function floorSteps({ distance }: Question, { roundTrip }: Numbers): readonly Step[] {
  if (distance === undefined || roundTrip?.floor === undefined || roundTrip.vacuumFloor === undefined) return [];
  const d = formatDistance(distance.least);
  return [
    {
      name: 'floor in vacuum',
      formula: '2 d / c',
      working: `2 x ${d} / 299,792 km/s`,
      result: measure('duration', roundTrip.vacuumFloor),
      source: 'SI definition of the metre; d without the tolerance of both positions',
    },
    {
      name: 'floor in glass',
      formula: '2 d n / c',
      working: `2 x ${d} x ${GROUP_INDEX} / 299,792 km/s`,
      result: measure('duration', roundTrip.floor),
      source: 'group index of G.652.D fibre at 1550 nm',
    },
  ];
}

/** What one move gets of the link. */
export function rateStep(question: RateQuestion, carried: NonNullable<Numbers['carried']>): Step {
  const { bandwidth, share = ratio(1), moves = 1, window, loss, rtt } = question;
  const framed = `${(framingOf(question) * 100).toFixed(1)} %`;
  const whole = bandwidth === undefined ? 'bandwidth' : formatBandwidth(bandwidth);
  const bottleneck = `${formatShare(share)} x ${whole} x ${framed}${moves === 1 ? '' : ` / ${moves}`}`;
  const parts = carried.limits
    .map(({ name, rate }) => {
      if (name === 'bottleneck') return bottleneck;
      // Without round trip a window does not limit.
      const inFlight = name === 'window' && window !== undefined && rtt !== undefined && rtt > 0;
      return `${name} ${inFlight ? windowed(window, rtt, question.streams) : formatBandwidth(rate)}`;
    })
    .join(', ');
  const bounded = window === undefined || rtt === undefined ? 'no window declared, so none limits' : 'window W / RTT';
  const lossy = loss === undefined || rtt === undefined ? 'no loss declared, so none limits' : 'loss RFC 9438';
  return {
    name: 'rate of transfer',
    formula: `min(share x bandwidth x framing${moves === 1 ? '' : ' / moves'}, window, loss, cap)`,
    working: carried.limits.length > 1 ? `min(${parts})` : bottleneck,
    result: measure('bandwidth', carried.rate),
    source: `bound by the ${carried.binds}; framing (MTU - 52) / (MTU + 38), IEEE 802.3; ${bounded}; ${lossy}`,
  };
}

const windowed = (window: Bytes, rtt: Seconds, streams = 1): string =>
  `${streams === 1 ? '' : `${streams} x `}${formatSize(window)} x 8 / ${formatDuration(rtt)}`;

function fillingSteps(
  { bandwidth, share = ratio(1), rtt, streams: declared = 1 }: Question,
  { filling }: Numbers,
): readonly Step[] {
  if (filling === undefined || bandwidth === undefined || rtt === undefined) return [];
  const streams = filling.streams === undefined ? '' : `; ${filling.streams} streams with the window declared`;
  return [
    {
      name: 'window that fills the link',
      formula: 'share x bandwidth x RTT / 8 / streams',
      working: `${formatShare(share)} x ${formatBandwidth(bandwidth)} x ${formatDuration(rtt)} / 8${declared === 1 ? '' : ` / ${declared}`}`,
      result: measure('size', filling.window),
      source: `bandwidth-delay product ${formatSize(filling.bandwidthDelayProduct)}${streams}`,
    },
  ];
}

/** Pre-copy: what it needs, its rounds, its downtime and its time. */
export function liveSteps(question: Question, live: LiveMove): readonly Step[] {
  const { migration, preCopy } = live;
  const rate = bytesPerSecond(preCopy.transfer.bandwidth);
  const isQemu = migration.stop?.kind === 'qemu';
  const needed = neededStep(question, live);
  const shown = preCopy.rounds.slice(0, preCopy.converges ? MOST_ROUNDS_SHOWN : STEADY_ROUNDS_SHOWN);
  const rounds = shown.map((round, i): Step => {
    const { startup, backlog } = preCopy.transfer;
    const inSocket = backlog === 0 ? '' : ` - ${formatSize(backlog)} in the socket / ${formatDataRate(rate)}`;
    const overshoot = i === 0 ? ` + ${OVERSHOOT} of an iteration` : '';
    const start = i === 0 && isQemu ? ` + start ${formatDuration(startup)}${inSocket}` : '';
    return {
      name: `round ${i + 1}`,
      formula: isQemu ? `t = V / B, V = waiting - B L${overshoot}` : 't = V / B, V next = D(t)',
      working: `${formatSize(round.bytes)} / ${formatDataRate(rate)}${start}, D = ${formatSize(round.dirtied)}`,
      result: measure('duration', round.duration),
      source: stopSource(migration.stop),
    };
  });
  const path = transferSteps(migration, preCopy.transfer);
  if (!preCopy.converges) return [...path, ...rounds, needed];
  const steps: Step[] = [...path, needed, ...rounds];
  const more = preCopy.rounds.length - shown.length;
  const { low, high } = preCopy.downtime;
  const range = low === high ? '' : `; between ${formatDuration(low)} and ${formatDuration(high)}`;
  const { backlog, arrival } = preCopy.transfer;
  steps.push({
    name: 'downtime',
    formula: isQemu ? `(what remains + H) / B + R / 2 + ${formatDuration(HOST_DELAY)}` : 'what remains / B',
    working: isQemu
      ? `(${formatSize(preCopy.remaining)} + ${formatSize(backlog)}) / ${formatDataRate(rate)} + ${formatDuration(arrival)}`
      : `${formatSize(preCopy.remaining)} / ${formatDataRate(rate)}`,
    result: measure('duration', preCopy.downtime.expected),
    source: `${stopSource(migration.stop)}${range}`,
  });
  steps.push({
    name: 'total migration time',
    formula: 'sum of rounds + downtime',
    working: `${preCopy.rounds.length} round${preCopy.rounds.length === 1 ? '' : 's'} from ${formatSize(migration.memory)} at ${formatDataRate(rate)}${more > 0 ? `, ${more} of them not shown` : ''}`,
    result: measure('duration', preCopy.totalTime),
    source: stopSource(migration.stop),
  });
  return steps;
}

/** Rounds near the edge of convergence are many and alike; the first tell how they shrink. */
const MOST_ROUNDS_SHOWN = 12;
/** Rounds that never end: enough to see that they stop shrinking. */
const STEADY_ROUNDS_SHOWN = 4;

function neededStep({ downtimeLimit }: Question, { migration, rateNeeded, preCopy }: LiveMove): Step {
  const { dirty, stop } = migration;
  const isQemu = stop?.kind === 'qemu';
  return {
    name: 'rate of transfer needed',
    formula: neededFormula(dirty, isQemu),
    working: `W = ${formatSize(mostDirtied(dirty))}, r = ${formatDataRate(initialRate(dirty))}, L = ${formatDuration(downtimeLimit)}`,
    result: measure('bandwidth', rateNeeded),
    source: isQemu
      ? `with B L waiting the guest must dirty further memory more slowly than B; lambda ${preCopy.lambda.toFixed(2)}`
      : `what is dirtied within the downtime limit must be sendable within it; lambda ${preCopy.lambda.toFixed(2)}`,
  };
}

function neededFormula({ kind }: DirtyBehaviour, isQemu: boolean): string {
  if (kind === 'measured') return isQemu ? 'slope of the measured curve where D = B L' : 'max D(t) / t for t >= L';
  if (kind === 'cyclic') return 'min(r, W / L)';
  return isQemu ? 'min(W / L, r W / (W + r L))' : 'W (1 - exp(-r L / W)) / L';
}

const stopSource = (stop: StopRule = TEXTBOOK): string =>
  stop.kind === 'qemu'
    ? 'Clark et al., NSDI 2005, with the stop rule of QEMU; fitted to real migrations'
    : 'Clark et al., Live migration of virtual machines, NSDI 2005';

function afterSteps(
  question: Question,
  { live, postCopy, cold, timeout, carried, diskCopy }: Numbers,
): readonly Step[] {
  const steps: Step[] = [];
  const push = (name: string, formula: string, working: string, result: Seconds, source: string): void => {
    steps.push({ name, formula, working, result: measure('duration', result), source });
  };
  const rate = carried === undefined ? '' : formatBandwidth(carried.rate);
  const { disk, memory, timeoutPerGib, sharedStorage = true } = question;
  if (diskCopy !== undefined && diskCopy > 0 && disk !== undefined) {
    push(
      'copy of the disk',
      'disk x 8 / rate',
      `${formatSize(disk)} x 8 / ${rate}`,
      diskCopy,
      'the storage is not shared',
    );
  }
  if (timeout !== undefined && memory !== undefined && timeoutPerGib !== undefined) {
    const size =
      sharedStorage || disk === undefined ? formatSize(memory) : `(${formatSize(memory)} + ${formatSize(disk)})`;
    const working = `${size} x ${formatDuration(timeoutPerGib)} / GiB`;
    push('time until the platform gives up', 'size x seconds per GiB', working, timeout, 'default of the platform');
  }
  if (postCopy !== undefined && live !== undefined) {
    const { startup, arrival, bandwidth } = live.preCopy.transfer;
    const start = startup === 0 ? '' : `start ${formatDuration(startup)} + switch ${formatDuration(arrival)} + `;
    const onWire = bytes(bandwidth * postCopy.degradedTime);
    const working = `${start}${formatSize(onWire)} / ${formatDataRate(bandwidth)}`;
    const fault = formatDuration(postCopy.faultTime);
    const cost = `each page touched meanwhile costs ${fault}; if the link breaks, the guest is lost`;
    push('post-copy instead', 't0 + M / B', working, postCopy.totalTime, `Hines et al. 2009; ${cost}`);
  }
  if (cold !== undefined) {
    const what =
      question.sinceSync === undefined || question.diskChurn === undefined ? 'disk' : 'churn x time since sync';
    const fits = cold.fits === undefined ? 'longer than 300 s' : `fits ${formatDuration(cold.fits)}`;
    const working = `${formatSize(cold.copied)} x 8 / ${rate}`;
    push('cold move', `${what} x 8 / rate`, working, cold.window, `${fits}; stop, start and DNS time come on top`);
  }
  return [...steps, ...leftBehind(question)];
}
