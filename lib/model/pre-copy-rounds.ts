import { dirtiedWithin, type DirtyBehaviour } from './dirty-memory';
import { cyclicPending } from './pre-copy-cyclic';
import { pendingMemory, type Pending } from './pre-copy-pending';
import { syncWait, THROTTLE_PERIOD, type AutoConverge } from './stop-rule';
import { bytes, ratio, seconds, type Bytes, type BytesPerSecond, type Ratio, type Seconds } from './units';

/** What was sent while the guest ran, in bytes on the wire, and how long that took. */
export interface Round {
  readonly bytes: Bytes;
  readonly duration: Seconds;
  /** What the guest dirtied meanwhile and has to be sent again: waiting next = waiting - bytes + dirtied. */
  readonly dirtied: Bytes;
}

/** What the rounds are made of. Memory counts without headers; `header` is the bytes on the wire for one of memory. */
export interface RoundsInput {
  readonly memory: Bytes;
  readonly dirty: DirtyBehaviour;
  /** Memory sent a second. */
  readonly rate: BytesPerSecond;
  readonly header: number;
  /** Bytes on the wire for the pages of zeroes. */
  readonly zeroes: Bytes;
  /** What the first round takes besides memory / rate: its start, less what still waits in the socket when it ends. */
  readonly delay: Seconds;
  /** Memory that can be sent within the downtime limit. */
  readonly limit: Bytes;
  readonly converges: boolean;
  /** How long QEMU sends before it looks again; see `iterationTime`. */
  readonly iteration: Seconds;
  /** Memory dirtied a second when as much waits as the limit allows. */
  readonly rateAtLimit: BytesPerSecond;
  readonly autoConverge: AutoConverge | undefined;
  /** No rounds are sent beyond this time. */
  readonly patience: Seconds;
}

export interface Rounds {
  readonly rounds: readonly Round[];
  /** Memory that is sent while the guest stands still. */
  readonly remaining: number;
  /** How much of that is chance: it can as well be half of this more or less. */
  readonly spread: number;
  readonly throttle: Ratio;
  /** The time was over before the guest could be stopped. */
  readonly gaveUp: boolean;
  /** How long nothing was handed over before the guest was stopped, while the socket drained; see `syncWait`. */
  readonly wait: Seconds;
}

/** Rounds after which the rest is summed up as if each were the same share of the one before. */
const MOST_ROUNDS = 1000;
/** The first round ends with an iteration, so that it sends this share of one too much. Source: fitted, as `iterationTime`. */
export const OVERSHOOT = 0.35;
/** Below this share of an iteration, what is dirtied meanwhile hardly changes from round to round. */
const TINY = 1e-3;
/** Rounds that shrink by less than this, and do not converge, have reached their fixed point. */
const STEADY = 1e-3;

/** Each round sends all that waits; the guest is stopped once that fits the downtime limit. */
export function textbookRounds(input: RoundsInput): Rounds {
  const { memory, dirty, limit, converges, patience } = input;
  const rounds: Round[] = [];
  let [pending, elapsed]: [number, number] = [memory, 0];
  while (pending > limit && rounds.length < MOST_ROUNDS * 10 && elapsed <= patience) {
    const duration = timeOf(input, pending, rounds.length);
    elapsed += duration;
    const next = Math.min(memory, dirtiedWithin(dirty, duration));
    rounds.push(roundOf(input, rounds.length, pending, duration, next));
    const steady = next >= pending * (1 - STEADY);
    pending = next;
    if (steady && !converges) break;
  }
  return { rounds, remaining: pending, spread: 0, throttle: ratio(0), gaveUp: elapsed > patience, wait: seconds(0) };
}

/**
 * Each round sends until what waits fits the downtime limit, n = waiting - B L; then the guest's writes are added. Rounds
 * shorter than an iteration are taken together as the last one; of a cyclic writer they add up to n / (1 - l), where l is
 * what the guest dirties while one byte is sent.
 * The first round overshoots. The last iteration undershoots B L by anything from nothing to (1 - l) of an iteration; on average
 * by half of that.
 */
