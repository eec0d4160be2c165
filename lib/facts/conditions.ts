import { roundTripOf } from '../model/feasibility/certain-round-trip';
import { hasBudget } from '../model/feasibility/checks';
import { feasibility } from '../model/feasibility/feasibility';
import { BUDGET_FLIP_TOLERANCE, flipPointOf, type InputFlip } from '../model/feasibility/flip-points';
import type { Question } from '../model/feasibility/question';
import { flipPoint } from '../model/flip-point';
import { inputRow, inputs, measureFlip, solvedNames, type SolvedName } from '../model/inputs';
import { parseQuantity, type QuantityKind } from '../model/quantity';
import { bps, ratio, type BitsPerSecond, type Seconds } from '../model/units';
import { isFeasible, type Answer, type Verdict } from '../model/verdict';
import type { MoveLimits } from './ask-move';

/** A verdict that conditions lead to: the platform may have to slow the guest where nothing that is unknown can help it. */
type Goal = Extract<Verdict, 'feasible' | 'feasible-when-throttled'>;

/** What an open verdict hangs on that nobody gives. */
export interface Conditions {
  readonly goal: Goal;
  /** In the order in which they were asked. */
  readonly hanging: readonly SolvedName[];
  /** What they must be, as it is printed; one that may be anything is left out. */
  readonly told: readonly InputFlip[];
  /** The question with every condition just met; undefined where what is told is not enough. */
  readonly met: Question | undefined;
}

/** More than any link carries. */
export const ANY_BANDWIDTH = bps(1e14);

/**
 * What leads from what is known to a question that is feasible, or else to one that is so if the guest is slowed.
 * @param judge the verdict on a question by itself
 */
export function conditionsOf(
  question: Question,
  limits: MoveLimits | undefined,
  judge: (question: Question) => Answer,
): Conditions {
  const unslowed = conditionsFor('feasible', question, limits, judge);
  if (unslowed.met !== undefined || question.throttles !== true) return unslowed;
  const slowed = conditionsFor('feasible-when-throttled', question, limits, judge);
  return slowed.met === undefined ? unslowed : slowed;
}

/**
 * An open input is set to the value up to which, or from which, it passes, one after the other, until nothing is open. All conditions
 * together are then enough.
 */
function conditionsFor(
  goal: Goal,
  question: Question,
  limits: MoveLimits | undefined,
  judge: (question: Question) => Answer,
): Conditions {
  const told: InputFlip[] = [];
  const hanging: SolvedName[] = [];
  let at = question;
  for (;;) {
    const { verdict, reasons } = judge(at);
    if (verdict === 'feasible' || verdict === goal) {
      return { goal, hanging, told, met: mayBeGiven(at) ? at : undefined };
    }
    const open = new Set(reasons.filter((one) => one.verdict === 'undetermined').map(({ input }) => input));
    const input = solvedNames.find((name) => open.has(name) && at[name] === undefined);
    if (verdict !== 'undetermined' || input === undefined) return { goal, hanging, told, met: undefined };
    const flip = edgeOf(strictest(at, limits), input, goal);
    hanging.push(input);
    if (flip !== undefined) told.push({ input, flip });
    else if (!hasWorst(at, input)) return { goal, hanging, told, met: undefined };
    at = { ...at, [input]: flip?.value ?? worstOf(input) };
    // Bandwidth and share decide as a product: what is asked for is the bandwidth for migration.
    if (input === 'bandwidth' && at.share === undefined) at = { ...at, share: ratio(1) };
  }
}

/** No machine writes to more memory than it has. */
const mayBeGiven = ({ memory, workingSet }: Question): boolean =>
  memory === undefined || workingSet === undefined || workingSet <= memory;

/** Whether a move fails without this condition whatever is unknown else; one that is not needed is only enough. */
export function isNeeded(question: Question, goal: Goal, { input, flip }: InputFlip): boolean {
  const atBest = input === 'bandwidth' ? question : { ...question, bandwidth: question.bandwidth ?? ANY_BANDWIDTH };
  const alone = flipFor(goal, atBest, input);
  return alone?.kind === flip.kind && measureFlip(input, alone).text === measureFlip(input, flip).text;
}

/** What is enough must be so for a vendor's number as well of which it is open whether it holds. */
function strictest(question: Question, limits: MoveLimits | undefined): Question {
  const [rtt, bandwidth] = [limits?.maxRtt.doubtful?.value, limits?.minBandwidth.doubtful?.value];
  const { maxRtt = rtt, minBandwidth = bandwidth } = question;
  return {
    ...question,
    maxRtt: maxRtt && (Math.min(maxRtt, rtt ?? maxRtt) as Seconds),
    minBandwidth: minBandwidth && (Math.max(minBandwidth, bandwidth ?? 0) as BitsPerSecond),
  };
}

/** Up to which value, or from which on, an input passes, as it is printed; undefined where each passes, or none. */
function edgeOf(question: Question, input: SolvedName, goal: Goal): InputFlip['flip'] | undefined {
  const flip = flipFor(goal, question, input);
  if (input !== 'rtt') return flip && printed(input, flip);
  // What window and loss must be grows with the round trip: it is asked at the longest that any route has.
  const ample = Math.min(roundTripOf(question)?.ample ?? Infinity, inputs.rtt.solved.high);
  const value = flip?.kind === 'at-most' ? Math.min(flip.value, ample) : ample;
  return printed(input, { kind: 'at-most', value });
}

/** Where an input flips a question, everything else fixed; of a guest that is slowed there is no margin to solve with. */
function flipFor(goal: Goal, question: Question, input: SolvedName): InputFlip['flip'] | undefined {
  if (goal === 'feasible') return flipPointOf(question, input);
  const { low, high } = inputs[input].solved;
  const fastest = input === 'rtt' ? (roundTripOf(question)?.least ?? low) : low;
  const side = (value: number): number => (mayPass({ ...question, [input]: value }) ? 1 : -1);
  const flip = flipPoint(side, { low: Math.max(low, fastest), high, tolerance: BUDGET_FLIP_TOLERANCE });
  return typeof flip === 'string' ? undefined : flip;
}

/** Whether nothing that is known fails, be it that the guest is slowed. */
const mayPass = (question: Question): boolean =>
  feasibility(question).reasons.every(({ verdict }) => verdict === 'undetermined' || isFeasible(verdict));

/** With the value that people read, and type in again. */
function printed(input: SolvedName, flip: InputFlip['flip']): InputFlip['flip'] {
  const { kind } = inputs[input];
  if (kind === 'count') return flip;
  const read = parseQuantity<QuantityKind>(kind, measureFlip(input, flip).text);
  return read.ok ? { kind: flip.kind, value: read.value } : flip;
}

/**
 * Whether one value of an input stands for all. Of a move of which more is unknown no link is the worst that people have, and where time
 * counts, or QEMU's iterations, a larger machine is not always worse: it is also waited for longer.
 */
function hasWorst(question: Question, input: SolvedName): boolean {
  if (input !== 'memory' && input !== 'disk') return input !== 'bandwidth';
  return !hasBudget(question) && question.stop?.kind !== 'qemu';
}

/** Where each value passes, or none, the worst one tells which. */
function worstOf(input: SolvedName): number {
  const { low, high } = inputs[input].solved;
  const { better = input === 'window' ? 'more' : 'less' } = inputRow(input);
  return better === 'more' ? low : high;
}
