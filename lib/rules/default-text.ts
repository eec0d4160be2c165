import { measure, type QuantityKind, type QuantityOf } from '../model/quantity';
import type { OptionSpec } from './option';

/** The default of an option as people write it in the facts file. */
export function defaultText(spec: OptionSpec): string {
  if (spec.kind === 'switch' || spec.kind === 'count') return String(spec.default);
  return measure(spec.kind, spec.default as QuantityOf<QuantityKind>).text;
}
