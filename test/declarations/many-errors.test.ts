import * as editDistance from '../../lib/reference/edit-distance';
import { errorsOf } from './complaints';

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('');

/** How often two words are compared while a text is read. */
function comparisonsFor(text: string): number {
  const compare = jest.spyOn(editDistance, 'editDistance');
  try {
    errorsOf(text);
    return compare.mock.calls.length;
  } finally {
    compare.mockRestore();
  }
}

const misspeltPlaces = (count: number): string => `sites:\n${lines(count, (index) => `  s${index}: {at: vienno}\n`)}`;

const undeclaredSites = (count: number): string => {
  const sites = lines(count, (index) => `  s${index}: {at: VIE}\n`);
  const links = lines(count, (index) => `  - {between: [s${index}, x${index}], rtt: 1 ms}\n`);
  return `sites:\n${sites}links:\n${links}`;
};

const unlistedRegions = (count: number): string =>
  `sites:\n${lines(count, (index) => `  s${index}: {match: [{region: 'aws:nowhere-${index}'}]}\n`)}`;

test.each([
  ['misspelt places', misspeltPlaces, 'is not a known place'],
  ['links to sites that nobody declared', undeclaredSites, 'is not declared'],
  ['regions that are not listed', unlistedRegions, 'is not in the reference data'],
])('%s are all told, and the first twenty are searched for what was meant', (_, textOf, message) => {
  const errors = errorsOf(textOf(200));
  expect(errors).toHaveLength(200);
  for (const error of errors) expect(error).toContain(message);
  expect(comparisonsFor(textOf(20))).toBeGreaterThan(0);
});

test('twenty misspelt places get a suggestion, the others do not', () => {
  const errors = errorsOf(misspeltPlaces(30));
  expect(errors.filter((error) => error.includes('did you mean'))).toHaveLength(20);
  expect(errors.filter((error) => error.includes('write a region such as'))).toHaveLength(10);
});

test.each([
  ['misspelt places', misspeltPlaces],
  ['links to sites that nobody declared', undeclaredSites],
  ['regions that are not listed', unlistedRegions],
])('twice as many take at most twice the comparisons: %s', (_, textOf) => {
  expect(comparisonsFor(textOf(400))).toBeLessThanOrEqual(2.5 * comparisonsFor(textOf(200)));
});

test.each([
  [20, 20],
  [21, 1],
  [2_000, 1],
])('%i unknown keys of one mapping are %i lines', (count, expected) => {
  const errors = errorsOf(`version: 1\n${lines(count, (index) => `k${index}: 1\n`)}`);
  expect(errors).toHaveLength(expected);
  expect(errors[0]).toMatch(
    expected === 1
      ? new RegExp(`^2:1 k0: unknown key "k0" and ${count - 1} more; known: version, extends`, 'u')
      : /^2:1 k0: unknown key "k0"; known: version, extends/u,
  );
});

test('unknown keys alone, which may be secrets, are counted, and it is said why none is named', () => {
  const hidden = 'not shown since the file has no key of a facts file; known: version, extends';
  expect(errorsOf(lines(20_000, (index) => `strange${index}: 1\n`))).toEqual([
    expect.stringContaining(`1:1 : unknown key and 19999 more, ${hidden}`),
  ]);
  expect(errorsOf('strange: 1\n')).toEqual([expect.stringContaining(`1:1 : unknown key, ${hidden}`)]);
});

test('an entry is left out for what is wrong in it, and no other is', () => {
  const text = lines(3, (index) => `  s${index}: {at: ${index === 1 ? 'nowhere-at-all' : 'VIE'}}\n`);
  expect(errorsOf(`sites:\n${text}`)).toHaveLength(1);
});
