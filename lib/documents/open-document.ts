import { isUtf8 } from 'node:buffer';
import { InputError, type Document } from '../resources/document';
import { speaking } from '../resources/speaks-of-stretching';
import { dialects } from './dialects';
import { JsonError } from './json/json-error';
import { JsonMembers } from './json/json-members';
import { position } from './json/position';
import { blank } from './json/scan';
import { refuseByLine, refuseByMark } from './other-formats';

const OPEN_BRACE = 0x7b;
const OPEN_BRACKET = 0x5b;
/** As far as a format is told by its beginning. */
const HEAD = 4096;

/** What to give instead of something that is not read. */
export const EXPECTED = `give ${orList(dialects.map(({ howToGet }) => howToGet))}`;

/** What another program writes behind it comes back with every export. */
const JSON_ALONE =
  'give the JSON alone: remove what follows it, or write the file by `terraform show -json FILE > plan.json` without a wrapper (setup-terraform: `terraform_wrapper: false`)';

/** The members of a document, whatever dialect it is of. @throws InputError if it is no JSON object */
export function openDocument(document: Document): JsonMembers {
  const { path, bytes } = document;
  const start = skipByteOrderMark(document);
  const first = bytes[blank(bytes, start)];
  if (first === undefined) throw new InputError(path, 'is empty; check that the command that wrote it succeeded');
  refuseByMark(path, textOf(bytes, start, HEAD));
  if (!isUtf8(bytes)) throw new InputError(path, 'is not valid UTF-8; export it again and do not re-encode it');
  try {
    const members = JsonMembers.of(document, start, speaking);
    if (members !== undefined) return members;
  } catch (error) {
    throw error instanceof JsonError ? explain(document, start, error) : error;
  }
  const root = first === OPEN_BRACKET ? 'a list' : 'a single value';
  throw new InputError(path, `holds ${root}, not a JSON object; ${EXPECTED}`);
}

function skipByteOrderMark({ path, bytes }: Document): number {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 3;
  if (bytes.length > 3 && ((a === 0 && b !== 0) || (a !== 0 && b === 0))) {
    throw new InputError(path, 'is UTF-16 text; save it as UTF-8 (PowerShell: `| Out-File -Encoding utf8`)');
  }
  return 0;
}

function explain({ path, bytes }: Document, start: number, { message, offset, kind }: JsonError): InputError {
  const at = position(bytes, offset);
  if (kind === 'truncated') return new InputError(path, `is cut off: it ${message} (${at}); export it again`);
  if (kind === 'trailing') refuseByLine(path, textOf(bytes, start, Math.min(offset - start, HEAD)));
  const first = bytes[blank(bytes, start)];
  const isJson = first === OPEN_BRACE || first === OPEN_BRACKET;
  const instead = isJson ? (kind === 'trailing' ? JSON_ALONE : 'export it again') : EXPECTED;
  return new InputError(path, `is not valid JSON: it ${message} (${at}); ${instead}`);
}

const textOf = (bytes: Uint8Array, from: number, length: number): string =>
  Buffer.from(bytes.subarray(from, from + length)).toString('latin1');

function orList(texts: readonly string[]): string {
  return `${texts.slice(0, -1).join(', ')} or ${texts.at(-1) ?? ''}`;
}
