import { bps, type BitsPerSecond, type Bytes, type Ratio, type Seconds } from './units';

/** Segments per second cubed. Source: RFC 9438, section 5. */
const CUBIC_C = 0.4;
/** Source: RFC 9438, section 4.6. */
const CUBIC_BETA = 0.7;

/** Average window of Reno in segments, sqrt(3 / (2 p)); infinite without loss. Source: RFC 9438, section 5.1, whose 1.2 is rounded. */
export function renoWindow(loss: Ratio): number {
  return Math.sqrt(3 / (2 * loss));
}

/**
 * Average window of CUBIC in segments, (C (3 + beta) / (4 (1 - beta)))^(1/4) (RTT / p)^(3/4); infinite without loss.
 * Source: RFC 9438, figure 5.
 */
export function cubicWindow(loss: Ratio, rtt: Seconds): number {
  const factor = ((CUBIC_C * (3 + CUBIC_BETA)) / (4 * (1 - CUBIC_BETA))) ** 0.25;
  return loss === 0 ? Infinity : factor * (rtt / loss) ** 0.75;
}

/**
 * What a loss-based TCP (CUBIC with its Reno-friendly region) carries on a path that loses the share `loss` of its
 * packets: streams x segments x segment size / RTT. BBR is not limited in this way.
 * @param segment TCP payload of a packet
 * @returns Infinity without loss or without round trip
 */
export function lossLimit(loss: Ratio, rtt: Seconds, segment: Bytes, streams = 1): BitsPerSecond {
  if (loss === 0 || rtt === 0) return bps(Infinity);
  const window = Math.max(renoWindow(loss), cubicWindow(loss, rtt));
  return bps((streams * window * segment * 8) / rtt);
}
