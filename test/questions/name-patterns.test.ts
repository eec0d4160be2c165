import { byLabel, byPrefix } from '../../lib/questions/name-patterns';

const globs = (patterns: ReturnType<typeof byLabel>) => patterns.map(({ id, glob }) => `${id} ${glob}`);

test('host names are told apart by the part of their domain that differs', () => {
  const names = ['esx-a1.vie.example', 'esx-a2.vie.example', 'esx-b1.dub.example'];
  expect(globs(byLabel(names))).toEqual(['dub *.dub.*', 'vie *.vie.*']);
  expect(byLabel(names)[1]?.names).toEqual(new Set(['esx-a1.vie.example', 'esx-a2.vie.example']));
});

test('else by what stands before their number', () => {
  const names = ['esx-a1.example', 'esx-a12.example', 'esx-b1.example'];
  expect(byLabel(names)).toEqual([]);
  expect(globs(byPrefix(names))).toEqual(['esx-a esx-a*', 'esx-b esx-b*']);
});

test.each([
  ['one domain, one prefix', ['esx1.vie.example', 'esx2.vie.example']],
  ['a domain each', ['a.one.example', 'b.two.example']],
  ['names of one part', ['esx', 'host']],
  ['addresses of one network, each of its own', ['10.11.0.5', '10.11.0.6']],
  ['no name', []],
])('no pattern is seen in %s', (_, names) => {
  expect(byLabel(names)).toEqual([]);
  expect(byPrefix(names)).toEqual([]);
});

test('a pattern that would match the names of another group is none', () => {
  expect(byPrefix(['esx-a1', 'esx-a2', 'esx-ab1'])).toEqual([]);
  expect(byLabel(['a.b.c.x', 'd.b.c.x', 'e.c.b.x'])).toEqual([]);
});

test('more groups than eight are no sites', () => {
  const names = Array.from({ length: 9 }, (_, site) => [`a.s${site}.example`, `b.s${site}.example`]).flat();
  expect(byLabel(names)).toEqual([]);
});
