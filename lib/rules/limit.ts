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
