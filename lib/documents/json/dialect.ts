import type { DocumentKind, Reading, Wanted } from '../../resources/document';
import type { JsonMembers } from './json-members';

/** Everything about one kind of document: how it is told apart, how people get it, and how it is read. */
export interface Dialect extends DocumentKind {
  /** How to get one, with the command: "the JSON of a Terraform plan (`terraform show -json FILE`)". */
  readonly howToGet: string;
  /** Names under which it stands in a folder, as globs. */
  readonly files: readonly string[];
  /** Whether the first bytes of a file look like one, without checking it. */
  readonly mark: RegExp;
  readonly recognises: (members: JsonMembers) => boolean;
  /** @throws InputError */
  readonly read: (members: JsonMembers, wanted: Wanted) => Reading;
}
