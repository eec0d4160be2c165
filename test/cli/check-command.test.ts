import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckRequest } from '../../lib/check';
import type { Door } from '../../lib/cli/check-command';
import { onDemand } from '../../lib/cli/on-demand';
import { run } from '../../lib/cli/run';
import type { RunResult } from '../../lib/findings/run-result';
import { blind, blocked, clean, empty, failed, hostile, metroStretch } from '../reports/results';
import { directoryWith, fakeIo, inherited, removeDirectories, type FakeIo, type FakeIoOptions } from './fake-io';

jest.mock('../../lib/cli/on-demand');

const door: Door = { version: '1.2.3', rules: () => [] };

/** The flow behind the command line, played: the result to give, and what was asked. */
const flow: {
  result: RunResult;
  asked: CheckRequest[];
} = {
  result: clean,
  asked: [],
};

beforeEach(() => {
  Object.assign(flow, { result: clean, asked: [] });
  const check = (request: CheckRequest): RunResult => {
    flow.asked.push(request);
    request.documents.forEach(({ path }, i) => request.onProgress?.(i, request.documents.length, path));
    return request.documents.length === 0 ? empty : flow.result;
  };
  Object.assign(onDemand, {
    check: () => ({ check }),
    baseline: () => jest.requireActual<object>('../../lib/findings/baseline'),
    configuration: () => ({ factsDeclared: 'facts-declared' }),
    factsFile: () => jest.requireActual<object>('../../lib/facts-file/facts-file'),
    loadDeclarations: () => jest.requireActual<object>('../../lib/facts-file/load-declarations'),
    readDocument: () => ({
      ...jest.requireActual<object>('../../lib/documents/read-document'),
      isOurs: () => true,
    }),
  });
});

afterEach(removeDirectories);

async function lightbound(argv: readonly string[], options: FakeIoOptions = {}): Promise<FakeIo & { code: number }> {
  const cwd = options.cwd ?? directoryWith({ 'plan.json': '{}' });
  const io = fakeIo({ ...options, cwd });
  const code = await run(argv, io, door);
  return { ...io, code };
}

const check = (...argv: readonly string[]): ReturnType<typeof lightbound> => lightbound(['check', ...argv]);

