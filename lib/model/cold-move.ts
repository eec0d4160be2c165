import { bps, bytes, seconds, type BitsPerSecond, type Bytes, type Seconds } from './units';

/**
 * How long a machine that is switched off takes to copy: bytes x 8 / rate. Its memory is not copied; with a replica in
 * place only the final delta is. Stop, start and DNS time come on top. 1 GB at 1 Gbit/s is 8 s.
 */
export function coldMoveTime(copied: Bytes, rate: BitsPerSecond): Seconds {
  return seconds((copied * 8) / rate);
}

/** The rate that copies so much within a window. */
export function rateForColdMove(copied: Bytes, window: Seconds): BitsPerSecond {
  return bps((copied * 8) / window);
}

/** How much can be copied within a window. */
export function sizeOfColdMove(rate: BitsPerSecond, window: Seconds): Bytes {
  return bytes((rate * window) / 8);
}
