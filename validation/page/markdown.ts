import type { Spread } from '../compare';

/** A table as `npm run format` leaves it: columns of one width; all but the first flush right unless said otherwise. */
export function table(header: readonly string[], rows: readonly (readonly string[])[], align = ''): string {
  const isRight = (column: number): boolean => (align[column] ?? (column === 0 ? 'l' : 'r')) === 'r';
  const widths = header.map((name, i) => Math.max(3, name.length, ...rows.map((row) => (row[i] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, i) => (isRight(i) ? (cells[i] ?? '').padStart(width) : (cells[i] ?? '').padEnd(width))).join(' | ')} |`;
  const rule = widths.map((width, i) => (isRight(i) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)));
  return [line(header), line(rule), ...rows.map(line)].join('\n');
}

export const percentage = (share: number, digits = 1): string =>
  Number.isNaN(share) ? '-' : `${(share * 100).toFixed(digits)} %`;

/** With its sign: what was predicted is too much by so much, or too little. */
export function signed(share: number): string {
  if (Number.isNaN(share)) return '-';
  const text = (share * 100).toFixed(1);
  return text === '0.0' || text === '-0.0' ? '0.0 %' : `${share > 0 ? '+' : ''}${text} %`;
}

/** Median / 95th percentile. */
export const spreadText = ({ count, median, p95 }: Spread): string =>
  count === 0 ? '-' : `${percentage(median)} / ${percentage(p95)}`;

export const inSeconds = (ms: number | undefined): string =>
  ms === undefined || Number.isNaN(ms) ? '-' : Number.isFinite(ms) ? `${(ms / 1e3).toFixed(2)} s` : 'never';

export const inMs = (ms: number | undefined): string =>
  ms === undefined || Number.isNaN(ms) ? '-' : `${ms.toFixed(0)} ms`;

/** 1234567 as 1,234,567. */
export const whole = (n: number): string => n.toFixed(0).replace(/\B(?=(\d{3})+$)/g, ',');

export const list = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** Blocks of text with an empty line between them. */
export const blocks = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n\n');

const WIDTH = 120;

/** A paragraph in lines of even length, however long the numbers in it are. */
export function paragraph(text: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.trim().split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}
