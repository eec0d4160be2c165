import { preCopy, type DowntimeRange, type PreCopyMigration } from '../pre-copy';
import type { QuantityKind } from '../quantity';
import { transferOver } from '../transfer-path';
import { toBitsPerSecond, bytes, bytesPerSecond, seconds } from '../units';
import type { Throughput } from '../throughput';
import type { ValueRange, Verdict } from '../verdict';
import { roundTripOf, type KnownRoundTrip } from './certain-round-trip';
import { carriedBy, diskCopyOf, headerOf, migrationOf, neededRate, reservedBy, timeoutOf } from './live-move';
import type { Question } from './question';

/** A number held against a limit; if it breaks the limit, the design comes to `failing`. */
export interface Check {
  readonly id: CheckId;
  readonly failing: Verdict;
  readonly kind: QuantityKind;
  readonly value: number;
  /** Where only this is known of the value, which then is its worse end. */
  readonly range?: ValueRange;
  readonly limit: number;
  /** `above`: a value that equals the limit breaks it. */
  readonly passes: 'at most' | 'at least' | 'above';
}

export type CheckId =
  | 'rtt-above-speed-of-light'
  | 'rtt-within-platform-limit'
  | 'bandwidth-above-platform-minimum'
  | 'pre-copy-converges'
  | 'ends-before-platform-gives-up'
  | 'total-time-within-budget'
  | 'downtime-within-budget';

/** Holds what a question declares against physics and the vendor's requirements. */
export function checksOfLink(question: Question, roundTrip: KnownRoundTrip | undefined): readonly Check[] {
  const { rtt, maxRtt, minBandwidth, bandwidth } = question;
  const checks: Check[] = [];
  if (rtt !== undefined && roundTrip?.inVacuum !== undefined) {
    checks.push(check('rtt-above-speed-of-light', 'impossible', 'duration', rtt, 'at least', roundTrip.inVacuum));
  }
  // What is not declared is at least the minimum: beyond the limit it is certain, within it open.
  if (maxRtt !== undefined && roundTrip !== undefined && (rtt !== undefined || roundTrip.least > maxRtt)) {
    checks.push(check('rtt-within-platform-limit', 'unsupported', 'duration', roundTrip.least, 'at most', maxRtt));
  }
  const reserved = reservedBy(question);
  // A cap without a link bounds from above only: too little is certain, enough is not.
  const isTold = reserved !== undefined && (bandwidth !== undefined || reserved < (minBandwidth ?? 0));
  if (minBandwidth !== undefined && isTold) {
    checks.push(
      check('bandwidth-above-platform-minimum', 'unsupported', 'bandwidth', reserved, 'at least', minBandwidth),
    );
  }
  return checks;
}

/** Holds the usable rate against what pre-copy needs. */
export function checkOfConvergence(migration: PreCopyMigration): Check {
  const { memory, bandwidth, path = {}, stop } = migration;
  const header = headerOf(stop);
  const rate = toBitsPerSecond(transferOver(path, bandwidth, bytes(memory * header)).bandwidth);
  const { rate: memoryRate, isEnough } = neededRate(migration);
  const needed = toBitsPerSecond(bytesPerSecond(memoryRate * header));
  return check('pre-copy-converges', 'does-not-converge', 'bandwidth', rate, isEnough ? 'at least' : 'above', needed);
}

/** What a live move takes, as far as it is known. */
export interface Times {
  readonly totalTime: ValueRange | undefined;
  readonly downtime: ValueRange | undefined;
  readonly timeout: number | undefined;
}

/** Holds the times of a live move against the platform's patience and people's budgets. */
export function checksOfTimes({ totalTime: mostTime, downtime: most }: Question, times: Times): readonly Check[] {
  const { totalTime, downtime, timeout } = times;
  const checks: Check[] = [];
  const hold = (id: CheckId, failing: Verdict, time: ValueRange | undefined, limit: number | undefined): void => {
    if (time === undefined || limit === undefined) return;
    const one = check(id, failing, 'duration', time.most, 'at most', limit);
    checks.push(time.least === time.most ? one : { ...one, range: time });
  };
  hold('ends-before-platform-gives-up', 'does-not-converge', totalTime, timeout);
  hold('total-time-within-budget', 'over-budget', totalTime, mostTime);
  hold('downtime-within-budget', 'over-budget', downtime, most);
  return checks;
}

export function holds({ value, limit, passes }: Check): boolean {
  if (passes === 'at most') return value <= limit;
  return passes === 'at least' ? value >= limit : value > limit;
}

/**
 * How far a question is from its nearest failure, as the logarithm of value over limit: not negative if every check that is
 * known holds. Rounds are sent only if every other check holds, and no longer than 1.5 times as long as they may take; beyond
 * that it is -infinity. The number that flip points are solved with; it builds no record.
 */
export function margin(question: Question): number {
  const carried = carriedBy(question);
  const migration = migrationOf(question, carried);
  let least = marginOf(checksOfLink(question, roundTripOf(question)));
  if (migration === undefined) return least;
  least = Math.min(least, distanceTo(checkOfConvergence(migration)));
  // Rounds that do not come to an end are many, and change no verdict.
  if (least < 0 || !hasBudget(question)) return least;
  return Math.min(least, marginOf(checksOfTimes(question, times(question, migration, carried))));
}

/** Whether anyone, person or platform, limits the time that a move takes. */
export const hasBudget = ({ totalTime, downtime, timeoutPerGib }: Question): boolean =>
  totalTime !== undefined || downtime !== undefined || timeoutPerGib !== undefined;

/** Rounds that take so many times the budget say no more than that it is broken. */
const PATIENCE = 1.5;

function times(question: Question, migration: PreCopyMigration, carried: Throughput | undefined): Times {
  const timeout = timeoutOf(question);
  const patience = seconds(PATIENCE * Math.min(question.totalTime ?? Infinity, timeout ?? Infinity));
  const moved = preCopy(migration, patience);
  const diskCopy = diskCopyOf(question, carried);
  return {
    totalTime: diskCopy === undefined ? undefined : exactly(moved.totalTime + diskCopy),
    downtime: rangeOf(moved.downtime),
    timeout,
  };
}

export const exactly = (value: number): ValueRange => ({ least: value, most: value });

/** A downtime as it is held against a budget: the expected one, or else all that it may be. */
export const rangeOf = ({ low, expected, high }: DowntimeRange): ValueRange => ({
  least: expected ?? low,
  most: expected ?? high,
});

function marginOf(checks: readonly Check[]): number {
  let least = Infinity;
  for (const one of checks) least = Math.min(least, distanceTo(one));
  return least;
}

/** The margin of a value on an edge that must be passed. */
const EDGE = 1e-15;

function distanceTo({ value, limit, passes }: Check): number {
  if (value === limit) return passes === 'above' ? -EDGE : 0;
  return passes === 'at most' ? Math.log(limit / value) : Math.log(value / limit);
}

function check(
  id: CheckId,
  failing: Verdict,
  kind: QuantityKind,
  value: number,
  passes: Check['passes'],
  limit: number,
): Check {
  return { id, failing, kind, value, limit, passes };
}
