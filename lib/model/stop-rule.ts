import { bytes, ms, ratio, seconds, type Bytes, type BytesPerSecond, type Ratio, type Seconds } from './units';

/**
 * When pre-copy stops the guest.
 * `textbook`: as soon as all that is pending can be sent within the downtime limit; each round sends all of it.
 * `qemu`: a round sends until what is pending fits the limit, then asks the guest what it has written since; if that still
 * fits, the guest is stopped. So what is sent while the guest stands still is nearly always as much as the limit allows.
 * Source: Clark et al., NSDI 2005; QEMU 7.2, `migration_iteration_run` and `ram_save_pending`.
 */
export type StopRule =
  | { readonly kind: 'textbook' }
  | { readonly kind: 'qemu'; readonly autoConverge?: AutoConverge | undefined };

/** How QEMU slows a guest that writes too fast, if it is told to; shares of the guest's speed that are taken away. */
export interface AutoConverge {
  readonly initial: Ratio;
  readonly increment: Ratio;
  readonly maximum: Ratio;
  /** It slows the guest if it dirtied more than this share of what was sent, twice. */
  readonly trigger: Ratio;
  /** The guest runs in QEMU's interpreter (TCG), not under KVM; see `syncWait`. */
  readonly interpreted?: boolean | undefined;
}

export const TEXTBOOK: StopRule = { kind: 'textbook' };
export const QEMU: StopRule = { kind: 'qemu' };

/** The defaults of `cpu-throttle-initial`, `cpu-throttle-increment`, `max-cpu-throttle` and `throttle-trigger-threshold`. */
export const QEMU_AUTO_CONVERGE: AutoConverge = {
  initial: ratio(0.2),
  increment: ratio(0.1),
  maximum: ratio(0.99),
  trigger: ratio(0.5),
};

/** QEMU judges at most once a second whether to slow the guest. Source: `migration_bitmap_sync`. */
export const THROTTLE_PERIOD = seconds(1);

/** A slowed guest runs for so long at a time. Source: QEMU 7.2, `CPU_THROTTLE_TIMESLICE_NS`. */
const THROTTLE_SLICE = ms(10);

/**
 * How long QEMU waits, on average, before it knows what a slowed guest has written, if an interpreter runs it: its processor
 * sleeps for the share p of every 10 ms / (1 - p), and QEMU waits until it wakes: p x p x 10 ms / (1 - p) / 2.
 * KVM answers at once. Source: QEMU 7.2, `cpu_throttle_thread` and `tcg_log_global_after_sync`.
 */
export function syncWait({ interpreted = false }: AutoConverge, throttle: Ratio): Seconds {
  return seconds(interpreted ? (throttle ** 2 * THROTTLE_SLICE) / (1 - throttle) / 2 : 0);
}

/** How one page crosses the link. */
export interface PageFormat {
  readonly payload: Bytes;
  /** A page and its header. */
  readonly wire: Bytes;
  /** What stands for a page of zeroes. */
  readonly zero: Bytes;
}

/** QEMU's stream: an 8-byte header on a page of 4 KiB, and one byte more for a page of zeroes. Source: `save_page_header`. */
export const QEMU_PAGE: PageFormat = { payload: bytes(4096), wire: bytes(4104), zero: bytes(9) };
/** Where the format is not known: pages as they are, pages of zeroes for nothing. */
export const BARE_PAGE: PageFormat = { payload: bytes(4096), wire: bytes(4096), zero: bytes(0) };

/*
 * Fitted to the half of our sweep that is for fitting (`docs/model-validation.md`). In the source an iteration is 50 ms, looked
 * at every 64 pages (0.26 MB); while the socket is full, the sender also sleeps until a third of it has drained.
 */
const ITERATION = ms(90);
const ITERATION_BYTES = bytes(0.8e6);

/** How long QEMU sends before it looks again at what is pending: 90 ms + 0.8 MB / B, and a round trip at least. */
export function iterationTime(bandwidth: BytesPerSecond, rtt: Seconds = seconds(0)): Seconds {
  return seconds(Math.max(ITERATION + ITERATION_BYTES / bandwidth, rtt));
}

/** Below this limit rounds are shorter than an iteration. Source: fitted to earlier migrations; `docs/model.md`, 3. */
const SHORT_LIMIT = ms(60);

/**
 * How full the socket is when the guest is stopped, against a sender that has just been woken (two thirds full): 1 + 0.5
 * (1 - L / 60 ms), at least 1. Below the limit of one iteration rounds are so small that they only top up the socket.
 */
export function socketFill(downtimeLimit: Seconds): number {
  return 1 + 0.5 * Math.max(0, 1 - downtimeLimit / SHORT_LIMIT);
}
