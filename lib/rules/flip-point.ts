import type { FlipPoint } from '../findings/finding';
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
