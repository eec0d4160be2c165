import type { Derivation, Derived, Given } from '../graph/derivation';
import { known, type Known } from '../graph/known';
import { originText } from '../graph/location';
import { measure, type QuantityKind, type QuantityOf } from '../model/quantity';

/** A known quantity as the given of a derivation; unknown stays unknown. */
export function given<K extends QuantityKind>(
  name: string,
  kind: K,
  value: Known<QuantityOf<K>>,
): Known<Derived<QuantityOf<K>>> {
  if (!value.known) return value;
  const from = originText(value.origin);
  const one: Given = { name, measure: measure(kind, value.value), from };
  return known({ value: value.value, given: [one], steps: [] }, value.origin);
}

/** A new step on top of the derived values that it uses. */
export function step<T>(
  value: T,
  derivation: Derivation,
  ...from: readonly (Derived<unknown> | undefined)[]
): Derived<T> {
  return {
    value,
    given: from.flatMap((derived) => derived?.given ?? []),
    steps: [...from.flatMap((derived) => derived?.steps ?? []), derivation],
  };
}

export const derivedKnown = <T>(derived: Derived<T>): Known<Derived<T>> =>
  known(derived, { kind: 'default', reason: 'derived' });