describe('check', () => {
  it('prints the page for people and says 0 where all is well', async () => {
    const { code, out, err } = await check('plan.json');
    expect(out()).toContain('0 errors, 0 warnings, 0 notes, 0 undetermined\n');
    expect([code, err()]).toEqual([0, '']);
  });

  it('says 1 for findings, and 0 where they do not matter', async () => {
    flow.result = blocked;
    expect((await check('plan.json')).code).toBe(1);
    expect((await check('plan.json', '--fail-on', 'never')).code).toBe(0);
  });

  it('says 5 for what cannot be decided, by its level or where that is asked', async () => {
    const findings = blocked.findings.filter(({ outcome }) => outcome === 'undetermined');
    flow.result = { ...blocked, findings };
    expect((await check('plan.json')).code).toBe(0);
    expect((await check('plan.json', '--fail-on', 'warning')).code).toBe(5);
    expect((await check('plan.json', '--fail-on-undetermined')).code).toBe(5);
    expect((await check('plan.json', '--fail-on', 'never', '--fail-on-undetermined')).code).toBe(5);
    flow.result = { ...blocked, findings: findings.map((finding) => ({ ...finding, level: 'error' })) };
    expect((await check('plan.json')).code).toBe(5);
    expect((await check('plan.json', '--fail-on', 'never')).code).toBe(0);
  });

  it('says nothing of remarks', async () => {
    flow.result = { ...clean, findings: [metroStretch] };
    expect((await check('plan.json', '--fail-on', 'note', '--fail-on-undetermined')).code).toBe(0);
  });

  it('says 3 for an input that is not understood, with the findings of the others', async () => {
    flow.result = { ...failed, findings: blocked.findings };
    const { code, out, err } = await check('plan.json');
    expect(out()).toContain('migration-rtt-budget');
    expect(out()).toContain('broken.json: not JSON');
    expect([code, err()]).toEqual([4, '']);
    flow.result = { ...flow.result, errors: failed.errors.slice(0, 1) };
    expect((await check('plan.json')).code).toBe(3);
  });

  it('says 3 for a path that cannot be read, and judges the rest', async () => {
    const { code, out } = await check('none.json', 'plan.json');
    expect(code).toBe(3);
    expect(out()).toContain('none.json: cannot be read: no such file or directory');
    expect(flow.asked.map(({ documents }) => documents.map(({ path }) => path))).toEqual([['plan.json']]);
  });

  it('says 6 where nothing was checked', async () => {
    flow.result = blind;
    expect((await check('plan.json')).code).toBe(0);
    expect((await check('plan.json', '--require-known')).code).toBe(6);
    flow.result = empty;
    expect((await check('plan.json')).code).toBe(6);
    expect((await check('plan.json', '--allow-empty')).code).toBe(0);
    const { code, err } = await check();
    expect([code, err()]).toEqual([6, 'lightbound: no input: name files or directories, or - for standard input\n']);
  });

  it('takes no option from what every object inherits', async () => {
    flow.result = empty;
    const strict = await check('plan.json');
    const polluted = await inherited('allowEmpty', true, () => check('plan.json'));
    expect([strict.code, polluted.code]).toEqual([6, 6]);
  });

  it('takes no input without a name', async () => {
    const { code, err } = await check('');
    expect([code, err()]).toEqual([2, 'lightbound: an input has an empty name; is a variable of the script unset?\n']);
  });

  it('says 6 for a directory with nothing in it, naming it and what was looked for', async () => {
    const cwd = directoryWith({ 'infra/notes.md': '' });
    const { code, err } = await lightbound(['check', 'infra'], { cwd });
    expect(code).toBe(6);
    expect(err()).toMatch(
      /^lightbound: infra: nothing to check; looked for \*\.json, .*\*\.tfstate, .* \(Terraform plan, .*\)\n$/,
    );
  });

  it('says how to get a plan of a directory with Terraform source alone', async () => {
    const { code, err } = await lightbound(['check', 'infra'], { cwd: directoryWith({ 'infra/main.tf': '' }) });
    expect([code, err()]).toEqual([
      6,
      'lightbound: infra: nothing to check; it holds Terraform source, which is not read; run `terraform plan -out p && terraform show -json p > plan.json`\n',
    ]);
  });

  it('names the files of a directory that are no input, in one line', async () => {
    Object.assign(onDemand, {
      readDocument: () => ({
        ...jest.requireActual<object>('../../lib/documents/read-document'),
        isOurs: ({ path }: { path: string }) => path.endsWith('plan.json'),
      }),
    });
    const names = Array.from({ length: 10 }, (_, i) => `infra/${i}.json`);
    const cwd = directoryWith({ 'infra/plan.json': '{}', ...Object.fromEntries(names.map((name) => [name, '{}'])) });
    const { code, err } = await lightbound(['check', 'infra'], { cwd });
    expect([code, err()]).toEqual([0, `lightbound: 10 files are no input: ${names.slice(0, 8).join(', ')}, 2 more\n`]);
  });

  it('reads standard input', async () => {
    expect((await lightbound(['check', '-'], { stdin: '{}' })).code).toBe(0);
    expect(flow.asked[0]?.documents[0]?.path).toBe('-');
    const { code, err } = await lightbound(['check', '-'], { terminals: ['stdin'] });
    expect(code).toBe(2);
    expect(err()).toMatch(/^lightbound: standard input is a terminal.*\n$/);
  });
});

