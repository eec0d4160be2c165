import type { Bound, DoubtfulBound, HeldLimit } from '../facts/held-limit';

/** What a limit decides: the bound that does, and how the subject stands against it. */
export type Held<Value, Judged> = {
  /** What the loosest version and edition asks for: beyond it nothing is supported. */
  readonly loosest: Value;
  readonly judged: Judged;
} & (
  | {
      /** `likely`: by typical values only. */
      readonly outcome: 'beyond' | 'likely' | 'open' | 'within';
      readonly bound: Bound<Value> & Partial<Pick<DoubtfulBound<Value>, 'because'>>;
    }
  /** Within what is certain, and not within what another version or edition asks for. */
  | { readonly outcome: 'doubtful'; readonly bound: DoubtfulBound<Value> }
);

/**
 * Holds a subject against what is certain of a limit, then against what is doubtful. A number that only a secondary source
 * gives is broken as well, if less surely.
 * @param judge stands the subject against a number; undefined where there is nothing to hold
 * @returns undefined where there is nothing to hold, or no number to hold it against
 */
export function holdAgainst<Value, Judged extends { readonly standing: string }>(
  { certain, doubtful }: HeldLimit<Value>,
  judge: (limit: Value) => Judged | undefined,
): Held<Value, Judged> | undefined {
  const loosest = certain?.value;
  const sure = heldBy(certain, judge, loosest);
  if (sure?.judged.standing === 'beyond') return { ...sure, outcome: 'beyond' };
  const perhaps = heldBy(doubtful, judge, loosest);
  const isStated = doubtful?.because === 'secondary-source';
  if (perhaps?.judged.standing === 'beyond' && isStated) return { ...perhaps, outcome: 'beyond' };
  if (sure?.judged.standing === 'likely') return { ...sure, outcome: 'likely' };
  if (perhaps?.judged.standing === 'likely' && isStated) return { ...perhaps, outcome: 'likely' };
  // What the one version or edition leaves open, or forbids, while the other allows it.
  const isAllowed = sure === undefined ? perhaps?.judged.standing === 'beyond' : sure.judged.standing === 'within';
  if (perhaps !== undefined && perhaps.judged.standing !== 'within' && isAllowed) {
    return { ...perhaps, outcome: 'doubtful' };
  }
  const decided = sure ?? perhaps;
  return decided && { ...decided, outcome: decided.judged.standing === 'within' ? 'within' : 'open' };
}

function heldBy<Value, OneBound extends Bound<Value>, Judged>(
  bound: OneBound | undefined,
  judge: (limit: Value) => Judged | undefined,
  loosest: Value | undefined,
): { readonly bound: OneBound; readonly judged: Judged; readonly loosest: Value } | undefined {
  const judged = bound === undefined ? undefined : judge(bound.value);
  return bound === undefined || judged === undefined ? undefined : { bound, judged, loosest: loosest ?? bound.value };
}
