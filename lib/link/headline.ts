import type { Question } from '../model/feasibility/question';
import { inputRow, solvedNames } from '../model/inputs';
import type { Verdict } from '../model/verdict';
import type { LinkCondition, LinkConditions } from './link-conditions';
import type { LinkMove } from './link-record';

const verdictText = (verdict: Verdict): string => verdict.replaceAll('-', ' ');

/** As much of a condition as is told. */
export type ToldCondition = Pick<LinkCondition, 'noun' | 'passes' | 'measure' | 'isNeeded'>;

/** What an open verdict hangs on, as much as is told. */
export interface ToldConditions extends Pick<LinkConditions, 'goal' | 'free' | 'isEnough'> {
  readonly told: readonly ToldCondition[];
}

/**
 * The verdict in words. One that hangs on inputs that nobody gives says what they must be, and what is only enough by
 * itself: "feasible only if bandwidth is at least 1.79 Gbit/s, loss is at most 0.0000449 % and window is at least 6.2 MiB".
 */
export function headlineOf(verdict: Verdict, conditions: ToldConditions | undefined, open: readonly string[]): string {
  if (verdict !== 'undetermined') return verdictText(verdict);
  if (conditions?.isEnough !== true) {
    return open.length === 0 ? verdict : `${verdict}: ${listed(open)} ${open.length === 1 ? 'is' : 'are'} unknown`;
  }
  const needed = conditions.told.filter((one) => one.isNeeded);
  const enough = conditions.told.filter((one) => !one.isNeeded);
  const { free } = conditions;
  const feasible = verdictText(conditions.goal);
  const rest = free.length === 0 ? '' : `, whatever ${listed(free.map((noun) => `the ${noun}`))}`;
  if (enough.length === 0) return `${feasible} only if ${spelled(needed)}${rest}`;
  if (needed.length === 0) return `${feasible} if ${spelled(enough)}${rest}`;
  return `${feasible} only if ${spelled(needed)}, and for certain if also ${spelled(enough)}${rest}`;
}

const spelled = (conditions: readonly ToldCondition[]): string =>
  listed(conditions.map(({ noun, passes, measure }) => `${noun} is ${passes} ${measure.text}`));

export const listed = (parts: readonly string[]): string =>
  [parts.slice(0, -1).join(', '), ...parts.slice(-1)].filter((part) => part !== '').join(' and ');

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
