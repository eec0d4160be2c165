import { InputError, type Document, type Reading, type Wanted } from '../resources/document';
import { EXPECTED, JsonMembers } from './json/json-members';
import { isCdktfStack, readCdktfMembers } from './cdktf/cdktf-stack';
import { isPulumiExport, readPulumiExport } from './pulumi/pulumi-export';
import { isPulumiPreview, readPulumiPreview } from './pulumi/pulumi-preview';
import { refuseKnownOthers } from './refuse-known-others';
import { isTerraformPlan, readTerraformPlan } from './terraform/terraform-plan';
import { isTerraformState, readTerraformState } from './terraform/terraform-state';
import { isStateFile, readStateFile } from './terraform/terraform-state-file';

interface Reader {
  readonly recognises: (members: JsonMembers) => boolean;
  readonly read: (members: JsonMembers, wanted: Wanted) => Reading;
}

const READERS: readonly Reader[] = [
  { recognises: isTerraformPlan, read: readTerraformPlan },
  { recognises: isTerraformState, read: readTerraformState },
  { recognises: isStateFile, read: readStateFile },
  { recognises: isPulumiPreview, read: readPulumiPreview },
  { recognises: isPulumiExport, read: readPulumiExport },
  { recognises: isCdktfStack, read: readCdktfMembers },
];

/** Reads a document of any dialect, told apart by what is in it. What is none of ours is an `InputError`. */
export function readDocument(document: Document, wanted: Wanted = () => true): Reading {
  const members = JsonMembers.of(document);
  const reader = READERS.find(({ recognises }) => recognises(members));
  if (reader !== undefined) return reader.read(members, wanted);
  refuseKnownOthers(members);
  throw new InputError(document.path, `is JSON, but none that Lightbound reads; ${EXPECTED}`);
}

const MARKS: readonly RegExp[] = [
  /"format_version"\s*:/,
  /"resource_changes"\s*:|"planned_values"\s*:/,
  /"lineage"\s*:/,
  /"steps"\s*:[^]*"urn"\s*:|"changeSummary"\s*:/,
  /"deployment"\s*:[^]*"manifest"\s*:/,
  /"\/\/"\s*:\s*\{\s*"metadata"\s*:\s*\{[^}]*"stackName"\s*:/,
];

/** Whether a JSON file found in a directory looks like one of ours; by its first 64 KiB, without checking it. */
export function isCandidate(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1 << 16)).toString('latin1');
  return /^(\u00ef\u00bb\u00bf)?\s*\{/.test(head) && MARKS.some((mark) => mark.test(head));
}
