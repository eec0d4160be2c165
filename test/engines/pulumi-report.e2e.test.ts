import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunResult } from '../../lib/findings/run-result';
import { checkText, describePulumi, program } from './describe-pulumi';

jest.setTimeout(120_000);

const repository = join(__dirname, '../..');

const stretched = program(`
  new R(OVH, 'payments', { serviceName: 'p', name: 'payments', regions: ['GRA11', 'WAW1'] });
  new R(OVH, 'plain', { serviceName: 'p', name: 'plain', regions: ['GRA11'] });
`);

describePulumi('the report of a preview', (withProgram) => {
  it('holds what a check of its JSON finds, without a second run', () =>
    withProgram(stretched, async (sandbox) => {
      const file = join(sandbox.directory, 'result.json');
      const env = { LIGHTBOUND_REPORT: 'result.json' };
      const { exitCode } = await sandbox.preview({ policyPack: repository, env });
      expect(exitCode).not.toBe(0);
      const { findings, stacks } = JSON.parse(readFileSync(file, 'utf8')) as RunResult;
      const checked = checkText((await sandbox.preview({ json: true, args: ['--show-sames'] })).stdout);
      const told = (from: RunResult['findings']) =>
        from.map(({ fingerprint, outcome, message }) => ({ fingerprint, outcome, message }));
      expect(findings.length).toBeGreaterThan(0);
      expect(told(findings)).toEqual(told(checked.findings));
      expect(stacks).toEqual(checked.stacks);
      expect(readdirSync(sandbox.directory).filter((name) => name.includes('result.json'))).toEqual(['result.json']);
    }));

  it('that cannot be written blocks, and says why', () =>
    withProgram(program(''), async (sandbox) => {
      const { exitCode, stdout, stderr } = await sandbox.preview({
        policyPack: repository,
        env: { LIGHTBOUND_REPORT: 'none/result.json' },
      });
      expect(exitCode).not.toBe(0);
      expect((stdout + stderr).replace(/\s+/gu, ' ')).toContain('cannot be written: no such file or directory');
      expect(existsSync(join(sandbox.directory, 'none'))).toBe(false);
    }));
});
