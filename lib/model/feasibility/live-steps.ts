import { initialRate, mostDirtied, type DirtyBehaviour } from '../dirty-memory';
import { dirtyAtMost, HAND_OVER } from '../pre-copy';
import { OVERSHOOT } from '../pre-copy-rounds';
import { formatDataRate, formatDuration, formatShare, formatSize, measure } from '../quantity';
import { TEXTBOOK, type StopRule } from '../stop-rule';
import { HOST_DELAY } from '../transfer-path';
import { bytesPerSecond } from '../units';
import { memoryToSend, type LiveMove } from './live-move';
import type { Question } from './question';
import type { Step } from './step';
import { transferSteps } from './transfer-steps';

/** What zero pages leave of the memory; no step where all of it is sent. */
export function sizeSteps(question: Question): readonly Step[] {
  const { memory, nonZeroShare } = question;
  const size = memoryToSend(question);
  if (memory === undefined || nonZeroShare === undefined || size === undefined) return [];
  return [
    {
      name: 'memory to send',
      formula: 'memory x non-zero share',
      working: `${formatSize(memory)} x ${formatShare(nonZeroShare)}`,
      result: measure('size', size),
      source: 'zero pages cross the link as a few bytes each',
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
  steps.push(isQemu ? qemuDowntimeStep(live) : downtimeStep(live));
  steps.push({
    name: 'total migration time',
    formula: isQemu ? 'sum of rounds + downtime' : `sum of rounds + what remains / B + ${HAND_OVER} R`,
    working: `${preCopy.rounds.length} round${preCopy.rounds.length === 1 ? '' : 's'} from ${formatSize(migration.memory)} at ${formatDataRate(rate)}${more > 0 ? `, ${more} of them not shown` : ''}`,
    result: measure('duration', preCopy.totalTime),
    source: stopSource(migration.stop),
  });
  return steps;
}

function qemuDowntimeStep({ migration, preCopy }: LiveMove): Step {
  const { low, high, expected = high } = preCopy.downtime;
  const { backlog, arrival, bandwidth, uncapped } = preCopy.transfer;
  const isCapped = bandwidth < uncapped;
  return {
    name: 'downtime',
    formula: `(what remains + H) / ${isCapped ? 'P' : 'B'} + R / 2 + ${formatDuration(HOST_DELAY)}`,
    working: `(${formatSize(preCopy.remaining)} + ${formatSize(backlog)}) / ${formatDataRate(uncapped)} + ${formatDuration(arrival)}`,
    result: measure('duration', expected),
    source: `${stopSource(migration.stop)}${isCapped ? '; the cap does not bind a guest that is stopped' : ''}; between ${formatDuration(low)} and ${formatDuration(high)}`,
  };
}

/** Of the textbook's rule the ends are known only. */
function downtimeStep({ migration, preCopy }: LiveMove): Step {
  const { memory, dirty, downtimeLimit, roundTrip } = migration;
  const rest = `${formatSize(dirtyAtMost(memory, dirty))} / ${formatDataRate(preCopy.transfer.bandwidth)}`;
  const trip = roundTrip === undefined ? '' : ` + ${HAND_OVER} x ${formatDuration(roundTrip.most)}`;
  return {
    name: 'maximum downtime',
    formula: `min(L, min(M, W) / B) + ${HAND_OVER} R`,
    working: `min(${formatDuration(downtimeLimit)}, ${rest})${trip}`,
    result: measure('duration', preCopy.downtime.high),
    source: `${stopSource(migration.stop)}, section 3.2; at least R = ${formatDuration(preCopy.downtime.low)}, when the guest is stopped in between is unknown`,
  };
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
