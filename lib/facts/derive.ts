import type { Derivation, Derived, Given } from '../graph/derivation';
import { known, type Known } from '../graph/known';
import { originText, type Origin } from '../graph/location';
import type { DirtyPoint } from '../model/dirty-memory';
import { inputRow, measureInput, type InputName, type InputValue } from '../model/inputs';
import { formatDuration, measure } from '../model/quantity';

/** An input as given of a derivation: a number, or the points of a curve; words and switches show in the steps. */
export function givensOf(name: InputName, value: unknown, origin: Origin): readonly Given[] {
  const { kind, noun } = inputRow(name);
  const from = origin.kind === 'default' ? `default: ${origin.reason}` : originText(origin);
  if (kind === 'curve') {
    return (value as readonly DirtyPoint[]).map(({ within, dirtied }) => ({
      name: `dirtied within ${formatDuration(within)}`,
      measure: measure('size', dirtied),
      from,
    }));
  }
  return typeof value === 'number' ? [{ name: noun, measure: measureInput(name, value), from }] : [];
}

/** A known input as the given of a derivation; unknown stays unknown. */
export function givenInput<Name extends InputName>(
  name: Name,
  value: Known<InputValue<Name>>,
): Known<Derived<InputValue<Name>>> {
  if (!value.known) return value;
  return known({ value: value.value, given: givensOf(name, value.value, value.origin), steps: [] }, value.origin);
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
