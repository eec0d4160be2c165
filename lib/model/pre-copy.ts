import { freshRate } from './circulation';
import { flattening, initialRate, mostDirtied, type DirtyBehaviour } from './dirty-memory';
import { qemuRounds, textbookRounds, type Round } from './pre-copy-rounds';
import { neededBandwidth, neededThrottle } from './pre-copy-threshold';
import { BARE_PAGE, iterationTime, QEMU_PAGE, socketFill, TEXTBOOK, type PageFormat, type StopRule } from './stop-rule';
import { transferOver, type Transfer, type TransferPath } from './transfer-path';
import {
  bytes,
  bytesPerSecond,
  ratio,
  seconds,
  type Bytes,
  type BytesPerSecond,
  type Ratio,
  type Seconds,
} from './units';

export type { Round };

export interface PreCopyMigration {
  /** Memory that is not zero. */
  readonly memory: Bytes;
  /** Memory that is zero: a few bytes a page. */
  readonly zeroMemory?: Bytes | undefined;
  readonly dirty: DirtyBehaviour;
  /** Payload rate of the bottleneck, e x C x share; see `throughput`. */
  readonly bandwidth: BytesPerSecond;
  readonly downtimeLimit: Seconds;
  /** The textbook's, where the platform's own is not known. */
  readonly stop?: StopRule | undefined;
  /** QEMU's with QEMU's rule, else pages without headers. */
  readonly page?: PageFormat | undefined;
  /** What is known of the TCP path; without it the stream runs at `bandwidth` from the start to the end. */
  readonly path?: TransferPath | undefined;
  /** The round trip that the hand-over of the textbook's rule takes, at least and at most; none where it is left out. */
  readonly roundTrip?: { readonly least: Seconds; readonly most: Seconds } | undefined;
}

/** A downtime, and how far a single migration strays from it; see `preCopy`. */
export interface DowntimeRange {
  readonly low: Seconds;
  /** Undefined where only the range is known. */
  readonly expected: Seconds | undefined;
  readonly high: Seconds;
}

export interface PreCopy {
  readonly converges: boolean;
  /** The rounds before the guest is stopped; if they never end, those until they no longer shrink. */
  readonly rounds: readonly Round[];
  /** Bytes on the wire for what is sent while the guest stands still. */
  readonly remaining: Bytes;
  /** If pre-copy does not converge, the downtime if the guest were stopped nevertheless. */
  readonly downtime: DowntimeRange;
  /** All rounds and the downtime: the expected one, or what the last round of the textbook leaves. Infinite if it does not converge. */
  readonly totalTime: Seconds;
  readonly transferred: Bytes;
  /** Dirty rate / rate at which memory is sent, before writes begin to hit pages already dirty. */
  readonly lambda: Ratio;
  /** The share of the guest's speed that auto-converge has taken away in the end; 0 without it. */
  readonly throttle: Ratio;
  /** What the path makes of the bandwidth, to redo the rounds with. */
  readonly transfer: Transfer;
}

/**
 * Twice the coefficient of variation of the downtime of one migration repeated (4.3 %, the median of our own measurements):
 * nineteen of twenty repeats stay within.
 */
const REPEATABILITY = 2 * 0.043;

/**
 * Round trips of the textbook's hand-over: the last of the guest must arrive and be reported back before the source lets go;
 * in the paper the source then acknowledges the report, and only after that the guest runs.
 * Source: Clark et al., NSDI 2005, section 3.2, stages 3 to 5.
 */
const LEAST_HAND_OVER = 1;
export const HAND_OVER = 1.5;

/**
 * Pre-copy live migration as a fluid, round by round, with the stop rule of the textbook or of QEMU.
 *
 * Textbook: each round sends what the one before left dirty, t = V / B, and leaves D(t), until V / B is within the limit.
 * QEMU: see `qemuRounds`; downtime = (what remains + H) / B + R / 2 + 0.5 ms, with t0, H and B as in `transferOver`.
 * The range of QEMU's downtime is where its last iteration may end, and twice the variation between repeats. Of the textbook's
 * only the range is known: when a platform stops the guest within its limit is not, so that between nothing and all that the
 * limit allows may be left, and the hand-over comes on top: R <= downtime <= min(L, min(M, W) / B) + 1.5 R.
 * Source: Clark et al., Live migration of virtual machines, NSDI 2005; QEMU 7.2, `migration_iteration_run`; constants fitted
 * to real migrations, see `stop-rule` and `transfer-path`; `docs/model.md`.
 * @param patience for who asks only whether it ends within a time: later rounds are not sent, and the total time is infinite
 */
