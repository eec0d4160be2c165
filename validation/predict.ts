import type { CyclicWrites, RandomWrites } from '../lib/model/dirty-memory';
import { framingEfficiency } from '../lib/model/framing';
import { preCopy, type PreCopyMigration } from '../lib/model/pre-copy';
import { QEMU, type StopRule } from '../lib/model/stop-rule';
import { LINUX_SEND_BUFFER, type TransferPath } from '../lib/model/transfer-path';
import { bytes, bytesPerSecond, ms, percent, ratio, seconds, type Ratio } from '../lib/model/units';
import type { Prediction } from './compare';
import type { Measurement } from './measurement';
import { PAGE_BYTES, pagesIn, type Point } from './point';

/* The one place where points meet the model. */

const framing = framingEfficiency({ mtu: bytes(1500) });
/** Two loopback sockets and the relay between them. */
const RELAY_BACKLOG_BYTES = 3.5e6;
/** Pages that our guest leaves zero in its own memory, and all that are zero, with those of the firmware. */
const ZERO_OF_OWN_PAGES = 59;
const ZERO_PAGES = 190;

/** How far the guest had come through its working set: it was watched for 0.6 s before. */
const WROTE_BEFORE_SECONDS = 0.62;

export interface Asked extends PreCopyMigration {
  readonly dirty: RandomWrites | CyclicWrites;
  readonly path: TransferPath;
}

/** What is told to the model that only the laboratory knows of the earlier guest, which wrote to one piece of memory. */
export interface Insight {
  /** Where the working set lies: at the top of memory. */
  readonly place?: boolean;
  /** Where a cyclic writer stands in it when the migration starts. */
  readonly phase?: boolean;
}

/** What the model says of a run from what a user can know; undefined of what it does not speak of. */
export const predict = (run: Measurement): Prediction | undefined => predictWith(run, {});

/** The same of the earlier guest, told where it writes. */
export const predictContiguous = (run: Measurement): Prediction | undefined =>
  predictWith(run, { place: true, phase: true });

function predictWith(run: Measurement, insight: Insight): Prediction | undefined {
  if (run.point.mode === 'post-copy') return undefined;
  const { converges, totalTime, downtime, transferred } = preCopy(migrationOf(run, insight));
  const totalMs = totalTime * 1e3;
  const downtimeMs = run.point.mode === 'cold' ? totalMs : (downtime.expected ?? downtime.high) * 1e3;
  return { converges, totalMs, downtimeMs, bytes: transferred };
}

/** A run as the model is asked about it. */
export function migrationOf({ point, link, queueBytes }: Measurement, insight: Insight = {}): Asked {
  return {
    memory: bytes((pagesIn(point.memoryMib) - ZERO_OF_OWN_PAGES) * PAGE_BYTES),
    zeroMemory: bytes(ZERO_PAGES * PAGE_BYTES),
    dirty: {
      kind: point.pattern,
      rate: bytesPerSecond(point.mode === 'cold' ? 0 : point.pagesPerSecond * PAGE_BYTES),
      workingSet: bytes(pagesIn(point.workingSetMib) * PAGE_BYTES),
      ...(insight.place && { place: ratio(1) }),
      ...(insight.phase && point.pattern === 'cyclic' && { phase: phaseOf(point) }),
    },
    bandwidth: bytesPerSecond((point.mbps * 1e6 * (link === 'tun' ? framing : 1)) / 8),
    downtimeLimit: ms(point.downtimeLimitMs),
    stop: stopRule(point),
    path: link === 'tun' ? tunPath(point, queueBytes) : relayPath(point),
  };
}

const phaseOf = ({ pagesPerSecond, workingSetMib }: Point): Ratio =>
  ratio(((pagesPerSecond * WROTE_BEFORE_SECONDS) / pagesIn(workingSetMib)) % 1);

const tunPath = ({ rttMs, channels }: Point, queueBytes: number): TransferPath => ({
  rtt: ms(rttMs),
  window: LINUX_SEND_BUFFER,
  streams: Math.max(1, channels),
  queue: bytes(queueBytes),
});

/** The relay knows neither window nor slow start. */
const relayPath = ({ rttMs }: Point): TransferPath => ({
  rtt: ms(rttMs),
  startup: seconds(rttMs / 1e3),
  backlog: bytes(RELAY_BACKLOG_BYTES),
});

function stopRule({ throttle }: Point): StopRule {
  if (throttle === undefined) return QEMU;
  const { initial, increment, max } = throttle;
  const autoConverge = {
    initial: percent(initial),
    increment: percent(increment),
    maximum: percent(max),
    trigger: ratio(0.5),
    interpreted: true,
  };
  return { kind: 'qemu', autoConverge };
}
