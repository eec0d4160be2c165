import { closeSync, openSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { run } from '../../lib/cli/run';
import { fingerprintScheme } from '../../lib/findings/fingerprint';
import { FilesOfRun } from '../../lib/whole-file/files-of-run';
import { rules } from '../../policies';
import { resultOf } from '../compliance/runs';
import { directoryWith, fakeIo, removeDirectories } from './fake-io';
import { runIn } from './run-in';

const opened: number[] = [];

const openIn = (cwd: string, name: string): number => {
  const descriptor = openSync(join(cwd, name), 'r');
  opened.push(descriptor);
  return descriptor;
};

afterEach(() => {
  for (const descriptor of opened.splice(0)) closeSync(descriptor);
  removeDirectories();
});

const plan = readFileSync('test/fixtures/plans/ovh-private-network-regions/plan.json', 'utf8');
const result = JSON.stringify(resultOf('vsphere-vsan-racks-one-site', 'racks'));

const rule = `module.exports = {
  id: 'network-few-sites', title: 'Few sites', law: 'A network is in one region.', why: 'Because we say so.',
  level: 'error', category: 'stretched-layer-2', scope: 'stack', references: [],
  messages: { many: 'Many.' }, options: {}, select: () => [], check: () => [],
};`;

const files: Readonly<Record<string, string>> = {
  'plan.json': plan,
  'sub/plan.json': plan,
  'bad.yaml': 'nonsense: true\n',
  'facts.yaml': 'version: 1\nextends: ./base.yaml\nplugins: [./rule.cjs]\n',
  'base.yaml': 'version: 1\n',
  'rule.cjs': rule,
  'waivers.yaml': 'version: 1\nwaivers: []\n',
  'trusted.yaml': 'version: 1\n',
  'known.json': JSON.stringify({ version: '1', fingerprints: fingerprintScheme, findings: [] }),
  'result.json': result,
  'sub/result.json': result,
};

/** Every file below a folder, with what it holds. */
const contents = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(folder, path), readFileSync(path, 'utf8')]),
  );

const check = ['check', 'plan.json', '--facts', 'facts.yaml'];
const failed = ['check', 'plan.json', '--facts', 'bad.yaml'];

