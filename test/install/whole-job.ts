import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const plan = join(root, 'examples/plan.json');
const facts = join(root, 'examples/facts/far.yaml');

/** What a program says, run in a folder that holds nothing else than it, and from where it finds nothing of the repository. */
export function runAlone(program: string, args: readonly string[], folder: string, env: NodeJS.ProcessEnv = {}) {
  const [command = '', ...first] = program.endsWith('js') ? [process.execPath, program] : [program];
  const options = { cwd: folder, encoding: 'utf8', env: { ...process.env, ...env } } as const;
  const { status, stdout, stderr } = spawnSync(command, [...first, ...args], options);
  return { status, stdout, stderr };
}

/** Each command with what only a whole program can answer: with its rules, limits, places, schemas and charts. */
export const wholeJob: readonly [string, readonly string[], (folder: string) => unknown][] = [
  ['check', ['check', plan, '--facts', facts], () => ({ status: 1, stdout: contains('the vSAN limit is 5 ms') })],
  ['demo', ['demo'], () => ({ status: 0, stdout: contains('exit code 1'), stderr: '' })],
  ['explain', ['explain', 'migration-converges'], () => ({ status: 0, stdout: contains('migration-converges') })],
  [
    'init',
    ['init', plan, '-o', 'first.yaml'],
    (folder) => {
      expect(readFileSync(join(folder, 'first.yaml'), 'utf8')).toContain('\nsites:\n');
      return { status: 0, stdout: '', stderr: contains('wrote first.yaml') };
    },
  ],
  [
    'link',
    ['link', 'vienna', 'graz', '--memory', '64 GiB', '--dirty-rate', '1 GiB/s', '--format', 'html', '-o', 'link.html'],
    (folder) => {
      expect(readFileSync(join(folder, 'link.html'), 'utf8')).toMatch(/^<!doctype html>[^]*<svg /iu);
      return { stdout: '', stderr: '' };
    },
  ],
];

const contains = (text: string): unknown => expect.stringContaining(text) as unknown;
