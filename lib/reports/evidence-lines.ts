import type { Evidence } from '../findings/finding';
import { bodyWidth, part, styled, type Colours } from './page';
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
export function evidenceLines(evidence: Evidence, colours: Colours, told = new Set<string>()): readonly string[] {
  const { given, steps, limit, flipPoints, wayOut, toDecide = [] } = evidence;
  const lines = [
    ...part('given', colours, givenLines(given, colours)),
    ...part(
      'worked',
      colours,
      steps.flatMap((step) => stepLines(step, colours)),
    ),
    ...part('formulas', colours, styled(hang(distinct(steps.map((s) => s.source)).join('; '), bodyWidth), colours.dim)),
    ...part('limit', colours, limit === undefined ? [] : limitLines(limit, colours)),
    ...part('passes', colours, flipPointLines(flipPoints)),
    ...part(
      'declare',
      colours,
      toDecide.flatMap((text) => hang(text, bodyWidth)),
    ),
    ...part(
      'instead',
      colours,
      wayOut.every(({ text }) => told.has(text))
        ? wayOut.slice(0, 1).map(() => 'as above')
        : wayOut.flatMap((way) => wayOutLines(way, colours)),
    ),
  ];
  for (const { text } of wayOut) told.add(text);
  return lines;
}

/** Name and value in columns; the origin beside them where it fits, else below. */
function givenLines(given: readonly Given[], { dim }: Colours): readonly string[] {
  const name = widest(given.map((g) => g.name));
  const value = widest(given.map((g) => g.measure.text));
  return given.flatMap(({ name: called, measure, from }) => {
    const head = `${called.padEnd(name)}  ${measure.text.padEnd(value)}`;
    if (from === '') return [head.trimEnd()];
    if (head.length + 2 + from.length <= bodyWidth) return [`${head}  ${dim(from)}`];
    return [head.trimEnd(), ...styled(below(from), dim)];
  });
}

/** `name = formula = working = result`, on one line where it fits. */
export function stepLines({ name, formula, working, result }: Derivation, { bold }: Colours): readonly string[] {
  const middle = distinct([formula, working]).filter((text) => text !== result.text);
  const whole = [name, ...middle, result.text].join(' = ');
  if (whole.length <= bodyWidth) return [`${[name, ...middle].join(' = ')} = ${bold(result.text)}`];
  const equations = middle.flatMap((text) => {
    const [head = '', ...rest] = wrap(text, bodyWidth - 4);
    return [`  = ${head}`, ...rest.map((line) => `    ${line}`)];
  });
  return [...wrap(name, bodyWidth), ...equations, `  = ${bold(result.text)}`];
}

function limitLines({ name, comparison, measure, source }: Limit, { bold, dim }: Colours): readonly string[] {
  const id = source.id === undefined ? '' : ` [${source.id}]`;
  const url = source.url === undefined ? [] : below(source.url);
  return [`${name} ${comparison} ${bold(measure.text)}`, ...styled([...below(source.title + id), ...url], dim)];
}

/** Each alone is enough, all else as it is. */
export const flipPointLines = (flipPoints: readonly FlipPoint[]): readonly string[] =>
  flipPoints.flatMap(({ input, passes, measure }, index) =>
    hang(`${index === 0 ? '' : 'or '}${input} ${passes} ${measure.text}`, bodyWidth),
  );

const wayOutLines = ({ text, see }: WayOut, { dim }: Colours): readonly string[] => [
  ...hang(text, bodyWidth),
  ...(see === undefined ? [] : styled(below(`see ${see}`), dim)),
];

const below = (text: string): readonly string[] => wrap(text, bodyWidth - 2).map((line) => `  ${line}`);

const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map((text) => text.length));

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)].filter((text) => text !== '');
