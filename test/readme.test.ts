import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkFormats } from '../lib/cli/check-formats';
import { readFacts } from '../lib/declarations/read-facts';
import { settingErrors } from '../lib/rules/configuration';
import { rules } from '../policies';
import { exitCodeOf, readmeCommands, repository, runnerOf } from './support/readme';

jest.setTimeout(60_000);

const readme = readFileSync(join(repository, 'README.md'), 'utf8');

describe('the README', () => {
  it('has no command that no test runs', () => {
    expect(readmeCommands().filter((command) => runnerOf(command) === undefined)).toEqual([]);
  });

  it('names the commands that .ci/run runs', () => {
    const script = readFileSync(join(repository, '.ci/run'), 'utf8');
    for (const command of ['npm ci', 'npm run --silent demo', 'npm test', 'npm run --silent follow-readme']) {
      expect(script).toContain(command);
    }
  });

  it('links to files that exist', () => {
    const links = [...readme.matchAll(/\]\((?!https:)([^)#]+)\)/g)].map(([, target = '']) => target);
    expect(links.filter((target) => !existsSync(join(repository, target)))).toEqual([]);
  });

  it('names every format', () => {
    const [, section = ''] = /## Your own plan(.*?)\n## /s.exec(readme) ?? [];
    expect(Object.keys(checkFormats).filter((name) => !section.includes(`\`${name}\``))).toEqual([]);
  });

  it('shows a facts file that is accepted', () => {
    const [, yaml = ''] = /```yaml\n(sites:.*?)```/s.exec(readme) ?? [];
    expect(yaml).toContain('links:');
    const { declarations, errors } = readFacts(yaml, 'README.md');
    expect(errors).toEqual([]);
    expect(settingErrors(declarations, rules)).toEqual([]);
  });

  // The commands run in a folder of their own that looks like a project and like a clone, so that they leave nothing behind in either.
  describe('commands', () => {
    let folder: string;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'lightbound-readme-'));
      for (const name of ['examples', 'cdktf.ts', 'lib', 'policies', 'package.json', 'tsconfig.json']) {
        symlinkSync(join(repository, name), join(folder, name));
      }
      mkdirSync(join(folder, 'node_modules'));
      symlinkSync(repository, join(folder, 'node_modules/lightbound'));
      copyFileSync(join(repository, 'examples/plan.json'), join(folder, 'plan.json'));
    });
    afterAll(() => {
      rmSync(folder, { recursive: true, force: true });
    });

    const commands = readmeCommands().filter((command) => runnerOf(command) === 'suite');

    it.each(commands.map(({ line }) => line))('%s', (line) => {
      // As an installed package would be found, without asking a registry.
      const local = line
        .replace(/^npx lightbound/, 'node node_modules/lightbound/dist/bin/lightbound.js')
        .replace(/^npx ts-node/, `node ${join(repository, 'node_modules/ts-node/dist/bin.js')}`);
      const { status, stderr } = spawnSync('sh', ['-c', local], { cwd: folder, encoding: 'utf8' });
      expect(status).toBe(exitCodeOf(line));
      // What was written is said there; the guard's complaint is an error of the program.
      if (!line.endsWith('--stretched')) expect(stderr).toMatch(/^(?:lightbound: wrote lightbound\.yaml: .*\n)?$/u);
    });
  });
});
