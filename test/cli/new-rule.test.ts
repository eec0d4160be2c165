import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { repository } from '../support/readme';
import { directoryWith, removeDirectories } from './fake-io';
import { runIn } from './run-in';

afterEach(removeDirectories);

/** A folder in which `lightbound` is installed. */
function project(files: Readonly<Record<string, string>> = {}): string {
  const cwd = directoryWith(files);
  mkdirSync(join(cwd, 'node_modules'));
  symlinkSync(repository, join(cwd, 'node_modules/lightbound'));
  return cwd;
}

const nodeTest = (cwd: string) =>
  spawnSync(process.execPath, ['--test', 'rules/'], { cwd, encoding: 'utf8', env: { PATH: process.env['PATH'] } });

it('writes a rule that loads, with cases that run, and says where to name it', async () => {
  const cwd = project({ 'lightbound.yaml': 'plugins: [./rules/link-approved.cjs]\n' });
  const { code, err } = await runIn(cwd, 'new-rule', 'link-approved');
  expect([code, err]).toEqual([
    0,
    'lightbound: wrote rules/link-approved.cjs and rules/link-approved.test.cjs; name the rule in the facts file: plugins: [./rules/link-approved.cjs]\n',
  ]);
  const { status, stdout } = nodeTest(cwd);
  expect(stdout).toMatch(/pass 1\n/);
  expect(stdout).toMatch(/todo 2\n/);
  expect(status).toBe(0);
  writeFileSync(join(cwd, 'plan.json'), '{"format_version":"1.2","resource_changes":[]}');
  const checked = await runIn(cwd, 'check', 'plan.json', '--format', 'json');
  expect(checked.out).toContain('"link-approved"');
});

it('whose rule breaks the law fails its cases with what was expected and found', async () => {
  const cwd = project();
  await runIn(cwd, 'new-rule', 'link-approved');
  const file = join(cwd, 'rules/link-approved.cjs');
  writeFileSync(file, readFileSync(file, 'utf8').replace('isBroken = false', 'isBroken = true'));
  const { status, stdout } = nodeTest(cwd);
  expect(status).not.toBe(0);
  expect(stdout).toContain('expected nothing');
  expect(stdout).toContain('found    violation warning broken');
});

it.each([
  ['no-bad-links', 'lightbound: the rule "no-bad-links": name the law that must hold, not the ban ("no")\n'],
  ['stretched-cluster-rtt', 'lightbound: rule "stretched-cluster-rtt" exists already: choose another id\n'],
  [
    'facts-declared',
    'lightbound: the rule "facts-declared": the name sets the level of what cannot be decided; choose another id\n',
  ],
  ['../x', 'lightbound: the rule "../x": an id is <subject>-<law> in lower case, such as migration-rtt-budget\n'],
])('%s is a usage error', async (id, line) => {
  const { code, err } = await runIn(directoryWith({}), 'new-rule', id);
  expect([code, err]).toEqual([2, line]);
});

it.each([
  ['absolute, within', (cwd: string) => join(cwd, 'own/deep'), './own/deep/link-approved.cjs'],
  [
    'absolute, elsewhere',
    () => join(directoryWith({}), 'own'),
    expect.stringMatching(/^\.\.\/\.\.\/[^/]+\/own\/link-approved\.cjs$/),
  ],
  ['here', () => '.', './link-approved.cjs'],
  ['above', () => '../own-of-lightbound-tests/..', '../link-approved.cjs'],
  ['with a slash at its end', () => './own/', './own/link-approved.cjs'],
  ['that YAML would take apart', () => 'a, b: [c]', './a, b: [c]/link-approved.cjs'],
] as const)('a folder %s is named as the facts file has to name it', async (_, folder, expected) => {
  const cwd = join(directoryWith({ 'work/plan.json': '{"format_version":"1.2","resource_changes":[]}' }), 'work');
  mkdirSync(join(cwd, 'node_modules'));
  symlinkSync(repository, join(cwd, 'node_modules/lightbound'));
  const { code, err } = await runIn(cwd, 'new-rule', 'link-approved', '--folder', folder(cwd));
  expect(code).toBe(0);
  const advice = /plugins: .*/u.exec(err)?.[0] ?? '';
  const { plugins } = parse(advice) as { readonly plugins: readonly string[] };
  expect(plugins).toEqual([expected]);
  expect(existsSync(join(cwd, plugins[0] ?? ''))).toBe(true);
});

it.each([
  ['/proc/lightbound/rules', 'the folder /proc/lightbound/rules cannot be made: no such file or directory'],
  ['plan.json/rules', 'the folder plan.json/rules cannot be made: not a directory'],
  ['', '--folder has an empty name; is a variable of the script unset?'],
])('the folder %j is refused with one line', async (folder, line) => {
  const cwd = directoryWith({ 'plan.json': '' });
  const { code, err } = await runIn(cwd, 'new-rule', 'link-approved', '--folder', folder);
  expect([code, err]).toEqual([2, `lightbound: ${line}\n`]);
});

it('writes over nothing', async () => {
  const cwd = directoryWith({ 'rules/link-approved.cjs': 'mine' });
  const { code, err } = await runIn(cwd, 'new-rule', 'link-approved');
  expect([code, err]).toEqual([2, 'lightbound: rules/link-approved.cjs exists already\n']);
});
