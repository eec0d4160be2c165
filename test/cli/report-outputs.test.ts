import { openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunResult } from '../../lib/findings/run-result';
import { run } from '../../lib/cli/run';
import { rules } from '../../policies';
import { directoryWith, fakeIo, removeDirectories } from './fake-io';
import { runIn } from './run-in';

afterEach(removeDirectories);

const plan = readFileSync('test/fixtures/plans/ovh-private-network-regions/plan.json', 'utf8');
const counts = '2 errors, 0 warnings, 0 notes, 0 undetermined';

function check(...args: readonly string[]) {
  const folder = directoryWith({ 'plan.json': plan });
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  return runIn(folder, 'check', 'plan.json', ...args).then((ran) => ({ ...ran, read }));
}

test('several reports of one run go where each is sent', async () => {
  const { code, out, err, read } = await check('--format', 'pretty', '--format', 'json=r.json', '--format=brief=b.txt');
  expect([code, err]).toEqual([1, '']);
  expect(out).toContain('broadcast-domain-single-site');
  expect((JSON.parse(read('r.json')) as RunResult).summary.errors).toBe(2);
  expect(read('b.txt')).toContain(counts);
});

test('as html a result is the page of a report over it alone', async () => {
  const { code, read } = await check(
    '--format',
    'html=r.html',
    '--format',
    'json=r.json',
    '--today',
    '2026-11-30',
    '-q',
  );
  expect(code).toBe(1);
  const { findings } = JSON.parse(read('r.json')) as RunResult;
  for (const { fingerprint } of findings) expect(read('r.html')).toContain(`id="finding-${fingerprint}"`);
  expect(read('r.html')).toMatch(/^<!doctype html>[^]*<h1>Lightbound report of 2026-11-30<\/h1>/u);
});

test('the same report is the same in a file and on standard output', async () => {
  const { out, read } = await check('--format', 'json', '--format', 'pretty=p.txt');
  expect(JSON.parse(out)).toMatchObject({ summary: { errors: 2 } });
  expect(read('p.txt')).toBe((await check()).out);
});

test.each([
  [0, ['--format', 'atlantis']],
  [1, ['--format', 'atlantis=at.txt']],
  [1, ['--format', 'atlantis', '-o', 'at.txt']],
  [1, ['--format', 'atlantis=at.txt', '--format', 'pretty=p.txt']],
  [0, ['--format', 'atlantis', '--format', 'pretty=p.txt']],
])(
  'ends with %d for %j: only who reads standard output takes findings for no reason for an exit code',
  async (code, args) => {
    expect((await check(...args)).code).toBe(code);
  },
);

test.each([[['--format', 'json', '-o', 'r.json']], [['--format', 'json=r.json']], [['-o', 'r.txt']]])(
  '%j says the counts to people, unless quiet',
  async (args) => {
    expect((await check(...args)).err).toBe(`lightbound: ${counts}\n`);
    expect((await check(...args, '--quiet')).err).toBe('');
  },
);

test.each([
  [
    ['--format', 'json', '--format', 'brief'],
    'json and brief would both go to standard output; write one as --format brief=FILE',
  ],
  [
    ['--format', 'json=a', '--format', 'brief=a'],
    'json and brief would both go to a; write one as --format brief=FILE',
  ],
  [
    ['--format', 'json=a', '-o', 'b'],
    '--output is for one format without a file of its own; write each report as --format FORMAT=FILE',
  ],
  [
    ['--format', 'json', '--format', 'brief=a', '-o', 'b'],
    '--output is for one format without a file of its own; write each report as --format FORMAT=FILE',
  ],
  [
    ['--format', 'json='],
    `option '--format <format[=file]>' argument 'json=' is invalid. The file after "=" has no name.`,
  ],
  [['--format', 'toString'], "option '--format <format[=file]>' argument 'toString' is invalid. Allowed formats are"],
])('%j is a usage error of one line', async (args, message) => {
  const { code, out, err } = await check(...args);
  expect([code, out, err.split('\n').length]).toEqual([2, '', 2]);
  expect(err).toContain(`lightbound: ${message}`);
});

test('a document on standard output stands alone, also for who reads both streams together', async () => {
  expect((await check('--format', 'json')).err).toBe('');
});

test.each([
  ['json', 'out', 'log', `lightbound: ${counts}\n`],
  ['sarif', 'out', 'log', `lightbound: ${counts}\n`],
  ['json', 'out', 'out', ''],
])(
  '%s that is redirected to a file leaves the counts to standard error, unless that goes there too',
  async (...row) => {
    const [format, stdout, stderr, said] = row;
    const cwd = directoryWith({ 'plan.json': plan, out: '', log: '' });
    const io = fakeIo({ cwd });
    Object.assign(io.stdout, { fd: openSync(join(cwd, stdout), 'w') });
    Object.assign(io.stderr, { fd: openSync(join(cwd, stderr), 'w') });
    await run(['check', 'plan.json', '--format', format], io, { version: '1.2.3', rules: () => rules });
    expect(io.err()).toBe(said);
  },
);

test('a run that is incomplete says so with its counts', async () => {
  const { code, err } = await runIn(
    directoryWith({ 'plan.json': plan, 'b.json': plan.slice(0, 4000) }),
    'check',
    '.',
    '--format',
    'json=r.json',
  );
  expect(code).toBe(3);
  expect(err).toContain(`lightbound: ${counts}; the result is incomplete\n`);
});
