import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import type { RunResult } from '../../lib/findings/run-result';
import { json } from '../../lib/reports/json';
import { resultSchemaJson } from '../../scripts/generate-result-schema';
import * as results from './results';

const schemaText = readFileSync(join(__dirname, '../../schemas/lightbound.result.schema.json'), 'utf8');
const validate = new Ajv({ allErrors: true }).compile<RunResult>(JSON.parse(schemaText) as object);

const cases = Object.entries(results).filter((entry): entry is [string, RunResult] => 'findings' in entry[1]);

describe.each(cases)('the document of a run that is %s', (_, result) => {
  const text = json(result);

  it('holds the whole result', () => {
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(result)));
  });

  it('is valid by the shipped schema', () => {
    validate(JSON.parse(text));
    expect(validate.errors).toBeNull();
  });

  it('names its version first', () => {
    expect(Object.keys(JSON.parse(text) as object)).toEqual([
      'version',
      'tool',
      'fingerprints',
      'stacks',
      'inputs',
      'factsFiles',
      'settings',
      'rules',
      'findings',
      'waivers',
      'moves',
      'inventory',
      'errors',
      'summary',
    ]);
  });

  it('holds nothing but printable characters and line ends', () => {
    expect(text).not.toMatch(/[^\P{C}\n]/u);
    expect(text.endsWith('}\n')).toBe(true);
  });
});

it.each([
  ['another version', { ...results.clean, version: '1.0' }],
  ['a missing list of errors', { ...results.clean, errors: undefined }],
  ['a level that does not exist', { ...results.clean, findings: [{ ...results.tooFar, level: 'fatal' }] }],
  ['a word that the schema does not know', { ...results.clean, extra: true }],
])('the schema refuses %s', (_, wrong) => {
  expect(validate(JSON.parse(JSON.stringify(wrong)))).toBe(false);
});

it('the shipped schema is what the types say', () => {
  expect(resultSchemaJson()).toBe(schemaText);
});
