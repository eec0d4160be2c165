import { InputError, type Document, type Reading, type Wanted } from '../resources/document';
import { dialects } from './dialects';
import { EXPECTED, openDocument } from './open-document';
import { namesOther, refuseByLine, refuseByMember } from './other-formats';
import { splitLines, unwrap } from './unwrap';

/** Reads a document of any dialect, told apart by what is in it. What is none of ours is an `InputError`. */
export function readDocument(document: Document, wanted: Wanted = () => true): Reading {
  const plain = unwrap(document);
  const members = openDocument(plain);
  // A member that none of ours has tells more than one that many have.
  refuseByMember(members);
  const dialect = dialects.find(({ recognises }) => recognises(members));
  if (dialect === undefined) {
    throw new InputError(document.path, `is JSON in a format that Lightbound does not read; ${EXPECTED}`);
  }
  const reading = dialect.read(members, wanted);
  const { remarks = [] } = plain;
  return remarks.length === 0 ? reading : { ...reading, remarks: [...remarks, ...(reading.remarks ?? [])] };
}

/** The documents in what was given as one: several where one stands on each line. @throws InputError */
export function documentsIn(document: Document): readonly Document[] {
  const parts = splitLines(unwrap(document));
  const [first, ...others] = parts;
  // A stream of log lines is refused once, not line by line.
  if (first !== undefined && others.length > 0)
    refuseByLine(document.path, Buffer.from(first.bytes).toString('latin1'));
  return parts;
}

/**
 * Whether a file found in a folder is one of ours: by its members, where it is cut off by what it begins with, and where nothing of
 * it is left by its name. What should be ours and cannot be read is to be told, not passed over.
 */
export function isOurs(document: Document): boolean {
  if (isState(document.path)) return true;
  let plain = document;
  try {
    const [first = document] = documentsIn(document);
    plain = first;
    const head = Buffer.from(plain.bytes.subarray(0, 1 << 16)).toString('latin1');
    // Most of ours show at once what they are, and need no look at the rest.
    const isMarked = /^(\u00ef\u00bb\u00bf)?\s*\{/.test(head) && dialects.some(({ mark }) => mark.test(head));
    if (isMarked && !namesOther(head)) return true;
    const members = openDocument(plain);
    refuseByMember(members);
    return dialects.some(({ recognises }) => recognises(members));
  } catch (error) {
    if (error instanceof InputError) return isBlank(plain.bytes) || isGzip(plain.bytes) || hasOurWords(plain.bytes);
    throw error;
  }
}

/** Nothing else has such a name. */
const isState = (path: string): boolean => /\.tfstate(?:\.gz)?$/iu.test(path);

/** White space and byte-order marks alone: whatever was to be written there was not. */
const isBlank = (bytes: Uint8Array): boolean => bytes.every((byte) => byte <= SPACE || BYTE_ORDER_MARKS.has(byte));

const SPACE = 0x20;
const BYTE_ORDER_MARKS: ReadonlySet<number> = new Set([0xef, 0xbb, 0xbf, 0xfe, 0xff]);

/** Of what was decompressed already it is not true. */
const isGzip = ([first, second = 0x8b]: Uint8Array): boolean => first === 0x1f && second === 0x8b;

const ourWords = /"(?:resource_changes|planned_values|prior_state|propertyDependencies)"\s*:/u;

/** In whatever encoding the letters have: UTF-16 puts a zero beside each. */
const hasOurWords = (bytes: Uint8Array): boolean =>
  ourWords.test(
    Buffer.from(bytes.subarray(0, 1 << 22))
      .toString('latin1')
      .replaceAll('\0', ''),
  );

/** Names under which documents stand in a folder, as globs; each may be compressed. */
export const candidateFiles: readonly string[] = [
  ...new Set(dialects.flatMap(({ files }) => files)),
  '*.jsonl',
].flatMap((glob) => [glob, `${glob}.gz`]);

/** What is looked for in a folder, for people: the names, and the documents behind them. */
export const lookedFor = `${candidateFiles.join(', ')} (${[...new Set(dialects.map(({ title }) => title))].join(', ')})`;
