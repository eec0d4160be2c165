import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { version } from '../../package.json';
import { action, builtProgram, FakeRunner, type ActionOptions } from './composite-action';

jest.setTimeout(60_000);

const runner = new FakeRunner();

afterAll(() => {
  runner.remove();
});

const far = { plans: 'examples/plan.json', facts: 'examples/facts/far.yaml' };
const metro = { plans: 'examples/plan.json', facts: 'examples/facts/metro.yaml' };

const run = (inputs: Readonly<Record<string, string>>, options: Omit<ActionOptions, 'inputs'> = {}) =>
  runner.run({ inputs, ...options });

const isBuilt = existsSync(builtProgram);

(isBuilt ? describe : describe.skip)('the GitHub Action', () => {
  it('is pinned: what it uses by commit, what it runs by version', () => {
    for (const { uses } of action.runs.steps) if (uses !== undefined) expect(uses).toMatch(/@[0-9a-f]{40}$/u);
    expect(action.inputs['version']?.default).toBe(version);
  });

  it('puts no expression into a script', () => {
    for (const step of action.runs.steps) expect(step.run ?? '').not.toContain('${{');
  });

  it('fails the job, annotates it, and writes its summary and the files', () => {
    const { exitCode, output, summary, outputs, steps } = run(far);
    expect(exitCode).toBe(1);
    expect(steps).toEqual(['Check', 'Summary', 'Verdict']);
    expect(output).toContain('::error file=examples/plan.json');
    expect(summary).toContain('### Lightbound: 3 errors, 0 warnings');
    expect(outputs['exit-code']).toBe('1');
    const read = (name: string): unknown => JSON.parse(readFileSync(outputs[name] ?? '', 'utf8'));
    expect(read('result')).toMatchObject({ summary: { errors: 3 } });
    expect(read('sarif')).toMatchObject({ version: '2.1.0' });
  });

  it('passes where the check does', () => {
    expect(run(metro)).toMatchObject({ exitCode: 0, outputs: { 'exit-code': '0' } });
  });

  it('hands every input on as it is, and nothing of it is run', () => {
    const odd = 'a b; $(touch x) "\' .yaml';
    const { calls, exitCode, outputs } = run({
      version: '9.9.9',
      plans: `examples/plan.json\n\n${odd}`,
      facts: odd,
      waivers: odd,
      'config-from': odd,
      environment: odd,
      stack: odd,
      baseline: odd,
      'fail-on': 'warning',
      'fail-on-undetermined': 'true',
      'only-changed': 'true',
      annotations: 'false',
      summary: 'false',
    });
    const folder = outputs['result']?.replace('/result.json', '') ?? '';
    expect(calls).toEqual([
      [
        ...[
          'npx',
          '--yes',
          '--prefix',
          `${folder}/npm`,
          '--package',
          'lightbound-cli@9.9.9',
          '--',
          'lightbound',
          'check',
        ],
        ...['--format', `json=${folder}/result.json`, '--format', `sarif=${folder}/lightbound.sarif`],
        ...['--format', `markdown=${folder}/comment.md`],
        ...['--facts', odd, '--waivers', odd, '--config-from', odd, '--environment', odd, '--stack', odd],
        ...['--baseline', odd, '--fail-on', 'warning', '--fail-on-undetermined', '--only-changed'],
        ...['--', 'examples/plan.json', odd],
      ],
    ]);
    expect(exitCode).toBe(2);
    expect(existsSync('x')).toBe(false);
  });

  it('gives code scanning the file, where that is asked for, and fails after it', () => {
    const { steps, used, outputs, exitCode } = run({ ...far, 'upload-sarif': 'true' });
    expect(steps).toEqual(['Check', 'Summary', 'Code scanning', 'Verdict']);
    expect(used).toEqual([{ sarif_file: outputs['sarif'], token: 'the-token' }]);
    expect(exitCode).toBe(1);
  });

  it('is clean shell', () => {
    for (const { name, run: script } of action.runs.steps) {
      const { status, stdout, error } = spawnSync('shellcheck', ['--shell=bash', '-'], {
        input: script ?? '',
        encoding: 'utf8',
      });
      // Where there is no shellcheck, there is nothing to say.
      if (error === undefined) expect({ name, status, stdout }).toEqual({ name, status: 0, stdout: '' });
    }
  });
});

const hasJq = spawnSync('jq', ['--version']).error === undefined;

(isBuilt && hasJq ? describe : describe.skip)('the comment of a pull request', () => {
  const commented = (inputs: Readonly<Record<string, string>>, options: Omit<ActionOptions, 'inputs'> = {}) => {
    const { calls, ...rest } = run({ comment: 'true', ...inputs }, { pullRequest: 7, ...options });
    const writes = calls.filter(([command, , how]) => command === 'gh' && how === '--silent');
    return { ...rest, writes: writes.map((call) => call.slice(3, 6)) };
  };
  const own = { id: 12, user: { login: 'github-actions[bot]' }, body: '<!-- lightbound -->\n\nold' };

  it('is written where there is something to tell', () => {
    const { writes, exitCode } = commented(far);
    expect(writes).toEqual([['--method', 'POST', 'repos/acme/network/issues/7/comments']]);
    expect(exitCode).toBe(1);
  });

  it('is changed where there is one, and neither that of somebody else nor one that quotes it', () => {
    const comments = [
      { id: 10, user: { login: 'mallory' }, body: '<!-- lightbound -->\n' },
      { id: 11, user: { login: 'github-actions[bot]' }, body: '> <!-- lightbound -->' },
      { ...own, body: own.body.replaceAll('\n', '\r\n') },
    ];
    expect(commented(far, { comments }).writes).toEqual([
      ['--method', 'PATCH', 'repos/acme/network/issues/comments/12'],
    ]);
    expect(commented(far, { comments: comments.slice(0, 2) }).writes[0]).toContain('POST');
  });

  it('is brought up to date where nothing is found any longer, and not begun for that', () => {
    const clean = { plans: 'test/fixtures/plans/proxmox-vxlan-two-cities/plan.json' };
    expect(commented(clean, { comments: [own] }).writes[0]).toContain('PATCH');
    expect(commented(clean).writes).toEqual([]);
  });

  it('that may not be written is a warning, and the verdict stays', () => {
    const { output, exitCode, steps } = commented(metro, { isReadOnly: true });
    expect(output).toContain('::warning title=Lightbound::The comment was not written');
    expect(steps.at(-1)).toBe('Verdict');
    expect(exitCode).toBe(0);
  });

  it('is not written outside a pull request, nor without being asked for', () => {
    expect(run({ ...far, comment: 'true' }).steps).not.toContain('Comment');
    expect(run(far, { pullRequest: 7 }).steps).not.toContain('Comment');
  });
});
