import { InputError, type Document, type Reading, type Wanted } from '../resources/document';
import { dialects } from './dialects';
import { EXPECTED, openDocument } from './open-document';
import { refuseByMember } from './other-formats';

/** Reads a document of any dialect, told apart by what is in it. What is none of ours is an `InputError`. */
export function readDocument(document: Document, wanted: Wanted = () => true): Reading {
  const members = openDocument(document);
  const dialect = dialects.find(({ recognises }) => recognises(members));
  if (dialect !== undefined) return dialect.read(members, wanted);
  refuseByMember(members);
  throw new InputError(document.path, `is JSON in a format that Lightbound does not read; ${EXPECTED}`);
}

/** Whether a JSON file found in a folder looks like one of ours; by its first 64 KiB, without checking it. */
export function isCandidate(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1 << 16)).toString('latin1');
  return /^(\u00ef\u00bb\u00bf)?\s*\{/.test(head) && dialects.some(({ mark }) => mark.test(head));
}

/** Names under which documents stand in a folder, as globs. */
export const candidateFiles: readonly string[] = [...new Set(dialects.flatMap(({ files }) => files))];

/** What is looked for in a folder, for people: the names, and the documents behind them. */
export const lookedFor = `${candidateFiles.join(', ')} (${[...new Set(dialects.map(({ title }) => title))].join(', ')})`;
