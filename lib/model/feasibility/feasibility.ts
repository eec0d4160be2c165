import { answer, type Answer } from '../verdict';
import { numbersOf, type Numbers } from './numbers';
import { complete, type Question } from './question';
import { reasonsOf } from './reasons';

/** Everything that a link, a platform and a workload come to, and the verdict. */
export interface Feasibility extends Answer {
  readonly numbers: Numbers;
}

/**
 * Whether a link can carry a move, with every number behind it: what is not known stays undefined, and its reason says what
 * it would have to be.
 * @throws RangeError if the MTU does not hold the headers
 */
export function feasibility(question: Question): Feasibility {
  const asked = complete(question);
  const numbers = numbersOf(asked);
  const { verdict, reasons } = answer(reasonsOf(asked, numbers));
  return { verdict, reasons, numbers };
}
