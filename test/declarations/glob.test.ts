import fc from 'fast-check';
import { compileGlob, GlobText } from '../../lib/declarations/glob';

const matches = (glob: string, text: string): boolean => compileGlob(glob)(new GlobText(text));

test.each([
  ['*', '', true],
  ['*', 'a.b/c', true],
  ['a*', 'a', true],
  ['*b*', 'abc', true],
  ['*b*', 'ac', false],
  ['**', '', true],
  ['a*a', 'a', false],
  ['ab*bc', 'abc', false],
  ['*ab*b', 'ab', false],
  ['a*b*c', 'acbc', true],
  ['a?c', 'abc', true],
  ['a?c', 'ac', false],
  ['a?c', 'a𝔟c', true],
  ['a?c', 'a/c', true],
  ['ESX-*', 'esx-1', true],
  ['esx-*', 'ESX-1', true],
  ['esx-[0-9]', 'esx-7', true],
  ['esx-[0-9]', 'esx-a', false],
  ['esx-[!0-9]', 'esx-a', true],
  ['esx-[^0-9]', 'esx-7', false],
  ['[A-C]x', 'bX', true],
  ['[a-]', '-', true],
  ['[]a]', ']', true],
  ['[!]a]', 'b', true],
  ['[*]', '*', true],
  ['[*]', 'a', false],
  ['a[', 'a[', true],
  ['[]', '[]', true],
  ['[!]', '[!]', true],
  ['{vie,dub}-1', 'dub-1', true],
  ['{vie,dub}-1', 'ber-1', false],
  ['{vie,}1', '1', true],
  ['{a*,b[0-9]}c', 'b7c', true],
  ['{a*,b[0-9]}c', 'axxc', true],
  ['{a,b{c,d}e}', 'bde', true],
  ['{a,b{c,d}e}', 'be', false],
  ['{a}', '{a}', true],
  ['{a}', 'a', false],
  ['{a,b', '{a,b', true],
  ['{a{b,c}', '{ac', true],
  ['a,b}', 'a,b}', true],
  ['(a+)+b', '(a+)+b', true],
  ['(a+)+b', 'aab', false],
  ['esx-(1|2)', 'esx-1', false],
  ['a\\b', 'a\\b', true],
  ['!a', 'b', false],
])('%s and %s: %s', (glob, text, expected) => {
  expect(matches(glob, text)).toBe(expected);
});

test('agrees with the regular expression of the same meaning', () => {
  const letter = fc.constantFrom('a', 'b', 'c');
  const leaf = fc.oneof(
    letter.map((one) => [one, one] as const),
    fc.constant(['*', '.*'] as const),
    fc.constant(['?', '.'] as const),
    fc.constant(['[ab]', '[ab]'] as const),
    fc.constant(['[!ab]', '[^ab]'] as const),
  );
  const sequence = fc.array(leaf, { maxLength: 4 });
  const join = (parts: readonly (readonly [string, string])[], which: 0 | 1, by = ''): string =>
    parts.map((part) => part[which]).join(by);
  const either = fc
    .tuple(sequence, sequence)
    .map((two) => two.map((parts) => [join(parts, 0), join(parts, 1)] as const))
    .map((two) => [`{${join(two, 0, ',')}}`, `(?:${join(two, 1, '|')})`] as const);
  const globs = fc.array(fc.oneof(leaf, either), { maxLength: 5 });
  fc.assert(
    fc.property(globs, fc.array(letter, { maxLength: 8 }), (parts, letters) => {
      const text = letters.join('');
      expect(matches(join(parts, 0), text)).toBe(new RegExp(`^${join(parts, 1)}$`, 'u').test(text));
    }),
  );
});

test.each([
  ['stars', '*a*a*a*a*a[b]', 'a', 'b'],
  ['dashes', '*-*-*-*-[x]', '-', 'x'],
  ['alternatives', '{a,aa}{a,aa}{a,aa}{a,aa}*{a,aa}b', 'a', 'b'],
  ['alternatives in alternatives', '{a,{a,{a*,a}*}*}*ab', 'a', 'b'],
])('a name twice as long takes twice the steps: %s', (_, glob, letter, ending) => {
  const stepsFor = (length: number): number => {
    let steps = 0;
    const test = compileGlob(glob, () => steps++);
    expect(test(new GlobText(`${letter.repeat(length)}c${ending}`))).toBe(false);
    return steps;
  };
  expect(stepsFor(2_000)).toBeLessThanOrEqual(2.5 * stepsFor(1_000));
  expect(stepsFor(1_000)).toBeLessThan(1_000 * 3 * glob.length);
});
