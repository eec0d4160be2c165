import { isMap, isScalar, isSeq, type Document, type Node, type Pair, type YAMLMap } from 'yaml';
import type { DraftEntry } from './draft-entries';
import { entryHead } from './entry-lines';
import { MARK } from './mark';

/** A text put in the place of another. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** An entry of the file, and where its lines are. */
export interface Stanza {
  readonly map: YAMLMap | undefined;
  /** From the line that it begins in to the line behind its last. */
  readonly from: number;
  readonly to: number;
  /** The column of its fields. */
  readonly column: number;
}

/** The lines of a section, and what stands in it. */
export class FactsSection {
  readonly stanzas = new Map<string, Stanza>();
  readonly node: unknown;
  readonly column: number;
  /** Where another entry goes. */
  readonly end: number;
  /** Where the section is a comment, its first line. */
  readonly commented: number | undefined;

  constructor(
    readonly name: DraftEntry['section'],
    document: Document,
    readonly text: string,
  ) {
    this.node = document.get(name, true);
    const items = itemsOf(this.node, text);
    const [first] = items;
    this.column = first === undefined ? 2 : this.columnOf(first.start);
    const header = new RegExp(`^# ${name}:$`, 'mu').exec(text);
    this.commented = items.length === 0 && header !== null ? header.index : undefined;
    const last = items.at(-1);
    this.end = this.endOf(last?.end, items.length);
    for (const [index, { name: key, map, start }] of items.entries()) {
      const next = items[index + 1]?.start;
      const from = this.lineOf(start);
      const to = next === undefined ? this.end : this.lineOf(next);
      this.stanzas.set(key, { map, from, to, column: this.fieldColumn(map) });
    }
  }

  private endOf(last: number | undefined, count: number): number {
    const empty = (isMap(this.node) || isSeq(this.node)) && count === 0 ? this.node.range?.[1] : undefined;
    const at = last ?? this.commented ?? empty;
    if (at === undefined) return this.text.length;
    const isLineStart = at > 0 && this.text[at - 1] === '\n';
    return this.behindComments(isLineStart && last !== undefined ? at : this.nextLine(at));
  }

  /** Behind the comments of the section that follow: those that are indented as its entries are. */
  private behindComments(from: number): number {
    const comments = new RegExp(`(?: {${Math.max(1, this.column)},}#[^\\n]*\\n)*`, 'uy');
    comments.lastIndex = from;
    return from + (comments.exec(this.text)?.[0].length ?? 0);
  }

  lineOf(offset: number): number {
    return this.text.lastIndexOf('\n', offset - 1) + 1;
  }

  nextLine(offset: number): number {
    const end = this.text.indexOf('\n', offset);
    return end < 0 ? this.text.length : end + 1;
  }

  /** Behind the last line of a node. */
  behind(node: Node | undefined, otherwise: number): number {
    const at = node?.range?.[1];
    if (at === undefined) return otherwise;
    return this.text[at - 1] === '\n' ? at : this.nextLine(at);
  }

  columnOf(offset: number): number {
    return offset - this.lineOf(offset);
  }

  private fieldColumn(map: YAMLMap | undefined): number {
    const key = map?.items[0]?.key as Node | undefined;
    return key?.range ? this.columnOf(key.range[0]) : this.column + 2;
  }

  /** The comment that a whole entry is until it is filled in. */
  commentOf(entry: DraftEntry): Edit | undefined {
    const head = `${' '.repeat(this.column)}# ${entryHead(entry)}`;
    const found = new RegExp(`^${escaped(head)}(?: .*)?\\n`, 'mu').exec(this.text);
    if (found === null) return undefined;
    let from = found.index;
    const before = this.lineOf(from - 1);
    if (from > 0 && this.text.slice(before, from).trim().startsWith(`# ${MARK}`)) from = before;
    const body = new RegExp(`(?:${' '.repeat(this.column)}# {3}[^\\n]*\\n)*`, 'uy');
    body.lastIndex = found.index + found[0].length;
    return { from, to: body.lastIndex + (body.exec(this.text)?.[0].length ?? 0), text: '' };
  }
}

interface Item {
  readonly name: string;
  readonly map: YAMLMap | undefined;
  readonly start: number;
  readonly end: number;
}

/** The entries of a section that are written in a block. */
function itemsOf(node: unknown, text: string): readonly Item[] {
  if (isMap(node)) {
    return node.items.flatMap((pair: Pair): readonly Item[] => {
      const [key, value] = [pair.key as Node, pair.value as Node | null];
      const start = key.range?.[0];
      const end = value?.range?.[1] ?? key.range?.[1];
      if (!isScalar(key) || start === undefined || end === undefined) return [];
      return [{ name: String(key.value), map: isMap(value) ? value : undefined, start, end }];
    });
  }
  if (!isSeq(node)) return [];
  return node.items.flatMap((item): readonly Item[] => {
    if (!isMap(item) || item.range === undefined || item.range === null) return [];
    return [{ name: nameOfLink(item), map: item, start: hyphenBefore(item.range[0], text), end: item.range[1] }];
  });
}

/** The hyphen of an item of a list. */
export const hyphenBefore = (start: number, text: string): number => Math.max(0, text.lastIndexOf('-', start - 1));

/** The same of a link of the file. */
export const nameOfLink = (item: unknown): string =>
  isMap(item) ? pairName((item.toJSON() as { readonly between?: unknown }).between) : '';

/** What tells a link from others: its ends, which have no order. */
export const pairName = (between: unknown): string =>
  Array.isArray(between) ? between.map(String).sort().join('\n') : '';

/** A text as a regular expression takes it for itself. */
export const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
