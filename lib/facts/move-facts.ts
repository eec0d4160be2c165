import type { Derived } from '../graph/derivation';
import type { MigrationDomain, Workload } from '../graph/graph';
import { unknown, type Known } from '../graph/known';
import { liveSteps } from '../model/feasibility/arithmetic';
import { feasibility } from '../model/feasibility/feasibility';
import { flipPointOf, flipPoints, type InputFlip } from '../model/feasibility/flip-points';
import { rateNeededBy } from '../model/feasibility/live-move';
import type { Question } from '../model/feasibility/question';
import { formatShare, formatSize, measure } from '../model/quantity';
import { bytes, type Bytes, type BytesPerSecond } from '../model/units';
import { coldMoveFacts } from './cold-move-facts';
import { derivedKnown, given } from './derive';
import type { LiveOutcome, MoveFacts, MovePolicy, PathFacts, PlatformFacts } from './facts';
import { linkQuestion, transferRate } from './transfer-rate';

/** What moving one workload over a path in a domain comes to, or what is missing to say so. */
export function moveFacts(
  domain: MigrationDomain,
  path: PathFacts,
  workload: Workload | undefined,
  platform: PlatformFacts,
  policy: MovePolicy,
): MoveFacts {
  const rate = transferRate(path, domain.rateCap);
  const size = workload === undefined ? noWorkload : sizeOf(workload);
  const writes = workload === undefined ? noWorkload : given('dirty rate', 'data-rate', workload.dirtyRate);
  const question: Question = {
    ...linkQuestion(path, domain.rateCap),
    ...policy,
    // What nobody says slows the guest may still do it: then the move ends, at a price.
    throttles: !platform.autoThrottle.known || platform.autoThrottle.value,
    memory: valueOf(workload?.memory),
    nonZeroShare: valueOf(workload?.nonZeroShare),
    dirtyRate: valueOf(workload?.dirtyRate),
    workingSet: valueOf(workload?.workingSet),
  };
  return {
    path,
    workload,
    rate,
    platform,
    size,
    coldMove: coldMoveFacts(workload, rate),
    live:
      rate.known && size.known && writes.known
        ? live(question, size.value, writes.value, workload)
        : gapOf(rate, size, writes),
    rateNeeded: rateNeededBy(question),
    flips: flipsOf(question),
  };
}

const noWorkload = unknown('not-declared', 'no workload class is declared');

const gapOf = (...values: readonly Known<unknown>[]): Known<never> =>
  values.find((value) => !value.known) as Known<never>;

const valueOf = <T>(value: Known<T> | undefined): T | undefined => (value?.known === true ? value.value : undefined);

/** Non-zero memory; without a declared share all of it, which is the most there can be. */
function sizeOf({ memory, nonZeroShare }: Workload): Known<Derived<Bytes>> {
  const whole = given('memory', 'size', memory);
  const share = given('non-zero share', 'share', nonZeroShare);
  if (!whole.known || !share.known) return whole;
  const value = bytes(whole.value.value * share.value.value);
  const step = {
    name: 'memory to send',
    formula: 'memory x non-zero share',
    working: `${formatSize(whole.value.value)} x ${formatShare(share.value.value)}`,
    result: measure('size', value),
    source: 'zero pages cross the link as a few bytes each',
  };
  return derivedKnown({
    value,
    given: [...whole.value.given, ...share.value.given],
    steps: [...whole.value.steps, step],
  });
}

function live(
  question: Question,
  size: Derived<Bytes>,
  writes: Derived<BytesPerSecond>,
  workload: Workload | undefined,
): Known<Derived<LiveOutcome>> {
  const { verdict, numbers } = feasibility(question);
  if (numbers.live === undefined) return noWorkload;
  const declared = workload?.workingSet.known === true ? workload.workingSet : undefined;
  const set =
    declared ??
    ({
      known: true,
      value: size.value,
      origin: { kind: 'default', reason: 'not declared: taken as all memory to send' },
    } as const);
  const workingSet = given('writable working set', 'size', set);
  return derivedKnown({
    value: { verdict, guestSpeed: numbers.live.guestSpeed },
    given: [...size.given, ...writes.given, ...(workingSet.known ? workingSet.value.given : [])],
    steps: [...size.steps, ...liveSteps(question, numbers.live)],
  });
}

/** Also told where a guest is not known: whoever writes one page after the other anywhere may write as much as is carried. */
function flipsOf(question: Question): readonly InputFlip[] {
  if (question.memory !== undefined) return flipPoints(question);
  const flip = flipPointOf(
    { ...question, memory: bytes(2 ** 60), writes: 'cyclic', dirtyRate: undefined },
    'dirtyRate',
  );
  return flip === undefined ? [] : [{ input: 'dirtyRate', flip }];
}
