import { inputs } from '../inputs';
import { bytes } from '../units';
import type { Reason, Verdict } from '../verdict';
import { checkOfConvergence, checksOfLink, checksOfTimes, hasBudget, holds, type Check } from './checks';
import { dirtyOf, type LiveMove } from './live-move';
import type { Numbers } from './numbers';
import type { Question } from './question';

/** Slowing the guest below this share of its speed is no live migration any more. */
const MIN_GUEST_SPEED = inputs.minGuestSpeed.otherwise.value;

/** Everything that was looked at and what it means; the convergence of pre-copy also where it holds. */
export function reasonsOf(question: Question, numbers: Numbers): readonly Reason[] {
  const { live, roundTrip, totalTime, timeout } = numbers;
  const reasons = checksOfLink(question, roundTrip).flatMap(failure);
  if (live !== undefined) {
    const verdict = convergence(question, live, checkOfConvergence(live.migration));
    reasons.push(verdict);
    // How long a platform takes that slows the guest is not known; QEMU's throttle is followed step by step.
    const isKnown = live.preCopy.converges || verdict.verdict !== 'feasible-when-throttled';
    const downtime = live.preCopy.converges ? live.preCopy.downtime.expected : Infinity;
    reasons.push(
      ...(isKnown
        ? checksOfTimes(question, { totalTime, downtime, timeout }).flatMap(failure)
        : checksOfTimes(question, { totalTime: leastTime(numbers), downtime: 0, timeout }).map(openOrFailure)),
    );
  }
  return [...reasons, ...gaps(question, numbers)];
}

const failure = (check: Check): Reason[] => (holds(check) ? [] : [reason(check.failing, check)]);

const reason = (verdict: Verdict, { id, kind, value, limit }: Check): Reason => ({ verdict, id, kind, value, limit });

/** What not even a guest meets that stands still fails for certain. */
const openOrFailure = (least: Check): Reason =>
  holds(least) ? { ...reason('undetermined', least), value: undefined } : reason(least.failing, least);

/** All memory once, as post-copy sends it. */
const leastTime = ({ postCopy, diskCopy }: Numbers): number | undefined =>
  postCopy === undefined || diskCopy === undefined ? undefined : postCopy.totalTime + diskCopy;

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
  } else if (rtt === undefined && needsRoundTrip(question)) unknown('rtt-unknown', 'rtt');
  if (bandwidth === undefined) unknown('bandwidth-unknown', 'bandwidth');
  if (memory === undefined) unknown('memory-unknown', 'memory');
  if (dirtyOf(question, bytes(Infinity)) === undefined) unknown('dirty-rate-unknown', 'dirtyRate');
  if (live !== undefined && diskCopy === undefined) unknown('disk-unknown', 'disk');
  return found;
}

/** A window or loss limits the rate by the round trip, and QEMU's stream pays it in time. */
function needsRoundTrip(question: Question): boolean {
  const { window, loss = 0, congestionControl, stop } = question;
  const isLossLimited = loss > 0 && congestionControl !== 'bbr';
  return window !== undefined || isLossLimited || (stop?.kind === 'qemu' && hasBudget(question));
}
