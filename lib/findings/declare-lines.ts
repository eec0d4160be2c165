import type { Evidence } from './finding';

/** Lines that a person can act on, at most: a list of every unplaced host helps nobody. */
const MOST = 4;

/** What to declare so that a rule can decide, as people are shown it. */
export function declareLines({
  toDecide = [],
  moreToDecide = 0,
}: Pick<Evidence, 'toDecide' | 'moreToDecide'>): readonly string[] {
  const all = toDecide.length + moreToDecide;
  return all <= MOST ? toDecide : [...toDecide.slice(0, MOST - 1), `${all - MOST + 1} more`];
}
