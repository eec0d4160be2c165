import {
  bps,
  bytes,
  bytesPerSecond,
  seconds,
  toBitsPerSecond,
  toBytesPerSecond,
  type BitsPerSecond,
  type Bytes,
  type BytesPerSecond,
  type Seconds,
} from './units';

/** Replication that acknowledges a write before the far copy has it. */
export interface AsynchronousReplication {
  /** What changes in a second and has to be sent. */
  readonly changeRate: BytesPerSecond;
  /** Payload that the link carries for it; see `throughput`. */
  readonly rate: BitsPerSecond;
  readonly rtt: Seconds;
  /** Between two snapshots; 0, the default, where every write is sent at once. */
  readonly interval?: Seconds | undefined;
}

/**
 * The recovery point in steady state, how old the newest complete far copy can be: interval + its transfer + RTT / 2, the
 * transfer being changes of an interval / rate. Infinite where changes exceed the rate: the lag then grows without bound.
 */
export function recoveryPoint({ changeRate, rate, rtt, interval }: AsynchronousReplication): Seconds {
  const carried = toBytesPerSecond(rate);
  if (changeRate > carried) return seconds(Infinity);
  return newestCopy(changeRate, { carried, rtt, interval });
}

/** interval + changes of an interval / rate + RTT / 2 */
function newestCopy(
  changeRate: BytesPerSecond,
  { carried, rtt, interval = seconds(0) }: { carried: BytesPerSecond; rtt: Seconds; interval: Seconds | undefined },
): Seconds {
  const transfer = interval === 0 ? 0 : (changeRate * interval) / carried;
  return seconds(interval + transfer + rtt / 2);
}

/** What has to be copied, whatever carries it. */
export type Replicated = Omit<AsynchronousReplication, 'rate'>;

/**
 * The rate from which on the recovery point in steady state is a point or better: changes, or changes of an interval /
 * (point - interval - RTT / 2) if that is more. Infinite where interval and RTT / 2 alone are more than the point.
 */
export function rateForRecoveryPoint({ changeRate, rtt, interval }: Replicated, point: Seconds): BitsPerSecond {
  const between = interval ?? 0;
  const left = point - between - rtt / 2;
  if (left < 0) return bps(Infinity);
  const forInterval = between === 0 || changeRate === 0 ? 0 : (changeRate * between) / left;
  return toBitsPerSecond(bytesPerSecond(Math.max(changeRate, forInterval)));
}

/** Up to this change rate the recovery point in steady state is a point or better; the inverse of `rateForRecoveryPoint`. */
export function changesForRecoveryPoint(
  { rate, rtt, interval }: Omit<AsynchronousReplication, 'changeRate'>,
  point: Seconds,
): BytesPerSecond {
  const between = interval ?? 0;
  const left = point - between - rtt / 2;
  const carried = toBytesPerSecond(rate);
  if (left < 0) return bytesPerSecond(0);
  return bytesPerSecond(between === 0 ? carried : Math.min(carried, (carried * left) / between));
}

/** Up to this interval the recovery point is a point or better: (point - RTT / 2) / (1 + changes / rate). */
export function intervalForRecoveryPoint(
  { changeRate, rate, rtt }: Omit<AsynchronousReplication, 'interval'>,
  point: Seconds,
): Seconds {
  const carried = toBytesPerSecond(rate);
  return changeRate > carried ? seconds(-Infinity) : seconds((point - rtt / 2) / (1 + changeRate / carried));
}

/** More changes than the link carries, for a time. */
export interface Burst {
  readonly changeRate: BytesPerSecond;
  readonly duration: Seconds;
}

/**
 * How old the newest complete far copy can be after a burst. Snapshots are sent one after the other, so that it is the age of
 * the last one that waited: interval + what changes within it / rate + (burst / rate - 1) x (duration - interval) + RTT / 2,
 * the third term only of a burst that exceeds the rate and lasts longer than an interval. Without an interval it is the lag
 * of the backlog and RTT / 2.
 */
export function recoveryPointOfBurst(burst: Burst, usual: AsynchronousReplication): Seconds {
  const carried = toBytesPerSecond(usual.rate);
  const { between, changed, beyond } = ofBurst(burst, usual);
  const lag = Math.max(0, burst.changeRate / carried - 1) * beyond;
  return seconds(between + (changed === 0 ? 0 : changed / carried) + lag + usual.rtt / 2);
}

/**
 * The rate from which on the recovery point after a burst is a point or better. With u = point - interval - RTT / 2, and d the
 * duration beyond an interval: (changes of an interval + burst x d) / (u + d) where the burst exceeds that, else changes of
 * an interval / u.
 */
export function rateForBurst(burst: Burst, usual: Replicated, point: Seconds): BitsPerSecond {
  const { between, changed, beyond } = ofBurst(burst, usual);
  const left = point - between - usual.rtt / 2;
  if (left < 0) return bps(Infinity);
  const behind = (changed + burst.changeRate * beyond) / (left + beyond);
  const abreast = changed === 0 ? 0 : changed / left;
  // With neither an interval nor time beyond it nothing has changed.
  const needed = behind <= burst.changeRate ? behind : abreast;
  return toBitsPerSecond(bytesPerSecond(Number.isNaN(needed) ? 0 : needed));
}

/** What changes within the interval that holds most of a burst, and how long the burst lasts beyond it. */
function ofBurst({ changeRate: burst, duration }: Burst, { changeRate, interval }: Replicated) {
  const between = interval ?? 0;
  const within = Math.min(between, duration);
  return { between, changed: burst * within + changeRate * (between - within), beyond: duration - within };
}

export interface Backlog {
  /** What waits to be sent when the burst ends: (change rate of the burst - rate) x duration. */
  readonly size: Bytes;
  /** How far the far copy falls behind at most: size / rate. */
  readonly lag: Seconds;
  /** From the end of the burst until nothing waits: size / (rate - change rate); infinite if nothing is left over. */
  readonly drain: Seconds;
}

/**
 * What a burst leaves behind. The worst lag comes when the last write of the burst is sent: it waited for the whole backlog.
 */
export function backlogAfter(
  burst: Burst,
  { changeRate, rate }: Pick<AsynchronousReplication, 'changeRate' | 'rate'>,
): Backlog {
  const carried = toBytesPerSecond(rate);
  const size = Math.max(0, (burst.changeRate - carried) * burst.duration);
  if (size === 0) return { size: bytes(0), lag: seconds(0), drain: seconds(0) };
  const spare = Math.max(0, carried - changeRate);
  return { size: bytes(size), lag: seconds(size / carried), drain: seconds(size / spare) };
}
