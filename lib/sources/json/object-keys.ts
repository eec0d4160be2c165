import { JsonError } from './json-error';
import { keyText } from './key-text';

const SLOTS = 256;
const LOAD = 160;
const QUOTE = 0x22;

/**
 * The keys of the objects that are open, one table per depth, as offsets into the text: no key becomes a string unless
 * its object is huge or writes keys with escapes. Only one object is open per depth, so that a slot is free unless it
 * carries the stamp of the object in hand, and nothing is ever cleared.
 */
export class ObjectKeys {
  private readonly stamps: Int32Array;
  private readonly starts: Int32Array;
  private readonly stamp: Int32Array;
  private readonly count: Int32Array;
  private readonly texts: (Set<string> | undefined)[] = [];
  private opened = 0;

  constructor(
    private readonly bytes: Uint8Array,
    depths: number,
  ) {
    this.stamps = new Int32Array(SLOTS * depths);
    this.starts = new Int32Array(SLOTS * depths);
    this.stamp = new Int32Array(depths);
    this.count = new Int32Array(depths);
  }

  /** A new object begins at this depth. */
  open(depth: number): void {
    this.stamp[depth] = ++this.opened;
    this.count[depth] = 0;
    if (this.texts[depth] !== undefined) this.texts[depth] = undefined;
  }

  /** Notes the key between two offsets; throws if the object has it already. */
  add(depth: number, start: number, end: number, escaped: boolean): void {
    const { bytes, stamps, starts } = this;
    const length = end - start;
    if (length === 9 && bytes[start] === 0x5f) this.refuseProto(start);
    if (this.texts[depth] !== undefined || escaped) {
      this.addText(depth, start);
      return;
    }
    const base = depth * SLOTS;
    const stamp = this.stamp[depth]!;
    // A few bytes spread names well enough, and keys that collide are compared.
    let slot =
      (length +
        3 * bytes[start]! +
        7 * bytes[start + (length >> 1)]! +
        31 * bytes[end - 1]! +
        61 * bytes[start + (length >> 2)]!) &
      (SLOTS - 1);
    while (stamps[base + slot] === stamp) {
      let a = starts[base + slot]!;
      let b = start;
      while (bytes[a] === bytes[b] && bytes[a] !== QUOTE) {
        a++;
        b++;
      }
      if (bytes[a] === bytes[b]) throw twice(start, keyText(bytes, start));
      slot = (slot + 1) & (SLOTS - 1);
    }
    stamps[base + slot] = stamp;
    starts[base + slot] = start;
    if (++this.count[depth]! > LOAD) this.toTexts(depth);
  }

  private addText(depth: number, start: number): void {
    const texts = this.texts[depth] ?? this.toTexts(depth);
    const text = keyText(this.bytes, start);
    this.refuseProto(start);
    if (texts.has(text)) throw twice(start, text);
    texts.add(text);
  }

  private toTexts(depth: number): Set<string> {
    const texts = new Set<string>();
    for (let slot = depth * SLOTS; slot < (depth + 1) * SLOTS; slot++) {
      if (this.stamps[slot] === this.stamp[depth]) texts.add(keyText(this.bytes, this.starts[slot]!));
    }
    this.texts[depth] = texts;
    return texts;
  }

  private refuseProto(start: number): void {
    if (keyText(this.bytes, start) !== '__proto__') return;
    throw new JsonError(start - 1, 'has a key "__proto__", which no engine writes');
  }
}

const twice = (start: number, key: string): JsonError =>
  new JsonError(start - 1, `gives the key ${JSON.stringify(key)} twice in one object`);
