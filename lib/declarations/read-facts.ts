/* oxlint-disable typescript/no-require-imports -- YAML and the schema take 100 ms to load, and a run without facts needs neither */
import type * as ReadWritten from './read-written';
import { nothingDeclared, type Around, type Declared } from './declared';
import type * as YamlDocuments from './yaml-document';
import { sortErrors, type FactError } from './fact-error';
import { speaksOfFacts } from './speaks-of-facts';

/**
 * Reads a facts file. All errors come at once, sorted by place.
 * @param source name of the file, as errors and origins show it
 */
export function readFacts(text: string, source: string, around: Around = {}): Declared {
  const body = text.replace(/^\uFEFF/u, '');
  const declared = readBody(body, source, around);
  const [first] = declared.errors;
  if (first === undefined || speaksOfFacts(body)) return declared;
  return { ...nothingDeclared, errors: [{ ...first, path: '', message: withoutContent(first.message) }] };
}

/** What is wrong with a file that may be anybody's, such as one of secrets, without a word of it: its place has to do. */
const withoutContent = (message: string): string =>
  message
    .replace(/"(?:[^"\\]|\\.)*"/gu, '"..."')
    .replace(
      /^unknown key "\.\.\."( and \d+ more)?/u,
      'unknown key$1, not shown since the file has no key of a facts file',
    )
    .replace(/^(is not valid YAML|cannot be read: Unresolved alias).*/u, '$1');

function readBody(body: string, source: string, around: Around): Declared {
  const garbled = encodingError(body, source);
  if (garbled !== undefined) return { ...nothingDeclared, errors: [garbled] };

  const { readYaml } = require('./yaml-document') as typeof YamlDocuments;
  const { value, locate, errors } = readYaml(body, source);
  if (value === undefined) return { ...nothingDeclared, errors: sortErrors(errors) };
  if (isEmpty(value.data)) {
    const message = 'is empty: declare something in it, such as `sites` or `waivers`, or delete the file';
    return { ...nothingDeclared, errors: [{ source, line: 1, column: 1, path: '', message }, ...errors] };
  }
  const { readWritten } = require('./read-written') as typeof ReadWritten;
  const declared = readWritten(value.data, source, locate, around);
  return { ...declared, errors: sortErrors([...errors, ...declared.errors]) };
}

const isEmpty = (data: unknown): boolean =>
  data === null || (typeof data === 'object' && Object.keys(data).length === 0);

/** UTF-16 read as UTF-8 shows as NUL, other encodings as the replacement character. */
function encodingError(text: string, source: string): FactError | undefined {
  const offset = text.search(/[\0\uFFFD]/u);
  if (offset < 0) return undefined;
  const before = text.slice(0, offset).split('\n');
  const what = text[offset] === '\0' ? 'a NUL character, as UTF-16 has' : 'bytes that are not UTF-8';
  const place = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  return { source, ...place, path: '', message: `holds ${what}: save the file as UTF-8 text` };
}
