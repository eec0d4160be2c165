import { factNames, type FactName, type FactOwner, type InputValue } from '../model/inputs';
import type { Known } from './known';

/** What the facts file declares of a link or a workload, input by input, each with where it was written. */
export type KnownInputs<Of extends FactOwner> = { readonly [Name in FactName<Of>]: Known<InputValue<Name>> };

/** Makes one value for each input that the facts file declares of an owner. */
export function knownInputs<Of extends FactOwner>(
  owner: Of,
  make: (name: FactName<Of>) => Known<InputValue<FactName<Of>>>,
): KnownInputs<Of> {
  // Safe as far as `make` keeps to the name that it is given; the compiler cannot follow a name into its value.
  return Object.fromEntries(factNames[owner].map((name) => [name, make(name)])) as unknown as KnownInputs<Of>;
}
