import type { InputFlip } from '../model/feasibility/flip-points';
import { measureFlip } from '../model/inputs';
import { formatRoughDuration, measure, type QuantityKind, type QuantityOf } from '../model/quantity';
import type { Seconds } from '../model/units';
import type { Amount } from './link-record';

/** The value as JSON can hold it: without a bound it is null, and the text says so. */
export function amount<K extends QuantityKind>(kind: K, value: QuantityOf<K>): Amount {
  const shown = measure(kind, value);
  return Number.isFinite(shown.value) ? shown : { ...shown, value: null };
}

/** The value of a kind that is known only at run time. */
export const amountOf = (kind: QuantityKind, value: number): Amount => amount(kind, value as QuantityOf<QuantityKind>);

/** Where an input flips the verdict. */
export const flipAmount = ({ input, flip }: InputFlip): Amount => measureFlip(input, flip);

/** A time of which two digits are known. */
export const roughAmount = (duration: Seconds): Amount => ({
  ...amount('duration', duration),
  text: formatRoughDuration(duration),
});
