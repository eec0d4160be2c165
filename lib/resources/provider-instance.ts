import type { Guess } from '../graph/location';
import type { UnknownMask } from './attribute-tree';
import { Attributes } from './attributes';
import type { Spelling, ProviderInstance } from './raw-resource';
import { HIDDEN, isPlacing, withoutUserInfo } from './placing-arguments';

/** A provider argument's value: known, known only later, or not to be seen. */
export type Argument =
  | {
      readonly kind: 'value';
      readonly value: unknown;
      /** Why it is a guess, where the input does not show that it is the value itself. */
      readonly guess?: string;
    }
  | { readonly kind: 'later' }
  | { readonly kind: 'sensitive' };

/** The last part of `registry.terraform.io/vmware/vsphere`. */
export const providerName = (fullName: string): string => fullName.slice(fullName.lastIndexOf('/') + 1);

/** The provider's name that a Terraform type begins with: `aws` of `aws_vpc`. */
export const typePrefix = (type: string): string => type.replace(/_.*/, '');

/** Makes a provider instance of which only the arguments that place can be read. */
export function providerInstance(
  spelling: Spelling,
  address: string,
  name: string,
  alias: string,
  args: ReadonlyMap<string, Argument>,
): ProviderInstance {
  const values: Record<string, unknown> = {};
  const later: Record<string, UnknownMask> = {};
  const sensitive: Record<string, UnknownMask> = {};
  const guesses = new Map<string, Guess>();
  for (const [argument, found] of args) {
    if (!isPlacing(argument) || found.kind === 'sensitive') {
      values[argument] = HIDDEN;
      sensitive[argument] = true;
    } else if (found.kind === 'later') later[argument] = true;
    else {
      values[argument] = withoutUserInfo(found.value);
      if (found.guess !== undefined) guesses.set(argument, { kind: 'guess', reason: found.guess, ground: address });
    }
  }
  const tree = { address, spelling, values, unknown: later, sensitive, guess: (path: string) => guesses.get(path) };
  // The default providers of several versions are configured alike.
  const isDefault = spelling === 'pulumi' && alias === '';
  return { name, alias, address: isDefault ? name : address, attributes: new Attributes(tree) };
}