describe('the report', () => {
  it('goes to a file, without colour, and errors go to the terminal too', async () => {
    flow.result = failed;
    const cwd = directoryWith({ 'plan.json': '{}' });
    const env = { FORCE_COLOR: '1' };
    const { out, err } = await lightbound(['check', 'plan.json', '-o', 'report.txt'], { cwd, env });
    expect(out()).toBe('');
    expect(readFileSync(join(cwd, 'report.txt'), 'utf8')).toMatch(/^failed {6}broken\.json/);
    expect(err().split('\n')[0]).toMatch(/^lightbound: broken\.json: not JSON/);
  });

  it('is JSON where asked, with the errors in it and on standard error', async () => {
    flow.result = failed;
    const { code, out, err } = await check('plan.json', '--format', 'json');
    expect(JSON.parse(out())).toEqual(JSON.parse(JSON.stringify(failed)));
    expect(err()).toContain('lightbound: rule migration-converges: the rule threw');
    expect(code).toBe(4);
  });

  it('that cannot be written is a usage error, or one of the disk', async () => {
    const { code, err } = await check('plan.json', '--output', 'no/such/report.txt');
    expect([code, err()]).toEqual([2, 'lightbound: no/such/report.txt cannot be written: no such file or directory\n']);
    const full = await lightbound(['check', 'plan.json'], { stdoutFails: 'ENOSPC' });
    expect([full.code, full.err()]).toEqual([
      7,
      'lightbound: standard output cannot be written: no space left on device\n',
    ]);
  });

  it('may be read by half: a closed pipe changes nothing', async () => {
    flow.result = blocked;
    const { code, err } = await lightbound(['check', 'plan.json'], { stdoutFails: 'EPIPE' });
    expect([code, err()]).toEqual([1, '']);
  });

  it('is coloured on a terminal, unless told otherwise', async () => {
    const cwd = directoryWith({ 'plan.json': '{}' });
    const coloured = async (argv: readonly string[], options: FakeIoOptions): Promise<boolean> =>
      (await lightbound(['check', 'plan.json', ...argv], { ...options, cwd })).out().includes('\u001b[');
    expect(await coloured([], { terminals: ['stdout'] })).toBe(true);
    expect(await coloured([], {})).toBe(false);
    expect(await coloured(['--no-color'], { terminals: ['stdout'] })).toBe(false);
    expect(await coloured([], { terminals: ['stdout'], env: { NO_COLOR: '1' } })).toBe(false);
    expect(await coloured(['--color', 'always'], {})).toBe(true);
  });

  it('lets no control character through, nor does standard error', async () => {
    flow.result = hostile;
    const cwd = directoryWith({ 'p\u001b]0;owned\u0007.json': '{}' });
    symlinkSync('loop\u001b', join(cwd, 'loop\u001b'));
    const argv = ['check', '.', 'loop\u001b', 'none\u202e'];
    for (const format of ['pretty', 'json']) {
      const { out, err } = await lightbound([...argv, '--format', format], { cwd });
      expect(out() + err()).not.toMatch(/[^\P{C}\n]/u);
    }
  });
});

describe('the day and the stack', () => {
  it('are those of the door, unless the user names others', async () => {
    await check('plan.json');
    await check('plan.json', '--today', '2026-10-01', '--stack', 'prod');
    expect(flow.asked.map(({ today, stack }) => [today, stack])).toEqual([
      ['2026-01-01', undefined],
      ['2026-10-01', 'prod'],
    ]);
  });

  it.each(['2026-02-30', '1.10.2026', ''])('%s is no day', async (text) => {
    const { code, err } = await check('plan.json', '--today', text);
    expect(code).toBe(2);
    expect(err()).toMatch(/--today.*is not a date/);
  });
});

