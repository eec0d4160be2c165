import type { MoveFacts } from '../facts/facts';
import type { FlipPoint } from '../findings/finding';
import { inputs, measureFlip } from '../model/inputs';
import { measure, type QuantityKind, type QuantityOf } from '../model/quantity';

/** The verdict is a pass up to this value of the input. */
export const passesAtMost = <K extends QuantityKind>(input: string, kind: K, value: QuantityOf<K>): FlipPoint => ({
  input,
  passes: 'at most',
  measure: measure(kind, value),
});

/** The verdict is a pass from this value of the input on. */
export const passesAtLeast = <K extends QuantityKind>(input: string, kind: K, value: QuantityOf<K>): FlipPoint => ({
  input,
  passes: 'at least',
  measure: measure(kind, value),
});

/** Where the verdict on a move changes: the rate that it needs, then each input by itself. */
export function flipPointsOf({ rateNeeded, flips }: Pick<MoveFacts, 'rateNeeded' | 'flips'>): readonly FlipPoint[] {
  const needed = rateNeeded === undefined ? [] : [passesAtLeast('rate of transfer', 'bandwidth', rateNeeded)];
  const others = flips().map(({ input, flip }): FlipPoint => ({
    input: inputs[input].noun,
    passes: flip.kind === 'at-most' ? 'at most' : 'at least',
    measure: measureFlip(input, flip),
  }));
  return [...needed, ...others];
}