export function preCopy(migration: PreCopyMigration, patience = seconds(Infinity)): PreCopy {
  const { memory, bandwidth, downtimeLimit, path = {}, stop = TEXTBOOK } = migration;
  const isQemu = stop.kind === 'qemu';
  const page = migration.page ?? (isQemu ? QEMU_PAGE : BARE_PAGE);
  const header = page.wire / page.payload;
  const zeroes = bytes(((migration.zeroMemory ?? 0) / page.payload) * page.zero);
  const toSend = bytes(memory * header + zeroes);
  const transfer = transferOver(path, bandwidth, toSend, isQemu ? socketFill(downtimeLimit) : 1);
  const rate = bytesPerSecond(transfer.bandwidth / header);
  const dirty = isQemu ? flattening(migration.dirty) : migration.dirty;
  const converges = doesConverge(memory, dirty, rate, downtimeLimit, stop);
  const limit = bytes(Math.min(memory, rate * downtimeLimit));
  const firstRound = (isQemu ? memory - limit : memory) * header + zeroes;
  const backlog = bytes(Math.min(transfer.backlog, firstRound));
  const { rounds, remaining, spread, throttle, gaveUp, wait } = (isQemu ? qemuRounds : textbookRounds)({
    memory,
    dirty,
    rate,
    header,
    zeroes,
    delay: seconds(transfer.startup - backlog / transfer.bandwidth),
    limit,
    converges,
    iteration: iterationTime(transfer.bandwidth, path.rtt),
    rateAtLimit: limit < memory ? freshRate(dirty, limit) : bytesPerSecond(0),
    autoConverge: isQemu ? stop.autoConverge : undefined,
    patience,
  });
  const drained = Math.max(0, backlog / transfer.uncapped - wait);
  // The guest stands still, and the cap with it.
  const rateOfRest = transfer.uncapped / header;
  const { least, most } = migration.roundTrip ?? { least: 0, most: 0 };
  const expected = remaining / rateOfRest + drained + (isQemu ? transfer.arrival : HAND_OVER * least);
  const longest = Math.min(downtimeLimit, dirtyAtMost(memory, dirty) / rate);
  const { sent, time } = totalOf(rounds);
  const ended = converges && !gaveUp && (isQemu || remaining <= limit);
  return {
    converges,
    rounds,
    remaining: bytes(remaining * header),
    downtime: isQemu
      ? around(expected, spread / 2 / rateOfRest)
      : {
          low: seconds(LEAST_HAND_OVER * least),
          expected: undefined,
          high: seconds((converges ? longest : remaining / rate) + HAND_OVER * most),
        },
    totalTime: seconds(ended ? time + expected : Infinity),
    transferred: bytes(ended ? sent + remaining * header : Infinity),
    lambda: ratio(initialRate(dirty) / rate),
    throttle,
    transfer: { ...transfer, backlog },
  };
}

/** Pre-copy converges if the link is faster than the dirty curve demands, or all that can be dirty fits the downtime. */
function doesConverge(
  memory: Bytes,
  dirty: DirtyBehaviour,
  rate: BytesPerSecond,
  downtimeLimit: Seconds,
  stop: StopRule,
): boolean {
  const fits = Math.min(memory, mostDirtied(dirty)) <= rate * downtimeLimit;
  if (fits || neededBandwidth(dirty, downtimeLimit, stop) < rate) return true;
  const most = stop.kind === 'qemu' ? (stop.autoConverge?.maximum ?? 0) : 0;
  return most > 0 && neededThrottle(dirty, rate, downtimeLimit, stop) < most;
}

/** What can be dirty at all; of a guest that writes next to nothing as well, since only more of it takes longer. */
export const dirtyAtMost = (memory: Bytes, dirty: DirtyBehaviour): Bytes =>
  bytes(Math.min(memory, dirty.kind === 'measured' ? dirty.ceiling : dirty.workingSet));

function around(expected: number, spread: number): DowntimeRange & { readonly expected: Seconds } {
  return {
    low: seconds(Math.max(0, expected - spread) * (1 - REPEATABILITY)),
    expected: seconds(expected),
    high: seconds((expected + spread) * (1 + REPEATABILITY)),
  };
}

function totalOf(rounds: readonly Round[]): { readonly sent: number; readonly time: number } {
  let [sent, time] = [0, 0];
  for (const round of rounds) {
    sent += round.bytes;
    time += round.duration;
  }
  return { sent, time };
}
