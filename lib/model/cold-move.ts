import { bps, bytes, seconds, type BitsPerSecond, type Bytes, type BytesPerSecond, type Seconds } from './units';

/**
 * How long a machine that is switched off takes to copy: bytes x 8 / rate. Its memory is not copied; with a replica in
 * place only the final delta is. Stop, start and DNS time come on top. 1 GB at 1 Gbit/s is 8 s.
 */
export function coldMoveTime(copied: Bytes, rate: BitsPerSecond): Seconds {
  return seconds((copied * 8) / rate);
}

/** The rate that copies so much within a window. */
export function rateForColdMove(copied: Bytes, window: Seconds): BitsPerSecond {
  return bps((copied * 8) / window);
}

/** How much can be copied within a window. */
export function sizeOfColdMove(rate: BitsPerSecond, window: Seconds): Bytes {
  return bytes((rate * window) / 8);
}

/** A replica kept up to date before the move. */
export interface Replica {
  /** How much of the disk changes in a second. */
  readonly churn: BytesPerSecond;
  /** Since the start of the last synchronisation that was completed. */
  readonly sinceSync: Seconds;
}

/**
 * How old the last synchronisation may be for the final delta to be copied within a window: window x rate / (8 x churn).
 * Infinite if nothing changes.
 */
export function oldestSync(churn: BytesPerSecond, rate: BitsPerSecond, window: Seconds): Seconds {
  return seconds(sizeOfColdMove(rate, window) / churn);
}

/** What stopping, starting and being found again take; what is left out takes no time. */
export interface Restart {
  readonly stop?: Seconds | undefined;
  readonly start?: Seconds | undefined;
  /** Until clients ask for the new address: the change itself and the time to live of the old record. */
  readonly dns?: Seconds | undefined;
}

export interface ColdMove extends Restart {
  readonly disk: Bytes;
  /** Payload; see `throughput`. */
  readonly rate: BitsPerSecond;
  readonly replica?: Replica | undefined;
}

export interface ColdMoveWindow {
  /** The disk, or the final delta where there is a replica. */
  readonly copied: Bytes;
  readonly copy: Seconds;
  /** Stop, start and DNS. */
  readonly restart: Seconds;
  /** How long the service is away: copy and restart. */
  readonly window: Seconds;
}

/** What a replica lacks: churn x time since the last synchronisation, and never more than the disk. An upper bound: what was written twice counts twice. */
export function finalDelta(disk: Bytes, { churn, sinceSync }: Replica): Bytes {
  return bytes(Math.min(disk, churn * sinceSync));
}

/** The window of a cold move: (disk or final delta) x 8 / rate + stop + start + DNS. */
export function coldMoveWindow({ disk, rate, replica, ...restart }: ColdMove): ColdMoveWindow {
  const copied = replica === undefined ? disk : finalDelta(disk, replica);
  const copy = copied === 0 ? seconds(0) : coldMoveTime(copied, rate);
  const restarted = restartTime(restart);
  return { copied, copy, restart: restarted, window: seconds(copy + restarted) };
}

/** The rate from which on a cold move fits a window; infinite where stop, start and DNS alone fill it. */
export function rateForColdMoveWindow(move: Omit<ColdMove, 'rate'>, window: Seconds): BitsPerSecond {
  const copied = move.replica === undefined ? move.disk : finalDelta(move.disk, move.replica);
  const left = seconds(window - restartTime(move));
  if (left < 0) return bps(Infinity);
  return copied === 0 ? bps(0) : rateForColdMove(copied, left);
}

function restartTime({ stop, start, dns }: Restart): Seconds {
  return seconds((stop ?? 0) + (start ?? 0) + (dns ?? 0));
}

/**
 * Windows that people ask for, shortest first. Source: a comment under the article that the project answers to; a policy,
 * not a measurement.
 */
export const POLICY_WINDOWS: readonly Seconds[] = [seconds(30), seconds(60), seconds(300)];

export const LONGEST_POLICY_WINDOW = seconds(Math.max(...POLICY_WINDOWS));

/** The shortest of some windows, shortest first, in which a cold move fits; undefined if none suffices. */
export function shortestWindow(needed: Seconds, windows: readonly Seconds[] = POLICY_WINDOWS): Seconds | undefined {
  return windows.find((window) => needed <= window);
}
