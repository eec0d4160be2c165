import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunResult } from '../../lib/findings/run-result';
import { reports } from '../../lib/reports/reports';
import { resultOf, sharedFacts } from '../compliance/runs';
import { blocked, crowded, failed, hostile } from '../reports/results';
import { waived } from '../reports/waived-result';
import { sarifValidatorFile } from './installs';

jest.setTimeout(120_000);

const absent = !existsSync(sarifValidatorFile()) && process.env['LIGHTBOUND_REQUIRE_ENGINES'] !== '1';
const reason = absent ? ' [skipped: the validator is not installed, `npm run installs`]' : '';

interface Complaint {
  readonly ruleId: string;
  readonly level?: string;
  readonly message: unknown;
}

/** What the validator says of the report: breaches of the schema, of the standard, and of what GitHub takes. */
function complaintsAbout(text: string): readonly Complaint[] {
  const folder = mkdtempSync(join(tmpdir(), 'sarif-'));
  try {
    writeFileSync(join(folder, 'report.sarif'), text);
    chmodSync(sarifValidatorFile(), 0o755);
    const args = [
      'validate',
      'report.sarif',
      '--rule-kind',
      'Sarif;Ghas',
      '--output',
      'said.json',
      '--level',
      'Error;Warning',
    ];
    const { status, stdout, stderr } = spawnSync(sarifValidatorFile(), args, {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' },
    });
    if (!existsSync(join(folder, 'said.json')))
      throw new Error(`the validator ended with ${status}: ${stdout}${stderr}`);
    const said = JSON.parse(readFileSync(join(folder, 'said.json'), 'utf8')) as {
      runs: [{ results: readonly Complaint[] }];
    };
    return said.runs[0].results.map(({ ruleId, level = 'warning', message }) => ({ ruleId, level, message }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const results: Readonly<Record<string, RunResult>> = {
  'a violation': blocked,
  'text that attacks': hostile,
  'a rule that failed': failed,
  'many findings': crowded,
  waivers: waived,
  'a real plan': resultOf('vsphere-vsan-stretched-one-datacenter', 'erp/cluster', sharedFacts('far')),
};

(absent ? describe.skip : describe)(`SARIF for the validator of its makers${reason}`, () => {
  it.each(Object.keys(results))('of %s is valid', (name) => {
    expect(complaintsAbout(reports.sarif.write(results[name]!, { colour: false, sarifAll: true }))).toEqual([]);
  });

  it('that is wrong is not', () => {
    const text = reports.sarif.write(blocked, { colour: false });
    const wrongShape = text.replace('"version": "2.1.0",', '"version": "2.1.0", "colour": "red",');
    expect(complaintsAbout(wrongShape)).toMatchObject([{ level: 'error' }]);
    const wrongPlace = text.replace(/"uri": "/u, '"uri": "/');
    expect(complaintsAbout(wrongPlace)).toMatchObject([{ ruleId: 'SARIF1004' }]);
  });
});
