import type { Cleanup } from '../cleanup';

export type LinkKind = 'relay' | 'tun';

/** What a link is told: the same for both kinds. */
export interface LinkOptions {
  readonly mbps: number;
  readonly rttMs: number;
  /** Where temporary things may lie. */
  readonly folder: string;
  readonly cleanup: Cleanup;
}

/** A link that is up. */
export interface Link {
  /** Commands that put a process at either end of it. */
  readonly sourcePrefix: readonly string[];
  readonly targetPrefix: readonly string[];
  /** Where the target listens, and where the source connects to, for QEMU. */
  readonly listenUri: string;
  readonly connectUri: string;
  /** What its queue can hold in each direction. */
  readonly queueBytes: number;
  close(): Promise<LinkReport>;
}

/** What the queue towards the target did; undefined where the link cannot tell. */
export interface LinkReport {
  readonly drops?: number;
  readonly mostQueuedBytes?: number;
  /** The latest that anything was delivered after its time: a busy machine shows here. */
  readonly latestMs?: number;
}

const SHORTEST_QUEUE_MS = 25;

/** The queue of a link: one bandwidth-delay product, the old rule of thumb, and never less than 25 ms. */
export const queueBytes = (mbps: number, rttMs: number): number =>
  Math.round((Math.max(rttMs, SHORTEST_QUEUE_MS) / 1e3) * ((mbps * 1e6) / 8));
