import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The text of a file in this folder. */
export const goldenText = (name: string): string => readFileSync(join(__dirname, name), 'utf8');

/** The rows of a CSV file in this folder, by column; its cells contain no commas and no quotes. */
export function goldenRows(name: string): readonly Readonly<Record<string, string>>[] {
  const [header = '', ...lines] = goldenText(name).trim().split(/\r?\n/u);
  const columns = header.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [columns[i] ?? '', cell])));
}

/** A cell as a number; fails where it is none. */
export function numberIn(row: Readonly<Record<string, string>>, column: string): number {
  const n = Number(row[column]);
  if (row[column] === undefined || row[column] === '' || Number.isNaN(n)) throw new Error(`no number in ${column}`);
  return n;
}
