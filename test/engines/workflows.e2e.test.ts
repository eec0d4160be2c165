import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWith } from './engines';
import { runCommand, type CommandResult } from './run-command';

const repository = join(__dirname, '../..');
const folder = join(repository, '.github/workflows');
const workflows = readdirSync(folder).map((file) => join(folder, file));

describeWith('actionlint', 'the workflows', ({ path }) => {
  // Shell and Python checkers that happen to be on PATH would make the outcome another one on each machine.
  const lint = (...files: string[]): Promise<CommandResult> =>
    runCommand(path, ['-shellcheck=', '-pyflakes=', ...files], { cwd: repository, env: process.env });

  it('hold what GitHub asks of them', async () => {
    expect(await lint(...workflows)).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });

  it('are held to in the README as well', async () => {
    const scratch = mkdtempSync(join(tmpdir(), 'lightbound-workflow-'));
    try {
      const readme = readFileSync(join(repository, 'README.md'), 'utf8');
      const [, workflow = ''] = /## CI in twelve lines\n\n```yaml\n(.*?)```/s.exec(readme) ?? [];
      const file = join(scratch, 'lightbound.yml');
      writeFileSync(file, workflow);

      expect(workflow.trimEnd().split('\n')).toHaveLength(12);
      expect(await lint(file)).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    } finally {
      rmSync(scratch, { recursive: true });
    }
  });

  it('would be found wanting where a name is wrong', async () => {
    const scratch = mkdtempSync(join(tmpdir(), 'lightbound-workflow-'));
    try {
      const broken = join(scratch, 'ci.yml');
      writeFileSync(broken, readFileSync(join(folder, 'ci.yml'), 'utf8').replaceAll('matrix.node', 'matrix.nodes'));

      const { exitCode, stdout } = await lint(broken);
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: expect.stringContaining('"nodes" is not defined') });
    } finally {
      rmSync(scratch, { recursive: true });
    }
  });
});
