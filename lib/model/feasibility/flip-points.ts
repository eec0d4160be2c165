import { flipPoint, type FlipPoint } from '../flip-point';
import { vacuumRtt } from '../propagation';
import { inputRow, inputs, solvedNames, type SolvedName } from '../inputs';
import { hasBudget, margin } from './checks';
import { complete, type Question } from './question';

/** Where the verdict of a question flips along one input, everything else fixed. */
export interface InputFlip {
  readonly input: SolvedName;
  readonly flip: Exclude<FlipPoint, string>;
}

/** Relative distance from a flip point at which the verdict has certainly changed. */
export const FLIP_TOLERANCE = 1e-9;
/** The same where a budget for the time is asked for: each evaluation near the edge of convergence sends a thousand rounds. */
export const BUDGET_FLIP_TOLERANCE = 1e-4;

/**
 * For each input the value at which the verdict changes between `feasible` and anything worse, everything else fixed; also
 * for an input that is not known, for which it is the threshold. Inputs that change nothing, or whose effect cannot be told
 * because others are unknown, are left out. Where an input passes only in between, both ends are given, the upper first.
 * Solved, not scanned: some 10 evaluations of `margin` each.
 */
export function flipPoints(question: Question): readonly InputFlip[] {
  const asIs = margin(complete(question));
  const asked = solvedNames.filter((name) => inputRow(name).solvedWhereGiven !== true || question[name] !== undefined);
  return asked.flatMap((input) => flipsAlong(question, input, asIs).map((flip) => ({ input, flip })));
}

/** The flip point of one input, the upper one of two; undefined if no value changes the verdict. */
export const flipPointOf = (question: Question, input: SolvedName): Flip | undefined =>
  flipsAlong(question, input, margin(complete(question)))[0];

/** @param asIs the margin of the question itself */
function flipsAlong(question: Question, input: SolvedName, asIs: number): readonly Flip[] {
  const { better } = inputRow(input);
  const { low, high } = rangeOf(question, input);
  const near = valueOf(question, input);
  const solve = solver(question, input, asIs);
  const isGood = near !== undefined && near >= low && near <= high && asIs >= 0;
  const flip = solve(isGood && better === 'less' ? near : low, isGood && better === 'more' ? near : high);
  if (flip !== 'never') return flip === 'always' ? [] : [flip];
  // Neither end passes; what is declared may still do: of a downtime limit too short for the rounds and too long for people.
  if (!isGood) return [];
  return [solve(near, high), solve(low, near)].filter((one): one is Flip => typeof one !== 'string');
}

type Flip = InputFlip['flip'];

function valueOf(question: Question, input: SolvedName): number | undefined {
  const otherwise = inputRow(input).otherwise?.value;
  return question[input] ?? (typeof otherwise === 'number' ? otherwise : undefined);
}

/** A round trip faster than light is no way to pass; one that is declared so has to come up to it. */
function rangeOf({ distance, rtt }: Question, input: SolvedName): { readonly low: number; readonly high: number } {
  const { low, high } = inputs[input].solved;
  if (input !== 'rtt' || distance === undefined) return { low, high };
  const fastest = Math.max(low, vacuumRtt(distance.least));
  return rtt !== undefined && rtt < fastest ? { low, high: fastest } : { low: fastest, high };
}

function solver(question: Question, input: SolvedName, asIs: number): (low: number, high: number) => FlipPoint {
  const whole = inputs[input].kind === 'count' || inputRow(input).whole === true;
  const tried = complete(question);
  const given: Record<string, unknown> = tried;
  const near = valueOf(question, input);
  const at = (x: number): number => {
    if (x === near) return asIs;
    given[input] = x;
    return margin(tried);
  };
  const limited = hasBudget(question);
  // What rounding takes away afterwards is taken off.
  const tolerance = limited ? BUDGET_FLIP_TOLERANCE - 3 * LAST_DIGIT : FLIP_TOLERANCE;
  return (low, high) => {
    const flip = flipPoint(at, { low, high, near, tolerance });
    if (typeof flip === 'string') return flip;
    const { kind, value } = flip;
    const outwards = kind === 'at-most' ? 1 : -1;
    // What passes by less than the tolerance passes by a little more as well: towards that side nothing has to be asked.
    if (whole) return { kind, value: outwards > 0 ? Math.floor(value) : Math.ceil(value) };
    if (limited) return { kind, value: plain(value * (1 - outwards * LAST_DIGIT)) };
    const rounded = plain(value);
    return { kind, value: at(rounded) >= 0 ? rounded : value };
  };
}

/** Without the noise of the last digits: 100 MB/s instead of 99,999,999.97 B/s. */
const plain = (n: number): number => Number(n.toPrecision(9));
/** How far that moves a number at most. */
const LAST_DIGIT = 5e-9;
