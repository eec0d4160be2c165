import type { Step } from './address';
import { closingQuote, parseTemplate } from './template';

const NAME = /[A-Za-z_][\w-]*/y;
const PART = /[A-Za-z_][\w-]*|\d+|\*/y;
const NUMBER = /[\w.]+/y;

/**
 * The traversals (`aws_vpc.main.id`, `data.x.y[0].id`, `var.a`) in an expression, also those inside function calls,
 * indexes and string literals. Splats and computed indexes have no key.
 */
export function traversals(expression: string): readonly (readonly Step[])[] {
  const found: (readonly Step[])[] = [];
  let i = 0;
  while (i < expression.length) {
    const c = expression.charAt(i);
    if (c === '"') {
      const end = closingQuote(expression, i + 1);
      const template = parseTemplate(expression.slice(i + 1, end));
      if (template.kind === 'template') found.push(...template.expressions.flatMap(traversals));
      i = end + 1;
      continue;
    }
    const name = matchAt(NAME, expression, i);
    if (name === undefined) {
      i += /[\d.]/.test(c) ? (matchAt(NUMBER, expression, i)?.length ?? 1) : 1;
      continue;
    }
    const { steps, end } = traversal(expression, i, name, found);
    if (steps.length > 1) found.push(steps);
    i = end;
  }
  return found;
}

function traversal(
  expression: string,
  start: number,
  root: string,
  found: (readonly Step[])[],
): { readonly steps: readonly Step[]; readonly end: number } {
  let last: { readonly name: string; key?: string } = { name: root };
  const steps = [last];
  let i = start + root.length;
  for (;;) {
    if (expression[i] === '.') {
      const part = matchAt(PART, expression, i + 1);
      if (part === undefined) return { steps, end: i + 1 };
      if (/^\d/.test(part)) last.key ??= part;
      else if (part !== '*') steps.push((last = { name: part }));
      i += 1 + part.length;
    } else if (expression[i] === '[') {
      const end = closingBracket(expression, i);
      const inner = expression.slice(i + 1, end).trim();
      if (/^(\d+|"(?:[^"\\$%]|\\.)*")$/.test(inner)) last.key ??= inner;
      else if (inner !== '*') found.push(...traversals(inner));
      i = end + 1;
    } else return { steps, end: i };
  }
}

function closingBracket(expression: string, open: number): number {
  let depth = 0;
  for (let i = open; i < expression.length; i++) {
    const c = expression[i];
    if (c === '"') i = closingQuote(expression, i + 1);
    else if (c === '[') depth++;
    else if (c === ']' && --depth === 0) return i;
  }
  return expression.length;
}

/** @param pattern A sticky one. */
function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