describe('an output', () => {
  it.each<[string, readonly string[]]>([
    ['plan.json', [...check, '--format', 'json=plan.json']],
    ['facts.yaml', [...check, '--format', 'json=facts.yaml']],
    ['base.yaml', [...check, '--format', 'json=base.yaml']],
    ['rule.cjs', [...check, '--format', 'json=rule.cjs']],
    ['waivers.yaml', [...check, '--waivers', 'waivers.yaml', '-o', 'waivers.yaml']],
    ['trusted.yaml', [...check, '--config-from', 'trusted.yaml', '-o', 'trusted.yaml']],
    ['known.json', [...check, '--baseline', 'known.json', '-o', 'known.json']],
    ['plan.json', [...check, '--write-baseline', 'plan.json']],
    ['plan.json', [...check, '--format', 'json=new.json', '--format', 'brief=plan.json']],
    ['plan.json', [...failed, '--format', 'json=plan.json']],
    ['bad.yaml', [...failed, '--format', 'json=bad.yaml']],
    ['sub/plan.json', ['check', '.', '--facts', 'bad.yaml', '--format', 'json=sub/plan.json']],
    ['waivers.yaml', [...failed, '--waivers', 'waivers.yaml', '--format', 'json=waivers.yaml']],
    ['sub/plan.json', ['check', 'plan.json', 'sub', '--shard', '1/2', '--format', 'json=sub/plan.json']],
    ['plan.json', ['check', 'plan.json', 'sub', '--shard', '1/2', '--format', 'json=plan.json']],
    ['base.yaml', ['init', 'plan.json', '--update', 'facts.yaml', '--force', '-o', 'base.yaml']],
    ['rule.cjs', ['init', 'plan.json', '--update', 'facts.yaml', '--force', '-o', 'rule.cjs']],
    ['result.json', ['report', 'result.json', '-o', 'result.json']],
    ['sub/result.json', ['report', 'result.json', '--since', 'sub/result.json', '-o', 'sub/result.json']],
    ['result.json', ['report', 'result.json', '--history', 'result.json']],
  ])('does not go over the input %s: %j', async (name, argv) => {
    const cwd = directoryWith(files);
    const { code, err } = await runIn(cwd, ...argv);
    expect([code, err.split('\n').at(-2)]).toEqual([2, `lightbound: ${name} is an input; write to another file`]);
    expect(contents(cwd)).toEqual(files);
  });

  it.each<[string, readonly string[]]>([
    ['json and brief would both go to ./a', [...check, '--format', 'json=a', '--format', 'brief=./a']],
    ['json and brief would both go to link/a', [...check, '--format', 'json=sub/a', '--format', 'brief=link/a']],
    ['json and the baseline would both go to a', [...check, '--format', 'json=a', '--write-baseline', 'a']],
    ['pretty and json would both go to /dev/stdout', [...check, '--format', 'pretty', '--format', 'json=/dev/stdout']],
    ['the history and the report would both go to h.db', ['report', 'result.json', '--history', 'h.db', '-o', 'h.db']],
    ['the history and the report would both go to sub/../h.db', ['report', '--history', 'h.db', '-o', 'sub/../h.db']],
    ...['-journal', '-wal', '-shm', '.lock', '.in-use', '.in-use.clearing'].map((suffix): [string, string[]] => [
      `the history and the report would both go to h.db${suffix}`,
      ['report', 'result.json', '--history', './h.db', '-o', `h.db${suffix}`],
    ]),
  ])('does not go where another goes: %s', async (complaint, argv) => {
    const cwd = directoryWith(files);
    symlinkSync('sub', join(cwd, 'link'));
    const { code, err } = await runIn(cwd, ...argv);
    expect([code, err]).toEqual([2, expect.stringMatching(/^lightbound: [^\n]+; [^\n]+\n$/u)]);
    expect(err).toContain(`lightbound: ${complaint}; `);
    expect(contents(cwd)).toEqual(files);
  });

  it('does not go over a history that is there', async () => {
    const cwd = directoryWith(files);
    await runIn(cwd, 'report', 'result.json', '--history', 'h.db', '--record-only');
    const before = readFileSync(join(cwd, 'h.db'));
    expect((await runIn(cwd, 'report', '--history', 'h.db', '-o', './h.db')).code).toBe(2);
    expect(readFileSync(join(cwd, 'h.db'))).toEqual(before);
  });

  it('may be the baseline that is written anew', async () => {
    const cwd = directoryWith(files);
    const { code, err } = await runIn(cwd, ...check, '--baseline', 'known.json', '--write-baseline', './known.json');
    expect([code, err]).toEqual([1, '']);
    expect(contents(cwd)['known.json']).toContain('broadcast-domain-single-site');
  });

  it.each([
    [['check', '.', '--format', 'json=report.json', '-q']],
    [['report', '.', '--format', 'json', '-o', 'report.json']],
  ])('of an earlier run in the folder that is read is no input: %j', async (argv) => {
    const cwd = directoryWith({ 'plan.json': plan, 'result.json': result });
    const first = await runIn(cwd, ...argv);
    const { code, err } = await runIn(cwd, ...argv);
    expect(code).toBe(first.code);
    expect(err).not.toContain('is an input');
  });
});

describe('of a process whose streams are files', () => {
  it('standard output is not an input, nor the file of another output', () => {
    const cwd = directoryWith({ in: 'x', out: '' });
    const descriptors = { stdin: openIn(cwd, 'in'), stdout: openIn(cwd, 'out') };
    const started = (): FilesOfRun => new FilesOfRun(cwd, descriptors);
    const files = started();
    files.reads('-');
    expect(files.writes('in', 'json', 'name another')).toBeUndefined();
    expect(files.complaint()).toBe('in is an input; write to another file');
    const others = started();
    others.reads('out');
    expect(others.writes('-', 'json', 'name another')).toBeUndefined();
    expect(others.writes('out', 'brief', 'name another')).toBe('json and brief would both go to out; name another');
    expect(others.complaint()).toBe('standard output is an input; write to another file');
  });

  it('what is read from a redirected file is not written over', async () => {
    const cwd = directoryWith({ 'plan.json': plan });
    const io = fakeIo({ cwd, stdin: plan });
    Object.assign(io.stdin, { fd: openIn(cwd, 'plan.json') });
    const code = await run(['check', '-', '-o', 'plan.json'], io, { version: '1.2.3', rules: () => rules });
    expect([code, io.err()]).toEqual([2, 'lightbound: plan.json is an input; write to another file\n']);
  });
});
