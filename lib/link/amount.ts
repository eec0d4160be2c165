import { measureInput, type InputName } from '../model/inputs';
import { measure, type QuantityKind, type QuantityOf } from '../model/quantity';
import type { Amount } from './link-record';

/** The value as JSON can hold it: without a bound it is null, and the text says so. */
export function amount<K extends QuantityKind>(kind: K, value: QuantityOf<K>): Amount {
  const shown = measure(kind, value);
  return Number.isFinite(shown.value) ? shown : { ...shown, value: null };
}

/** The value of a kind that is known only at run time. */
export const amountOf = (kind: QuantityKind, value: number): Amount => amount(kind, value as QuantityOf<QuantityKind>);

/** The value of an input that is a number. */
export function inputAmount(name: InputName, value: number): Amount {
  const shown = measureInput(name, value);
  return Number.isFinite(shown.value) ? shown : { ...shown, value: null };
}
