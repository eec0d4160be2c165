import type { LinkRecord } from '../link/link-record';
import { escapeStrings } from './escape';
import { htmlPage, inputTable, list, section, stepTable, table } from './html-page';
import { chartedRecord } from './charted-link';
import { figureHtml } from './link-figure-html';
import { figuresOf } from './link-figures';
import { htmlStyle } from './link-html-style';
import { unbroken } from './unbroken';
import { flipHeading, placesText, timesLines } from './link-pretty';

/** The whole record as a page of its own: no script, no network, readable without the charts. */
export function linkHtml(record: LinkRecord): string {
  const { map, ...told } = record;
  const safe: LinkRecord = { ...escapeStrings(told), ...(map === undefined ? {} : { map: escapeStrings(map) }) };
  const title = `${placesText(safe)}: ${safe.headline}`;
  return htmlPage(
    title,
    htmlStyle,
    `<h1>${unbroken(placesText(safe))}</h1>
<p class="verdict ${safe.verdict}">${unbroken(safe.headline)}</p>
${list([...safe.reasons.map(({ message }) => message), ...timesLines(safe)])}
${figuresOf(chartedRecord(safe)).map(figureHtml).join('\n')}
${sections(safe)}`,
  );
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
    section('Given', [inputTable(inputs)]),
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
