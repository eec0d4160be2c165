import { knownValues, type KnownQuestion } from './known-question';
import { inputs } from '../model/inputs';
import type { Question } from '../model/feasibility/question';
import type { DistanceInterval } from '../model/round-trip';
import { bps, type BitsPerSecond, type Seconds } from '../model/units';
import type { HeldLimit } from './held-limit';
import type { PlatformFacts } from './platform-facts';

/** What a platform asks of a link, and a policy of those who ask with it. */
export interface MoveLimits {
  readonly maxRtt: HeldLimit<Seconds>;
  readonly minBandwidth: HeldLimit<BitsPerSecond>;
}

/** What holds of a platform and of a policy, the policy alone where no platform is named; of so many moves at once. */
export function moveLimits(
  platform: PlatformFacts | undefined,
  policy: { readonly maxRtt?: Seconds | undefined; readonly minBandwidth?: BitsPerSecond | undefined },
  moves = 1,
): MoveLimits {
  const { maxRtt, minBandwidth } = policy;
  const alone = <Value>(value: Value | undefined): HeldLimit<Value> => ({
    certain: value === undefined ? undefined : { value },
    doubtful: undefined,
    isPublished: false,
  });
  return {
    maxRtt: platform?.maxRtt(maxRtt) ?? alone(maxRtt),
    minBandwidth: platform?.minBandwidth(minBandwidth, moves) ?? alone(minBandwidth && bps(minBandwidth * moves)),
  };
}

/** What is known of a move before it is asked about. */
export interface KnownMove {
  /** Of link, machine, policy and budget. */
  readonly known: KnownQuestion;
  readonly distance: DistanceInterval | undefined;
  readonly platform: PlatformFacts | undefined;
  /** Left out where only the move itself is asked about, whoever supports it. */
  readonly limits?: MoveLimits | undefined;
}

/** A question to the model, and every input that went into it with where it was written. */
export interface AskedMove {
  readonly question: Question;
  readonly inputs: KnownQuestion;
}

/** The one way from what is known to the question of the model. What nobody says the platform sets, and else the model. */
export function askMove({ known, distance, platform, limits }: KnownMove): AskedMove {
  const told: KnownQuestion = { ...platform?.defaults, ...said(known) };
  const values = knownValues(told);
  const question: Question = {
    ...values,
    distance,
    maxRtt: limits?.maxRtt.certain?.value,
    minBandwidth: limits?.minBandwidth.certain?.value,
    downtimeLimit: values.downtimeLimit ?? inputs.downtimeLimit.otherwise.value,
    stop: platform?.stop,
    // What nobody says slows the guest may still do it: a reason of its own then says that this is open.
    throttles: platform === undefined ? undefined : !platform.throttles.known || platform.throttles.value,
    postCopy: platform?.hasPostCopy,
    timeoutPerGib: platform?.timeoutPerGib?.value,
  };
  return { question, inputs: told };
}

/** What is not known must not hide what the platform sets. */
const said = (known: KnownQuestion): KnownQuestion =>
  Object.fromEntries(Object.entries(known).filter(([, one]) => one.known));
