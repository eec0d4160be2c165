import type { LinkInput, LinkRecord, LinkStep } from '../link/link-record';
import { escapeStrings, escapeXml } from './escape';
import { chartedRecord } from './charted-link';
import { figureHtml } from './link-figure-html';
import { figuresOf } from './link-figures';
import { htmlStyle } from './link-html-style';
import { unbroken } from './unbroken';
import { flipHeading, fromText, placesText, timesLines } from './link-pretty';

/** The whole record as a page of its own: no script, no network, readable without the charts. */
export function linkHtml(record: LinkRecord): string {
  const { map, ...told } = record;
  const safe: LinkRecord = { ...escapeStrings(told), ...(map === undefined ? {} : { map: escapeStrings(map) }) };
  const title = `${placesText(safe)}: ${safe.headline}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeXml(title)}</title>
<style>${htmlStyle}</style>
</head>
<body>
<main>
<h1>${unbroken(placesText(safe))}</h1>
<p class="verdict ${safe.verdict}">${unbroken(safe.headline)}</p>
${list([...safe.reasons.map(({ message }) => message), ...timesLines(safe)])}
${figuresOf(chartedRecord(safe)).map(figureHtml).join('\n')}
${sections(safe)}
</main>
</body>
</html>
`;
}

function sections(record: LinkRecord): string {
  const { verdict, inputs, steps, flips, unknowns, notes, platform, fleet, afterMove, replication } = record;
  const heading = flipHeading(verdict);
  return [
    section('Flip points', [
      table(
        `${heading.charAt(0).toUpperCase()}${heading.slice(1)} with each of these by itself, everything else as it is`,
        ['Input', 'Passes', 'Value'],
        flips.map(({ input, passes, measure }) => [input, passes, measure.text]),
      ),
    ]),
    section('Unknown', [list(unknowns.map(({ message }) => message))]),
    section('Notes', [list(notes)]),
    section('Given', [table('Inputs and where they come from', ['Input', 'Value', 'From'], inputs.map(inputCells))]),
    section('Arithmetic', [stepTable('Step by step, to be redone by hand', steps)]),
    section('Fleet', [stepTable('All machines over the link', fleet)]),
    section('Left behind', [stepTable('What a machine pays for what it left behind', afterMove)]),
    section('Replication', [stepTable('Copies over the link', replication)]),
    section('Sources', [
      table(
        'Rows of the table of platform limits',
        ['Row', 'About', 'Source'],
        (platform?.rows ?? []).map(({ id, title, url, version, isSecondary }) => [
          id,
          version,
          `${title}${isSecondary ? ' (a secondary source)' : ''}, ${url}`,
        ]),
      ),
    ]),
  ].join('\n');
}

const inputCells = (input: LinkInput): readonly string[] => [input.name, input.text, fromText(input)];

const stepTable = (caption: string, steps: readonly LinkStep[] | null): string =>
  table(
    caption,
    ['Step', 'Formula', 'Numbers', 'Result', 'Source'],
    (steps ?? []).map(({ name, formula, working, result, source }) => [name, formula, working, result.text, source]),
  );

function section(heading: string, content: readonly string[]): string {
  const text = content.join('');
  return text === '' ? '' : `<section><h2>${heading}</h2>${text}</section>`;
}

const list = (items: readonly string[]): string =>
  items.length === 0 ? '' : `<ul>${items.map((item) => `<li>${unbroken(item)}</li>`).join('')}</ul>`;

function table(caption: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const heads = head.map((cell) => `<th scope="col">${cell}</th>`).join('');
  const body = rows.map(([first = '', ...rest]) => {
    const cells = rest.map((cell) => `<td>${unbroken(cell)}</td>`).join('');
    return `<tr><th scope="row">${unbroken(first)}</th>${cells}</tr>`;
  });
  return `<div class="wide"><table><caption>${caption}</caption><thead><tr>${heads}</tr></thead><tbody>${body.join('')}</tbody></table></div>`;
}
