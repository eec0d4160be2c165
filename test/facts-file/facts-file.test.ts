import { join } from 'node:path';
import { FactsFileError, findFactsFile } from '../../lib/facts-file/facts-file';
import { loadDeclarations } from '../../lib/facts-file/load-declarations';
import { rules } from '../../policies';
import { directoryWith, removeDirectories } from '../cli/fake-io';

afterEach(removeDirectories);

const sites = 'sites: { vienna: { at: VIE } }\n';

describe('the facts file', () => {
  it('is found in the first folder that has one, under either name', () => {
    const [none, yaml, yml] = [{}, { 'lightbound.yaml': sites }, { 'lightbound.yml': sites }].map(directoryWith);
    expect(findFactsFile(none!)).toBeUndefined();
    expect(findFactsFile(none!, yml!, yaml!)).toBe(join(yml!, 'lightbound.yml'));
    expect(findFactsFile(yaml!, yml!)).toBe(join(yaml!, 'lightbound.yaml'));
  });

  it('that a folder has under both names is refused, not chosen', () => {
    const both = directoryWith({ 'lightbound.yaml': sites, 'lightbound.yml': sites });
    expect(() => findFactsFile(both)).toThrow('lightbound.yaml and lightbound.yml: both exist; keep one');
  });

  it('is known by its name, never by a path of the machine', () => {
    const folder = directoryWith({ 'lightbound.yaml': sites });
    const [site] = loadDeclarations({ facts: { path: join(folder, 'lightbound.yaml') } }, { rules }).declarations.sites;
    expect(site?.origin).toMatchObject({ source: 'lightbound.yaml', line: 1 });
  });

  it('without a path declares nothing', () => {
    expect(loadDeclarations({}, { rules }).declarations.sites).toEqual([]);
  });
});

it.each([
  ['sites: { vienna: { at: nowhere-at-all } }', /^lightbound\.yaml:1:\d+ sites\.vienna\.at: "nowhere-at-all"/],
  ['rules: { no-such-rule: error }', /unknown rule "no-such-rule"; known: /],
  ['rules: { migration-rtt-budget: { options: { maxRtt: 5 } } }', /option "maxRtt" must be a quantity in quotes/],
])('%s is one line with its place', (text, line) => {
  const folder = directoryWith({ 'lightbound.yaml': text });
  const load = (): unknown => loadDeclarations({ facts: { path: join(folder, 'lightbound.yaml') } }, { rules });
  expect(load).toThrow(FactsFileError);
  expect(load).toThrow(line);
});

it('that cannot be read is one line', () => {
  expect(() => loadDeclarations({ facts: { path: join(directoryWith({}), 'x.yaml') } }, { rules })).toThrow(
    /^x\.yaml: the facts file cannot be read: no such file or directory$/,
  );
});

it.each([
  [52, 101],
  [2_000, 101],
])('with %i errors shows %i lines at most, and how many more there are', (count, shown) => {
  const links = Array.from({ length: count }, () => '  - {between: [a, b], rtt: 1 parsec}\n').join('');
  const folder = directoryWith({ 'lightbound.yaml': `sites: {a: {}, b: {}}\nlinks:\n${links}` });
  try {
    loadDeclarations({ facts: { path: join(folder, 'lightbound.yaml') } }, { rules });
    throw new Error('it was read');
  } catch (error) {
    const { lines } = error as FactsFileError;
    // Each but the first is also a link declared twice.
    const rest = 2 * count - 1 - 100;
    expect(lines).toHaveLength(shown);
    expect(lines.at(-1)).toBe(`lightbound.yaml: and ${rest} more errors`);
  }
});
