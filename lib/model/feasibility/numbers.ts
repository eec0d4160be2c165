import { coldMoveWindow, shortestWindow, type ColdMoveWindow } from '../cold-move';
import { postCopy, type PostCopy } from '../post-copy';
import type { PreCopyMigration } from '../pre-copy';
import { bandwidthDelayProduct, streamsToFill, windowToFill, type Throughput } from '../throughput';
import { bps, ratio, seconds, type Bytes, type Seconds } from '../units';
import { roundTripOf, type KnownRoundTrip } from './certain-round-trip';
import {
  carriedBy,
  diskCopyOf,
  liveMove,
  memoryToSend,
  migrationOf,
  pageOf,
  timeoutOf,
  type LiveMove,
} from './live-move';
import type { Question } from './question';

/** What would fill the link at its round trip. */
export interface Filling {
  readonly bandwidthDelayProduct: Bytes;
  /** For each of the streams. */
  readonly window: Bytes;
  /** With the window that is declared. */
  readonly streams: number | undefined;
}

/** A machine that is stopped, moved and started again. */
export interface ColdMove extends ColdMoveWindow {
  /** The shortest of the policy windows that suffices. */
  readonly fits: Seconds | undefined;
}

/** What a link, a platform and a workload come to, before it is judged. What is missing for a part leaves it undefined. */
export interface Numbers {
  readonly roundTrip: KnownRoundTrip | undefined;
  readonly carried: Throughput | undefined;
  readonly filling: Filling | undefined;
  readonly toSend: Bytes | undefined;
  readonly live: LiveMove | undefined;
  /** Copying the disk before the memory, where the storage is not shared. */
  readonly diskCopy: Seconds | undefined;
  /** The live move with its disk; infinite if it does not converge. */
  readonly totalTime: Seconds | undefined;
  /** After this time the platform gives up. */
  readonly timeout: Seconds | undefined;
  readonly postCopy: PostCopy | undefined;
  readonly cold: ColdMove | undefined;
}

/** @throws RangeError if the MTU does not hold the headers */
export function numbersOf(question: Question): Numbers {
  const carried = carriedBy(question);
  const migration = migrationOf(question, carried);
  const live = migration === undefined ? undefined : liveMove(migration);
  const diskCopy = diskCopyOf(question, carried);
  return {
    roundTrip: roundTripOf(question),
    carried,
    filling: fillingOf(question),
    toSend: memoryToSend(question),
    live,
    diskCopy,
    totalTime: live === undefined || diskCopy === undefined ? undefined : seconds(live.preCopy.totalTime + diskCopy),
    timeout: timeoutOf(question),
    postCopy: migration && postCopyOf(migration, question.rtt),
    cold: coldOf(question, carried),
  };
}

/** Switched over at once; a cap binds pre-copy only, QEMU's for post-copy is another and off by default. */
function postCopyOf({ memory, bandwidth, path, stop }: PreCopyMigration, rtt: Seconds | undefined): PostCopy {
  return postCopy({ memory, bandwidth, page: pageOf(stop), path: path && { ...path, cap: undefined }, rtt });
}

function fillingOf({ bandwidth, share = ratio(1), rtt, streams, window }: Question): Filling | undefined {
  if (bandwidth === undefined || rtt === undefined || rtt === 0) return undefined;
  const reserved = bps(bandwidth * share);
  return {
    bandwidthDelayProduct: bandwidthDelayProduct(reserved, rtt),
    window: windowToFill(reserved, rtt, streams),
    streams: window && streamsToFill(reserved, rtt, window),
  };
}

function coldOf({ disk, diskChurn, sinceSync }: Question, carried: Throughput | undefined): ColdMove | undefined {
  if (disk === undefined || carried === undefined) return undefined;
  const replica = diskChurn === undefined || sinceSync === undefined ? undefined : { churn: diskChurn, sinceSync };
  const window = coldMoveWindow({ disk, rate: carried.rate, replica });
  return { ...window, fits: shortestWindow(window.window) };
}
