import { bps, ratio, type BitsPerSecond, type Bytes, type Ratio, type Seconds } from './units';

/** Segments per second cubed. Source: RFC 9438, section 5. */
const CUBIC_C = 0.4;
/** Source: RFC 9438, section 4.6. */
const CUBIC_BETA = 0.7;
/** 1.054, segments per second^(3/4). Source: RFC 9438, figure 5. */
const CUBIC_FACTOR = ((CUBIC_C * (3 + CUBIC_BETA)) / (4 * (1 - CUBIC_BETA))) ** 0.25;

/** Average window of Reno in segments, sqrt(3 / (2 p)); infinite without loss. Source: RFC 9438, section 5.1, whose 1.2 is rounded. */
export function renoWindow(loss: Ratio): number {
  return Math.sqrt(3 / (2 * loss));
}

/**
 * Average window of CUBIC in segments, (C (3 + beta) / (4 (1 - beta)))^(1/4) (RTT / p)^(3/4); infinite without loss.
 * Source: RFC 9438, figure 5.
 */
export function cubicWindow(loss: Ratio, rtt: Seconds): number {
  return loss === 0 ? Infinity : CUBIC_FACTOR * (rtt / loss) ** 0.75;
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

/**
 * Up to this loss a loss-based TCP carries a rate; 1 at most. The inverse of `lossLimit`: with w = rate x RTT / (streams x
 * segment x 8) segments in flight the larger of 3 / (2 w^2), by Reno, and RTT (1.054 / w)^(4/3), by CUBIC.
 */
export function toleratedLoss(rate: BitsPerSecond, rtt: Seconds, segment: Bytes, streams = 1): Ratio {
  const window = (rate * rtt) / (streams * segment * 8);
  return ratio(Math.min(1, Math.max(3 / (2 * window ** 2), rtt * (CUBIC_FACTOR / window) ** (4 / 3))));
}
