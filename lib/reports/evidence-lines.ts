import { declareLines } from '../findings/declare-lines';
import type { Evidence } from '../findings/finding';
import { part, styled, type Page } from './page';
import { hang, wrap } from './wrap';

type Given = Evidence['given'][number];
type Derivation = Evidence['steps'][number];
type FlipPoint = Evidence['flipPoints'][number];
type WayOut = Evidence['wayOut'][number];
type Limit = NonNullable<Evidence['limit']>;

/**
 * The proof of a violation, part by part, so that a reader can redo it by hand.
 * @param told ways out that the page has told before; this one's are added
 */
export function evidenceLines(evidence: Evidence, page: Page, told = new Set<string>()): readonly string[] {
  const { given, steps, limit, flipPoints, wayOut } = evidence;
  const lines = [
    ...part('given', page, givenLines(given, page)),
    ...part(
      'worked',
      page,
      steps.flatMap((step) => stepLines(step, page)),
    ),
    ...part('formulas', page, styled(hang(distinct(steps.map((s) => s.source)).join('; '), page.body), page.dim)),
    ...part('limit', page, limit === undefined ? [] : limitLines(limit, page)),
    ...part('passes', page, flipPointLines(flipPoints, page)),
    ...part(
      'declare',
      page,
      declareLines(evidence).flatMap((text) => hang(text, page.body)),
    ),
    ...part(
      'instead',
      page,
      wayOut.every(({ text }) => told.has(text))
        ? wayOut.slice(0, 1).map(() => 'as above')
        : wayOut.flatMap((way) => wayOutLines(way, page)),
    ),
  ];
  for (const { text } of wayOut) told.add(text);
  return lines;
}

/** Name and value in columns; the origin beside them where it fits, else below. */
function givenLines(given: readonly Given[], { dim, body }: Page): readonly string[] {
  const name = widest(given.map((g) => g.name));
  const value = widest(given.map((g) => g.measure.text));
  return given.flatMap(({ name: called, measure, from }) => {
    const head = `${called.padEnd(name)}  ${measure.text.padEnd(value)}`;
    if (from === '') return [head.trimEnd()];
    if (head.length + 2 + from.length <= body) return [`${head}  ${dim(from)}`];
    return [head.trimEnd(), ...styled(below(from, body), dim)];
  });
}

/** `name = formula = working = result`, on one line where it fits. */
export function stepLines({ name, formula, working, result }: Derivation, { bold, body }: Page): readonly string[] {
  const middle = distinct([formula, working]).filter((text) => text !== result.text);
  const whole = [name, ...middle, result.text].join(' = ');
  if (whole.length <= body) return [`${[name, ...middle].join(' = ')} = ${bold(result.text)}`];
  const equations = middle.flatMap((text) => {
    const [head = '', ...rest] = wrap(text, body - 4);
    return [`  = ${head}`, ...rest.map((line) => `    ${line}`)];
  });
  return [...wrap(name, body), ...equations, `  = ${bold(result.text)}`];
}

function limitLines({ name, comparison, measure, source }: Limit, { bold, dim, body }: Page): readonly string[] {
  const id = source.id === undefined ? '' : ` [${source.id}]`;
  const url = source.url === undefined ? [] : below(source.url, body);
  return [`${name} ${comparison} ${bold(measure.text)}`, ...styled([...below(source.title + id, body), ...url], dim)];
}

/** Each alone is enough, all else as it is. */
export const flipPointLines = (flipPoints: readonly FlipPoint[], { body }: Pick<Page, 'body'>): readonly string[] =>
  flipPoints.flatMap(({ input, passes, measure }, index) =>
    hang(`${index === 0 ? '' : 'or '}${input} ${passes} ${measure.text}`, body),
  );

const wayOutLines = ({ text, see }: WayOut, { dim, body }: Page): readonly string[] => [
  ...hang(text, body),
  ...(see === undefined ? [] : styled(below(`see ${see}`, body), dim)),
];

const below = (text: string, body: number): readonly string[] => wrap(text, body - 2).map((line) => `  ${line}`);

const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map((text) => text.length));

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)].filter((text) => text !== '');
