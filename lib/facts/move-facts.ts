import type { Derived } from '../graph/derivation';
import type { MigrationDomain } from '../graph/domain-kinds';
import type { Workload } from '../graph/workload';
import { unknown, type Known } from '../graph/known';
import { liveSteps } from '../model/feasibility/arithmetic';
import { feasibility } from '../model/feasibility/feasibility';
import { flipPointOf, flipPoints, type InputFlip } from '../model/feasibility/flip-points';
import { rateNeededBy } from '../model/feasibility/live-move';
import type { Question } from '../model/feasibility/question';
import { bytes, type Bytes } from '../model/units';
import { coldMoveFacts } from './cold-move-facts';
import { derivedKnown } from './derive';
import type { LiveOutcome, MoveFacts, MovePolicy, PathFacts, PlatformFacts } from './facts';
import { linkQuestion, transferRate } from './transfer-rate';
import { sizeOf, writesOf } from './workload-facts';

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
  const writes = workload === undefined ? noWorkload : writesOf(workload, size);
  const question: Question = {
    ...linkQuestion(path, domain.rateCap),
    ...policy,
    // What nobody says slows the guest may still do it: then the move ends, at a price.
    throttles: !platform.autoThrottle.known || platform.autoThrottle.value,
    memory: valueOf(workload?.memory),
    nonZeroShare: valueOf(workload?.nonZeroShare),
    dirtyRate: valueOf(workload?.dirtyRate),
    workingSet: valueOf(workload?.workingSet),
    writes: valueOf(workload?.writes),
    dirtyCurve: valueOf(workload?.dirtyCurve),
  };
  return {
    path,
    workload,
    rate,
    platform,
    size,
    coldMove: coldMoveFacts(workload, rate),
    live:
      rate.known && size.known && writes.known ? live(question, size.value, writes.value) : gapOf(rate, size, writes),
    rateNeeded: rateNeededBy(question),
    // Solving costs more than judging, and only the move that decides is shown.
    flips: () => flipsOf(question),
  };
}

const noWorkload = unknown('not-declared', 'no workload class is declared');
const noRoundTrip = unknown(
  'not-declared',
  'the round trip is not declared, and a window or loss that is limits by it',
);

const gapOf = (...values: readonly Known<unknown>[]): Known<never> =>
  values.find((value) => !value.known) as Known<never>;

const valueOf = <T>(value: Known<T> | undefined): T | undefined => (value?.known === true ? value.value : undefined);

function live(question: Question, size: Derived<Bytes>, writes: Derived<unknown>): Known<Derived<LiveOutcome>> {
  const { verdict, numbers } = feasibility(question);
  const record = numbers.live;
  if (record === undefined) return noWorkload;
  if (verdict === 'undetermined') return noRoundTrip;
  return derivedKnown({
    value: { verdict, guestSpeed: record.guestSpeed },
    given: [...size.given, ...writes.given],
    get steps() {
      return [...size.steps, ...writes.steps, ...liveSteps(question, record)];
    },
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
