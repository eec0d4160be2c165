import type { OptionAnswer, OptionsColumn, OptionsRecord, OptionWay } from '../link/options-record';
import { escapeStrings } from './escape';
import { evidenceLines, stepLines } from './evidence-lines';
import { derivation, givenInput, placesText, sourceLines, verdictStyle } from './link-pretty';
import { againstText, shortVerdict, takesText, takeStep, wayText } from './options-text';
import { block, pageOf, part, styled, usualWidth, type Page } from './page';
import type { ReportOptions } from './report';
import { textTable, type TextCell, type TextTable } from './text-table';
import { hang, wrap } from './wrap';

/** Narrower cells cannot be read. */
const NARROWEST = 60;
const NARROW = 76;
const NARROWEST_CELL = 22;
const OPTION_WIDTH = 16;

/** The options side by side, as wide as the terminal that they go to, else 80 columns; then each with its working. */
export function optionsPretty(record: OptionsRecord, { colour, columns: wide = usualWidth }: ReportOptions): string {
  const page = pageOf(colour, wide);
  const width = Math.max(wide, NARROWEST);
  const safe = escapeStrings(record);
  const { columns } = safe;
  const lines = [
    ...block('options', page.dim, wrap(placesText(safe), page.body)),
    '',
    ...tablesOf(columns, width, page).flatMap((table) => [...table, '']),
    ...columns.flatMap((column) => columnLines(column, columns.length > 1, page)),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

/** One table of all there is to say of one column, or as many columns side by side as there is room for. */
function tablesOf(columns: readonly OptionsColumn[], width: number, page: Page): readonly (readonly string[])[] {
  const [only] = columns;
  if (columns.length === 1 && only !== undefined) {
    const isNarrow = width < NARROW;
    return [
      textTable(tableOfOne(only, page, isNarrow), isNarrow ? [14, 14, 12, 20] : [15, 16, 13, 19, 19], width, page),
    ];
  }
  const many = Math.max(1, Math.floor((width - OPTION_WIDTH) / (NARROWEST_CELL + 2)));
  const groups = Math.ceil(columns.length / many);
  const each = Math.ceil(columns.length / groups);
  return Array.from({ length: groups }, (_, i) => {
    const shown = columns.slice(i * each, (i + 1) * each);
    const cell = (width - OPTION_WIDTH) / shown.length;
    return textTable(tableOfMany(shown, page), [OPTION_WIDTH, ...shown.map(() => cell)], width, page);
  });
}

/** On a narrow page what the service sees stands in the working alone. */
const tableOfOne = ({ options }: OptionsColumn, page: Page, isNarrow: boolean): TextTable => ({
  head: ['Option', 'Verdict', 'By how much', 'It would take', ...(isNarrow ? [] : ['The service sees'])],
  rows: options.map((option) => [
    [{ text: option.name }],
    [{ text: shortVerdict(option), style: verdictStyle(option.verdict, page) }],
    [{ text: againstText(option) ?? '-' }],
    [{ text: takesText(option) }],
    ...(isNarrow ? [] : [[{ text: option.sees.join('; ') }]]),
  ]),
});

function tableOfMany(columns: readonly OptionsColumn[], page: Page): TextTable {
  const [first] = columns;
  return {
    head: ['Option', ...columns.map(({ title }) => title)],
    rows: (first?.options ?? []).map(({ name }, i) => [
      [{ text: name }],
      ...columns.map(({ options }) => (options[i] === undefined ? [] : cellOf(options[i], page))),
    ]),
  };
}

function cellOf(option: OptionAnswer, page: Page): TextCell {
  const against = againstText(option);
  return [
    { text: shortVerdict(option), style: verdictStyle(option.verdict, page) },
    ...(against === undefined ? [] : [{ text: against }]),
    { text: takesText(option), style: page.dim },
  ];
}

/** The inputs of a column, and each option step by step. */
function columnLines(
  { title, inputs, steps, options, platform, storage }: OptionsColumn,
  isOneOfMany: boolean,
  page: Page,
): readonly string[] {
  const given = inputs.map(givenInput);
  const proof = { given, steps: steps.map(derivation), flipPoints: [], wayOut: [] };
  return [
    ...(isOneOfMany ? [...block('column', page.dim, styled(wrap(title, page.body), page.bold))] : []),
    ...evidenceLines(proof, page),
    ...[platform, storage].flatMap((one) => part('sources', page, sourceLines({ platform: one }, page))),
    '',
    ...options.flatMap((option) => [...optionLines(option, page), '']),
  ];
}

function optionLines(option: OptionAnswer, page: Page): readonly string[] {
  const { name, verdict, headline, reasons, ways, sees, asks, steps, notes } = option;
  const told = (texts: readonly string[]): readonly string[] => texts.flatMap((text) => hang(text, page.body));
  return [
    page.bold(name),
    ...part('verdict', page, [
      ...styled(hang(headline, page.body), verdictStyle(verdict, page)),
      ...told(reasons.map(({ message }) => message)),
    ]),
    ...part('sees', page, told(sees)),
    ...part('asks', page, told(asks === null ? [] : [asks])),
    ...part(
      'worked',
      page,
      steps.flatMap((step) => stepLines(derivation(step), page)),
    ),
    ...part(
      verdict === 'feasible' ? 'holds' : 'takes',
      page,
      ways.flatMap((way, i) => wayLines(way, verdict !== 'feasible' && i > 0, page)),
    ),
    ...part('note', page, told(notes)),
  ];
}

/** The values of a way and how each comes about; one value alone is the end of its own working. */
function wayLines({ takes }: OptionWay, isOther: boolean, page: Page): readonly string[] {
  const other = isOther ? 'or ' : '';
  const [only] = takes;
  if (takes.length === 1 && only !== undefined) {
    const step = takeStep(only);
    return stepLines({ ...step, name: `${other}${step.name}` }, page);
  }
  const narrower = { ...page, body: page.body - 2 };
  return [
    ...hang(`${other}${wayText({ takes })}`, page.body),
    ...takes.flatMap((take) => stepLines(takeStep(take), narrower).map((line) => `  ${line}`)),
  ];
}
