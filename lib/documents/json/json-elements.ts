import { remembered } from '../../resources/remembered';
import { parseBytes } from './parse-bytes';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const COMMA = 0x2c;

/** Texts that members may have, by name. */
export type Expected = Readonly<Record<string, readonly string[]>>;

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

  /** The text of an element's first member, if that has the name and is text, without parsing the rest. */
  first(index: number, name: string): string | undefined {
    const beginning = beginningWith(name);
    const start = this.start(index);
    return stands(this.buffer, beginning, start) ? textAt(this.buffer, start + beginning.length) : undefined;
  }

  /** Whether the members with which an element begins, as far as they are text, have all the texts that are expected. */
  beginsAs(index: number, expected: Expected): boolean {
    const { buffer } = this;
    let open = Object.keys(expected).length;
    let at = this.start(index) + 1;
    while (open > 0) {
      const keyEnd = this.textEnd(at);
      if (keyEnd === undefined || buffer[keyEnd + 1] !== COLON) return false;
      const valueEnd = this.textEnd(keyEnd + 2);
      if (valueEnd === undefined) return false;
      const name = buffer.toString('latin1', at + 1, keyEnd);
      if (Object.hasOwn(expected, name)) {
        const text = buffer.toString('latin1', keyEnd + 3, valueEnd);
        if (expected[name]?.includes(text) !== true) return false;
        open--;
      }
      if (buffer[valueEnd + 1] !== COMMA) break;
      at = valueEnd + 2;
    }
    return open === 0;
  }

  /** Where a text ends that begins there; undefined for anything else. */
  private textEnd(begin: number): number | undefined {
    const { buffer } = this;
    if (buffer[begin] !== QUOTE) return undefined;
    let end = begin + 1;
    for (; buffer[end] !== QUOTE; end++) if (buffer[end] === BACKSLASH) end++;
    return end;
  }

  private start(index: number): number {
    return this.offsets[2 * index] ?? 0;
  }

  private end(index: number): number {
    return this.offsets[2 * index + 1] ?? 0;
  }
}

function stands(buffer: Buffer, text: Uint8Array, at: number): boolean {
  for (let i = 0; i < text.length; i++) if (buffer[at + i] !== text[i]) return false;
  return true;
}

/** The text that begins behind a quote. */
function textAt(buffer: Buffer, begin: number): string {
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

/** The texts of the first members of this name of all objects in a piece of JSON. */
export function textsOfFirst(buffer: Buffer, name: string): readonly string[] {
  // A key without its first letters, which are frequent ones, is found several times faster.
  const sought = `${name.slice(2)}":"`;
  const beginning = beginningWith(name);
  const before = beginning.length - sought.length;
  const texts: string[] = [];
  for (let at = buffer.indexOf(sought); at !== -1; at = buffer.indexOf(sought, at + sought.length)) {
    if (stands(buffer, beginning, at - before)) texts.push(textAt(buffer, at + sought.length));
  }
  return texts;
}

/** How the text of an object begins whose first member is text of this name. */
const beginningWith = remembered((name): Uint8Array => Buffer.from(`{"${name}":"`));
