import { feasibility, type Feasibility } from '../model/feasibility/feasibility';
import { roundTripOf } from '../model/feasibility/certain-round-trip';
import type { Question } from '../model/feasibility/question';
import { answer, isFeasible, type Answer, type Reason } from '../model/verdict';
import { bps, ratio } from '../model/units';
import { bandwidthShares } from './link-question';
import type { PlatformProfile } from './platform-profile';

/** The model's record, and its verdict with what is open about the platform. */
export interface Judgement extends Answer {
  readonly record: Feasibility;
}

/** What the model says, and on top of it what a platform leaves open; `further` are reasons of parts beyond one move. */
export function judge(
  question: Question,
  platform: PlatformProfile | undefined,
  further: readonly Reason[] = [],
): Judgement {
  const record = feasibility(question);
  const open = platform === undefined ? [] : openReasons(question, platform, record);
  return { ...answer([...record.reasons, ...certainFailures(question), ...open, ...further]), record };
}

/** More than any link carries. */
const ANY_BANDWIDTH = bps(1e14);

/** Where the bandwidth is not known: what fails at any bandwidth, since a window, a cap or the guest stands in the way. */
function certainFailures(question: Question): readonly Reason[] {
  if (question.bandwidth !== undefined) return [];
  const { verdict, reasons } = feasibility({ ...question, bandwidth: ANY_BANDWIDTH });
  const known = feasibility(question).reasons.map(({ id }) => id);
  return isFeasible(verdict) || verdict === 'undetermined'
    ? []
    : reasons.filter((reason) => reason.verdict === verdict && !known.includes(reason.id));
}

function openReasons(question: Question, platform: PlatformProfile, { reasons }: Feasibility): readonly Reason[] {
  const slowed = reasons.some(({ id, verdict }) => id === 'guest-is-slowed' && verdict === 'feasible-when-throttled');
  const throttling: readonly Reason[] =
    slowed && platform.throttles === undefined
      ? [{ verdict: 'undetermined', id: 'throttling-not-known', kind: 'share', value: undefined, limit: undefined }]
      : [];
  return [...roundTripReasons(question, platform), ...bandwidthReasons(question, platform), ...throttling];
}

function roundTripReasons(question: Question, { maxRtt }: PlatformProfile): readonly Reason[] {
  const limit = maxRtt.doubtful?.value;
  const least = roundTripOf(question)?.least;
  if (limit === undefined) return [];
  const open = { verdict: 'undetermined', kind: 'duration', limit } as const;
  if (least !== undefined && least > limit) return [{ ...open, id: 'platform-rtt-limit-open', value: least }];
  // With a certain limit the model asks for the round trip itself.
  return question.rtt === undefined && question.maxRtt === undefined
    ? [{ ...open, id: 'rtt-not-known', value: undefined }]
    : [];
}

function bandwidthReasons(
  { bandwidth, share = ratio(1), moves }: Question,
  platform: PlatformProfile,
): readonly Reason[] {
  const { doubtful } = platform.minBandwidth;
  if (doubtful === undefined || bandwidth === undefined) return [];
  const value = bandwidth * share;
  const limit = doubtful.value * bandwidthShares(doubtful, moves);
  return value >= limit
    ? []
    : [{ verdict: 'undetermined', id: 'platform-bandwidth-open', kind: 'bandwidth', value, limit }];
}
