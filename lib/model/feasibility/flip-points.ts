import { flipPointOfMargin, type FlipPoint } from '../flip-point';
import type { QuantityKind } from '../quantity';
import { hasBudget, margin } from './checks';
import { complete, type Question } from './question';

/** An input that can be changed, and the values that it may take. */
interface Input {
  readonly kind: QuantityKind | 'count';
  readonly low: number;
  readonly high: number;
  /** A whole number. */
  readonly whole?: true;
}

/** What a flip point can be solved for, in the order in which people ask. */
export const INPUTS = {
  rtt: { kind: 'duration', low: 1e-6, high: 10 },
  bandwidth: { kind: 'bandwidth', low: 1e3, high: 1e14 },
  share: { kind: 'share', low: 1e-6, high: 1 },
  loss: { kind: 'share', low: 1e-12, high: 0.5 },
  mtu: { kind: 'size', low: 576, high: 65_535 },
  window: { kind: 'size', low: 1_448, high: 2 ** 40 },
  streams: { kind: 'count', low: 1, high: 4_096, whole: true },
  memory: { kind: 'size', low: 2 ** 20, high: 2 ** 50 },
  nonZeroShare: { kind: 'share', low: 1e-6, high: 1 },
  dirtyRate: { kind: 'data-rate', low: 1, high: 1e15 },
  workingSet: { kind: 'size', low: 4_096, high: 2 ** 50 },
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
export const BUDGET_FLIP_TOLERANCE = 1e-5;

/**
 * For each input the value at which the verdict changes between `feasible` and anything worse, everything else fixed; also
 * for an input that is not known, for which it is the threshold. Inputs that change nothing, or whose effect cannot be told
 * because others are unknown, are left out. Solved, not scanned: some 20 evaluations of `margin` each.
 */
export function flipPoints(question: Question): readonly InputFlip[] {
  return (Object.keys(INPUTS) as InputName[]).flatMap((input) => {
    const flip = flipPointOf(question, input);
    return flip === undefined ? [] : [{ input, flip }];
  });
}

/** The flip point of one input; undefined if no value changes the verdict. */
export function flipPointOf(question: Question, input: InputName): Exclude<FlipPoint, string> | undefined {
  const { low, high, ...rest }: Input = INPUTS[input];
  const near = question[input];
  const tried = complete(question);
  const inputs: Record<string, unknown> = tried;
  const at = (x: number): number => {
    inputs[input] = x;
    return margin(tried);
  };
  const flip = flipPointOfMargin(at, {
    low,
    high,
    near,
    tolerance: hasBudget(question) ? BUDGET_FLIP_TOLERANCE : FLIP_TOLERANCE,
  });
  if (typeof flip === 'string') return undefined;
  const value =
    rest.whole === undefined
      ? plain(flip.value)
      : flip.kind === 'at-least'
        ? Math.ceil(flip.value)
        : Math.floor(flip.value);
  return { kind: flip.kind, value: at(value) >= 0 ? value : flip.value };
}

/** Without the noise of the last digits: 100 MB/s instead of 99,999,999.97 B/s. */
const plain = (n: number): number => Number(n.toPrecision(9));
