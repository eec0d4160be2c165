import { Composer, type CST, Lexer, LineCounter, Parser, type Document, type YAMLError } from 'yaml';
import { quote } from '../model/explain-quantity';
import { DEEPEST, type FactError, type Locate } from './fact-error';
import { yamlFaults } from './yaml-faults';
import { aliasAtFault, pathKey, placesOf } from './yaml-places';

/** A YAML text as data, with the place of each key and value. */
export interface YamlDocument {
  /** Undefined where the text cannot be read at all. */
  readonly value: { readonly data: unknown } | undefined;
  readonly locate: Locate;
  readonly errors: readonly FactError[];
}

export function readYaml(text: string, source: string): YamlDocument {
  const lines = new LineCounter();
  const at = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const error = (offset: number, message: string): FactError => ({ source, ...at(offset), path: '', message });
  const failed = (...errors: readonly FactError[]): YamlDocument => ({ value: undefined, locate: () => at(0), errors });

  const tokens = parse(text, lines);
  if (typeof tokens === 'number') return failed(error(tokens, `is nested more than ${DEEPEST} levels deep`));
  const composer = new Composer({ version: '1.2', schema: 'core', merge: false, uniqueKeys: false });
  // Also of an empty text it makes a document.
  const [document, another] = [...composer.compose(tokens, true, text.length)] as [Document.Parsed, Document.Parsed?];
  const faults = [...document.errors, ...document.warnings];
  // What the library itself refuses need not be looked at.
  const awkward = faults.length > 0 ? [] : yamlFaults(document);
  const errors = [
    ...faults.map((fault) => error(fault.pos[0], explain(fault, text))),
    ...awkward.map(({ offset, message }) => error(offset, message)),
  ];
  if (another !== undefined) {
    errors.push(error(another.range[0], 'holds more than one YAML document: write one, without "---" between'));
  }
  if (another !== undefined || faults.length > 0 || awkward.some(({ isFatal }) => isFatal)) return failed(...errors);
  const places = placesOf(document);
  const locate: Locate = (path, part) => {
    for (let length = path.length; length > 0; length--) {
      const place = places.get(pathKey(path.slice(0, length)));
      if (place !== undefined) return at(length === path.length ? place[part] : place.value);
    }
    return at(places.get(pathKey([]))?.value ?? 0);
  };
  try {
    return { value: { data: document.toJS({ maxAliasCount: 100 }) }, locate, errors };
  } catch (cause) {
    if (!(cause instanceof ReferenceError)) throw cause;
    return failed(...errors, error(aliasAtFault(document), `cannot be read: ${cause.message}`));
  }
}

/**
 * The tokens of a text, or where it nests too deep: what comes after recurses for each level, and a hostile file must
 * not exhaust the stack. Two of the parser's own levels are the document and the value at hand.
 */
function parse(text: string, lines: LineCounter): readonly CST.Token[] | number {
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (parser.stack.length > DEEPEST + 2) return parser.offset - lexeme.length;
  }
  tokens.push(...parser.end());
  return tokens;
}

function explain({ code, message, pos }: YAMLError, text: string): string {
  switch (code) {
    case 'TAG_RESOLVE_FAILED':
      return `holds the YAML tag ${quote(text.slice(...pos))}, which is not supported: remove it`;
    default:
      return `is not valid YAML: ${message.split('\n')[0] ?? ''}`;
  }
}
