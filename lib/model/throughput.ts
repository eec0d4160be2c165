import type { InputValue } from './inputs';
import { lossLimit } from './loss-limit';
import { bps, bytes, mb, seconds, type BitsPerSecond, type Bytes, type Ratio, type Seconds } from './units';

/**
 * Bytes a Linux sender has in flight with the default `tcp_wmem` (4 MiB); the default receiver allows more (6 MiB).
 * Source: our own measurement, confirmed with `ss`.
 */
export const LINUX_SEND_WINDOW = mb(2.95);

/**
 * How the sender reacts to loss. `loss-based`: CUBIC and Reno, the default of Linux and Windows. `bbr`: models bandwidth and
 * round trip instead, so that random loss does not bound its rate in the sense of RFC 9438.
 * Source: BBR: congestion-based congestion control, ACM Queue 14(5), 2016.
 */
export type CongestionControl = InputValue<'congestionControl'>;

/** A path and what is known about it; a limit whose inputs are left out does not apply. */
export interface Path {
  readonly bottleneck: BitsPerSecond;
  /** Share of the bottleneck that is payload; see `framingEfficiency`. */
  readonly framing: Ratio;
  readonly rtt?: Seconds | undefined;
  /** Bytes that one stream can have in flight: the smaller of sender's and receiver's. */
  readonly window?: Bytes | undefined;
  readonly streams?: number | undefined;
  readonly loss?: Ratio | undefined;
  /** `loss-based` where nothing is said. */
  readonly congestionControl?: CongestionControl | undefined;
  /** TCP payload of a packet; see `segmentSize`. */
  readonly segment?: Bytes | undefined;
  readonly platformCap?: BitsPerSecond | undefined;
  /** Share of the bottleneck that is reserved for the transfer. */
  readonly share?: Ratio | undefined;
  /** Moves that run at once and share the bottleneck evenly; see `movesAtOnce`. Window, loss and cap bind each by itself. */
  readonly moves?: number | undefined;
}

export type ThroughputLimit = 'bottleneck' | 'window' | 'loss' | 'platform';

export interface Throughput {
  /** Payload bits per second that the transfer gets; of several moves at once, each. */
  readonly rate: BitsPerSecond;
  /** The limit that binds; of equal ones the first in the order of `limits`. */
  readonly binds: ThroughputLimit;
  /** Every limit that applies. */
  readonly limits: readonly { readonly name: ThroughputLimit; readonly rate: BitsPerSecond }[];
}

/**
 * min(share x bottleneck x framing / moves, window limit, loss limit, platform cap). A reserved share narrows the link, not what a
 * window or a cap allows: 40 % of 10 Gbit/s with a window worth 1 Gbit/s still carries 1 Gbit/s.
 */
export function throughput(path: Path): Throughput {
  const { bottleneck, framing, rtt, window, streams = 1, loss, segment, platformCap, share = 1, moves = 1 } = path;
  const carried = { name: 'bottleneck', rate: bps((share * bottleneck * framing) / moves) } as const;
  const limits: { readonly name: ThroughputLimit; readonly rate: BitsPerSecond }[] = [carried];
  if (window !== undefined && rtt !== undefined)
    limits.push({ name: 'window', rate: windowLimit(window, rtt, streams) });
  if (path.congestionControl !== 'bbr' && loss !== undefined && rtt !== undefined && segment !== undefined) {
    limits.push({ name: 'loss', rate: lossLimit(loss, rtt, segment, streams) });
  }
  if (platformCap !== undefined) limits.push({ name: 'platform', rate: platformCap });
  const least = limits.reduce((lower, limit) => (limit.rate < lower.rate ? limit : lower), carried);
  return { rate: least.rate, binds: least.name, limits };
}

/** How many of some moves run at once: all, or as many as the platform lets (HCX vMotion: one in a service mesh). */
export function movesAtOnce(moves: number, platformLimit = Infinity): number {
  return Math.min(moves, platformLimit);
}

/** streams x window / RTT: a stream cannot send more than its window in a round trip. Infinite without round trip. */
export function windowLimit(window: Bytes, rtt: Seconds, streams = 1): BitsPerSecond {
  return bps((streams * window * 8) / rtt);
}

/** Bandwidth-delay product: what must be in flight to fill the link. 10 Gbit/s at 150 ms is 187.5 MB. */
export function bandwidthDelayProduct(bandwidth: BitsPerSecond, rtt: Seconds): Bytes {
  return bytes((bandwidth * rtt) / 8);
}

/** The window that each of so many streams needs to fill the link. */
export function windowToFill(bandwidth: BitsPerSecond, rtt: Seconds, streams = 1): Bytes {
  return bytes(bandwidthDelayProduct(bandwidth, rtt) / streams);
}

/** The least whole number of streams with this window that fill the link. */
export function streamsToFill(bandwidth: BitsPerSecond, rtt: Seconds, window: Bytes): number {
  return Math.max(1, Math.ceil(bandwidthDelayProduct(bandwidth, rtt) / window));
}

/** Up to this round trip so many streams with this window fill the link: streams x window x 8 / bandwidth. */
export function longestRttToFill(bandwidth: BitsPerSecond, window: Bytes, streams = 1): Seconds {
  return seconds((streams * window * 8) / bandwidth);
}
