import { bps, bytes, hours, seconds, type BitsPerSecond, type Bytes, type Seconds } from './units';

/** Machines of one kind that leave a site over one link, so many at once. */
export interface Fleet {
  /** A whole number from 1 on. */
  readonly machines: number;
  /** What one machine puts on the link. */
  readonly each: Bytes;
  /** Moves at once, a whole number from 1 on; 1 where the platform serialises them. */
  readonly concurrency: number;
  /** Most that one move gets, however wide the link: its window limit or the platform's cap. */
  readonly moveLimit?: BitsPerSecond | undefined;
  /** What a move takes besides copying, such as stop and start. */
  readonly overhead?: Seconds | undefined;
}

export interface FleetMove {
  readonly total: Bytes;
  /** Rounds of moves that run at once. */
  readonly waves: number;
  readonly time: Seconds;
  /** What a move gets while all of a full wave run. */
  readonly rateEach: BitsPerSecond;
}

/**
 * Moves at once share the link evenly, min(link / n, limit of a move), and being alike they end together; the last wave is
 * what is left over. Time is the sum of the waves, each bytes x 8 / rate + overhead.
 * @param link payload that the link carries for all moves together
 * @throws RangeError if machines or concurrency is not a whole number from 1 on
 */
export function moveFleet(fleet: Fleet, link: BitsPerSecond): FleetMove {
  const { full, waves, atOnce, last } = wavesOf(fleet);
  const { machines, each, moveLimit = Infinity, overhead = 0 } = fleet;
  const rate = (moves: number): number => Math.min(link / moves, moveLimit);
  const copying = full * ((each * 8) / rate(atOnce)) + (each * 8) / rate(last);
  return {
    total: bytes(machines * each),
    waves,
    time: seconds(copying + waves * overhead),
    rateEach: bps(rate(atOnce)),
  };
}

/**
 * From this link rate on the fleet moves within a window: total x 8 / (window - waves x overhead), and more where the last,
 * smaller wave cannot use the link; infinite if no link suffices.
 * @throws RangeError as `moveFleet`
 */
export function linkForFleet(fleet: Fleet, window: Seconds): BitsPerSecond {
  const { full, waves, atOnce, last } = wavesOf(fleet);
  const { machines, each, moveLimit = Infinity, overhead = 0 } = fleet;
  const left = window - waves * overhead;
  if (left <= 0) return bps(Infinity);
  const shared = (machines * each * 8) / left;
  if (shared <= last * moveLimit) return bps(shared);
  // From here on the last wave runs at its limit, and only full waves gain by a wider link.
  const leftForFull = left - (each * 8) / moveLimit;
  const needed = leftForFull > 0 ? (full * atOnce * each * 8) / leftForFull : Infinity;
  return bps(needed <= atOnce * moveLimit ? needed : Infinity);
}

/** @returns `full` waves of `atOnce` machines each, and a last one of `last` machines */
function wavesOf({ machines, concurrency }: Fleet): Record<'full' | 'waves' | 'atOnce' | 'last', number> {
  for (const n of [machines, concurrency]) {
    if (!(Number.isInteger(n) && n >= 1)) throw new RangeError(`${n} is not a whole number of machines`);
  }
  const atOnce = Math.min(machines, concurrency);
  const waves = Math.ceil(machines / atOnce);
  return { full: waves - 1, waves, atOnce, last: machines - (waves - 1) * atOnce };
}

/** Three shifts a day, as follow-the-sun operation has them. */
export const FOLLOW_THE_SUN_PERIOD = hours(8);

export interface FollowTheSun {
  /** What each link carries in a direction, averaged over the window. */
  readonly rate: BitsPerSecond;
  /** What all moves of a day put on links. */
  readonly bytesPerDay: Bytes;
}

/**
 * Follow-the-sun: the whole estate moves on every 8 hours, and each way, since it comes round again. A move has all of the
 * 8 hours at most; a shorter window needs more.
 */
export function followTheSun(estate: Bytes, window: Seconds = FOLLOW_THE_SUN_PERIOD): FollowTheSun {
  const movesPerDay = hours(24) / FOLLOW_THE_SUN_PERIOD;
  return { rate: bps((estate * 8) / window), bytesPerDay: bytes(estate * movesPerDay) };
}
