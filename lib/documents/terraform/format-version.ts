import { InputError } from '../../resources/document';
import type { JsonMembers } from '../json/json-members';

/** Terraform keeps minor versions compatible; what a new major one means nobody knows. */
export function checkFormatVersion(members: JsonMembers): void {
  const version = members.get('format_version');
  if (typeof version === 'string' && /^[01](\.|$)/.test(version)) return;
  const isNumber = /^\d{1,4}(?:\.\d{1,4}){0,2}$/.test(String(version));
  const found = isNumber ? `format_version ${String(version)}` : 'a format_version that is no version number';
  throw new InputError(
    members.path,
    `has ${found}, but Lightbound reads 0.x and 1.x; upgrade Lightbound or use an older Terraform`,
  );
}
