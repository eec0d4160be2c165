import type { DirtyPoint } from '../dirty-memory';
import type { DistanceInterval } from '../round-trip';
import type { StopRule } from '../stop-rule';
import type { CongestionControl } from '../throughput';
import type { BitsPerSecond, Bytes, BytesPerSecond, Ratio, Seconds } from '../units';

/** A link; what is left out is not known, and what follows from it stays unknown too. */
export interface LinkQuestion {
  /** As declared. */
  readonly rtt?: Seconds | undefined;
  /** From geography: it bounds the round trip from below, declared or not. */
  readonly distance?: DistanceInterval | undefined;
  readonly bandwidth?: BitsPerSecond | undefined;
  /** Share of the bandwidth that the move may take, above zero; the whole link where nothing is said. */
  readonly share?: Ratio | undefined;
  /** IP MTU of the connection; 1500 where nothing is said. */
  readonly mtu?: Bytes | undefined;
  readonly vlanTagged?: boolean | undefined;
  /** Bytes that overlays add to each packet; see `OVERLAYS`. */
  readonly overlay?: Bytes | undefined;
  readonly loss?: Ratio | undefined;
  /** Bytes that one stream can have in flight. */
  readonly window?: Bytes | undefined;
  /** A whole number from 1 on; 1 where nothing is said. */
  readonly streams?: number | undefined;
  /** The queue before the bottleneck; one bandwidth-delay product where nothing is said. */
  readonly queue?: Bytes | undefined;
  readonly congestionControl?: CongestionControl | undefined;
}

/** What the platform requires and how it migrates. */
export interface PlatformQuestion {
  readonly maxRtt?: Seconds | undefined;
  /** That the vendor asks for, of the share that all moves together may take. */
  readonly minBandwidth?: BitsPerSecond | undefined;
  readonly rateCap?: BitsPerSecond | undefined;
  /** The last part must be sendable within this time, above zero. */
  readonly downtimeLimit: Seconds;
  /** The textbook's, where the platform's own is not known. */
  readonly stop?: StopRule | undefined;
  /** Whether the platform slows the guest until pre-copy ends. */
  readonly throttles?: boolean | undefined;
  /** A guest that must be slowed below this share of its speed counts as not converging. */
  readonly minGuestSpeed?: Ratio | undefined;
  /** The platform gives up after so long for each GiB of the machine. */
  readonly timeoutPerGib?: Seconds | undefined;
  /** Moves that run at once over the link; 1 where nothing is said. */
  readonly moves?: number | undefined;
}

export interface WorkloadQuestion {
  readonly memory?: Bytes | undefined;
  /** Share of the memory that is not zero; all of it where nothing is said, which is the most there can be. */
  readonly nonZeroShare?: Ratio | undefined;
  readonly dirtyRate?: BytesPerSecond | undefined;
  /** All memory to send where nothing is said, which is the worst case. */
  readonly workingSet?: Bytes | undefined;
  /** `random` where nothing is said. */
  readonly writes?: 'random' | 'cyclic' | undefined;
  /** A measured curve, instead of dirty rate and working set; without a point it says nothing. */
  readonly dirtyCurve?: readonly DirtyPoint[] | undefined;
  readonly disk?: Bytes | undefined;
  /** What changes on the disk in a second. */
  readonly diskChurn?: BytesPerSecond | undefined;
  /** The disk is replicated beforehand, last completed so long ago. */
  readonly sinceSync?: Seconds | undefined;
  /** Whether both sites see the same disk, so that a live move leaves it where it is; yes where nothing is said. */
  readonly sharedStorage?: boolean | undefined;
}

/** What people allow. */
export interface BudgetQuestion {
  /** For the whole live move. */
  readonly totalTime?: Seconds | undefined;
  readonly downtime?: Seconds | undefined;
}

/** Can this link carry this move? */
export interface Question extends LinkQuestion, PlatformQuestion, WorkloadQuestion, BudgetQuestion {}

/**
 * The question with every input in its place, given or not. Objects of one shape are read far faster than objects of many,
 * and flip points read thousands.
 */
export function complete(question: Question): { -readonly [K in keyof Question]: Question[K] } {
  return {
    rtt: question.rtt,
    distance: question.distance,
    bandwidth: question.bandwidth,
    share: question.share,
    mtu: question.mtu,
    vlanTagged: question.vlanTagged,
    overlay: question.overlay,
    loss: question.loss,
    window: question.window,
    streams: question.streams,
    queue: question.queue,
    congestionControl: question.congestionControl,
    maxRtt: question.maxRtt,
    minBandwidth: question.minBandwidth,
    rateCap: question.rateCap,
    downtimeLimit: question.downtimeLimit,
    stop: question.stop,
    throttles: question.throttles,
    minGuestSpeed: question.minGuestSpeed,
    timeoutPerGib: question.timeoutPerGib,
    moves: question.moves,
    memory: question.memory,
    nonZeroShare: question.nonZeroShare,
    dirtyRate: question.dirtyRate,
    workingSet: question.workingSet,
    writes: question.writes,
    dirtyCurve: question.dirtyCurve,
    disk: question.disk,
    diskChurn: question.diskChurn,
    sinceSync: question.sinceSync,
    sharedStorage: question.sharedStorage,
    totalTime: question.totalTime,
    downtime: question.downtime,
  };
}
