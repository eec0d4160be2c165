import type { InputFlip } from '../model/feasibility/flip-points';
import { inputs } from '../model/inputs';
import { flipAmount } from './amount';
import type { LinkFlip } from './link-record';

export const linkFlip = ({ input, flip }: InputFlip): LinkFlip => ({
  input: inputs[input].noun,
  passes: flip.kind === 'at-most' ? 'at most' : 'at least',
  measure: flipAmount({ input, flip }),
});
