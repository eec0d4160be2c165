import { flipPointOf, flipPoints, type InputFlip } from '../model/feasibility/flip-points';
import type { Question } from '../model/feasibility/question';
import { bytes } from '../model/units';

/** More memory than any machine has. */
const ANY_MEMORY = bytes(2 ** 60);

/**
 * Where the verdict of a question flips, input by input. Of a guest whose memory is unknown it is told as well what it may
 * write: whoever writes one page after the other anywhere may write as much as is carried.
 */
export function flipsOfMove(question: Question): readonly InputFlip[] {
  const flips = flipPoints(question);
  if (question.memory !== undefined) return flips;
  const anyone: Question = { ...question, memory: ANY_MEMORY, writes: 'cyclic', dirtyRate: undefined };
  const flip = flipPointOf(anyone, 'dirtyRate');
  return flip === undefined ? flips : [...flips, { input: 'dirtyRate', flip }];
}
