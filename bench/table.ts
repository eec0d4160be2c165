/** A Markdown table whose columns line up as plain text too. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, i) => Math.max(cell.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(' | ')} |`;
  const rule = `| ${widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

export const milliseconds = (n: number): string => (Number.isNaN(n) ? '-' : `${Math.round(n).toLocaleString('en')} ms`);

export const mebibytes = (n: number): string => (Number.isNaN(n) ? '-' : `${Math.round(n).toLocaleString('en')} MiB`);

export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

export const times = (n: number): string => (Number.isNaN(n) ? '-' : `${n.toFixed(2)} x`);
