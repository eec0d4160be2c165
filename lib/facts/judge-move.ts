import { doubts } from '../model/feasibility/doubts';
import { feasibility, type Feasibility } from '../model/feasibility/feasibility';
import { roundTripOf } from '../model/feasibility/certain-round-trip';
import { reservedBy } from '../model/feasibility/live-move';
import type { Question } from '../model/feasibility/question';
import { unknownInput } from '../model/feasibility/unknown-input';
import { answer, isFeasible, type Answer, type Reason } from '../model/verdict';
import type { MoveLimits } from './ask-move';
import { ANY_BANDWIDTH, conditionsOf, type Conditions } from './conditions';
import type { PlatformFacts } from './platform-facts';

/** What the model says of a move, and what is open about its platform. */
export interface Judgement extends Answer {
  /** Of the question; of a link that carries anything where the bandwidth is unknown and none would do. */
  readonly record: Feasibility;
}

/** What is open about a platform besides its limits. */
type Throttling = Pick<PlatformFacts, 'throttles'>;

/** The same where a round trip that light could not make is the finding of another law. */
export function judgeConvergence(question: Question, platform: Throttling): Judgement {
  const { record, reasons } = judgeMove(question, platform);
  return { ...answer(reasons.filter(({ verdict }) => verdict !== 'impossible')), record };
}

/** What leaves a verdict open beside its own reasons. */
export interface OpenMove {
  /** Inputs that are asked for only once another is known; none of a machine that nobody describes, which is asked for first. */
  readonly further: readonly Reason[];
  /** What the verdict hangs on; undefined where none of it is an input. */
  readonly conditions: Conditions | undefined;
}

/** Solving for it costs a hundred times the judging, and only a verdict that is shown needs it. */
export function openOf(
  question: Question,
  platform: PlatformFacts | undefined,
  limits: MoveLimits | undefined,
  { verdict, reasons }: Answer,
): OpenMove {
  const named = reasons.flatMap((one) => (one.verdict === 'undetermined' && one.input ? [one.input] : []));
  if (verdict !== 'undetermined' || named.length === 0) return { further: [], conditions: undefined };
  const conditions = conditionsOf(question, limits, (asked) => judgeMove(asked, platform, limits));
  const isDescribed = ESSENTIAL.filter((name) => named.includes(name)).length < 2;
  const further = isDescribed ? conditions.hanging.filter((name) => !named.includes(name)).map(unknownInput) : [];
  return { further, conditions };
}

/** Without two of these nothing of a move can be calculated. */
const ESSENTIAL = ['bandwidth', 'memory', 'dirtyRate'] as const;

/** The verdict of the model, with what a platform leaves open. */
export function judgeMove(question: Question, platform: Throttling | undefined, limits?: MoveLimits): Judgement {
  const record = feasibility(question);
  const atBest = failureAtBest(question);
  const ids = record.reasons.map(({ id }) => id);
  const certain = atBest?.reasons.filter(({ verdict, id }) => verdict === atBest.verdict && !ids.includes(id)) ?? [];
  const open = [
    ...(limits === undefined ? [] : [...roundTripReasons(question, limits), ...bandwidthReasons(question, limits)]),
    ...(platform === undefined ? [] : throttlingReasons(platform, record)),
  ];
  const found = answer([...record.reasons, ...certain, ...open]);
  return { ...answer([...found.reasons, ...doubts(question, found)]), record: atBest ?? record };
}

/** What fails at any bandwidth, since a window, a cap or the guest stands in the way. */
function failureAtBest(question: Question): Feasibility | undefined {
  if (question.bandwidth !== undefined) return undefined;
  const best = feasibility({ ...question, bandwidth: ANY_BANDWIDTH });
  return isFeasible(best.verdict) || best.verdict === 'undetermined' ? undefined : best;
}

function roundTripReasons(question: Question, { maxRtt: { doubtful } }: MoveLimits): readonly Reason[] {
  if (doubtful === undefined) return [];
  const open = { verdict: 'undetermined', kind: 'duration', limit: doubtful.value } as const;
  const { least, ample } = roundTripOf(question) ?? { least: 0, ample: Infinity };
  const { maxRtt } = question;
  // With a certain limit that the round trip may exceed, the model asks for the round trip itself.
  const isAllowed = maxRtt === undefined ? least > doubtful.value : ample <= maxRtt && ample > doubtful.value;
  if (isAllowed || (least > doubtful.value && doubtful.because === 'secondary-source')) {
    return [{ ...open, id: 'platform-rtt-limit-open', value: least }];
  }
  return maxRtt === undefined && ample > doubtful.value
    ? [{ ...open, id: 'rtt-unknown', input: 'rtt', value: undefined }]
    : [];
}

function bandwidthReasons(question: Question, { minBandwidth: { doubtful } }: MoveLimits): readonly Reason[] {
  const value = reservedBy(question);
  if (doubtful === undefined || value === undefined || value >= doubtful.value) return [];
  const isAsked = question.bandwidth === undefined && value >= (question.minBandwidth ?? Infinity);
  if (isAsked && doubtful.because !== 'secondary-source') return [];
  return [{ verdict: 'undetermined', id: 'platform-bandwidth-open', kind: 'bandwidth', value, limit: doubtful.value }];
}

function throttlingReasons({ throttles }: Throttling, { reasons }: Feasibility): readonly Reason[] {
  const isSlowed = reasons.some(({ id, verdict }) => id === 'guest-is-slowed' && verdict === 'feasible-when-throttled');
  return isSlowed && !throttles.known
    ? [{ verdict: 'undetermined', id: 'throttling-unknown', kind: 'share', value: undefined, limit: undefined }]
    : [];
}
