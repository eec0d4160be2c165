import type { Limit } from '../findings/finding';
import { measure, type QuantityKind, type QuantityOf } from '../model/quantity';

type Side = Limit['comparison'];

/** A limit that a vendor or project states. */
export function vendorLimit<K extends QuantityKind>(
  name: string,
  comparison: Side,
  kind: K,
  value: QuantityOf<K>,
  row: { readonly id: string; readonly source: { readonly title: string; readonly url: string } },
): Limit {
  const { title, url } = row.source;
  return { name, comparison, measure: measure(kind, value), source: { title, url, id: row.id } };
}

/** A limit that is an option of the rule; the rule's page says where its default comes from. */
export function optionLimit<K extends QuantityKind>(
  name: string,
  comparison: Side,
  kind: K,
  value: QuantityOf<K>,
  option: string,
): Limit {
  return { name, comparison, measure: measure(kind, value), source: { title: `option ${option}` } };
}

/** The number that a rule holds a value against. */
export interface ChosenLimit<Value> {
  readonly value: Value;
  readonly shown: Limit;
  /** Set where the number was not read in a text of the vendor's own: it may warn, not block. */
  readonly level?: 'warning';
}

interface Requirement<Value> {
  readonly value: Value;
  readonly row: Parameters<typeof vendorLimit>[4] & { readonly status: 'read' | 'secondary' };
}

/** The stricter of what the vendor requires and what the rule's option says; of equal ones the vendor's own text. */
export function stricterLimit<K extends QuantityKind>(
  name: string,
  comparison: Side,
  kind: K,
  vendor: Requirement<QuantityOf<K>> | undefined,
  option: { readonly value: QuantityOf<K>; readonly name: string },
): ChosenLimit<QuantityOf<K>> {
  const own = { value: option.value, shown: optionLimit(name, comparison, kind, option.value, option.name) };
  if (vendor === undefined) return own;
  const margin = comparison === 'at most' ? option.value - vendor.value : vendor.value - option.value;
  const secondary = vendor.row.status === 'secondary';
  if (margin < 0 || (margin === 0 && secondary)) return own;
  const shown = vendorLimit(name, comparison, kind, vendor.value, vendor.row);
  return { value: vendor.value, shown, ...(secondary ? { level: 'warning' } : {}) };
}
