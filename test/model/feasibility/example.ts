import type { Question } from '../../../lib/model/feasibility/question';
import { bytesPerSecond, gb, mbps, mb, ms } from '../../../lib/model/units';

/**
 * A move that can be redone by hand: of 1538 Mbit/s a full packet of MTU 1500 leaves 1448/1538, which are 1448 Mbit/s or
 * 181 MB/s. 18.1 GB take 100 s, and a writer who passes through all of it at 18.1 MB/s leaves a tenth each round: 1.81 GB
 * take 10 s, 181 MB 1 s, and 18.1 MB 0.1 s, which is within 0.3 s. With 1.5 round trips of 20 ms for the hand-over 111.13 s
 * in all; the downtime is one round trip at least, and 0.33 s at most.
 */
export const EXAMPLE: Question & Required<Pick<Question, 'memory' | 'bandwidth' | 'dirtyRate'>> = {
  rtt: ms(20),
  bandwidth: mbps(1538),
  memory: gb(18.1),
  dirtyRate: bytesPerSecond(18.1e6),
  writes: 'cyclic',
  downtimeLimit: ms(300),
};

/** The same with a writer faster than 181 MB/s: it ends only if what can be dirty at all, 54.3 MB, fits 0.3 s. */
export const BUSY = { ...EXAMPLE, dirtyRate: bytesPerSecond(250e6) };
export const FITTING = mb(54.3);
