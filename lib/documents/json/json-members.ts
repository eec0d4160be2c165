import type { Document } from '../../resources/document';
import { JsonElements, textsOfFirst, type Expected } from './json-elements';
import { parseBytes } from './parse-bytes';
import { scan, type Notable, type Part } from './scan';

/** Which elements of a list are worth parsing. */
export interface Sieve {
  /** The member that tells, and that machines write first. */
  readonly key: string;
  /** What the plain members at the beginning of such an element must be for it to be passed over; undefined if it is wanted. */
  readonly passesOver: (text: string) => Expected | undefined;
  readonly passed: (text: string) => void;
  /** A member for whose sake nothing is passed over wherever it stands in the list. */
  readonly unless: string;
}

/** The members of a document's root object; each is parsed when it is asked for. */
export class JsonMembers {
  private readonly buffer: Buffer;

  private constructor(
    readonly path: string,
    bytes: Uint8Array,
    private readonly root: Part,
  ) {
    this.buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /**
   * @param from where the JSON begins, behind a byte-order mark
   * @param notable what of an element keeps a sieve from passing it over
   * @returns undefined if the root is no object
   * @throws JsonError
   */
  static of({ path, bytes }: Document, from: number, notable: Notable): JsonMembers | undefined {
    const root = scan(bytes, from, notable);
    return root.members === undefined ? undefined : new JsonMembers(path, bytes, root);
  }

  has(name: string): boolean {
    return this.find([name]) !== undefined;
  }

  /** The parsed value of a member, or of one within it; undefined where there is none. */
  get(...names: readonly string[]): unknown {
    const part = this.find(names);
    return part === undefined ? undefined : parseBytes(this.slice(part));
  }

  /** The members of an object near the root but for one, parsed; undefined where no object stands. */
  getWithout(left: string, ...names: readonly string[]): Readonly<Record<string, unknown>> | undefined {
    const members = this.find(names)?.members;
    if (members === undefined) return undefined;
    const others = [...members].filter(([name]) => name !== left);
    return Object.fromEntries(others.map(([name, part]) => [name, parseBytes(this.slice(part))]));
  }

  /**
   * Hands on the elements of a list near the root, in their order, each parsed and with its index; what the sieve passes
   * over, and holds nothing notable, stays unparsed.
   * @returns false if no list stands there
   */
  sift(
    names: readonly string[],
    { key, passesOver, passed, unless }: Sieve,
    take: (element: unknown, index: number) => void,
  ): boolean {
    const part = this.find(names);
    if (part?.elements === undefined) return false;
    const list = new JsonElements(this.buffer, part.elements);
    // A key without its first letters, which are frequent ones, is found several times faster.
    const takesAll = this.slice(part).includes(`${unless.slice(2)}"`);
    const notable = new Set(part.notable);
    const isWanted = (index: number): boolean => {
      const text = takesAll || notable.has(index) ? undefined : list.first(index, key);
      const expected = text === undefined ? undefined : passesOver(text);
      if (text === undefined || expected === undefined || !list.beginsAs(index, expected)) return true;
      passed(text);
      return false;
    };
    list.parseWhere(isWanted, take);
    return true;
  }

  /** How many elements a list near the root has; 0 where none stands. */
  length(...names: readonly string[]): number {
    return (this.find(names)?.elements?.length ?? 0) / 2;
  }

  /** How often a member that is text is written within a part near the root, in whatever layout. */
  countTexts(names: readonly string[], key: string): number {
    const part = this.find(names);
    if (part === undefined) return 0;
    const bytes = this.slice(part);
    const sought = `"${key}"`;
    let count = 0;
    for (let at = bytes.indexOf(sought); at !== -1; at = bytes.indexOf(sought, at + sought.length)) {
      const colon = afterBlanks(bytes, at + sought.length);
      if (bytes[colon] === COLON && bytes[afterBlanks(bytes, colon + 1)] === QUOTE) count++;
    }
    return count;
  }

  /**
   * The texts of a member in all objects within a member of the root that begin with it, as machines write them.
   * @returns undefined if no such object stands there
   */
  firstTexts(name: string, key: string): readonly string[] | undefined {
    const part = this.find([name]);
    const found = part === undefined ? [] : textsOfFirst(this.slice(part), key);
    return found.length === 0 ? undefined : found;
  }

  /**
   * The elements of a list near the root by the text of a member; each is parsed when it is asked for.
   * @param keyOf the key of an element whose text does not begin with that member; throws where it has none
   * @returns undefined if no list stands there
   */
  lookup(
    names: readonly string[],
    key: string,
    keyOf: (element: unknown, index: number) => string,
  ): ((text: string) => unknown) | undefined {
    const offsets = this.find(names)?.elements;
    if (offsets === undefined) return undefined;
    const list = new JsonElements(this.buffer, offsets);
    const byText = new Map<string, number>();
    for (let i = 0; i < list.count; i++) byText.set(list.first(i, key) ?? keyOf(list.parse(i), i), i);
    return (text) => {
      const index = byText.get(text);
      return index === undefined ? undefined : list.parse(index);
    };
  }

  private find(names: readonly string[]): Part | undefined {
    let part: Part | undefined = this.root;
    for (const name of names) part = part?.members?.get(name);
    return part;
  }

  private slice({ start, end }: Part): Buffer {
    return this.buffer.subarray(start, end);
  }
}

const [COLON, QUOTE] = [0x3a, 0x22];
/** Space, tab, line feed, carriage return. */
const BLANKS: readonly (number | undefined)[] = [0x20, 0x09, 0x0a, 0x0d];

function afterBlanks(bytes: Buffer, from: number): number {
  let at = from;
  while (BLANKS.includes(bytes[at])) at++;
  return at;
}
