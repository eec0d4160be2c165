/**
 * Replaces what stands between `<!-- name:begin -->` and `<!-- name:end -->`.
 * @throws Error naming the file where the markers are missing or out of order.
 */
export function replaceRegion(file: string, text: string, name: string, content: string): string {
  const begin = `<!-- ${name}:begin -->`;
  const end = `<!-- ${name}:end -->`;
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${file}: needs the lines ${begin} and ${end}`);
  return `${text.slice(0, from + begin.length)}\n\n${content}\n\n${text.slice(to)}`;
}
