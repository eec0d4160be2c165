import { InputError } from '../resources/document';
import type { JsonMembers } from './json/json-members';

/** Documents that people take for the ones we read, with what to give instead. */
const OTHERS: readonly (readonly [member: string, what: string, instead: string])[] = [
  ['@level', 'a line of the log stream of `plan -json`', 'run `terraform show -json FILE` on the saved plan'],
  ['checkpoint', 'a Pulumi checkpoint', 'run `pulumi stack export > stack.json` and check that'],
  ['sequence', 'an event stream of Pulumi', 'run `pulumi preview --json` without PULUMI_ENABLE_STREAMING_JSON_PREVIEW'],
  ['provider_schemas', 'a list of provider schemas', 'run `terraform show -json FILE` on a saved plan'],
  ['encrypted_data', 'an encrypted state or plan', 'run `tofu show -json` and check what it writes'],
];

export function refuseKnownOthers(members: JsonMembers): void {
  for (const [member, what, instead] of OTHERS) {
    if (members.has(member)) throw new InputError(members.path, `is ${what}; ${instead}`);
  }
}
