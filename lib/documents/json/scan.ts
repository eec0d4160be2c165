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
const F = 0x66;
const N = 0x6e;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** The node of no key, above the root object. */
const ROOT = 1;
/** What a key has that is notable by itself, and one whose texts may be. */
const [KEY, TEXT] = [1, 2];
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
  /** Which of the elements hold something notable, by index, ascending. */
  readonly notable?: readonly number[];
}

/** What makes an element of a list notable. */
export interface Notable {
  /** Of a member that is neither null, false nor an empty list. */
  readonly isKey: (key: string) => boolean;
  /** Of a member whose text, or one in whose list, tells. */
  readonly isKeyOfText: (key: string) => boolean;
  readonly isText: (text: string) => boolean;
  /** The first letters of such texts, in either case; others are not asked about. */
  readonly initials: string;
}

/**
 * Walks a JSON text once and checks what `JSON.parse` lets pass (keys given twice, `__proto__`, nesting without end) or
 * reports without a place (truncation). Answers with the parts near the root, so that only those in need are parsed.
 */
export function scan(bytes: Uint8Array, from: number, notable: Notable): Part {
  const root = new Scanner(bytes, notable).part(blank(bytes, from), 0, ROOT);
  const end = blank(bytes, root.end);
  if (end < bytes.length) throw new JsonError(end, 'has text after the end of the JSON value', 'trailing');
  return root;
}

