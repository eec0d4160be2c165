import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../lib/cli/run';
import type { OptionsRecord } from '../../lib/link/options-record';
import { viennaDublin, without } from '../link/ask-for-options';
import { directoryWith, fakeIo, removeDirectories } from './fake-io';

afterEach(removeDirectories);

const flags = (written: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(written).flatMap(([name, value]) => [
    `--${name.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}`,
    value,
  ]);

const dublin = (written: Readonly<Record<string, string>> = {}): readonly string[] => [
  'VIE',
  'DUB',
  ...flags({ ...viennaDublin, ...written }),
];

/** Of which nothing works: more is written than the link carries. */
const hopeless = dublin({ bandwidth: '10 Mbit/s', platform: 'qemu' });

async function options(argv: readonly string[], io: Parameters<typeof fakeIo>[0] = {}) {
  const fake = fakeIo(io);
  const code = await run(['options', ...argv], fake, { version: '1.2.3', rules: () => [] });
  return { code, out: fake.out(), err: fake.err() };
}

describe('options', () => {
  it('prints a row for each option, and exits with 0 where one is feasible', async () => {
    const { code, out, err } = await options(dublin());
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^Option +Verdict +By how much +It would take +The service sees$/mu);
    expect(out).toContain('options     Vienna (VIE) - Dublin (DUB), 1,686 km (1,636 km to 1,736 km)\n');
  });

  it.each(['pretty', 'json', 'html'])('writes the same bytes twice as %s', async (format) => {
    const argv = [...dublin(), '--also', 'bandwidth=10 Gbit/s', '--format', format];
    const once = await options(argv);
    expect(once.code).toBe(0);
    expect((await options(argv)).out).toBe(once.out);
  });

  it('exits with 1 where nothing is feasible', async () => {
    const { code, out } = await options([...hopeless, '--format', 'json']);
    const verdicts = (JSON.parse(out) as OptionsRecord).columns[0]!.options.map(({ verdict }) => verdict);
    expect([code, new Set(verdicts)]).toEqual([1, new Set(['does-not-converge', 'over-budget', 'unsupported'])]);
  });

  it('takes what is feasible in any column', async () => {
    expect((await options([...hopeless, '--also', 'bandwidth=1 Gbit/s'])).code).toBe(0);
  });

  it('that are undetermined fail only where that is asked for, and nothing is feasible', async () => {
    const open = ['VIE', 'DUB', ...flags(without(viennaDublin, 'dnsTime', 'platform') as Record<string, string>)];
    expect((await options(open)).code).toBe(0);
    expect((await options([...open, '--fail-on-undetermined'])).code).toBe(5);
    expect((await options([...dublin(), '--fail-on-undetermined', '--also', 'platform=qemu'])).code).toBe(0);
    expect((await options([...hopeless, '--fail-on-undetermined'])).code).toBe(1);
  });

  it('tells everything that is wrong, a line each, and prints nothing else', async () => {
    const argv = ['VIE', 'DUBB', '--rpo', '5', '--storage', 'vsam', '--also', 'rtt=5', '--also', 'bandwith=1 Gbit/s'];
    const { code, out, err } = await options(argv);
    expect([code, out]).toEqual([2, '']);
    expect(err.split('\n').slice(0, -1)).toEqual([
      expect.stringMatching(/^lightbound: to: "DUBB" is not a known place; did you mean .*\bDUB\b/),
      'lightbound: --rpo: "5" has no unit; a duration is written in us, ms, s, min, h or d',
      'lightbound: --storage: "vsam" is not a known storage between sites; did you mean vsan?',
      'lightbound: --also "rtt=5": --rtt: "5" has no unit; a duration is written in us, ms, s, min, h or d',
      'lightbound: --also "bandwith=1 Gbit/s": "bandwith" is not an option; did you mean bandwidth?',
    ]);
  });

  it.each([
    [['VIE'], /missing required argument 'to'/],
    [['VIE', 'DUB', '--rpo', '1 s', '--rpo', '2 s'], /option '--rpo <time>' is given twice/],
    [['VIE', 'DUB', '--machines', '3'], /unknown option '--machines'/],
    [['VIE', 'DUB', '--format', 'svg'], /Allowed choices are pretty, json, html/],
  ])('%j is a usage error of one line', async (argv, line) => {
    const { code, out, err } = await options(argv);
    expect([code, out, err]).toEqual([2, '', expect.stringMatching(line)]);
    expect(err.split('\n')).toHaveLength(2);
  });

  it('writes to the file named, and colours where the terminal can', async () => {
    const cwd = directoryWith({});
    expect(await options([...dublin(), '--format', 'html', '-o', 'options.html'], { cwd })).toMatchObject({
      code: 0,
      out: '',
    });
    expect(readFileSync(join(cwd, 'options.html'), 'utf8')).toMatch(/^<!doctype html>/u);
    expect((await options(dublin(), { terminals: ['stdout'] })).out).toContain('\u001b[');
    expect((await options([...dublin(), '--no-color'], { terminals: ['stdout'] })).out).not.toContain('\u001b[');
  });

  it('shows its own inputs in its help, and link does not', async () => {
    const { code, out } = await options(['--help']);
    expect(code).toBe(0);
    for (const part of ['\nService:\n', '--rpo <time>', '--storage <name>', '--also <options>', 'Exit codes:']) {
      expect(out).toContain(part);
    }
    expect(out).not.toContain('--machines');
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
    const io = fakeIo();
    await run(['link', '--help'], io, { version: '1.2.3', rules: () => [] });
    for (const part of ['--rpo', '--storage', '--also', 'Service:']) expect(io.out()).not.toContain(part);
  });
});
