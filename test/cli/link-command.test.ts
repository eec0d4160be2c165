import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../lib/cli/run';
import type { LinkRecord } from '../../lib/link/link-record';
import { directoryWith, fakeIo, removeDirectories } from './fake-io';

afterEach(removeDirectories);

/** Vienna to Dublin; an option that is given takes the place of the usual one. */
const dublin = (...options: readonly string[]): readonly string[] => {
  const usual = [
    ['--rtt', '31 ms'],
    ['--bandwidth', '10 Gbit/s'],
    ['--share', '100 %'],
    ['--window', '16 MiB'],
    ['--loss', '0 %'],
    ['--memory', '64 GiB'],
  ];
  return ['VIE', 'DUB', ...usual.filter(([name]) => !options.includes(name ?? '')).flat(), ...options];
};
const busyOver = (...options: readonly string[]): readonly string[] => dublin('--dirty-rate', '200 MiB/s', ...options);
const busy = busyOver();

async function link(argv: readonly string[], options: Parameters<typeof fakeIo>[0] = {}) {
  const io = fakeIo(options);
  const code = await run(['link', ...argv], io, { version: '1.2.3', rules: () => [] });
  return { code, out: io.out(), err: io.err() };
}

describe('link', () => {
  it('prints the record of the README and exits with 0', async () => {
    const { code, out, err } = await link([...busy, '--platform', 'vmotion@8']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('verdict     feasible\n');
    expect(out).toContain('bandwidth        at least  1.79 Gbit/s\n');
  });

  it.each(['pretty', 'json', 'svg', 'html'])('writes the same bytes twice as %s', async (format) => {
    const once = await link([...busy, '--format', format]);
    expect(once.code).toBe(0);
    expect((await link([...busy, '--format', format])).out).toBe(once.out);
  });

  it.each([
    ['feasible', 0, []],
    ['feasible-when-throttled', 0, ['--bandwidth', '1 Gbit/s', '--platform', 'vmotion@6.7']],
    ['does-not-converge', 1, ['--bandwidth', '1 Gbit/s']],
    ['unsupported', 1, ['--platform', 'vmotion@5.5']],
    ['impossible', 1, ['--rtt', '1 ms']],
    ['over-budget', 1, ['--downtime', '10 ms']],
  ])('that is %s exits with %d', async (verdict, expected, more) => {
    const { code, out } = await link(busyOver(...more, '--format', 'json'));
    expect([code, (JSON.parse(out) as LinkRecord).verdict]).toEqual([expected, verdict]);
  });

  it('that is undetermined fails only where that is asked for', async () => {
    expect((await link(dublin())).code).toBe(0);
    const { code, out } = await link([...dublin(), '--fail-on-undetermined']);
    expect([code, out]).toEqual([5, expect.stringContaining('dirty rate is unknown; at most 517 MiB/s is needed')]);
  });

  it('tells everything that is wrong, a line each, and prints nothing else', async () => {
    const { code, out, err } = await link(['VIE', 'DUBB', '--rtt', '31', '--bandwidth', '10 Gbps/x', '--moves', '0']);
    expect([code, out]).toEqual([2, '']);
    expect(err.split('\n').slice(0, -1)).toEqual([
      expect.stringMatching(/^lightbound: to: "DUBB" is not a known place; did you mean .*\bDUB\b/),
      'lightbound: --rtt: "31" has no unit; a duration is written in us, ms, s, min, h or d',
      expect.stringMatching(/^lightbound: --bandwidth: "Gbps\/x" is not a unit of bandwidth; write bit\/s/),
      'lightbound: --moves: must be a whole number from 1 to 1024, not "0"',
    ]);
  });

  it.each([
    [['VIE'], /missing required argument 'to'/],
    [['VIE', 'DUB', 'LHR'], /too many arguments/],
    [['VIE', 'DUB', '--bandwith', '1 Gbit/s'], /unknown option '--bandwith'.*--bandwidth/],
    [['VIE', 'DUB', '--rtt'], /argument missing/],
    [['VIE', 'DUB', '--format', 'pdf'], /Allowed choices are pretty, json, svg, html/],
  ])('%j is a usage error of one line', async (argv, line) => {
    const { code, out, err } = await link(argv);
    expect([code, out, err]).toEqual([2, '', expect.stringMatching(line)]);
    expect(err.split('\n')).toHaveLength(2);
  });

  it('takes coordinates in the south', async () => {
    const { out } = await link(['-33.9,151.2', 'SIN', '--format', 'json']);
    expect((JSON.parse(out) as LinkRecord).places[0]).toMatchObject({ id: '-33.9,151.2', latitude: -33.9 });
  });

  it('writes to the file named', async () => {
    const cwd = directoryWith({});
    const { code, out } = await link([...busy, '--format', 'svg', '-o', 'link.svg'], { cwd });
    expect([code, out]).toEqual([0, '']);
    expect(readFileSync(join(cwd, 'link.svg'), 'utf8')).toMatch(/^<svg /);
  });

  it('colours where the terminal can, or as told', async () => {
    expect((await link(busy, { terminals: ['stdout'] })).out).toContain('\u001b[');
    expect((await link([...busy, '--no-color'], { terminals: ['stdout'] })).out).not.toContain('\u001b[');
  });

  it('groups its options in the help', async () => {
    const { code, out } = await link(['--help']);
    expect(code).toBe(0);
    for (const group of ['Link:', 'Machine:', 'Platform:', 'Budget:', 'Fleet:', 'Replication:']) {
      expect(out).toContain(`\n${group}\n`);
    }
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });
});

/** Needs `npm run build`, which `npm ci` runs. */
const bin = join(__dirname, '../../dist/bin');
const built = existsSync(join(bin, 'link-charts.js')) ? describe : describe.skip;

built('the built executable', () => {
  it('draws with a charting library that a check does not load', () => {
    const argv = [join(bin, 'lightbound.js'), 'link', ...busy, '--format', 'svg'];
    const { status, stdout, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8' });
    expect([status, stderr, stdout]).toEqual([0, '', expect.stringMatching(/^<svg .*<\/svg>\n$/s)]);
    for (const file of ['lightbound.js', 'program.js']) {
      expect(readFileSync(join(bin, file), 'utf8')).not.toContain('zrender');
    }
  });
});
