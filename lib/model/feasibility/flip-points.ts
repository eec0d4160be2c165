import { flipPoint, type FlipPoint } from '../flip-point';
import { vacuumRtt } from '../propagation';
import type { QuantityKind } from '../quantity';
import { hasBudget, margin } from './checks';
import { ETHERNET_MTU } from './live-move';
import { complete, type Question } from './question';

/** An input that can be changed, and the values that it may take. */
interface Input {
  readonly kind: QuantityKind | 'count';
  readonly low: number;
  readonly high: number;
  /** A whole number. */
  readonly whole?: true;
  /** What a question means that does not tell. */
  readonly otherwise?: number;
  /**
   * Of which nothing that is better turns a pass into a failure. Without it both directions are looked at: a larger machine is
   * waited for longer, and a larger window leaves more in the socket.
   */
  readonly better?: 'more' | 'less';
}

/** What a flip point can be solved for, in the order in which people ask. */
export const INPUTS = {
  rtt: { kind: 'duration', low: 1e-6, high: 10, better: 'less' },
  bandwidth: { kind: 'bandwidth', low: 1e3, high: 1e14, better: 'more' },
  share: { kind: 'share', low: 1e-6, high: 1, otherwise: 1, better: 'more' },
  loss: { kind: 'share', low: 1e-12, high: 0.5, better: 'less' },
  mtu: { kind: 'size', low: 576, high: 65_535, otherwise: ETHERNET_MTU, better: 'more' },
  window: { kind: 'size', low: 1_448, high: 2 ** 40 },
  streams: { kind: 'count', low: 1, high: 4_096, whole: true, otherwise: 1 },
  memory: { kind: 'size', low: 2 ** 20, high: 2 ** 50 },
  nonZeroShare: { kind: 'share', low: 1e-6, high: 1, otherwise: 1, better: 'less' },
  dirtyRate: { kind: 'data-rate', low: 1, high: 1e15, better: 'less' },
  workingSet: { kind: 'size', low: 4_096, high: 2 ** 50, better: 'less' },
  downtimeLimit: { kind: 'duration', low: 1e-3, high: 3_600 },
  disk: { kind: 'size', low: 2 ** 20, high: 2 ** 60 },
} as const satisfies Partial<Record<keyof Question, Input>>;

export type InputName = keyof typeof INPUTS;

/** Where the verdict of a question flips along one input, everything else fixed. */
export interface InputFlip {
  readonly input: InputName;
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
  return (Object.keys(INPUTS) as InputName[]).flatMap((input) =>
    flipsAlong(question, input, asIs).map((flip) => ({ input, flip })),
  );
}

/** The flip point of one input, the upper one of two; undefined if no value changes the verdict. */
export const flipPointOf = (question: Question, input: InputName): Flip | undefined =>
  flipsAlong(question, input, margin(complete(question)))[0];

/** @param asIs the margin of the question itself */
function flipsAlong(question: Question, input: InputName, asIs: number): readonly Flip[] {
  const { better }: Input = INPUTS[input];
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

function valueOf(question: Question, input: InputName): number | undefined {
  const { otherwise }: Input = INPUTS[input];
  return question[input] ?? otherwise;
}

/** A round trip faster than light is no way to pass; one that is declared so has to come up to it. */
function rangeOf({ distance, rtt }: Question, input: InputName): Pick<Input, 'low' | 'high'> {
  const { low, high } = INPUTS[input];
  if (input !== 'rtt' || distance === undefined) return { low, high };
  const floor = Math.max(low, vacuumRtt(distance.least));
  return rtt !== undefined && rtt < floor ? { low, high: floor } : { low: floor, high };
}

function solver(question: Question, input: InputName, asIs: number): (low: number, high: number) => FlipPoint {
  const { whole }: Input = INPUTS[input];
  const tried = complete(question);
  const inputs: Record<string, unknown> = tried;
  const near = valueOf(question, input);
  const at = (x: number): number => {
    if (x === near) return asIs;
    inputs[input] = x;
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
    if (whole === true) return { kind, value: outwards > 0 ? Math.floor(value) : Math.ceil(value) };
    if (limited) return { kind, value: plain(value * (1 - outwards * LAST_DIGIT)) };
    const rounded = plain(value);
    return { kind, value: at(rounded) >= 0 ? rounded : value };
  };
}

/** Without the noise of the last digits: 100 MB/s instead of 99,999,999.97 B/s. */
const plain = (n: number): number => Number(n.toPrecision(9));
/** How far that moves a number at most. */
const LAST_DIGIT = 5e-9;