class Scanner {
  private readonly sequences: KeySequences;
  /** How many notable things were passed. */
  private notable = 0;
  private readonly weigh: (key: string) => number;
  /** By byte, whether a notable text may begin with it. */
  private readonly initials: Uint8Array;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly noting: Notable,
  ) {
    this.weigh = (key) => (noting.isKey(key) ? KEY : 0) | (noting.isKeyOfText(key) ? TEXT : 0);
    this.sequences = new KeySequences(bytes, this.weigh);
    this.initials = new Uint8Array(256);
    // An escape may stand for any letter.
    for (const byte of Buffer.from(`\\${noting.initials}`)) this.initials[byte] = 1;
  }

  /** The value at `start`, of the key at `node`, and what it holds. */
  part(start: number, depth: number, node: number): Part {
    const c = this.bytes[start];
    if (c === OPEN_BRACE && depth < PART_DEPTH) return this.objectPart(start, depth + 1, node);
    if (c === OPEN_BRACKET) return this.listPart(start, depth + 1, node);
    return { start, end: this.value(start, depth, node) };
  }

  private objectPart(start: number, depth: number, outer: number): Part {
    const { bytes, sequences } = this;
    const members = new Map<string, Part>();
    const texts = new Set<string>();
    let i = this.blank(start + 1);
    if (bytes[i] === CLOSE_BRACE) return { start, end: i + 1, members };
    for (let node = sequences.within(outer, i + 1); ; i = this.blank(i + 1)) {
      const key = this.keyAt(i);
      const keyEnd = this.string(key);
      sequences.addText(texts, key);
      node = sequences.add(node, key, keyEnd);
      const member = this.part(this.valueAt(keyEnd), depth, node);
      members.set(keyText(bytes, key), member);
      i = this.blank(member.end);
      if (bytes[i] === CLOSE_BRACE) return { start, end: i + 1, members };
      if (bytes[i] !== COMMA) throw unexpected(bytes, i, '"," or "}"');
    }
  }

  private listPart(start: number, depth: number, node: number): Part {
    const { bytes } = this;
    const elements: number[] = [];
    const notable: number[] = [];
    let i = this.blank(start + 1);
    if (bytes[i] === CLOSE_BRACKET) return { start, end: i + 1, elements, notable };
    for (let index = 0; ; index++) {
      const before = this.notable;
      const end = this.value(i, depth, node);
      elements.push(i, end);
      if (this.notable > before) notable.push(index);
      i = this.blank(end);
      if (bytes[i] === CLOSE_BRACKET) return { start, end: i + 1, elements, notable };
      if (bytes[i] !== COMMA) throw unexpected(bytes, i, '"," or "]"');
      i = this.blank(i + 1);
    }
  }

  /** Skips the value at `at`, of the key at `node`; answers with the offset behind it. */
  private value(at: number, depth: number, node: number): number {
    const c = this.bytes[at];
    if (c === QUOTE) return this.string(at + 1) + 1;
    if (c === OPEN_BRACE) return this.object(at, depth + 1, node);
    if (c === OPEN_BRACKET) return this.list(at, depth + 1, node);
    return skipScalar(this.bytes, at);
  }

  private object(at: number, depth: number, outer: number): number {
    const { bytes, sequences } = this;
    if (depth > MAX_DEPTH) throw tooDeep(at);
    let i = this.blank(at + 1);
    if (bytes[i] === CLOSE_BRACE) return i + 1;
    let node = sequences.within(outer, i + 1);
    let texts: Set<string> | undefined;
    for (;;) {
      const key = this.keyAt(i);
      // Where an object is as the last one was, its members are passed over one by one.
      const likely = texts === undefined ? sequences.likely(node) : 0;
      let end = sequences.sameMember(likely, key, depth);
      if (end !== 0) node = likely;
      else {
        const noted = texts === undefined ? sequences.next(node, key) : 0;
        let keyEnd: number;
        if (noted !== 0) {
          node = noted;
          keyEnd = key + sequences.lengthOf(noted);
          if (noted !== likely) end = sequences.sameMember(noted, key, depth);
        } else {
          keyEnd = this.string(key);
          const added = texts === undefined ? sequences.add(node, key, keyEnd) : 0;
          if (added === 0) sequences.addText((texts ??= sequences.textsTo(node)), key);
          node = added;
        }
        if (end === 0) {
          const before = this.notable;
          const valueStart = this.valueAt(keyEnd);
          end = this.value(valueStart, depth, node);
          const weight = node === 0 ? this.weigh(keyText(bytes, key)) : sequences.weightOf(node);
          if (weight !== 0 && this.isNotable(weight, valueStart, end)) this.notable++;
          if (node !== 0) sequences.seen(node, key, end, depth, this.notable > before);
        }
      }
      i = this.blank(end);
      if (bytes[i] === CLOSE_BRACE) return i + 1;
      if (bytes[i] !== COMMA) throw unexpected(bytes, i, '"," or "}"');
      i = this.blank(i + 1);
    }
  }

  private list(at: number, depth: number, node: number): number {
    const { bytes, sequences } = this;
    if (depth > MAX_DEPTH) throw tooDeep(at);
    let i = this.blank(at + 1);
    if (bytes[i] === CLOSE_BRACKET) return i + 1;
    for (;;) {
      const end = this.value(i, depth, node);
      // Of a key that is not noted nothing is known.
      if (
        bytes[i] === QUOTE &&
        (node === 0 || (sequences.weightOf(node) & TEXT) !== 0) &&
        this.isNotable(TEXT, i, end)
      ) {
        this.notable++;
      }
      i = this.blank(end);
      if (bytes[i] === CLOSE_BRACKET) return i + 1;
      if (bytes[i] !== COMMA) throw unexpected(bytes, i, '"," or "]"');
      i = this.blank(i + 1);
    }
  }

  /** Whether the value between two offsets, of a key of that weight, is notable; what a list holds is told by itself. */
  private isNotable(weight: number, start: number, end: number): boolean {
    const c = this.bytes[start];
    const isEmpty = c === N || c === F || (c === OPEN_BRACKET && this.blank(start + 1) === end - 1);
    if ((weight & KEY) !== 0 && !isEmpty) return true;
    if ((weight & TEXT) === 0 || c !== QUOTE || this.initials[this.bytes[start + 1]!] === 0) return false;
    return this.noting.isText(keyText(this.bytes, start + 1));
  }

  /** Where the key begins whose quote is to stand at `at`. */
  private keyAt(at: number): number {
    if (this.bytes[at] !== QUOTE) throw unexpected(this.bytes, at, 'a key in double quotes');
    return at + 1;
  }

  /** Where the value begins of the key whose closing quote stands at `keyEnd`. */
  private valueAt(keyEnd: number): number {
    const colon = this.blank(keyEnd + 1);
    if (this.bytes[colon] !== COLON) throw unexpected(this.bytes, colon, '":"');
    return this.blank(colon + 1);
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

const tooDeep = (at: number): JsonError => new JsonError(at, `nests deeper than ${MAX_DEPTH} levels`);

const unexpected = (bytes: Uint8Array, at: number, wanted: string): JsonError =>
  at >= bytes.length
    ? new JsonError(at, `ends where ${wanted} should follow`, 'truncated')
    : new JsonError(at, `has an unexpected character instead of ${wanted}`);
