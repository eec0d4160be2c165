import { inputs, type SolvedName } from '../inputs';
import type { Reason } from '../verdict';

/** An input that nobody gives, and on which a verdict hangs. */
export const unknownInput = (input: SolvedName): Reason => ({
  verdict: 'undetermined',
  id: `${input === 'dirtyRate' ? 'dirty-rate' : input}-unknown`,
  input,
  // Safe: what is solved for is a quantity or, of streams, a number.
  kind: inputs[input].kind as Reason['kind'],
  value: undefined,
  limit: undefined,
});
