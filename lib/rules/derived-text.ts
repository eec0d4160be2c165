import type { Derived } from '../graph/derivation';

/** What a derived value comes to: the result of its last step, or the given that it is. */
export const derivedText = ({ steps, given }: Derived<unknown>): string =>
  (steps.at(-1)?.result ?? given[0]?.measure)?.text ?? '';
