import type { Bound } from '../facts/held-limit';
import type { Limit } from '../findings/finding';
import { measure, type QuantityKind, type QuantityOf } from '../model/quantity';

export { boundText, dependsText } from '../facts/limit-text';

type Side = Limit['comparison'];

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

/** A limit that a vendor or project states, or else an option of the rule. */
export function boundLimit<K extends QuantityKind>(
  name: string,
  comparison: Side,
  kind: K,
  { value, row }: Bound<QuantityOf<K>>,
  option: string,
): Limit {
  if (row === undefined) return optionLimit(name, comparison, kind, value, option);
  const { title, url } = row.source;
  const newest = row.carried === true ? `; ${row.version} is the newest that states one` : '';
  const source = { title: `${title}${newest}`, url, id: row.id };
  return { name, comparison, measure: measure(kind, value), source };
}
