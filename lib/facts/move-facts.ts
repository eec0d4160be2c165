import type { Derived } from '../graph/derivation';
import type { MigrationDomain, Workload } from '../graph/graph';
import { known, mapKnown, unknown, type Known } from '../graph/known';
import { preCopy } from '../model/pre-copy';
import { neededBandwidth, neededThrottle, toleratedDirtyRate } from '../model/pre-copy-threshold';
import { formatBandwidth, formatDataRate, formatDuration, formatShare, formatSize, measure } from '../model/quantity';
import {
  bytes,
  ratio,
  toBitsPerSecond,
  toBytesPerSecond,
  type BitsPerSecond,
  type Bytes,
  type BytesPerSecond,
  type Seconds,
} from '../model/units';
import { coldMoveFacts } from './cold-move-facts';
import { derivedKnown, given, step } from './derive';
import type { MoveFacts, PathFacts, PlatformFacts, PreCopyOutcome } from './facts';
import { transferRate } from './transfer-rate';

/** What moving one workload over a path in a domain comes to, or what is missing to say so. */
export function moveFacts(
  domain: MigrationDomain,
  path: PathFacts,
  workload: Workload | undefined,
  platform: PlatformFacts,
  downtime: Seconds,
): MoveFacts {
  const rate = transferRate(path, domain.rateCap);
  const size = workload === undefined ? noWorkload : sizeOf(workload);
  const dirty = workload === undefined ? noWorkload : dirtyOf(workload, size);
  const transfer = rate.known ? toBytesPerSecond(rate.value.value) : undefined;
  return {
    path,
    workload,
    rate,
    platform,
    size,
    coldMove: coldMoveFacts(workload, rate),
    preCopy:
      rate.known && size.known && dirty.known
        ? derivedKnown(outcome(rate.value, size.value, dirty.value, downtime))
        : (firstGap(rate, size, dirty) ?? noWorkload),
    dirtyRateLimit:
      transfer === undefined ? gapOf(rate) : known(tolerated(workload, size, transfer, downtime), derivedOrigin),
    rateNeeded: mapKnown(dirty, ({ value }) => needed(value, downtime)),
  };
}

interface RandomWrites {
  readonly kind: 'random';
  readonly rate: BytesPerSecond;
  readonly workingSet: Bytes;
}

const allMemory = { kind: 'default', reason: 'not declared: taken as all memory to send' } as const;
const derivedOrigin = { kind: 'default', reason: 'derived' } as const;
const noWorkload = unknown('not-declared', 'no workload class is declared');

const gapOf = (value: Known<unknown>): Known<never> => (value.known ? noWorkload : value);

const firstGap = (...values: readonly Known<unknown>[]): Known<never> | undefined => {
  const gap = values.find((value) => !value.known);
  return gap === undefined ? undefined : gapOf(gap);
};

/** Non-zero memory; without a declared share all of it, which is the most there can be. */
function sizeOf({ memory, nonZeroShare }: Workload): Known<Derived<Bytes>> {
  const whole = given('memory', 'size', memory);
  if (!whole.known || !nonZeroShare.known) return whole;
  const share = given('non-zero share', 'share', nonZeroShare);
  const value = bytes(whole.value.value * nonZeroShare.value);
  const derivation = {
    name: 'memory to send',
    formula: 'memory x non-zero share',
    working: `${formatSize(whole.value.value)} x ${formatShare(nonZeroShare.value)}`,
    result: measure('size', value),
    source: 'zero pages cross the link as a few bytes each',
  };
  return derivedKnown(step(value, derivation, whole.value, share.known ? share.value : undefined));
}

/** Without a declared working set the guest may write to all it has: the worst case, and said so. */
function dirtyOf({ dirtyRate, workingSet }: Workload, size: Known<Derived<Bytes>>): Known<Derived<RandomWrites>> {
  const rate = given('dirty rate', 'data-rate', dirtyRate);
  if (!rate.known) return rate;
  const all = mapKnown(size, ({ value }) => value);
  const worst = all.known ? known(all.value, allMemory) : all;
  const set = given('writable working set', 'size', workingSet.known ? workingSet : worst);
  if (!set.known) return set;
  const value: RandomWrites = { kind: 'random', rate: rate.value.value, workingSet: set.value.value };
  return derivedKnown({ value, given: [...rate.value.given, ...set.value.given], steps: [] });
}

function outcome(
  rate: Derived<BitsPerSecond>,
  size: Derived<Bytes>,
  dirty: Derived<RandomWrites>,
  downtimeLimit: Seconds,
): Derived<PreCopyOutcome> {
  const bandwidth = toBytesPerSecond(rate.value);
  const move = preCopy({ memory: size.value, dirty: dirty.value, bandwidth, downtimeLimit });
  const rateNeeded = needed(dirty.value, downtimeLimit);
  const guestSpeed = ratio(1 - neededThrottle(dirty.value, bandwidth, downtimeLimit));
  const value: PreCopyOutcome = {
    converges: move.converges,
    total: move.totalTime,
    downtime: move.downtime,
    rounds: move.rounds.length,
    guestSpeed,
    workingSetLimit: bytes(bandwidth * downtimeLimit),
  };
  const { rate: writes, workingSet } = dirty.value;
  const least = {
    name: 'rate of transfer needed',
    formula: 'W (1 - exp(-r L / W)) / L',
    working: `W = ${formatSize(workingSet)}, r = ${formatDataRate(writes)}, L = ${formatDuration(downtimeLimit)}`,
    result: measure('bandwidth', rateNeeded),
    source: 'what is dirtied within the downtime limit must be sendable within it (random writers)',
  };
  const total = {
    name: 'total migration time',
    formula: 'sum of rounds, t = V / B, V next = D(t)',
    working: `${move.rounds.length} rounds from ${formatSize(size.value)} at ${formatBandwidth(rate.value)}`,
    result: measure('duration', move.totalTime),
    source: 'Clark et al., Live migration of virtual machines, NSDI 2005',
  };
  const before = step(value, least, rate, size, dirty);
  return move.converges ? step(value, total, before) : before;
}

const needed = (dirty: RandomWrites, downtime: Seconds): BitsPerSecond =>
  toBitsPerSecond(neededBandwidth(dirty, downtime));

/** Known for any workload once the rate is: with no declared working set, the cyclic worst case. */
function tolerated(
  workload: Workload | undefined,
  size: Known<Derived<Bytes>>,
  transfer: BytesPerSecond,
  downtime: Seconds,
): BytesPerSecond {
  const set =
    workload?.workingSet.known === true ? workload.workingSet.value : size.known ? size.value.value : undefined;
  return set === undefined
    ? toleratedDirtyRate('cyclic', bytes(Infinity), transfer, downtime)
    : toleratedDirtyRate('random', set, transfer, downtime);
}
