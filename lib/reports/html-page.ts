import type { LinkInput, LinkStep } from '../link/link-record';
import { escapeXml } from './escape';
import { fromText } from './link-pretty';
import { unbroken } from './unbroken';

/** A page of its own: no script, nothing loaded. @param title as text, the rest as HTML */
export const htmlPage = (title: string, style: string, main: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeXml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${main}
</main>
</body>
</html>
`;

export const inputTable = (inputs: readonly LinkInput[]): string =>
  table(
    'Inputs and where they come from',
    ['Input', 'Value', 'From'],
    inputs.map((input) => [input.name, input.text, fromText(input)]),
  );

export const stepTable = (caption: string, steps: readonly LinkStep[] | null): string =>
  table(
    caption,
    ['Step', 'Formula', 'Numbers', 'Result', 'Source'],
    (steps ?? []).map(({ name, formula, working, result, source }) => [name, formula, working, result.text, source]),
  );

export function section(heading: string, content: readonly string[]): string {
  const text = content.join('');
  return text === '' ? '' : `<section><h2>${heading}</h2>${text}</section>`;
}

export const list = (items: readonly string[]): string =>
  items.length === 0 ? '' : `<ul>${items.map((item) => `<li>${unbroken(item)}</li>`).join('')}</ul>`;

export function table(caption: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const heads = head.map((cell) => `<th scope="col">${cell}</th>`).join('');
  const body = rows.map(([first = '', ...rest]) => {
    const cells = rest.map((cell) => `<td>${unbroken(cell)}</td>`).join('');
    return `<tr><th scope="row">${unbroken(first)}</th>${cells}</tr>`;
  });
  return `<div class="wide" tabindex="0" role="group" aria-label="${escapeXml(caption)}"><table><caption>${caption}</caption><thead><tr>${heads}</tr></thead><tbody>${body.join('')}</tbody></table></div>`;
}
