import type { OptionAnswer, OptionsColumn, OptionsRecord } from '../link/options-record';
import { escapeStrings, escapeXml } from './escape';
import { htmlPage, inputTable, list, section, stepTable, table } from './html-page';
import { placesText } from './link-pretty';
import { optionsStyle } from './options-html-style';
import { againstText, shortVerdict, takesText, wayText } from './options-text';
import { unbroken } from './unbroken';

/** The options side by side and each with its working, as a page of its own. */
export function optionsHtml(record: OptionsRecord): string {
  const safe = escapeStrings(record);
  const { columns } = safe;
  const [only] = columns;
  const compared = columns.length === 1 && only !== undefined ? comparedOne(only) : comparedMany(columns);
  return htmlPage(
    `Options: ${placesText(safe)}`,
    optionsStyle,
    `<h1>${unbroken(placesText(safe))}</h1>
${section('Side by side', [compared])}
${columns.map((column, i) => columnHtml(column, columns.length > 1, i)).join('\n')}`,
  );
}

const verdictHtml = ({ verdict }: OptionAnswer, text: string): string =>
  `<p><span class="verdict ${verdict}">${unbroken(text)}</span></p>`;

const comparedOne = ({ options }: OptionsColumn): string =>
  comparedTable(
    ['Option', 'Verdict', 'By how much', 'It would take', 'The service sees'],
    options.map((option) => [
      unbroken(option.name),
      verdictHtml(option, shortVerdict(option)),
      unbroken(againstText(option) ?? '-'),
      unbroken(takesText(option)),
      unbroken(option.sees.join('; ')),
    ]),
  );

function comparedMany(columns: readonly OptionsColumn[]): string {
  const [first] = columns;
  return comparedTable(
    ['Option', ...columns.map(({ title }) => title)],
    (first?.options ?? []).map(({ name }, i) => [
      unbroken(name),
      ...columns.map(({ options }) => (options[i] === undefined ? '' : cellHtml(options[i]))),
    ]),
  );
}

function cellHtml(option: OptionAnswer): string {
  const against = againstText(option);
  return `${verdictHtml(option, shortVerdict(option))}${against === undefined ? '' : `<p>${unbroken(against)}</p>`}<p class="takes">${unbroken(takesText(option))}</p>`;
}

/** Roles that a table has by itself it loses where the style sheet sets its rows below each other. @param rows as HTML */
function comparedTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const heads = head.map((cell) => `<th scope="col" role="columnheader">${unbroken(cell)}</th>`).join('');
  const body = rows.map(([first = '', ...rest]) => {
    const cells = rest.map((cell, i) => `<td role="cell" data-head="${escapeXml(head[i + 1] ?? '')}">${cell}</td>`);
    return `<tr role="row"><th scope="row" role="rowheader">${first}</th>${cells.join('')}</tr>`;
  });
  return `<div class="wide compared" tabindex="0" role="region" aria-label="Options side by side"><table role="table"><thead role="rowgroup"><tr role="row">${heads}</tr></thead><tbody role="rowgroup">${body.join('')}</tbody></table></div>`;
}

function columnHtml(
  { title, inputs, steps, options, platform, storage }: OptionsColumn,
  isOneOfMany: boolean,
  index: number,
): string {
  const rows = [...(platform?.rows ?? []), ...(storage?.rows ?? [])];
  return section(isOneOfMany ? `Column ${index + 1}: ${unbroken(title)}` : 'Working', [
    inputTable(inputs),
    stepTable('What the options have in common', steps),
    ...options.map(optionHtml),
    table(
      'Rows of the table of platform limits',
      ['Row', 'About', 'Source'],
      rows.map((row) => [
        row.id,
        row.version,
        `${row.title}${row.isSecondary ? ' (a secondary source)' : ''}, ${row.url}`,
      ]),
    ),
  ]);
}

function optionHtml(option: OptionAnswer): string {
  const { name, verdict, reasons, ways, sees, asks, steps, notes } = option;
  const told = [
    ...reasons.map(({ message }) => message),
    `the service sees: ${sees.join('; ')}`,
    ...(asks === null ? [] : [`asks of the application: ${asks}`]),
    ...notes,
  ];
  const heading =
    verdict === 'feasible' ? 'Holds with each of these lines by itself' : 'It would take one of these lines';
  return `<article><h3>${unbroken(name)}</h3>${verdictHtml(option, option.headline)}${list(told)}${stepTable('Step by step, to be redone by hand', steps)}${table(
    heading,
    ['Values', 'How each is worked out'],
    ways.map((way) => [
      wayText(way),
      way.takes
        .map(
          ({ input, formula, working, measure, source }) =>
            `${input} = ${formula} = ${working} = ${measure.text} (${source})`,
        )
        .join('; '),
    ]),
  )}</article>`;
}
