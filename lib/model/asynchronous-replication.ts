import {
  bytes,
  seconds,
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
  const between = interval ?? 0;
  const transfer = between === 0 ? 0 : (changeRate * between) / carried;
  return seconds(between + transfer + rtt / 2);
}

/** More changes than the link carries, for a time. */
export interface Burst {
  readonly changeRate: BytesPerSecond;
  readonly duration: Seconds;
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
