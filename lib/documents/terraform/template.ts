/** A string of Terraform's JSON syntax: plain text, or text with `${...}` or `%{...}` sequences in it. */
export type Template =
  | { readonly kind: 'literal'; readonly text: string }
  | {
      readonly kind: 'template';
      /** The expressions, without their braces. */
      readonly expressions: readonly string[];
      /** True if the string is one expression and nothing else, so that its value may be of any type. */
      readonly whole: boolean;
    };

export function parseTemplate(source: string): Template {
  if (!source.includes('{')) return { kind: 'literal', text: source };
  const expressions: string[] = [];
  let text = '';
  let i = 0;
  while (i < source.length) {
    const sign = source.charAt(i);
    const marks = (sign === '$' || sign === '%') && source[i + 1] === '{';
    if (marks) {
      const end = closingBrace(source, i + 2);
      expressions.push(source.slice(i + 2, end));
      i = end + 1;
    } else if ((sign === '$' || sign === '%') && source[i + 1] === sign && source[i + 2] === '{') {
      text += `${sign}{`;
      i += 3;
    } else {
      text += sign;
      i++;
    }
  }
  if (expressions.length === 0) return { kind: 'literal', text };
  return { kind: 'template', expressions, whole: expressions.length === 1 && text === '' && source.startsWith('$') };
}

function closingBrace(source: string, from: number): number {
  let depth = 0;
  for (let i = from; i < source.length; i++) {
    const c = source[i];
    if (c === '"') i = closingQuote(source, i + 1);
    else if (c === '{') depth++;
    else if (c === '}' && depth-- === 0) return i;
  }
  return source.length;
}

/** The offset of the quote that ends a string literal, which may hold sequences with strings of their own. */
export function closingQuote(source: string, from: number): number {
  for (let i = from; i < source.length; i++) {
    const c = source[i];
    if (c === '\\') i++;
    else if (c === '"') return i;
    else if ((c === '$' || c === '%') && source[i + 1] === '{' && source[i - 1] !== c) i = closingBrace(source, i + 2);
  }
  return source.length;
}
