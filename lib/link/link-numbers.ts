import type { Feasibility } from '../model/feasibility/feasibility';
import type { LiveMove } from '../model/feasibility/live-move';
import type { Numbers } from '../model/feasibility/numbers';
import type { DowntimeRange } from '../model/pre-copy';
import { formatRoughDuration } from '../model/quantity';
import type { RoundTrip } from '../model/round-trip';
import { seconds } from '../model/units';
import { amount, roughAmount } from './amount';
import type { LinkMove, LinkNumbers, LinkRound } from './link-record';

/** Near the edge of convergence rounds are many and alike. */
const MOST_ROUNDS = 100;

export function linkNumbers({ numbers }: Feasibility, trip: RoundTrip): LinkNumbers {
  const { roundTrip, carried, live, timeout } = numbers;
  const { fast, median, slow } = trip.typical;
  return {
    certainRoundTrip: roundTrip === undefined ? null : amount('duration', roundTrip.least),
    minimumRoundTrip: amount('duration', trip.minimum),
    vacuumRoundTrip: amount('duration', trip.inVacuum),
    typicalRoundTrip: {
      fast: amount('duration', fast),
      median: amount('duration', median),
      slow: amount('duration', slow),
    },
    plausibility: trip.plausibility ?? null,
    rate: carried === undefined ? null : amount('bandwidth', carried.rate),
    boundBy: carried?.binds ?? null,
    move: live === undefined ? null : linkMove(live, numbers),
    givesUpAfter: timeout === undefined ? null : amount('duration', timeout),
  };
}

/** The rounds of a move, and how it ends. */
export function linkMove(
  { preCopy, rateNeeded, guestSpeed }: LiveMove,
  { totalTime, diskCopy }: Pick<Numbers, 'totalTime' | 'diskCopy'>,
): LinkMove {
  const { low, expected, high } = preCopy.downtime;
  const rounds: LinkRound[] = [];
  let start = 0;
  for (const round of preCopy.rounds.slice(0, MOST_ROUNDS)) {
    rounds.push({
      start: amount('duration', seconds(start)),
      duration: amount('duration', round.duration),
      sent: amount('size', round.bytes),
      dirtied: amount('size', round.dirtied),
    });
    start += round.duration;
  }
  return {
    converges: preCopy.converges,
    rounds,
    roundsInAll: preCopy.rounds.length,
    remaining: amount('size', preCopy.remaining),
    downtime: {
      least: roughAmount(low),
      expected: expected === undefined ? null : roughAmount(expected),
      most: roughAmount(high),
      text: downtimeText(preCopy.downtime),
    },
    totalTime: totalTime === undefined ? null : amount('duration', totalTime),
    diskTime: diskCopy === undefined || diskCopy === 0 ? null : amount('duration', diskCopy),
    memoryTime: amount('duration', preCopy.totalTime),
    transferred: amount('size', preCopy.transferred),
    rateNeeded: amount('bandwidth', rateNeeded),
    guestSpeed: amount('share', guestSpeed),
  };
}

function downtimeText({ low, expected, high }: DowntimeRange): string {
  const [least, most] = [formatRoughDuration(low), formatRoughDuration(high)];
  if (!Number.isFinite(high)) return `at least ${least}`;
  return expected === undefined
    ? `between ${least} and ${most}`
    : `${formatRoughDuration(expected)} (${least} to ${most})`;
}
