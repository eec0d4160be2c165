import { inputs } from '../inputs';
import { bytes, seconds } from '../units';
import type { Reason, Verdict } from '../verdict';
import {
  checkOfConvergence,
  checksOfLink,
  checksOfTimes,
  exactly,
  hasBudget,
  holds,
  margin,
  rangeOf,
  type Check,
  type Times,
} from './checks';
import { dirtyOf, type LiveMove } from './live-move';
import type { Numbers } from './numbers';
import type { Question } from './question';

/** Slowing the guest below this share of its speed is no live migration any more. */
const MIN_GUEST_SPEED = inputs.minGuestSpeed.otherwise.value;

/** Everything that was looked at and what it means; the convergence of pre-copy also where it holds. */
export function reasonsOf(question: Question, numbers: Numbers): readonly Reason[] {
  const { live, roundTrip } = numbers;
  const reasons = checksOfLink(question, roundTrip).flatMap(failure);
  if (live !== undefined) {
    const verdict = convergence(question, live, checkOfConvergence(live.migration));
    reasons.push(verdict);
    reasons.push(...checksOfTimes(question, timesOf(numbers, live, verdict.verdict)).flatMap(failure));
  }
  return [...reasons, ...gaps(question, numbers)];
}

const failure = (check: Check): Reason[] => (holds(check) ? [] : [reason(check.failing, check)]);

function reason(verdict: Verdict, { id, kind, value, limit, range }: Check): Reason {
  if (range === undefined) return { verdict, id, kind, value, limit };
  // Only what not even its better end keeps is broken for certain.
  return range.least > limit
    ? { verdict, id, kind, value: range.least, range, limit }
    : { verdict: 'undetermined', id, kind, value: undefined, range, limit };
}

/** All memory once, as post-copy sends it. */
const leastTime = ({ postCopy, diskCopy }: Numbers): number | undefined =>
  postCopy === undefined || diskCopy === undefined ? undefined : postCopy.totalTime + diskCopy;

/** What a live move takes, as far as it is certain. */
function timesOf(numbers: Numbers, { preCopy: { converges, downtime } }: LiveMove, verdict: Verdict): Times {
  const { totalTime, timeout } = numbers;
  // How long a platform takes that slows the guest is not known; QEMU's throttle is followed step by step.
  if (!converges && verdict === 'feasible-when-throttled') {
    const least = leastTime(numbers);
    return {
      totalTime: least === undefined ? undefined : { least, most: Infinity },
      downtime: { least: downtime.low, most: Infinity },
      timeout,
    };
  }
  return {
    totalTime: totalTime === undefined ? undefined : exactly(totalTime),
    downtime: converges ? rangeOf(downtime) : exactly(Infinity),
    timeout,
  };
}

/** Pre-copy that does not converge by itself may still end if the platform slows the guest, and not too far. */
function convergence(question: Question, live: LiveMove, check: Check): Reason {
  const { throttles, stop, minGuestSpeed = MIN_GUEST_SPEED } = question;
  if (holds(check)) return reason('feasible', check);
  const slowed = throttles === true || (stop?.kind === 'qemu' && stop.autoConverge !== undefined);
  if (!slowed) return reason('does-not-converge', check);
  const speed = throttles === true ? live.guestSpeed : 1 - live.preCopy.throttle;
  const ends = throttles === true || live.preCopy.converges;
  const verdict = ends && speed >= minGuestSpeed ? 'feasible-when-throttled' : 'does-not-converge';
  return { verdict, id: 'guest-is-slowed', kind: 'share', value: speed, limit: minGuestSpeed };
}

/** Inputs without which a question is open. */
type Deciding = 'rtt' | 'bandwidth' | 'memory' | 'dirtyRate' | 'disk';

/** What would have to be known: an input that decides and is not declared. */
function gaps(question: Question, { roundTrip, diskCopy, live }: Numbers): Reason[] {
  const { maxRtt, rtt, bandwidth, memory } = question;
  const found: Reason[] = [];
  const unknown = (id: string, input: Deciding, limit?: number): void => {
    found.push({ verdict: 'undetermined', id, input, kind: inputs[input].kind, value: undefined, limit });
  };
  const { least, ample } = roundTrip ?? { least: 0, ample: Infinity };
  if (maxRtt !== undefined && least <= maxRtt && ample > maxRtt) {
    unknown('rtt-unknown', 'rtt', maxRtt);
  } else if (rtt === undefined && needsRoundTrip(question) && !passesAt(question, ample)) unknown('rtt-unknown', 'rtt');
  if (bandwidth === undefined) unknown('bandwidth-unknown', 'bandwidth');
  if (memory === undefined) unknown('memory-unknown', 'memory');
  if (dirtyOf(question, bytes(Infinity)) === undefined) unknown('dirty-rate-unknown', 'dirtyRate');
  if (live !== undefined && diskCopy === undefined) unknown('disk-unknown', 'disk');
  return found;
}

/** Whether every check that is known holds at the longest round trip of any route, and so at any that the link may have. */
const passesAt = (question: Question, ample: number): boolean =>
  ample < Infinity && margin({ ...question, rtt: seconds(ample) }) >= 0;

/** A window or loss limits the rate by the round trip; QEMU's stream pays it in time, and every hand-over in downtime. */
function needsRoundTrip(question: Question): boolean {
  const { window, loss = 0, congestionControl, stop, downtime } = question;
  const isLossLimited = loss > 0 && congestionControl !== 'bbr';
  const takesTime = stop?.kind === 'qemu' ? hasBudget(question) : downtime !== undefined;
  return window !== undefined || isLossLimited || takesTime;
}
