import type { InputValue, QuestionName, QuestionOwner } from '../inputs';
import type { DistanceInterval } from '../round-trip';
import type { StopRule } from '../stop-rule';
import type { BitsPerSecond, Seconds } from '../units';

/** Inputs of an owner; what is left out is not known, and what follows from it stays unknown too. */
type Asked<Of extends QuestionOwner> = { readonly [Name in QuestionName<Of>]?: InputValue<Name> | undefined };

export interface LinkQuestion extends Asked<'link'> {
  /** From geography: it bounds the round trip from below, declared or not. */
  readonly distance?: DistanceInterval | undefined;
}

/** What the platform requires and how it migrates. */
export interface PlatformQuestion extends Asked<'platform'> {
  readonly maxRtt?: Seconds | undefined;
  /** That the vendor asks for, of the share that all moves together may take. */
  readonly minBandwidth?: BitsPerSecond | undefined;
  /** The last part must be sendable within this time, above zero. */
  readonly downtimeLimit: Seconds;
  /** The textbook's, where the platform's own is not known. */
  readonly stop?: StopRule | undefined;
  /** Whether the platform slows the guest until pre-copy ends. */
  readonly throttles?: boolean | undefined;
  /** Whether the platform can fall back to post-copy; it is not offered where it cannot. */
  readonly postCopy?: boolean | undefined;
  /** The platform gives up after so long for each GiB of the machine. */
  readonly timeoutPerGib?: Seconds | undefined;
}

export type WorkloadQuestion = Asked<'workload'>;

/** Can this link carry this move? */
export interface Question extends LinkQuestion, PlatformQuestion, WorkloadQuestion, Asked<'budget'> {}

/**
 * The question with every input in its place, given or not. Objects of one shape are read far faster than objects of many,
 * and flip points read thousands; one that is written out is made ten times as fast as one that is put together. The type
 * makes sure that none is missing.
 */
export function complete(question: Question): { -readonly [Name in keyof Question]-?: Question[Name] } {
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
    postCopy: question.postCopy,
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
