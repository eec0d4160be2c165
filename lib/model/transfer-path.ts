import { bytes, bytesPerSecond, ms, seconds, type Bytes, type BytesPerSecond, type Seconds } from './units';

/** What is known of the TCP path that carries a migration; what is left out costs nothing and limits nothing. */
export interface TransferPath {
  readonly rtt?: Seconds | undefined;
  /** Bytes that one stream can have in flight; see `LINUX_SEND_WINDOW`. */
  readonly window?: Bytes | undefined;
  readonly streams?: number | undefined;
  /** The queue before the bottleneck; without it one bandwidth-delay product, as routers are commonly sized. */
  readonly queue?: Bytes | undefined;
  /** Time lost to the handshake and slow start, if known otherwise; TLS and ssh add round trips. */
  readonly startup?: Seconds | undefined;
  /** Bytes that wait in socket and queue, if known otherwise. */
  readonly backlog?: Bytes | undefined;
}

/** What the path makes of a transfer. */
export interface Transfer {
  /** Payload bytes a second: min(e C, streams x S / (R + 2 ms)). */
  readonly bandwidth: BytesPerSecond;
  /** Time before the transfer runs at this rate: t0 = R (1 + 1.15 max(0, log2(B R / 14,480) - 1)). */
  readonly startup: Seconds;
  /** What the sender has handed over and the link has not carried: min(S, 0.35 MB + 1.75 (B R + Q)) - B R. */
  readonly backlog: Bytes;
  /** From the last byte sent to the guest running: R / 2 + 2 ms, less what a window-limited sender idles. */
  readonly arrival: Seconds;
}

/** Ten segments of 1,448 bytes. Source: RFC 6928. */
const INITIAL_WINDOW = 14_480;
/** What two hosts add to a round trip. Source: our own measurement. */
const HOST_DELAY = ms(2);
/*
 * Source: fitted to our own measurements (`docs/model.md`, 3); the last one to 39 of the 77 points in
 * test/fixtures/pre-copy. 1.75: Linux lets a socket hold twice the congestion window, counted with its own overhead.
 */
const SLOW_START = 1.15;
const SOCKET_BASE = 0.35e6;
const SOCKET_GROWTH = 1.75;
const IDLE_SHARE = 0.4;

/**
 * Rate, start and backlog of a transfer.
 * @param bottleneck payload rate of the bottleneck, e x C x share
 * @param toSend what is sent in all: a short transfer never leaves slow start
 * @param fill how full the socket is when the transfer ends; see `socketFill`
 */
export function transferOver(path: TransferPath, bottleneck: BytesPerSecond, toSend: Bytes, fill = 1): Transfer {
  const { rtt, streams = 1 } = path;
  const window = path.window === undefined ? Infinity : path.window * streams;
  const bandwidth = rtt === undefined ? bottleneck : bytesPerSecond(Math.min(bottleneck, window / (rtt + HOST_DELAY)));
  const { startup = seconds(0), backlog = bytes(0) } = path;
  if (rtt === undefined) return { bandwidth, startup, backlog, arrival: seconds(0) };
  const inFlight = bandwidth * rtt;
  const held = Math.min(window, (SOCKET_BASE + SOCKET_GROWTH * (inFlight + (path.queue ?? inFlight))) * fill);
  // Only what the start sends counts, not what its end leaves in socket and queue.
  const waiting = Math.min(window, (SOCKET_BASE + SOCKET_GROWTH * (path.queue ?? 0)) * fill);
  const ramp = Math.min(inFlight, Math.max(0, toSend - waiting) / 2);
  const doublings = Math.max(0, Math.log2(ramp / INITIAL_WINDOW) - 1);
  const idle = Number.isFinite(window) ? Math.max(0, rtt - window / bottleneck) : 0;
  return {
    bandwidth,
    startup: path.startup ?? seconds(rtt * (1 + SLOW_START * doublings)),
    backlog: path.backlog ?? bytes(Math.max(0, held - inFlight)),
    arrival: seconds(rtt / 2 + HOST_DELAY - IDLE_SHARE * idle),
  };
}