describe('the facts file', () => {
  it('that is wrong stops the run with its line, and JSON holds it too', async () => {
    const cwd = directoryWith({ 'plan.json': '{}', 'lightbound.yaml': 'sites:\n  ams:\n    at: amsterdm\n' });
    const line = '"amsterdm" is not a known place; did you mean amsterdam, AMS or scaleway:nl-ams?';
    const pretty = await lightbound(['check', 'plan.json'], { cwd });
    expect([pretty.code, pretty.out(), pretty.err()]).toEqual([
      2,
      '',
      `lightbound: lightbound.yaml:3:9 sites.ams.at: ${line}\n`,
    ]);
    const json = await lightbound(['check', 'plan.json', '--format', 'json'], { cwd });
    expect(json.code).toBe(2);
    expect((JSON.parse(json.out()) as RunResult).errors).toEqual([
      { kind: 'configuration', where: 'lightbound.yaml:3:9 sites.ams.at', message: line },
    ]);
  });

  it('that sets a rule that does not exist stops the run', async () => {
    const cwd = directoryWith({ 'plan.json': '{}', 'lightbound.yaml': 'rules:\n  no-such: error\n' });
    const { code, err } = await lightbound(['check', 'plan.json'], { cwd });
    const line = 'lightbound.yaml:2:3 rules.no-such: unknown rule "no-such"; known: facts-declared';
    expect([code, err()]).toEqual([2, `lightbound: ${line}\n`]);
  });

  it('that is named and missing is a usage error', async () => {
    const { code, err } = await check('plan.json', '--facts', 'none.yaml');
    expect([code, err()]).toEqual([
      2,
      'lightbound: none.yaml: the facts file cannot be read: no such file or directory\n',
    ]);
  });

  it('is chosen by the user where two lie in the working directory', async () => {
    const cwd = directoryWith({ 'plan.json': '{}', 'lightbound.yaml': '', 'lightbound.yml': 'sites: { a: {} }' });
    const { code, err } = await lightbound(['check', 'plan.json'], { cwd });
    expect([code, err()]).toEqual([
      2,
      'lightbound: lightbound.yaml and lightbound.yml: both exist; keep one, or name the one to use\n',
    ]);
    expect((await lightbound(['check', 'plan.json', '--facts', 'lightbound.yml'], { cwd })).code).toBe(0);
  });
});

describe('a baseline', () => {
  const states = async (known: unknown): Promise<readonly string[]> => {
    flow.result = blocked;
    const cwd = directoryWith({ 'plan.json': '{}', 'known.json': JSON.stringify(known) });
    const { out } = await lightbound(['check', 'plan.json', '--format', 'json', '--baseline', 'known.json'], { cwd });
    return (JSON.parse(out()) as RunResult).findings.map(({ state }) => state);
  };

  it('marks the findings that it has as known', async () => {
    const [, ...others] = blocked.findings;
    expect(await states({ ...blocked, findings: others.slice(0, 1) })).toEqual(['known', 'known', 'new', 'new', 'new']);
  });

  it.each([
    ['of another scheme', { ...blocked, fingerprints: '1' }, /has fingerprints of scheme 1, .* writes scheme 2; renew/],
    ['from before there were schemes', { findings: [] }, /scheme 1, .* --write-baseline FILE/],
    ['that is another document', { resource_changes: [] }, /is not a result of lightbound check; renew/],
    ['whose findings are not', { ...blocked, findings: [7] }, /findings\[0\] has no fingerprint; renew/],
  ])('%s is refused with the command that renews it', async (_, known, line) => {
    const cwd = directoryWith({ 'plan.json': '{}', 'known.json': JSON.stringify(known) });
    const { code, err } = await lightbound(['check', 'plan.json', '--baseline', 'known.json'], { cwd });
    expect([code, err().split('\n').length]).toEqual([2, 2]);
    expect(err()).toMatch(line);
  });

  it.each([
    ['none.json', /the baseline none.json cannot be read: no such file/],
    ['plan.json', /the baseline plan.json is not JSON/],
  ])('%s that cannot be read is a usage error', async (name, line) => {
    const cwd = directoryWith({ 'plan.json': 'x' });
    const { code, err } = await lightbound(['check', 'plan.json', '--baseline', name], { cwd });
    expect(code).toBe(2);
    expect(err()).toMatch(line);
  });
});

describe('progress', () => {
  const large = { 'plan.json': Buffer.alloc(5_100_000, ' '), 'small.json': '{}' };

  it('shows on a terminal for a large input, within its width, and goes away', async () => {
    const { err } = await lightbound(['check', 'plan.json'], { cwd: directoryWith(large), terminals: ['stderr'] });
    expect(err()).toBe('\r\u001b[2KReading plan.json (5 MB)\r\u001b[2KChecking plan.json\r\u001b[2K');
  });

  it('shows nothing for a small input, nor where nobody watches', async () => {
    const cwd = directoryWith(large);
    expect((await lightbound(['check', 'small.json'], { cwd, terminals: ['stderr'] })).err()).toBe('');
    expect((await lightbound(['check', 'plan.json'], { cwd })).err()).toBe('');
  });
});
