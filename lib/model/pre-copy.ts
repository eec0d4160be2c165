import { dirtiedWithin, initialRate, mostDirtied, type DirtyBehaviour } from './dirty-memory';
import { neededBandwidth } from './pre-copy-threshold';
import { bytes, ratio, seconds, type Bytes, type BytesPerSecond, type Ratio, type Seconds } from './units';

/** A page and its header on the wire are 4,104 bytes in QEMU's stream: 0.2 % more. Feed bytes on the wire where that matters. */
export interface PreCopyMigration {
  /** What the first round sends: memory that is not zero. */
  readonly memory: Bytes;
  readonly dirty: DirtyBehaviour;
  /** What the link really carries; see `throughput`. */
  readonly bandwidth: BytesPerSecond;
  readonly downtimeLimit: Seconds;
}

/** What was sent while the guest ran, and how long that took. */
export interface Round {
  readonly bytes: Bytes;
  readonly duration: Seconds;
}

export interface PreCopy {
  readonly converges: boolean;
  /** The rounds before the guest is stopped; if they never end, those until they no longer shrink. */
  readonly rounds: readonly Round[];
  /** What is sent while the guest stands still. */
  readonly remaining: Bytes;
  /** The time that takes; if pre-copy does not converge, the downtime if the guest were stopped nevertheless. */
  readonly downtime: Seconds;
  /** All rounds and the downtime; infinite if it does not converge. */
  readonly totalTime: Seconds;
  readonly transferred: Bytes;
  /** Dirty rate / bandwidth, before writes begin to hit pages already dirty. */
  readonly lambda: Ratio;
}

/** Rounds after which the total is called infinite: each is longer than the downtime limit, so they are hours. */
const MOST_ROUNDS = 10_000;
/** Rounds that shrink by less than this, and do not converge, have reached their fixed point. */
const STEADY = 1e-3;

/**
 * Pre-copy live migration as a fluid: each round sends what the one before left dirty, t = V / B, and leaves D(t). It ends
 * when V / B is within the downtime limit. Throttling, post-copy and the platform's own stop rule are not in it.
 * Source: Clark et al., Live migration of virtual machines, NSDI 2005; `docs/model.md`.
 */
export function preCopy(migration: PreCopyMigration): PreCopy {
  const { memory, dirty, bandwidth, downtimeLimit } = migration;
  const converges = doesConverge(migration);
  const rounds: Round[] = [];
  let pending: number = memory;
  while (pending / bandwidth > downtimeLimit && rounds.length < MOST_ROUNDS) {
    const duration = seconds(pending / bandwidth);
    rounds.push({ bytes: bytes(pending), duration });
    const next = Math.min(memory, dirtiedWithin(dirty, duration));
    const steady = next >= pending * (1 - STEADY);
    pending = next;
    if (steady && !converges) break;
  }
  const downtime = seconds(pending / bandwidth);
  const ended = converges && downtime <= downtimeLimit;
  return {
    converges,
    rounds,
    remaining: bytes(pending),
    downtime,
    totalTime: seconds(ended ? sum(rounds.map((round) => round.duration)) + downtime : Infinity),
    transferred: bytes(ended ? sum(rounds.map((round) => round.bytes)) + pending : Infinity),
    lambda: ratio(initialRate(dirty) / bandwidth),
  };
}

/** Pre-copy converges if the link is faster than the dirty curve demands, or all that can be dirty fits the downtime. */
function doesConverge({ memory, dirty, bandwidth, downtimeLimit }: PreCopyMigration): boolean {
  const fits = Math.min(memory, mostDirtied(dirty)) <= bandwidth * downtimeLimit;
  return fits || neededBandwidth(dirty, downtimeLimit) < bandwidth;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);
