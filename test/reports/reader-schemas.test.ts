/* Each result in each format whose reader has a schema, held to it. SARIF's own validator runs in test/engines. */
import Ajv from 'ajv';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateXML } from 'xmllint-wasm';
import type { RunResult } from '../../lib/findings/run-result';
import { reports, type ReportName } from '../../lib/reports/reports';
import * as results from './results';
import { later, waived } from './waived-result';

const schema = (name: string): string => readFileSync(join(__dirname, '../fixtures/readers', name), 'utf8');

const runs = Object.entries({ ...results, waived, later }).filter(
  (entry): entry is [string, RunResult] => 'findings' in entry[1],
);

const write = (name: ReportName, result: RunResult): string => reports[name].write(result, { colour: false });

const validate = async (xml: string): Promise<readonly string[]> => {
  const { errors } = await validateXML({
    xml: [{ fileName: 'lightbound.xml', contents: xml }],
    schema: [schema('jenkins-junit.xsd')],
    // Of libxml2's own tens of megabytes a report of a few thousand findings needs more.
    maxMemoryPages: 4096,
  });
  return errors.map(({ message }) => message);
};

describe('JUnit, as Jenkins reads it', () => {
  test.each(runs)('of a run that is %s', async (_, result) => {
    expect(await validate(write('junit', result))).toEqual([]);
  });

  test('is refused with an attribute that its reader does not know', async () => {
    const spoilt = write('junit', results.blocked).replace('<testcase ', '<testcase file="main.tf" ');
    expect(await validate(spoilt)).toEqual([expect.stringContaining("The attribute 'file' is not allowed")]);
  });
});

describe('code quality, as GitLab reads it', () => {
  const isValid = new Ajv().compile(JSON.parse(schema('gitlab-code-quality.schema.json')) as object);

  test.each(runs)('of a run that is %s', (_, result) => {
    const text = write('gitlab', result);
    expect(isValid(JSON.parse(text))).toBe(true);
    expect(text.codePointAt(0)).not.toBe(0xfe_ff);
  });

  test('is refused with a severity that GitLab does not know', () => {
    const [first] = JSON.parse(write('gitlab', results.blocked)) as readonly object[];
    expect([isValid([first]), isValid([{ ...first, severity: 'error' }])]).toEqual([true, false]);
  });
});