export function qemuRounds(input: RoundsInput): Rounds {
  const { memory, dirty, rate, header, limit, converges, iteration, rateAtLimit, autoConverge, patience } = input;
  const atOnce = rate * iteration;
  const placed = dirty.kind === 'cyclic' && dirty.phase !== undefined;
  const pending = placed ? cyclicPending(memory, dirty, dirty.phase) : pendingMemory(memory, dirty);
  const throttle = autoConverge && throttling(autoConverge);
  const rounds: Round[] = [];
  let [sent, speed, elapsed] = [Math.min(memory, memory - limit + OVERSHOOT * atOnce), 1, 0];
  for (;;) {
    const duration = timeOf(input, sent, rounds.length);
    elapsed += duration;
    pending.send(sent);
    const dirtied = pending.write(duration * speed);
    rounds.push(roundOf(input, rounds.length, sent, duration, dirtied));
    if (throttle) speed = 1 - throttle(sent, dirtied, duration);
    const next = pending.amount() - limit;
    const behind = rateAtLimit * speed >= rate;
    if ((!behind && next < atOnce) || rounds.length >= MOST_ROUNDS || elapsed > patience) break;
    const slowest = autoConverge === undefined || 1 - speed >= autoConverge.maximum;
    if (!converges && slowest && rounds.length > 1 && next >= sent * (1 - STEADY)) break;
    sent = behind ? Math.min(pending.amount(), Math.max(next, atOnce)) : next;
  }
  const throttled = ratio(1 - speed);
  const wait = autoConverge ? syncWait(autoConverge, throttled) : seconds(0);
  const gaveUp = elapsed > patience;
  if (!converges || gaveUp)
    return { rounds, remaining: pending.amount(), spread: 0, throttle: throttled, gaveUp, wait };
  const waiting = pending.amount();
  const gain = Math.max(0, 1 - (rateAtLimit * speed) / rate);
  const toLimit = iterations(pending, input, speed, gain);
  const most = Math.min(waiting, limit);
  const spread = gain * (atOnce + rate * wait);
  const remaining = Math.min(waiting, limit < spread ? limit ** 2 / (2 * spread) : limit - spread / 2);
  const last = toLimit + (most - remaining) / gain;
  if (last > 0) {
    const dirtied = bytes((last + remaining - waiting) * header);
    rounds.push({ bytes: bytes(last * header), duration: seconds(last / rate), dirtied });
  }
  return { rounds, remaining, spread: Math.min(spread, most), throttle: throttled, gaveUp, wait };
}

/** What is sent in iterations until the limit is met: round after round, and the tiny ones as a flow, dx / (B - D'). */
function iterations(pending: Pending, input: RoundsInput, speed: number, gain: number): number {
  const { dirty, rate, limit, iteration, rateAtLimit } = input;
  let [total, next] = [0, Math.max(0, pending.amount() - limit)];
  if (dirty.kind === 'cyclic' || rateAtLimit === 0) return next / gain;
  const tiny = TINY * rate * iteration;
  for (let n = 0; next > tiny && n < MOST_ROUNDS; n++) {
    pending.send(next);
    total += next;
    pending.write((next / rate) * speed);
    next = pending.amount() - limit;
  }
  if (next <= 0) return total;
  if (dirty.kind === 'measured') return total + next / gain;
  const rises = (dirty.rate * speed) / rate / dirty.workingSet;
  return total + Math.log1p((rises * next) / gain) / rises;
}

/** The delay can be negative: a round is over for the sender while its end still waits in the socket. */
function timeOf({ rate, header, delay, zeroes }: RoundsInput, sent: number, round: number): Seconds {
  return seconds(sent / rate + (round === 0 ? delay + zeroes / (rate * header) : 0));
}

function roundOf(
  { header, zeroes }: RoundsInput,
  round: number,
  sent: number,
  duration: Seconds,
  dirtied: number,
): Round {
  return { bytes: bytes(sent * header + (round === 0 ? zeroes : 0)), duration, dirtied: bytes(dirtied * header) };
}

/** QEMU's auto-converge as a function of round after round: the share of the guest's speed that it takes away. */
function throttling({ initial, increment, maximum, trigger }: AutoConverge) {
  let [taken, strikes] = [0, 0];
  let period = { sent: 0, dirtied: 0, time: 0 };
  return (sent: number, dirtied: number, time: number): number => {
    period = { sent: period.sent + sent, dirtied: period.dirtied + dirtied, time: period.time + time };
    if (period.time <= THROTTLE_PERIOD) return taken;
    if (period.dirtied > period.sent * trigger && ++strikes >= 2) {
      strikes = 0;
      taken = Math.min(maximum, taken === 0 ? initial : taken + increment);
    }
    period = { sent: 0, dirtied: 0, time: 0 };
    return taken;
  };
}
