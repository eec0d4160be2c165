import type { Origin } from '../graph/location';
import { parseQuantity, type QuantityKind, type QuantityOf } from '../model/quantity';
import type { FactPath } from './fact-error';

/** Tells where the value at a path, or its key, was written. */
export type OriginOf = (path: FactPath, at?: 'key' | 'value') => Origin;

/** A quantity that the check of facts has let through. */
export function checkedQuantity<K extends QuantityKind>(kind: K, text: string): QuantityOf<K> {
  const result = parseQuantity(kind, text);
  if (!result.ok) throw new Error(`${text} passed the check of facts and cannot be read: ${result.error}`);
  return result.value;
}
