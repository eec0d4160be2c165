import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFacts } from '../lib/declarations/read-facts';
import { settingErrors } from '../lib/rules/configuration';
import { rules } from '../policies';
import { readmeCommands, repository, runnerOf } from './support/readme';

jest.setTimeout(60_000);

const readme = readFileSync(join(repository, 'README.md'), 'utf8');

describe('the README', () => {
  it('has no command that no test runs', () => {
    expect(readmeCommands().filter((command) => runnerOf(command) === undefined)).toEqual([]);
  });

  it('names the commands that .ci/run runs', () => {
    const script = readFileSync(join(repository, '.ci/run'), 'utf8');
    expect(script).toContain('npm ci');
    expect(script).toContain('npm run --silent demo');
  });

  it('links to files that exist', () => {
    const links = [...readme.matchAll(/\]\(([^)#]+)\)/g)].map(([, target = '']) => target);
    expect(links.filter((target) => !existsSync(join(repository, target)))).toEqual([]);
  });

  it('shows a facts file that is accepted', () => {
    const [, yaml = ''] = /```yaml\n(.*?)```/s.exec(readme) ?? [];
    const { declarations, errors } = readFacts(yaml, 'README.md');
    expect(errors).toEqual([]);
    expect(settingErrors(declarations, rules)).toEqual([]);
  });

  // The commands run in a folder of their own that looks like the repository, so that they leave nothing behind in it.
  describe('commands', () => {
    let folder: string;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'lightbound-readme-'));
      for (const name of ['test', 'examples', 'node_modules', 'dist', 'cdktf.ts', 'lib', 'policies', 'package.json']) {
        symlinkSync(join(repository, name), join(folder, name));
      }
      symlinkSync(join(repository, 'tsconfig.json'), join(folder, 'tsconfig.json'));
    });
    afterAll(() => {
      rmSync(folder, { recursive: true, force: true });
    });

    const commands = readmeCommands().filter((command) => runnerOf(command) === 'suite');
    const expected = new Map([
      [
        'npx lightbound check test/fixtures/plans/vsphere-vsan-stretched-one-datacenter/plan.json --facts examples/facts/far.yaml',
        1,
      ],
      ['npx lightbound check test/fixtures/plans/ovh-private-network-regions --format json', 1],
      ['npx ts-node --transpile-only examples/cdktf/main.ts --stretched', 1],
    ]);

    it.each(commands.map(({ line }) => line))('%s', (line) => {
      // As an installed package would be found, without asking a registry.
      const local = line
        .replace(/^npx lightbound/, 'node dist/bin/lightbound.js')
        .replace(/^npx ts-node/, 'node node_modules/ts-node/dist/bin.js');
      const { status, stderr } = spawnSync('sh', ['-c', local], { cwd: folder, encoding: 'utf8' });
      expect(status).toBe(expected.get(line) ?? 0);
      // The counts stand there where the report itself is for machines; the guard's complaint is an error of the program.
      if (!line.endsWith('--stretched')) expect(stderr).toMatch(/^(?:lightbound: \d+ errors?, .*\n)?$/u);
    });
  });
});
