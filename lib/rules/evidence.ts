import type { Evidence, FlipPoint, Limit, WayOut } from '../findings/finding';
import type { Derivation, Derived, Given } from '../graph/derivation';
import type { Gap } from './gap';

/** What a rule proves: what its finding shows, with every gap as a whole. */
export interface ProblemEvidence extends Omit<Evidence, 'toDecide'> {
  readonly toDecide?: readonly Gap[];
}

interface Proof {
  readonly from: readonly (Derived<unknown> | undefined)[];
  readonly limit?: Limit;
  readonly flipPoints?: readonly FlipPoint[];
  readonly wayOut?: readonly WayOut[];
  /** A text alone is what no fact fills. */
  readonly toDecide?: readonly (Gap | string)[];
}

/** Puts derived values together as one proof; what several of them share is told once. */
export function evidence({ from, limit, flipPoints = [], wayOut = [], toDecide }: Proof): ProblemEvidence {
  const given = new Map<string, Given>();
  const steps = new Map<string, Derivation>();
  for (const derived of from) {
    for (const one of derived?.given ?? []) given.set(`${one.name} ${one.from}`, one);
    for (const step of derived?.steps ?? []) steps.set(`${step.name} ${step.working}`, step);
  }
  return {
    given: [...given.values()],
    steps: [...steps.values()],
    ...(limit === undefined ? {} : { limit }),
    flipPoints,
    wayOut,
    ...(toDecide && { toDecide: toDecide.map((gap) => (typeof gap === 'string' ? { text: gap } : gap)) }),
  };
}
