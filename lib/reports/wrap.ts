/** A space to break at: any but the one between a number and its unit. */
const gap = /(?<!\d) +| +(?!(?:[mµu]?s|min|h|k?m|[kMGT]?bit\/s|[kKMGT]?i?B(?:\/s)?|%)(?![\w/]))/u;

/**
 * Breaks text at spaces into lines of at most `width` characters. A path or an address that is longer stays whole: a terminal wraps it by
 * itself, and cut in two it can be neither copied nor clicked.
 */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(gap)) {
    if (line === '') line = word;
    else if (line.length + 1 + word.length <= width) line += ` ${word}`;
    else {
      lines.push(line);
      line = word;
    }
  }
  return line === '' ? lines : [...lines, line];
}

/** As `wrap`, with every line but the first indented. */
export function hang(text: string, width: number, indent = 2): readonly string[] {
  const [first, ...rest] = wrap(text, width);
  if (first === undefined) return [];
  return [first, ...wrap(rest.join(' '), width - indent).map((line) => ' '.repeat(indent) + line)];
}

/** Where a token too long for any line may be cut so that both parts still read: after one of these. */
const seams = /[.:/\\$\]_,-]/;

/** As `wrap`, for a picture or the cell of a table, which have no room beyond their width: there a token longer than a line is cut. */
export const wrapWithin = (text: string, width: number): readonly string[] =>
  wrap(
    text
      .split(gap)
      .flatMap((token) => cut(token, width))
      .join(' '),
    width,
  );

function cut(token: string, width: number): readonly string[] {
  if (token.length <= width) return [token];
  let at = width;
  while (at > width / 2 && !seams.test(token.charAt(at - 1))) at--;
  if (at <= width / 2) at = width;
  return [token.slice(0, at), ...cut(token.slice(at), width)];
}
