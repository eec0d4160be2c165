import { postCopy, type PostCopy } from '../lib/model/post-copy';
import { preCopy } from '../lib/model/pre-copy';
import { neededBandwidth } from '../lib/model/pre-copy-threshold';
import { QEMU, QEMU_PAGE, TEXTBOOK } from '../lib/model/stop-rule';
import { LINUX_SEND_BUFFER, transferOver } from '../lib/model/transfer-path';
import { bytes, bytesPerSecond, type BytesPerSecond } from '../lib/model/units';
import type { Prediction } from './compare';
import type { Measurement } from './measurement';
import { PAGE_BYTES, pagesIn } from './point';
import { migrationOf } from './predict';

/* What else is said of runs: by the textbook, of post-copy, and how hard a run is. */

/**
 * The textbook's rule. `nominal`: all memory over the rate that the link is sold with. `usable`: memory that is not zero over
 * what framing and the window leave of it.
 */
export function predictByTextbook(run: Measurement, rate: 'nominal' | 'usable'): Prediction | undefined {
  const { point } = run;
  if (point.mode === 'post-copy') return undefined;
  const { memory, dirty, downtimeLimit } = migrationOf(run);
  const isNominal = rate === 'nominal';
  const { converges, totalTime, remaining, transfer, transferred } = preCopy({
    memory: isNominal ? bytes(pagesIn(point.memoryMib) * PAGE_BYTES) : memory,
    dirty,
    bandwidth: isNominal ? bytesPerSecond((point.mbps * 1e6) / 8) : usableRate(run),
    downtimeLimit,
    stop: TEXTBOOK,
  });
  const totalMs = totalTime * 1e3;
  return {
    converges,
    totalMs,
    // What the textbook's last round leaves; the hand-over is no part of it.
    downtimeMs: point.mode === 'cold' ? totalMs : (remaining / transfer.bandwidth) * 1e3,
    bytes: transferred,
  };
}

/** Undefined of what the model does not speak of: a switch after the second pass. */
export function predictPostCopy(run: Measurement): PostCopy | undefined {
  const { mode, postCopyAfterPass = 0 } = run.point;
  if (mode !== 'post-copy' || postCopyAfterPass > 1) return undefined;
  const { memory, dirty, bandwidth, path } = migrationOf(run);
  const firstRound = postCopyAfterPass === 1 ? { dirty } : undefined;
  return postCopy({ memory, bandwidth, firstRound, page: QEMU_PAGE, path });
}

/** The rate that it takes to converge over the rate that there is: 1 on the edge. With a throttle, at its strongest. */
export function edgeOf(run: Measurement): number {
  const { dirty, downtimeLimit } = migrationOf(run);
  const speed = 1 - (run.point.throttle?.max ?? 0) / 100;
  const slowed = { ...dirty, rate: bytesPerSecond(dirty.rate * speed) };
  return neededBandwidth(slowed, downtimeLimit, QEMU) / memoryRate(run);
}

/** Dirty rate over the rate at which memory is sent. */
export const lambdaOf = (run: Measurement): number => migrationOf(run).dirty.rate / memoryRate(run);

/** What fills the link, B R, over what the sockets of all streams hold: from 1 on, the window is what limits. */
export function windowShareOf(run: Measurement): number {
  const { bandwidth, path } = migrationOf(run);
  return (bandwidth * (path.rtt ?? 0)) / (LINUX_SEND_BUFFER * (path.streams ?? 1));
}

/** The working set over what can be sent within the downtime limit. */
export function fillOf(run: Measurement): number {
  const { dirty, downtimeLimit } = migrationOf(run);
  return dirty.workingSet / (memoryRate(run) * downtimeLimit);
}

/** What framing and the window leave of the link. */
export function usableRate(run: Measurement): BytesPerSecond {
  const { memory, bandwidth, path } = migrationOf(run);
  return transferOver(path, bandwidth, memory).bandwidth;
}

const memoryRate = (run: Measurement): number => (usableRate(run) * QEMU_PAGE.payload) / QEMU_PAGE.wire;
