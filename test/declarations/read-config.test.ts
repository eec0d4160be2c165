import { parse } from 'yaml';
import { readConfigFacts } from '../../lib/declarations/read-config';
import { readFacts } from '../../lib/declarations/read-facts';
import { sample } from './sample';

/** Without what a file has and an object has not. */
const withoutPlaces = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, inner: unknown) => {
      if (key === 'line' || key === 'column' || key === 'source') return undefined;
      return inner instanceof Map ? [...inner] : inner;
    }),
  );

test('the same facts in a configuration object and in a file are the same declarations', () => {
  const config = readConfigFacts(parse(sample), 'config.json');
  expect(config.errors).toEqual([]);
  expect(withoutPlaces(config.declarations)).toEqual(withoutPlaces(readFacts(sample, 'f').declarations));
});

test('an origin in a configuration object has a path and no line', () => {
  const { declarations } = readConfigFacts({ sites: { a: {} } }, 'config.json');
  expect(declarations.sites[0]?.origin).toEqual({ kind: 'declaration', source: 'config.json', path: 'sites.a' });
});

test.each([
  ['no configuration at all', undefined],
  ['an empty one', {}],
])('%s declares nothing and is no error', (_, config) => {
  expect(readConfigFacts(config, 'c')).toMatchObject({ declarations: { sites: [], links: [] }, errors: [] });
});

test.each([
  ['a list', [], '', 'must be a mapping'],
  ['a word', 'sites', '', 'must be a mapping'],
  ['null', null, '', 'is empty: write a mapping'],
  ['a misspelt key', { site: {} }, 'site', 'did you mean sites?'],
  ['a wrong unit', { sites: { a: {}, b: {} }, links: [{ between: ['a', 'b'], rtt: '5 km' }] }, 'links[0].rtt', '"km"'],
  ['a link to nowhere', { links: [{ between: ['a', 'c'] }] }, 'links[0].between[1]', 'site "c" is not declared'],
  [
    'a key that reaches into JavaScript',
    JSON.parse('{"sites":{"__proto__":{}}}'),
    'sites.__proto__',
    'cannot be a name',
  ],
  [
    'nesting without end',
    JSON.parse(`${'{"rules":'.repeat(3000)}1${'}'.repeat(3000)}`),
    'rules.rules.rules',
    '64 levels deep',
  ],
])('%s is an error with its path', (_, config: unknown, path, message) => {
  const { errors } = readConfigFacts(config, 'config.json', { knownSites: ['a'] });
  const found = errors.find((error) => error.path === path);
  expect(found).toMatchObject({ source: 'config.json', message: expect.stringContaining(message) });
  expect(found).not.toHaveProperty('line');
});
