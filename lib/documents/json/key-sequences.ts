import { JsonError } from './json-error';
import { keyText } from './key-text';
import { shortText } from './short-text';

const MOST_NODES = 1 << 15;
const MOST_KEYS = 256;
const MOST_FOLLOWERS = 64;
/** Longer members are not compared as a whole: what they hold is, and would be compared anew at each level. */
const LONGEST_MEMBER = 2048;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const CLOSE_BRACE = 0x7d;

/**
 * The sequences of keys that the objects of a text were seen to have, as a tree of offsets into it. Machines write
 * thousands of objects with the same keys in the same order: a key that follows where one like it followed before needs
 * one comparison, and is no duplicate, since none was when the sequence was noted. An object whose keys are not noted
 * (huge, escaped, or one too many) keeps them in a set of its own.
 */
export class KeySequences {
  private readonly starts: Int32Array;
  private readonly lengths: Int32Array;
  private readonly before: Int32Array;
  private readonly places: Int32Array;
  private readonly follower: Int32Array;
  private readonly sibling: Int32Array;
  private readonly inside: Int32Array;
  private readonly seenAt: Int32Array;
  private readonly seenLength: Int32Array;
  private readonly seenDepth: Int32Array;
  private readonly weights: Uint8Array;
  private readonly view: DataView;
  private readonly most: number;
  private nodes = 1;

  /** @param weigh of a key, asked once for each that is noted */
  constructor(
    private readonly bytes: Uint8Array,
    private readonly weigh: (key: string) => number,
  ) {
    // A node is of a key or of an object, of two bytes at least: a short text needs few.
    this.most = Math.min(MOST_NODES, 2 + (bytes.length >> 1));
    const made = (): Int32Array => new Int32Array(this.most);
    this.starts = made();
    this.lengths = made();
    this.before = made();
    this.places = made();
    this.follower = made();
    this.sibling = made();
    this.inside = made();
    this.seenAt = made();
    this.seenLength = made();
    this.seenDepth = made();
    this.weights = new Uint8Array(this.most);
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /**
   * Where the sequences begin of the objects that are a value, or elements of a value, of the key at `node`.
   * @param first start of the first key of the object at hand
   */
  within(node: number, first: number): number {
    const noted = this.inside[node]!;
    if (noted !== 0) return noted;
    // The entries of a map, such as the modules that one calls, are alike: what was noted in one holds for the next.
    const entry = this.inside[this.before[node]!]!;
    if (entry !== 0 && this.next(entry, first) !== 0) return (this.inside[node] = entry);
    return this.nodes === this.most ? 0 : (this.inside[node] = this.nodes++);
  }

  /** A node that followed on `node` before; 0 if none did. */
  likely(node: number): number {
    return this.follower[node]!;
  }

  /** The node of the key at `start` if it followed on `node` before; else 0. */
  next(node: number, start: number): number {
    const { starts, lengths, sibling } = this;
    for (let n = this.follower[node]!; n !== 0; n = sibling[n]!) {
      // The quote that closes the key is compared with it.
      if (this.alike(starts[n]!, start, lengths[n]! + 1)) return n;
    }
    return 0;
  }

  /**
   * The end of the member at `start`, whose key is at `node`, if it is byte for byte the one that was last seen there, as most of
   * what machines write is; else 0. What was checked once need not be checked again, unless it now lies deeper.
   */
  sameMember(node: number, start: number, depth: number): number {
    const length = this.seenLength[node]!;
    if (length === 0 || depth > this.seenDepth[node]! || !this.alike(this.seenAt[node]!, start, length)) return 0;
    // A number may go on.
    const next = this.bytes[start + length];
    return next === COMMA || next === CLOSE_BRACE ? start + length : 0;
  }

  /** Notes a member that was checked, from its key to the end of its value; a notable one is walked each time, to be told again. */
  seen(node: number, start: number, end: number, depth: number, isNotable: boolean): void {
    this.seenAt[node] = start;
    this.seenDepth[node] = depth;
    this.seenLength[node] = end - start <= LONGEST_MEMBER && !isNotable ? end - start : 0;
  }

  weightOf(node: number): number {
    return this.weights[node]!;
  }

  private alike(a: number, b: number, length: number): boolean {
    const { bytes, view } = this;
    if (b + length > bytes.length) return false;
    let i = 0;
    for (; i + 4 <= length; i += 4) if (view.getInt32(a + i, true) !== view.getInt32(b + i, true)) return false;
    for (; i < length; i++) if (bytes[a + i] !== bytes[b + i]) return false;
    return true;
  }

  lengthOf(node: number): number {
    return this.lengths[node]!;
  }

  /**
   * Notes that the key between two offsets follows on `node`.
   * @returns its node, or 0 if it is not to be noted and the object must keep a set of its keys
   * @throws JsonError if the sequence has the key already
   */
  add(node: number, start: number, end: number): number {
    const { bytes, starts, lengths, before, places, follower, sibling } = this;
    const length = end - start;
    for (let i = start; i < end; i++) if (bytes[i] === BACKSLASH) return 0;
    if (isProto(bytes, start)) throw proto(start);
    let followers = 0;
    for (let n = follower[node]!; n !== 0; n = sibling[n]!) followers++;
    if (node === 0 || this.nodes === this.most || places[node] === MOST_KEYS || followers === MOST_FOLLOWERS) return 0;
    for (let n = node; places[n] !== 0; n = before[n]!) {
      let i = lengths[n] === length ? 0 : -1;
      while (i >= 0 && i < length && bytes[starts[n]! + i] === bytes[start + i]) i++;
      if (i === length) throw twice(start, keyText(bytes, start));
    }
    const added = this.nodes++;
    starts[added] = start;
    lengths[added] = length;
    before[added] = node;
    places[added] = places[node]! + 1;
    this.weights[added] = this.weigh(keyText(bytes, start));
    sibling[added] = follower[node]!;
    follower[node] = added;
    return added;
  }

  /** The keys of the sequence that ends in `node`, for an object that goes on with a set of its own. */
  textsTo(node: number): Set<string> {
    const texts = new Set<string>();
    for (let n = node; this.places[n] !== 0; n = this.before[n]!) texts.add(keyText(this.bytes, this.starts[n]!));
    return texts;
  }

  /** @throws JsonError if the set has the key at `start` already */
  addText(texts: Set<string>, start: number): void {
    const text = keyText(this.bytes, start);
    if (text === '__proto__') throw proto(start);
    if (texts.has(text)) throw twice(start, text);
    texts.add(text);
  }
}

const isProto = (bytes: Uint8Array, start: number): boolean =>
  bytes[start] === 0x5f && bytes[start + 1] === 0x5f && keyText(bytes, start) === '__proto__';

const proto = (start: number): JsonError => new JsonError(start - 1, 'has a key "__proto__", which no engine writes');

const twice = (start: number, key: string): JsonError =>
  new JsonError(start - 1, `gives the key ${JSON.stringify(shortText(key))} twice in one object`);
