import { mostDirtied, type DirtyBehaviour } from '../dirty-memory';
import { framingEfficiency, OVERLAYS, segmentSize, type Framing } from '../framing';
import { inputs } from '../inputs';
import { migrationTimeout } from '../pre-copy-timeout';
import { preCopy, type PreCopyMigration } from '../pre-copy';
import { neededBandwidth, neededThrottle } from '../pre-copy-threshold';
import { BARE_PAGE, QEMU_PAGE, TEXTBOOK, type PageFormat, type StopRule } from '../stop-rule';
import { throughput, type Throughput } from '../throughput';
import {
  bps,
  bytes,
  bytesPerSecond,
  ratio,
  seconds,
  toBitsPerSecond,
  toBytesPerSecond,
  type BitsPerSecond,
  type Bytes,
  type Ratio,
  type Seconds,
} from '../units';
import { roundTripOf } from './certain-round-trip';
import type { LinkQuestion, PlatformQuestion, Question } from './question';

/** What decides the usable rate. */
export type RateQuestion = LinkQuestion & Pick<PlatformQuestion, 'rateCap' | 'moves'>;

const ETHERNET_MTU = inputs.mtu.otherwise.value;

/** What the packets of a link are made of. */
export const framesOf = ({ mtu = ETHERNET_MTU, vlanTagged, overlay }: LinkQuestion): Framing => ({
  mtu,
  vlanTagged,
  overlay: overlay && OVERLAYS[overlay],
});

/** Share of the bandwidth that is payload. @throws RangeError if the MTU does not hold the headers */
export const framingOf = (question: LinkQuestion): Ratio => framingEfficiency(framesOf(question));

/**
 * What vendors' minimums are held against: the share of the bandwidth that all moves together may take, or the cap if that is
 * less. Undefined where neither is known.
 */
export function reservedBy({ bandwidth, share = ratio(1), rateCap }: RateQuestion): BitsPerSecond | undefined {
  if (bandwidth === undefined) return rateCap;
  return bps(Math.min(bandwidth * share, rateCap ?? Infinity));
}

/** What one move gets of the link; undefined where the bandwidth is not known. */
export function carriedBy(question: RateQuestion): Throughput | undefined {
  const { bandwidth, mtu = ETHERNET_MTU, rtt, window, streams, loss, share, moves, rateCap } = question;
  if (bandwidth === undefined) return undefined;
  return throughput({
    bottleneck: bandwidth,
    framing: framingOf(question),
    rtt,
    window,
    streams,
    loss,
    segment: segmentSize(mtu),
    platformCap: rateCap,
    share,
    congestionControl: question.congestionControl,
    moves,
  });
}

/** Memory that is not zero; undefined where the memory is not known. */
export function memoryToSend({ memory, nonZeroShare = ratio(1) }: Question): Bytes | undefined {
  return memory === undefined ? undefined : bytes(memory * nonZeroShare);
}

/** How the guest dirties its memory; undefined where neither rate nor curve is known. */
export function dirtyOf(question: Question, toSend: Bytes): DirtyBehaviour | undefined {
  const { dirtyCurve, dirtyRate, workingSet, writes = 'random' } = question;
  if (dirtyCurve?.[0] !== undefined) return { kind: 'measured', points: dirtyCurve, ceiling: toSend };
  if (dirtyRate === undefined) return undefined;
  return { kind: writes, rate: dirtyRate, workingSet: bytes(Math.min(toSend, workingSet ?? toSend)) };
}

/** The migration that a question describes; undefined where an input that it needs is not known. */
export function migrationOf(question: Question, carried: Throughput | undefined): PreCopyMigration | undefined {
  const memory = memoryToSend(question);
  if (carried === undefined || memory === undefined) return undefined;
  const dirty = dirtyOf(question, memory);
  if (dirty === undefined) return undefined;
  const { rtt, window, streams, queue, downtimeLimit, stop, rateCap } = question;
  const isQemu = stop?.kind === 'qemu';
  const trip = roundTripOf(question);
  return {
    memory,
    zeroMemory: bytes((question.memory ?? memory) - memory),
    dirty,
    // The path of QEMU's stream has window and cap in it.
    bandwidth: toBytesPerSecond(isQemu ? bottleneckOf(carried) : carried.rate),
    downtimeLimit,
    stop,
    // What a stream loses to its start and its sockets was measured for QEMU over Linux; of others it is not known.
    path: isQemu ? { rtt, window, streams, queue, cap: rateCap && toBytesPerSecond(rateCap) } : undefined,
    roundTrip: isQemu ? undefined : { least: trip?.least ?? seconds(0), most: trip?.ample ?? seconds(Infinity) },
  };
}

