import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunResult } from '../../lib/findings/run-result';
import { describeWith } from './engines';
import { TerraformSandbox } from './terraform';
import { exampleFixtures } from './terraform-example';

jest.setTimeout(120_000);

const repository = join(__dirname, '../..');
const example = join(repository, 'examples/terraform');
const secret = 's3cret-of-the-test';
const lightbound = join(repository, 'dist/bin/lightbound.js');

const check = (text: string, ...args: string[]): { exitCode: number | null; stdout: string; stderr: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [lightbound, 'check', '-', ...args], {
    input: text,
    encoding: 'utf8',
    cwd: repository,
  });
  return { exitCode: status, stdout, stderr };
};

const violated = ({ findings }: RunResult): string[] =>
  findings.filter(({ outcome, level }) => outcome === 'violation' && level === 'error').map(({ ruleId }) => ruleId);

for (const name of ['terraform', 'tofu'] as const) {
  describeWith(name, `${name} and lightbound check`, ({ path: binary }) => {
    let sandbox: TerraformSandbox;
    let plan: string;

    beforeAll(async () => {
      sandbox = await TerraformSandbox.start({ binary, files: {}, copyFrom: example, fixtures: exampleFixtures });
      plan = JSON.stringify(await sandbox.planJson(`-var=password=${secret}`));
    });
    afterAll(() => sandbox.stop());

    it('blocks the plan of a stretched cluster over 1,686 km that comes through a pipe', () => {
      const { exitCode, stdout } = check(plan, '--facts', 'examples/facts/far.yaml', '--format', 'json');
      const result = JSON.parse(stdout) as RunResult;
      expect(new Set(violated(result))).toEqual(
        new Set(['broadcast-domain-single-site', 'migration-converges', 'stretched-cluster-rtt']),
      );
      expect(result.inputs).toMatchObject([{ path: '-', kind: 'terraform-plan' }]);
      expect(exitCode).toBe(1);
    });

    it('lets the same plan pass over 80 km and 10 Gbit/s', () => {
      const { exitCode, stdout } = check(plan, '--facts', 'examples/facts/metro.yaml', '--format', 'json');
      const result = JSON.parse(stdout) as RunResult;
      expect(violated(result)).toEqual([]);
      expect(result.findings.map(({ level }) => level)).toContain('note');
      expect(exitCode).toBe(0);
    });

    it('judges the state after an apply as it judged the plan', async () => {
      await sandbox.apply();
      const state = JSON.stringify(await sandbox.stateJson());
      const { exitCode, stdout } = check(state, '--facts', 'examples/facts/far.yaml', '--format', 'json');
      const result = JSON.parse(stdout) as RunResult;
      expect(result.inputs).toMatchObject([{ kind: 'terraform-state' }]);
      expect(violated(result)).toContain('stretched-cluster-rtt');
      expect(exitCode).toBe(1);
    });

    it('never prints a sensitive value of the plan', () => {
      expect(plan).toContain(secret);
      for (const format of ['pretty', 'json']) {
        const { stdout, stderr } = check(plan, '--facts', 'examples/facts/far.yaml', '--format', format);
        expect(stdout + stderr).not.toContain(secret);
      }
    });

    it('says of the binary plan file and of the line stream what they are and what to give instead', async () => {
      const binaryPlan = readFileSync(join(sandbox.directory, 'plan'));
      const { status, stdout } = spawnSync(process.execPath, [lightbound, 'check', '-'], {
        input: binaryPlan,
        encoding: 'utf8',
      });
      expect(stdout).toContain('show -json');
      expect(status).toBe(3);
      const { stdout: stream } = await sandbox.run('plan', '-json', '-input=false');
      const streamed = check(stream);
      expect(streamed.stdout).toContain('show -json');
      expect(streamed.exitCode).toBe(3);
    });
  });
}
