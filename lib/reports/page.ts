import { createColors } from 'picocolors';
import { count, grouped } from '../findings/count';

export { count, grouped };

type Colours = ReturnType<typeof createColors>;

/** What lines are made for: colours, or none, and how wide the page is. */
export interface Page extends Colours {
  /** Columns of the whole page. */
  readonly width: number;
  /** Columns of its body. */
  readonly body: number;
}

/** As printers and mails take it. */
export const usualWidth = 80;

/** Wider lines are hard to read, narrower ones hold no address. */
const [narrowest, widest] = [60, 120];

export function pageOf(colour: boolean, columns = usualWidth): Page {
  const width = Math.min(Math.max(columns, narrowest), widest);
  return { ...createColors(colour), width, body: width - margin };
}

type Style = (text: string) => string;

/** A page is two columns: what a thing is in the margin, the thing itself in the body. */
const margin = 12;

/** Styles each line on its own, after wrapping, so that colour codes count for no width. */
export const styled = (lines: readonly string[], style: Style): readonly string[] => lines.map((line) => style(line));

export const indented = (lines: readonly string[], by = 2): readonly string[] =>
  lines.map((line) => ' '.repeat(by) + line);

/** A block of the page: its head in the margin, unindented. */
export const block = (head: string, style: Style, body: readonly string[]): readonly string[] =>
  beside(head, style, body);

/** A part of a block: its label in the margin, indented. */
export const part = (label: string, { dim }: Page, body: readonly string[]): readonly string[] =>
  beside(`  ${label}`, dim, body);

function beside(label: string, style: Style, body: readonly string[]): readonly string[] {
  const gap = ' '.repeat(Math.max(margin - label.length, 2));
  return body.map((line, index) => (index === 0 ? style(label) + gap : ' '.repeat(margin)) + line);
}

/** The first few of a list, and how many more there are. */
export function first<T>(
  limit: number,
  items: readonly T[],
  line: (item: T) => readonly string[],
  total = items.length,
): readonly string[] {
  const shown = total > limit + 1 ? items.slice(0, limit) : items;
  const rest = total - shown.length;
  return [...shown.flatMap(line), ...(rest > 0 ? [`and ${grouped(rest)} more`] : [])];
}