/** What link and loss leave, before window and cap. */
function bottleneckOf({ limits }: Throughput): BitsPerSecond {
  let least = Infinity;
  for (const { name, rate } of limits) if (name === 'bottleneck' || name === 'loss') least = Math.min(least, rate);
  return bps(least);
}

export const pageOf = (stop: StopRule = TEXTBOOK): PageFormat => (stop.kind === 'qemu' ? QEMU_PAGE : BARE_PAGE);

/** Bytes on the wire for a byte of memory. */
export function headerOf(stop?: StopRule): number {
  const { wire, payload } = pageOf(stop);
  return wire / payload;
}

/** A live move by pre-copy and what it would take. */
export interface LiveMove {
  readonly migration: PreCopyMigration;
  readonly preCopy: ReturnType<typeof preCopy>;
  /** From this usable rate on pre-copy converges. */
  readonly rateNeeded: BitsPerSecond;
  /** Up to this working set it converges at any dirty rate: B L. */
  readonly fittingWorkingSet: Bytes;
  /** The share of its speed at which the guest must run for the move to end; 1 if it need not be slowed. */
  readonly guestSpeed: Ratio;
}

/** Pre-copy of what a question describes. */
export function liveMove(migration: PreCopyMigration): LiveMove {
  const { dirty, downtimeLimit, stop } = migration;
  const moved = preCopy(migration);
  const header = headerOf(stop);
  const rate = bytesPerSecond(moved.transfer.bandwidth / header);
  return {
    migration,
    preCopy: moved,
    rateNeeded: toBitsPerSecond(bytesPerSecond(neededRate(migration).rate * header)),
    fittingWorkingSet: bytes(rate * downtimeLimit),
    guestSpeed: ratio(1 - neededThrottle(dirty, rate, downtimeLimit, stop)),
  };
}

/** From this usable rate on pre-copy converges; undefined where the guest is not known. */
export function rateNeededBy(question: Question): BitsPerSecond | undefined {
  const memory = memoryToSend(question);
  const dirty = memory === undefined ? undefined : dirtyOf(question, memory);
  if (memory === undefined || dirty === undefined) return undefined;
  const { downtimeLimit, stop } = question;
  const needed = neededRate({ memory, dirty, downtimeLimit, stop }).rate * headerOf(stop);
  return toBitsPerSecond(bytesPerSecond(needed));
}

/** Memory a second that pre-copy needs, and whether that much is enough or more is needed. */
export interface NeededRate {
  readonly rate: number;
  /**
   * By what can be dirty at all, which then just fits the downtime. By the dirty curve rounds only shrink at a higher rate,
   * and a guest that dirties nothing has still to be sent.
   */
  readonly isEnough: boolean;
}

export function neededRate({ memory, dirty, downtimeLimit, stop }: Omit<PreCopyMigration, 'bandwidth'>): NeededRate {
  const fits = Math.min(memory, mostDirtied(dirty)) / downtimeLimit;
  const needed = neededBandwidth(dirty, downtimeLimit, stop);
  return needed < fits ? { rate: needed, isEnough: false } : { rate: fits, isEnough: fits > 0 };
}

/** 0 where the disk stays where it is; undefined where it must move and its size or the rate is not known. */
export function diskCopyOf(
  { sharedStorage = true, disk }: Question,
  carried: Throughput | undefined,
): Seconds | undefined {
  if (sharedStorage) return seconds(0);
  return disk === undefined || carried === undefined ? undefined : seconds(disk / toBytesPerSecond(carried.rate));
}

/** What a platform that gives up counts of a machine: its memory, and the disk that is copied along; undefined if not known. */
export function sizeToMove({ memory, disk, sharedStorage = true }: Question): Bytes | undefined {
  if (memory === undefined || sharedStorage) return memory;
  return disk === undefined ? undefined : bytes(memory + disk);
}

export function timeoutOf(question: Question): Seconds | undefined {
  const { timeoutPerGib } = question;
  const size = sizeToMove(question);
  return timeoutPerGib === undefined || size === undefined ? undefined : migrationTimeout(size, timeoutPerGib);
}
