import { InputError } from '../resources/document';
import type { JsonMembers } from './json/json-members';

/** A format that people take for one of ours, and what to give instead. */
interface OtherFormat {
  readonly is: string;
  readonly instead: string;
  /** In the text at the beginning, as Latin-1. */
  readonly mark?: RegExp;
  /** A member of the root object that no document of ours has. */
  readonly member?: string;
  /** In the first of several JSON values, where there is one a line. */
  readonly line?: RegExp;
}

const OTHER_FORMATS: readonly OtherFormat[] = [
  {
    is: 'a saved plan in binary form',
    instead: 'run `terraform show -json FILE > plan.json` and check plan.json',
    mark: /^PK/,
  },
  {
    is: 'HCL text',
    instead: 'run `terraform plan -out p && terraform show -json p > plan.json` and check plan.json',
    mark: /^\s*(?:(?:#|\/\/)[^\n]*\n\s*)*(?:\/\*|(?:terraform|locals)\s*\{|(?:resource|data|provider|module|variable|output)\s+"|\w+\s*=)/,
  },
  {
    is: 'a stream of log lines (`plan -json`), not a plan',
    instead: 'run `terraform show -json FILE` on the saved plan',
    member: '@level',
    line: /"@(level|message)":/,
  },
  {
    is: 'an event stream of Pulumi',
    instead: 'run `pulumi preview --json` without PULUMI_ENABLE_STREAMING_JSON_PREVIEW',
    member: 'sequence',
    line: /"sequence":\s*\d/,
  },
  {
    is: 'a Pulumi checkpoint',
    instead: 'run `pulumi stack export > stack.json` and check stack.json',
    member: 'checkpoint',
  },
  {
    is: 'a redacted plan of HCP Terraform, which leaves out values',
    instead: 'download the whole one (`json-output` of the plan) and check it',
    member: 'plan_format_version',
  },
  {
    is: 'a list of provider schemas',
    instead: 'run `terraform show -json FILE` on a saved plan',
    member: 'provider_schemas',
  },
  {
    is: 'the result of `terraform validate`, not a plan',
    instead: 'run `terraform show -json FILE` on a saved plan',
    member: 'valid',
  },
  {
    is: 'a list of functions',
    instead: 'run `terraform show -json FILE` on a saved plan',
    member: 'function_signatures',
  },
  {
    is: 'an encrypted state or plan',
    instead: 'run `tofu show -json` and check its output',
    member: 'encrypted_data',
  },
];

function refuse(path: string, is: (format: OtherFormat) => boolean): void {
  const found = OTHER_FORMATS.find(is);
  if (found !== undefined) throw new InputError(path, `is ${found.is}; ${found.instead}`);
}

/** @param head the beginning of the text, as Latin-1 */
export const refuseByMark = (path: string, head: string): void => refuse(path, ({ mark }) => mark?.test(head) === true);

export const refuseByMember = (members: JsonMembers): void =>
  refuse(members.path, ({ member }) => member !== undefined && members.has(member));

/** Whether the text at the beginning names a member of another format, which a value may do as well. */
export const namesOther = (head: string): boolean =>
  OTHER_FORMATS.some(({ member }) => member !== undefined && head.includes(`"${member}"`));

/** @param first the first of several JSON values, as Latin-1 */
export const refuseByLine = (path: string, first: string): void =>
  refuse(path, ({ line }) => line?.test(first) === true);
