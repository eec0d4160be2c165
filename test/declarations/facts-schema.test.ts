import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { parse } from 'yaml';
import { readFacts } from '../../lib/declarations/read-facts';
import { factsSchemaJson } from '../../scripts/generate-facts-schema';
import { sample } from './sample';

const root = join(__dirname, '..', '..');
const schema = JSON.parse(factsSchemaJson());
const ajv = new Ajv2020({ strict: true, allErrors: true, formats: { date: true } });
const accepts = ajv.compile(schema);

test('the schema that ships is the one that the reader checks by', () => {
  expect(readFileSync(join(root, 'schemas/lightbound.facts.schema.json'), 'utf8')).toBe(factsSchemaJson());
});

test('editors are told what every property is', () => {
  const untold: string[] = [];
  const visit = (node: unknown, path: string): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [name, property] of Object.entries((node as { properties?: object }).properties ?? {})) {
      if (!('description' in property)) untold.push(`${path}/${name}`);
    }
    for (const [key, inner] of Object.entries(node)) visit(inner, `${path}/${key}`);
  };
  visit(schema, '');
  expect(untold).toEqual([]);
});

test('the schema accepts the sample', () => {
  expect(accepts(parse(sample))).toBe(true);
});

describe('what the reader refuses by shape or unit, the schema refuses too', () => {
  test.each([
    'version: 2',
    'sties: {}',
    'sites: []',
    'sites: {a/b: {}}',
    'sites: {a: {at: 5}}',
    'sites: {a: {at: {latitude: 91, longitude: 1}}}',
    'sites: {a: {match: [{}]}}',
    'sites: {a: {match: [{name: a, datacenter: b}]}}',
    'sites: {a: {match: [{region: eu-central-1}]}}',
    'sites: {a: {match: [{tag: {a: b, c: d}}]}}',
    'links: [{rtt: 1 ms}]',
    'links: [{between: [a]}]',
    'links: [{between: [a, b], rtt: 31}]',
    'links: [{between: [a, b], rtt: 31 m}]',
    'links: [{between: [a, b], bandwidth: -1 Gbit/s}]',
    'links: [{between: [a, b], bandwidth: 1 GB/s}]',
    'links: [{between: [a, b], mtu: 100}]',
    'links: [{between: [a, b], streams: 0}]',
    'workloads: {w: {memory: 64 Gbit}}',
    'platforms: {vmotion: 8.0}',
    'platforms: {vmotoin: "8.0"}',
    'rules: {x: warn}',
    'rules: {x: {maxRtt: 5 ms}}',
  ])('%s', (text) => {
    expect(accepts(parse(text))).toBe(false);
    expect(readFacts(text, 'f', { knownSites: ['a', 'b'] }).errors).not.toEqual([]);
  });
});

test('every facts file among the examples is read and fits the schema', () => {
  const paths = readdirSync(join(root, 'examples'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /(?:^|[\\/])lightbound\.ya?ml$/u.test(path) && !path.includes('node_modules'))
    .map((path) => join(root, 'examples', path));
  for (const path of paths) {
    const text = readFileSync(path, 'utf8');
    expect(readFacts(text, path).errors).toEqual([]);
    expect({ path, errors: accepts(parse(text)) ? [] : accepts.errors }).toEqual({ path, errors: [] });
  }
});
