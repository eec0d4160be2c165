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

/** The offset of the brace that ends a sequence, which may hold string literals with sequences of their own. */
function closingBrace(source: string, from: number): number {
  const open: ('brace' | 'text')[] = [];
  for (let i = from; i < source.length; i++) {
    const c = source[i];
    if (open.at(-1) === 'text') {
      if (c === '\\') i++;
      else if (c === '"') open.pop();
      else if (beginsSequence(source, i)) {
        open.push('brace');
        i++;
      }
    } else if (c === '"') open.push('text');
    else if (c === '{') open.push('brace');
    else if (c === '}' && open.pop() === undefined) return i;
  }
  return source.length;
}

/** Whether `${` or `%{` stands in a string literal, and not `$${`, which is text. */
export function beginsSequence(source: string, at: number): boolean {
  const c = source[at];
  return (c === '$' || c === '%') && source[at + 1] === '{' && source[at - 1] !== c;
}
