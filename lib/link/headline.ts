import type { Question } from '../model/feasibility/question';
import { inputRow, inputs, solvedNames } from '../model/inputs';
import type { Reason, Verdict } from '../model/verdict';
import type { LinkMove, LinkUnknown } from './link-record';

const verdictText = (verdict: Verdict): string => verdict.replaceAll('-', ' ');

/**
 * The verdict in words. One that hangs on inputs that nobody gives says what they must be: "feasible only if loss is at most
 * 0.00097 %"; these are needed, each by itself, and where there are several only all of them together suffice.
 */
export function headlineOf(verdict: Verdict, reasons: readonly Reason[], unknowns: readonly LinkUnknown[]): string {
  const open = reasons.filter((reason) => reason.verdict === 'undetermined');
  const conditions = open.flatMap(({ input }) => {
    const noun = input && inputs[input].noun;
    const threshold = unknowns.find((one) => one.input === noun)?.threshold;
    return noun === undefined || !threshold ? [] : [`${noun} is ${threshold.passes} ${threshold.measure.text}`];
  });
  const isTold = verdict === 'undetermined' && open.length > 0 && conditions.length === open.length;
  return isTold ? `feasible only if ${conditions.join(' and ')}` : verdictText(verdict);
}

/** How long a move takes that ends; null of one that does not, or may not. */
export function timesOf(move: LinkMove | null, question: Question): string | null {
  if (move?.memoryTime.value === undefined || move.memoryTime.value === null) return null;
  const is = isFloor(question) ? 'is at least' : 'is';
  const { totalTime, diskTime, memoryTime } = move;
  const parts = diskTime === null ? '' : ` (disk ${diskTime.text}, memory ${memoryTime.text})`;
  const total =
    totalTime === null
      ? `time for the memory ${is} ${memoryTime.text}, and the disk comes on top`
      : `total time ${is} ${totalTime.text}${parts}`;
  return `${total}; downtime is ${move.downtime.text}`;
}

/** Whether a time is only the least: what nobody gives is taken at its best, and with less of the link it takes longer. */
export const isFloor = (question: Question): boolean =>
  question.rtt === undefined ||
  solvedNames.some((name) => inputRow(name).plausible !== undefined && question[name] === undefined);
