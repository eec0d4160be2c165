import { remembered } from '../../resources/remembered';
import { parseBytes } from './parse-bytes';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** The elements of a list that is not parsed as a whole. */
export class JsonElements {
  /** @param offsets start and end of one element after the other */
  constructor(
    private readonly buffer: Buffer,
    private readonly offsets: readonly number[],
  ) {}

  get count(): number {
    return this.offsets.length / 2;
  }

  /** The element at an index below `count`. */
  parse(index: number): unknown {
    return parseBytes(this.buffer.subarray(this.start(index), this.end(index)));
  }

  /** Takes the elements that are wanted, in their order, each with its index. */
  parseWhere(wanted: (index: number) => boolean, take: (element: unknown, index: number) => void): void {
    let from = 0;
    for (let to = 0; to <= this.count; to++) {
      if (to < this.count && wanted(to)) continue;
      const run = this.parseRun(from, to);
      for (let i = 0; i < run.length; i++) take(run[i], from + i);
      from = to + 1;
    }
  }

  /** The elements from one index up to, and without, another. */
  private parseRun(from: number, to: number): readonly unknown[] {
    if (from === to) return [];
    return parseBytes(this.buffer.subarray(this.start(from), this.end(to - 1)), '[', ']') as readonly unknown[];
  }

  private begins(index: number, text: Uint8Array): boolean {
    const start = this.start(index);
    for (let i = 0; i < text.length; i++) if (this.buffer[start + i] !== text[i]) return false;
    return true;
  }

  /** The text of an element's first member, if that has the name and is text, without parsing the rest. */
  first(index: number, name: string): string | undefined {
    const { buffer } = this;
    const beginning = beginningWith(name);
    if (!this.begins(index, beginning)) return undefined;
    const begin = this.start(index) + beginning.length;
    let end = begin;
    let isPlain = true;
    let bits = 0;
    for (let byte = buffer[end]!; byte !== QUOTE; byte = buffer[++end]!) {
      bits |= byte;
      if (byte !== BACKSLASH) continue;
      isPlain = false;
      end++;
    }
    if (!isPlain) return parseBytes(buffer.subarray(begin - 1, end + 1)) as string;
    // What is ASCII is decoded faster as the one than as the other.
    return buffer.toString(bits < 0x80 ? 'latin1' : 'utf8', begin, end);
  }

  private start(index: number): number {
    return this.offsets[2 * index] ?? 0;
  }

  private end(index: number): number {
    return this.offsets[2 * index + 1] ?? 0;
  }
}

/** How the text of an object begins whose first member is text of this name. */
const beginningWith = remembered((name): Uint8Array => Buffer.from(`{"${name}":"`));
