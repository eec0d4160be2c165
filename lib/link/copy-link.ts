import { roundTripOf, type KnownRoundTrip } from '../model/feasibility/certain-round-trip';
import { checksOfLink, holds } from '../model/feasibility/checks';
import { carriedBy, type RateQuestion } from '../model/feasibility/live-move';
import { inputRow, solvedNames } from '../model/inputs';
import { seconds, type BitsPerSecond, type Seconds } from '../model/units';
import { ANY_BANDWIDTH } from '../facts/conditions';
import { knownLink, type KnownLink } from './known-link';
import type { LinkReason } from './link-record';
import type { LinkValues, ReadLink } from './read-options';
import { linkReason } from './reason-text';

/** A link as copies of data use it: a platform's rate cap and window are those of its own moves. */
export interface CopyLink {
  readonly link: KnownLink;
  /** A round trip that light could not make says nothing, and is left out. */
  readonly question: RateQuestion;
  readonly roundTrip: KnownRoundTrip;
  /** What a copy gets at best; undefined where the bandwidth is unknown. */
  readonly rate: BitsPerSecond | undefined;
  /** At the best that what nobody gives may be; of an unknown bandwidth any. */
  readonly best: BitsPerSecond;
  /** At the least favourable plausible value of everything that nobody gives; 0 of an unknown bandwidth. */
  readonly worst: BitsPerSecond;
  /** What that is worked out from. */
  readonly atWorst: RateQuestion;
  /** Why no option is possible: a round trip that light could not make. */
  readonly impossible: LinkReason | undefined;
}

/** What a copy is for: a cold move shares link and cap with moves at once, replication does not. */
export type CopyUse = 'migration' | 'replication';

export function copyLink({ ends, values }: ReadLink, use: CopyUse): CopyLink {
  const { platform: _platform, ...own } = values;
  const link = knownLink({ ends, values: use === 'migration' ? own : withoutMoves(own) });
  const asked = link.asked.question;
  const roundTrip = roundTripOf(asked);
  if (roundTrip === undefined) throw new Error('a link is asked about without its places');
  const broken = checksOfLink(asked, roundTrip).find(
    (check) => check.id === 'rtt-above-speed-of-light' && !holds(check),
  );
  const question: RateQuestion = broken === undefined ? asked : { ...asked, rtt: undefined };
  const atWorst = { ...question, ...worstOf(question), rtt: question.rtt ?? longest(roundTrip) };
  const atBest = { ...question, bandwidth: question.bandwidth ?? ANY_BANDWIDTH, rtt: roundTrip.least };
  return {
    link,
    question,
    roundTrip,
    rate: carriedBy(question)?.rate,
    best: rateOf(atBest),
    worst: rateOf(atWorst),
    atWorst,
    impossible: broken && linkReason({ ...broken, verdict: broken.failing }, link, undefined),
  };
}

function withoutMoves({ moves: _moves, rateCap: _rateCap, ...values }: LinkValues): LinkValues {
  return values;
}

/** No round trip is longer than is looked at. */
const longest = ({ ample }: KnownRoundTrip): Seconds => seconds(Math.min(ample, LONGEST));
const LONGEST = inputRow('rtt').solved?.high ?? 10;

const rateOf = (question: RateQuestion): BitsPerSecond => carriedBy(question)?.rate ?? (0 as BitsPerSecond);

/** What nobody gives, at its least favourable plausible value. */
const worstOf = (question: RateQuestion): Partial<RateQuestion> =>
  Object.fromEntries(
    solvedNames.flatMap((name) => {
      const { plausible, owner } = inputRow(name);
      const isOpen = owner === 'link' && plausible !== undefined && question[name as keyof RateQuestion] === undefined;
      return isOpen ? [[name, plausible.worst]] : [];
    }),
  );

/** What nobody gives of a link and that may narrow a copy, in words. */
export function openOf({ question, best, worst }: CopyLink): readonly string[] {
  if (question.bandwidth === undefined) return [inputRow('bandwidth').noun];
  if (best === worst) return [];
  const names = ['rtt', 'share', 'window', 'loss'] as const;
  return names.filter((name) => question[name] === undefined).map((name) => inputRow(name).noun);
}
