import type { LinkKind } from './link/link';
import type { Point } from './point';

export type Status = 'completed' | 'not-converged' | 'failed';

/** What a run measured. A time is in milliseconds of the wall clock, unless it says that it is QEMU's own. */
export interface Measured {
  readonly status: Status;
  /** From the `migrate` command to RESUME on the target. */
  readonly totalMs?: number;
  /** From STOP on the source to RESUME on the target. */
  readonly downtimeMs?: number;
  /** From the `migrate` command to STOP on the source. */
  readonly stopAtMs?: number;
  /** Starts of the passes, from the `migrate` command. */
  readonly passTimesMs: readonly number[];
  readonly qemuTotalMs?: number;
  readonly qemuDowntimeMs?: number;
  readonly qemuSetupMs?: number;
  readonly transferredBytes?: number;
  /** What was sent while the guest stood still. */
  readonly downtimeBytes?: number;
  readonly ramBytes?: number;
  readonly zeroPages?: number;
  readonly normalPages?: number;
  /** The guest's own count of writes, before the migration and during it. */
  readonly pagesPerSecondBefore?: number;
  readonly pagesPerSecondDuring?: number;
  /** The last throttle of auto-converge seen, in percent. */
  readonly throttlePercent?: number;
  /** Post-copy: from the `migrate` command to its start, from RESUME until all pages are there, and the guest's speed
   *  in between as a share of what it was told to write. */
  readonly postCopyStartMs?: number;
  readonly allPagesMs?: number;
  readonly speedAfter?: number;
  readonly error?: string;
}

/** A row of what was measured: the point, where and with what, and the result. */
export interface Measurement {
  readonly point: Point;
  readonly repeat: number;
  readonly link: LinkKind;
  readonly queueBytes: number;
  readonly qemuVersion: string;
  readonly drops?: number;
  readonly mostQueuedBytes?: number;
  readonly latestMs?: number;
  /** How busy all cores were during the run: near 1, the machine was the limit. */
  readonly cpuBusy: number;
  readonly measured: Measured;
}
