import { bytes, bytesPerSecond, mb, ms, seconds, type Bytes, type BytesPerSecond, type Seconds } from './units';

/** What is known of the TCP path that carries a migration; what is left out costs nothing and limits nothing. */
export interface TransferPath {
  readonly rtt?: Seconds | undefined;
  /** Bytes that the socket of one stream holds; see `LINUX_SEND_BUFFER`. */
  readonly window?: Bytes | undefined;
  readonly streams?: number | undefined;
  /** The queue before the bottleneck; without it one bandwidth-delay product, as routers are commonly sized. */
  readonly queue?: Bytes | undefined;
  /** Time lost to the handshake and slow start, if known otherwise; TLS and ssh add round trips. */
  readonly startup?: Seconds | undefined;
  /** Bytes that wait in socket and queue, if known otherwise. */
  readonly backlog?: Bytes | undefined;
  /** What the sender allows itself at most; see `Transfer.uncapped`. */
  readonly cap?: BytesPerSecond | undefined;
}

/** What the path makes of a transfer. */
export interface Transfer {
  /**
   * Payload bytes a second: min(P, k S / (R + 0.5 ms + k S / (4 P))). A sender that waits for room in its socket is woken only
   * when a good part of it is free: it sends in bursts, and each is acknowledged a round trip after its last byte has left.
   * Of that, k streams lose 9 % (1 - 1 / k): all wait for the slowest at the end of each iteration.
   */
  readonly bandwidth: BytesPerSecond;
  /** The same without the cap, which a stopped guest is sent at. */
  readonly uncapped: BytesPerSecond;
  /** Time before the transfer runs at this rate: t0 = R (1 + 1.2 max(0, log2(ramp / 14,480) - 1)). */
  readonly startup: Seconds;
  /** In flight when the start is over: B R, or half of what is sent if that is less. */
  readonly ramp: Bytes;
  /**
   * What socket and queue hold when the transfer ends: min(k S, 0.37 MB + 2.25 (B R + Q)). A sender that a cap holds below what
   * the path carries leaves nothing there but what is in flight, B R.
   */
  readonly held: Bytes;
  /** What the sender has handed over and the link has not carried: what is held - B R. */
  readonly backlog: Bytes;
  /**
   * From the last byte sent to the guest running: R / 2 + 0.5 ms, less what a window-limited sender idles. With k > 1 streams
   * 2 R + k x 128 KiB / B more: the slowest is waited for, and the devices' state starts on a stream that had nothing to send.
   */
  readonly arrival: Seconds;
}

/** Ten segments of 1,448 bytes. Source: RFC 6928. */
export const INITIAL_WINDOW = bytes(14_480);
/*
 * Fitted to the half of our sweep that is for fitting (`docs/model-validation.md`). The physics behind: a sender
 * sleeps until a third of its socket is free; Linux lets a socket hold twice the congestion window, with its own overhead.
 */
/** What a Linux socket holds of payload with the default `tcp_wmem` (4 MiB). */
export const LINUX_SEND_BUFFER = mb(3.35);
export const BURST_SHARE = 0.25;
/** What two hosts add to a round trip. */
export const HOST_DELAY = ms(0.5);
export const SLOW_START = 1.2;
export const SOCKET_BASE = mb(0.37);
export const SOCKET_GROWTH = 2.25;
const IDLE_SHARE = 0.65;
/* What several streams cost; fitted to an earlier sweep as well, `validation/measurements/contiguous.csv`. */
export const WAITING_SHARE = 0.09;
const JOINING_ROUND_TRIPS = 2;
const JOINING_BYTES = 128 * 1024;

/** See `Transfer.bandwidth`; `window` is that of all streams. */
function rateOver(window: number, streams: number, rtt: Seconds, bottleneck: BytesPerSecond): BytesPerSecond {
  const limited = window === Infinity ? Infinity : window / (rtt + HOST_DELAY + BURST_SHARE * (window / bottleneck));
  return bytesPerSecond(Math.min(bottleneck, limited) * (1 - WAITING_SHARE * (1 - 1 / streams)));
}

/**
 * Rate, start and backlog of a transfer.
 * @param bottleneck payload rate of the bottleneck, e x C x share
 * @param toSend what is sent in all: a short transfer never leaves slow start
 * @param fill how full the socket is when the transfer ends; see `socketFill`
 */
export function transferOver(path: TransferPath, bottleneck: BytesPerSecond, toSend: Bytes, fill = 1): Transfer {
  const { rtt, streams = 1 } = path;
  const window = path.window === undefined ? Infinity : path.window * streams;
  const uncapped = rtt === undefined ? bottleneck : rateOver(window, streams, rtt, bottleneck);
  const bandwidth = bytesPerSecond(Math.min(uncapped, path.cap ?? Infinity));
  const { startup = seconds(0), backlog = bytes(0) } = path;
  if (rtt === undefined) {
    return { bandwidth, uncapped, startup, ramp: bytes(0), held: backlog, backlog, arrival: seconds(0) };
  }
  const inFlight = bandwidth * rtt;
  const room = (SOCKET_BASE + SOCKET_GROWTH * (inFlight + (path.queue ?? inFlight))) * fill;
  const held = bandwidth < uncapped ? inFlight : Math.min(window, room);
  // Only what the start sends counts, not what its end leaves in socket and queue.
  const waiting = Math.min(window, (SOCKET_BASE + SOCKET_GROWTH * (path.queue ?? 0)) * fill);
  const ramp = Math.min(inFlight, Math.max(0, toSend - waiting) / 2);
  const doublings = Math.max(0, Math.log2(ramp / INITIAL_WINDOW) - 1);
  const idle = Number.isFinite(window) ? Math.max(0, rtt - window / bottleneck) : 0;
  const joining = streams > 1 ? JOINING_ROUND_TRIPS * rtt + (streams * JOINING_BYTES) / uncapped : 0;
  return {
    bandwidth,
    uncapped,
    startup: path.startup ?? seconds(rtt * (1 + SLOW_START * doublings)),
    ramp: bytes(ramp),
    held: bytes(held),
    backlog: path.backlog ?? bytes(Math.max(0, held - inFlight)),
    arrival: seconds(HOST_DELAY + Math.max(0, rtt / 2 - IDLE_SHARE * idle) + joining),
  };
}
