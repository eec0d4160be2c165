import { stepText } from '../../lib/documents/terraform/address';
import { parseTemplate } from '../../lib/documents/terraform/template';
import { traversals } from '../../lib/documents/terraform/traversals';

const written = (expression: string): readonly string[] =>
  traversals(expression).map((steps) => steps.map(stepText).join('.'));

test.each<readonly [string, readonly string[]]>([
  ['a.b', ['a.b']],
  ['a.b[0].c["k.x"]', ['a.b[0].c["k.x"]']],
  ['a.b[ 0 ].c', ['a.b[0].c']],
  ['a.b[*].c', ['a.b.c']],
  ['a.b.0.c', ['a.b[0].c']],
  ['a.b[c.d[e.f].g].h', ['e.f', 'c.d.g', 'a.b.h']],
  ['a.b["${c.d}-x"].e', ['c.d', 'a.b.e']],
  ['{ k = a.b, l = [c.d, "}"] }', ['a.b', 'c.d']],
  ['f("x ${a.b} ${"y ${c.d}"}", e.f)', ['a.b', 'c.d', 'e.f']],
  [String.raw`"\" a.b" == c.d`, ['c.d']],
  ['"$${a.b}"', []],
  ['1.5 + f(x).y', []],
  ['a.b[c.d', ['c.d', 'a.b']],
  ['"${a.b[c.d}" e.f', ['c.d', 'a.b', 'e.f']],
  ['a.b] } c.d', ['a.b', 'c.d']],
])('%s holds %j', (expression, expected) => {
  expect(written(expression)).toEqual(expected);
});

test.each([
  ['indexes', 'a.b[', ']'],
  ['unclosed indexes', 'a.b[', ''],
  ['texts', '"${', '}"'],
  ['unclosed texts', '"${', ''],
  ['objects', '{ k = a.b[', '] }'],
  ['lists', '[', ']'],
])('twice as deep takes twice the steps: %s', (_, open, close) => {
  const stepsFor = (depth: number): number => {
    let steps = 0;
    traversals(open.repeat(depth) + close.repeat(depth), () => steps++);
    return steps;
  };
  expect(stepsFor(20_000)).toBeLessThanOrEqual(2.5 * stepsFor(10_000));
  expect(stepsFor(10_000)).toBeLessThanOrEqual(3 * 10_000 * (open.length + close.length));
});

test('a template a hundred thousand deep is one expression', () => {
  const depth = 100_000;
  const source = '${"'.repeat(depth) + '"}'.repeat(depth);
  expect(parseTemplate(source)).toEqual({ kind: 'template', expressions: [source.slice(2, -1)], whole: true });
  expect(parseTemplate('${"'.repeat(depth))).toMatchObject({ kind: 'template', whole: true });
});
