import { JsonError } from './json-error';
import { KeySequences } from './key-sequences';
import { keyText } from './key-text';
import { skipEscape, skipScalar } from './scalar';

const MAX_DEPTH = 512;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** The node of no key, above the root object. */
const ROOT = 1;
/** Bytes that stand for themselves inside a string. */
const PLAIN = Uint8Array.from({ length: 256 }, (_, c) => (c < SPACE || c === QUOTE || c === BACKSLASH ? 0 : 1));

/** The root object, what it holds, and what that holds. */
const PART_DEPTH = 3;

/** Where a value stands; of objects near the root also where their members do, and of lists among these their elements. */
export interface Part {
  readonly start: number;
  readonly end: number;
  readonly members?: ReadonlyMap<string, Part>;
  /** Start and end of one after the other. */
  readonly elements?: readonly number[];
}

interface Draft {
  readonly start: number;
  end: number;
  members?: Map<string, Part>;
  elements?: number[];
}

/**
 * Walks a JSON text once and checks what `JSON.parse` lets pass (keys given twice, `__proto__`, nesting without end) or
 * reports without a place (truncation). Answers with the parts near the root, so that only those in need are parsed.
 */
export function scan(bytes: Uint8Array, from: number): Part {
  const start = blank(bytes, from);
  const root: Draft = { start, end: start };
  root.end = new Scanner(bytes).value(start, 0, ROOT, root);
  const end = blank(bytes, root.end);
  if (end < bytes.length) throw new JsonError(end, 'has text after the end of the JSON value', 'trailing');
  return root;
}

class Scanner {
  private readonly sequences: KeySequences;

  constructor(private readonly bytes: Uint8Array) {
    this.sequences = new KeySequences(bytes);
  }

  /** Skips the value at `at`, of the key at `node`, and notes what it holds in `part`; answers with the offset behind it. */
  value(at: number, depth: number, node: number, part?: Draft): number {
    const c = this.bytes[at];
    if (c === QUOTE) return this.string(at + 1) + 1;
    if (c === OPEN_BRACE) return this.object(at, depth + 1, this.sequences.within(node), part);
    if (c === OPEN_BRACKET) return this.list(at, depth + 1, node, part);
    return skipScalar(this.bytes, at);
  }

  private object(at: number, depth: number, begin: number, part?: Draft): number {
    const { bytes, sequences } = this;
    const members = part === undefined || depth > PART_DEPTH ? undefined : new Map<string, Part>();
    if (part !== undefined && members !== undefined) part.members = members;
    if (depth > MAX_DEPTH) throw new JsonError(at, `nests deeper than ${MAX_DEPTH} levels`);
    let i = this.blank(at + 1);
    if (bytes[i] === CLOSE_BRACE) return i + 1;
    let node = begin;
    let texts: Set<string> | undefined;
    for (;;) {
      if (bytes[i] !== QUOTE) throw unexpected(bytes, i, 'a key in double quotes');
      const key = i + 1;
      // Where an object is as the last one was, its members are passed over one by one.
      const likely = members === undefined && texts === undefined ? sequences.likely(node) : 0;
      let end = sequences.sameMember(likely, key, depth);
      if (end !== 0) node = likely;
      else {
        const noted = texts === undefined ? sequences.next(node, key) : 0;
        let keyEnd: number;
        if (noted !== 0) {
          node = noted;
          keyEnd = key + sequences.lengthOf(noted);
          if (members === undefined && noted !== likely) end = sequences.sameMember(noted, key, depth);
        } else {
          keyEnd = this.string(key);
          const added = texts === undefined ? sequences.add(node, key, keyEnd) : 0;
          if (added === 0) sequences.addText((texts ??= sequences.textsTo(node)), key);
          node = added;
        }
        if (end === 0) {
          i = this.blank(keyEnd + 1);
          if (bytes[i] !== COLON) throw unexpected(bytes, i, '":"');
          const start = this.blank(i + 1);
          const inner = members === undefined ? undefined : { start, end };
          end = this.value(start, depth, node, inner);
          if (inner !== undefined) {
            inner.end = end;
            members?.set(keyText(bytes, key), inner);
          }
          if (node !== 0) sequences.seen(node, key, end, depth);
        }
      }
      i = this.blank(end);
      if (bytes[i] === CLOSE_BRACE) return i + 1;
      if (bytes[i] !== COMMA) throw unexpected(bytes, i, '"," or "}"');
      i = this.blank(i + 1);
    }
  }

  private list(at: number, depth: number, node: number, part?: Draft): number {
    const { bytes } = this;
    const elements = part === undefined ? undefined : new Array<number>();
    if (part !== undefined && elements !== undefined) part.elements = elements;
    if (depth > MAX_DEPTH) throw new JsonError(at, `nests deeper than ${MAX_DEPTH} levels`);
    let i = this.blank(at + 1);
    if (bytes[i] === CLOSE_BRACKET) return i + 1;
    for (;;) {
      const end = this.value(i, depth, node);
      elements?.push(i, end);
      i = this.blank(end);
      if (bytes[i] === CLOSE_BRACKET) return i + 1;
      if (bytes[i] !== COMMA) throw unexpected(bytes, i, '"," or "]"');
      i = this.blank(i + 1);
    }
  }

  /** The offset of the quote that closes the string whose first character stands at `start`. */
  private string(start: number): number {
    const { bytes } = this;
    let i = start;
    for (;;) {
      while (PLAIN[bytes[i]!] === 1) i++;
      const c = bytes[i];
      if (c === QUOTE) return i;
      if (c === BACKSLASH) i = skipEscape(bytes, i);
      else if (c !== undefined) throw new JsonError(i, 'has a control character inside a string');
      else throw new JsonError(i, 'ends inside a string', 'truncated');
    }
  }

  private blank(at: number): number {
    return this.bytes[at]! <= SPACE ? blank(this.bytes, at) : at;
  }
}

/** The offset of the first byte at or behind `from` that is not white space. */
export function blank(bytes: Uint8Array, from: number): number {
  let i = from;
  for (;;) {
    const c = bytes[i];
    if (c !== SPACE && c !== 0x0a && c !== 0x0d && c !== 0x09) return i;
    i++;
  }
}

const unexpected = (bytes: Uint8Array, at: number, wanted: string): JsonError =>
  at >= bytes.length
    ? new JsonError(at, `ends where ${wanted} should follow`, 'truncated')
    : new JsonError(at, `is not JSON here: expected ${wanted}`);
