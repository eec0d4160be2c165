import { wrapWithin } from './wrap';

/** A paragraph of a cell, and how each of its lines is styled. */
export interface Paragraph {
  readonly text: string;
  readonly style?: (line: string) => string;
}

export type TextCell = readonly Paragraph[];

export interface TextTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly TextCell[])[];
}

const GAP = 2;

/** How wide each column is where the whole is so wide: by weight, what is left over to the last. */
function widthsOf(weights: readonly number[], width: number): readonly number[] {
  const room = width - GAP * (weights.length - 1);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const widths = weights.map((weight) => Math.floor((room * weight) / sum));
  const rest = room - widths.reduce((total, one) => total + one, 0);
  return widths.map((one, i) => (i === widths.length - 1 ? one + rest : one));
}

/** Cells side by side, each wrapped in its column; a line between rows. */
export function textTable(
  { head, rows }: TextTable,
  weights: readonly number[],
  width: number,
  { bold, dim }: { readonly bold: (line: string) => string; readonly dim: (line: string) => string },
): readonly string[] {
  const widths = widthsOf(weights, width);
  const rule = dim(widths.map((one) => '-'.repeat(one)).join(' '.repeat(GAP)));
  const lines = (cells: readonly TextCell[]): readonly string[] => rowLines(cells, widths);
  const named = head.map((text): TextCell => [{ text, style: bold }]);
  return [...lines(named), rule, ...rows.flatMap((cells, i) => [...(i === 0 ? [] : ['']), ...lines(cells)])];
}

function rowLines(cells: readonly TextCell[], widths: readonly number[]): readonly string[] {
  const columns = cells.map((paragraphs, i) =>
    paragraphs.flatMap(({ text, style = (line) => line }) =>
      wrapWithin(text, widths[i] ?? 0).map((line) => ({ line, style })),
    ),
  );
  const height = Math.max(...columns.map(({ length }) => length));
  return Array.from({ length: height }, (_, row) => {
    let whole = '';
    let filled = 0;
    for (const [i, column] of columns.entries()) {
      const cell = column[row];
      if (cell !== undefined) whole += `${' '.repeat(startOf(i, widths) - filled)}${cell.style(cell.line)}`;
      if (cell !== undefined) filled = startOf(i, widths) + cell.line.length;
    }
    return whole.trimEnd();
  });
}

/** In which column of the page a column begins. */
const startOf = (index: number, widths: readonly number[]): number =>
  widths.slice(0, index).reduce((sum, width) => sum + width + GAP, 0);
