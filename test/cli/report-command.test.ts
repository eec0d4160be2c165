import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ComplianceReport } from '../../lib/compliance/compliance-report';
import { resultOf, sharedFacts } from '../compliance/runs';
import { directoryWith, removeDirectories } from './fake-io';
import { runIn, runWith } from './run-in';

afterAll(removeDirectories);

const text = (plan: string, stack: string): string => JSON.stringify(resultOf(plan, stack));
const wan = text('equinix-fabric-l2-port-to-port', 'network/wan');
const racks = text('vsphere-vsan-racks-one-site', 'erp/racks');
const folder = (): string =>
  directoryWith({
    'results/wan.json': wan,
    'results/deep/racks.json': racks,
    'results/plan.json': '{"format_version":"1.2"}',
  });
/** Needs `npm run build`, which `npm ci` runs. */
const bin = join(__dirname, '../../dist/bin');
const built = existsSync(join(bin, 'link-charts.js')) ? describe : describe.skip;

const reportIn = async (cwd: string, ...argv: readonly string[]) => {
  const run = await runIn(cwd, 'report', ...argv, '--format', 'json', '--today', '2026-11-30');
  return { ...run, report: run.out === '' ? undefined : (JSON.parse(run.out) as ComplianceReport) };
};

describe('lightbound report', () => {
  it('reads a directory of results to its depth, and says what in it is none', async () => {
    const { code, err, report } = await reportIn(folder(), 'results');
    expect([code, err]).toEqual([0, 'lightbound: 1 file is no result: results/plan.json\n']);
    expect(report?.coverage.stacks.map(({ stack, source }) => [stack, source])).toEqual([
      ['erp/racks', 'results/deep/racks.json'],
      ['network/wan', 'results/wan.json'],
    ]);
  });

  it('is no gate: it ends with 0 whatever was found', async () => {
    const { code, report } = await reportIn(folder(), 'results/wan.json');
    expect(report?.total.errors).toBeGreaterThan(0);
    expect(code).toBe(0);
  });

  it('writes Markdown where nothing else is asked for', async () => {
    const { out } = await runIn(folder(), 'report', 'results/wan.json', '--today', '2026-11-30');
    expect(out).toMatch(/^# Lightbound report of 2026-11-30\n\n\*\*The only stack would stretch/);
  });

  it('takes a result from standard input', async () => {
    const { code, out } = await runWith({ cwd: folder(), stdin: wan }, 'report', '-', '--format', 'json');
    expect(code).toBe(0);
    expect((JSON.parse(out) as ComplianceReport).coverage.stacks[0]?.source).toBe('-');
  });

  it('writes a file, and never over a result', async () => {
    const cwd = folder();
    expect(await runIn(cwd, 'report', 'results', '--format', 'html', '-o', 'report.html')).toMatchObject({
      code: 0,
      out: '',
    });
    expect(readFileSync(join(cwd, 'report.html'), 'utf8')).toMatch(/^<!doctype html>/);
    const over = await runIn(cwd, 'report', 'results', '-o', 'results/wan.json');
    expect([over.code, over.err.split('\n').at(-2)]).toEqual([
      2,
      'lightbound: results/wan.json is an input; write to another file',
    ]);
    expect(readFileSync(join(cwd, 'results/wan.json'), 'utf8')).toBe(wan);
  });

  it('takes the later given of two results of one stack, and a file named twice at its last place', async () => {
    const cwd = directoryWith({ 'a.json': wan, 'b.json': text('vsphere-vsan-racks-one-site', 'network/wan') });
    const errorsOf = async (...files: readonly string[]): Promise<number | undefined> =>
      (await reportIn(cwd, ...files)).report?.total.errors;
    const some = await errorsOf('a.json');
    expect(some).toBeGreaterThan(0);
    expect([
      await errorsOf('a.json', 'b.json'),
      await errorsOf('b.json', 'a.json'),
      await errorsOf('a.json', 'b.json', 'a.json'),
    ]).toEqual([0, some, some]);
  });

  it('says with --since what is new and what is fixed; the option may be given several times', async () => {
    const cwd = directoryWith({
      'now/a.json': racks,
      'now/b.json': wan,
      'before/a.json': text('ovh-private-network-regions', 'erp/racks'),
      'other.json': wan,
    });
    const { report } = await reportIn(cwd, 'now', '--since', 'before', '--since', 'other.json');
    expect(report?.trend).toMatchObject({ new: 0, newStacks: [] });
    expect(report?.trend?.fixed).toHaveLength(2);
  });

  it('reports on one framework, and names those that there are where it is unknown', async () => {
    const { report } = await reportIn(folder(), 'results', '--framework', 'soc-2');
    expect(report?.only).toBe('soc-2');
    expect(report?.frameworks.map(({ id }) => id)).toEqual(['soc-2']);
    expect(await reportIn(folder(), 'results', '--framework', 'pci')).toMatchObject({
      code: 2,
      out: '',
      err: 'lightbound: unknown framework pci; known are nist-800-53, iso-27001, dora, aws-well-architected, azure-well-architected, soc-2\n',
    });
  });
});

describe('a result that is wrong', () => {
  const bad = {
    'bad/cut.json': wan.slice(0, 500),
    'bad/empty.json': '',
    'bad/notes.json': '// no JSON',
    'bad/old.json': wan.replace('"version":"2.2"', '"version":"1.4"'),
    'bad/half.json': wan.replace('"inventory"', '"inventary"'),
    'good.json': racks,
  };

  it('costs only itself: one line each, exit code 3, and the report is about the others', async () => {
    const cwd = directoryWith(bad);
    const { code, err, report } = await reportIn(
      cwd,
      'bad/cut.json',
      'bad/old.json',
      'bad/half.json',
      'gone.json',
      'good.json',
    );
    expect(code).toBe(3);
    expect(err.trimEnd().split('\n')).toEqual([
      'lightbound: bad/cut.json: is not a result of `lightbound check --format json`',
      'lightbound: bad/old.json: is a result of version 1.4, and this program reads 2.x; check again with this version',
      expect.stringMatching(/^lightbound: bad\/half\.json: is not a whole result: inventory: /),
      'lightbound: gone.json: cannot be read: no such file or directory',
    ]);
    expect(report?.coverage.stacks.map(({ stack }) => stack)).toEqual(['erp/racks']);
    expect(report?.errors).toHaveLength(4);
    expect(report?.more).toContain('The report is incomplete: 4 inputs could not be read.');
  });

  it('in a directory is told too, unless it is none', async () => {
    const { code, err } = await reportIn(directoryWith(bad), 'bad', 'good.json');
    expect(code).toBe(3);
    expect(err).toContain('bad/old.json: is a result of version 1.4');
    expect(err).toContain('bad/cut.json: is the beginning of a result and ends in the middle: was its check stopped?');
    expect(err).toContain('bad/empty.json: is empty: was its check stopped?');
    expect(err).toContain('1 file is no result: bad/notes.json');
  });

  it('among the earlier ones is told too', async () => {
    expect(await reportIn(directoryWith(bad), 'good.json', '--since', 'bad/old.json')).toMatchObject({ code: 3 });
  });

  it('alone leaves nothing to report on', async () => {
    const cwd = directoryWith(bad);
    const { code, out, err } = await runIn(cwd, 'report', 'bad/old.json', '-o', 'report.md');
    expect([code, out]).toEqual([3, '']);
    expect(err).toContain('no result: name files that `lightbound check --format json` wrote');
    expect(existsSync(join(cwd, 'report.md'))).toBe(false);
  });
});

describe('nothing to report on', () => {
  it.each([[[]], [['empty']]])('%j ends with 6', async (argv) => {
    const cwd = directoryWith({});
    mkdirSync(join(cwd, 'empty'));
    expect(await runIn(cwd, 'report', ...argv)).toMatchObject({ code: 6, out: '' });
  });

  it('an earlier report that is not there makes nothing new', async () => {
    const cwd = folder();
    mkdirSync(join(cwd, 'empty'));
    const { code, out, err } = await runIn(cwd, 'report', 'results/wan.json', '--since', 'empty');
    expect([code, out]).toEqual([6, '']);
    expect(err).toMatch(/^lightbound: no earlier result after --since: /);
  });

  it('an empty name, or a terminal as input, is a mistake', async () => {
    expect(await runIn(folder(), 'report', '')).toMatchObject({ code: 2 });
    expect(await runWith({ cwd: folder(), terminals: ['stdin'] }, 'report', '-')).toMatchObject({ code: 2 });
  });

  it.each([
    ['--format', 'pdf'],
    ['--today', 'soon'],
  ])('%s %s is refused', async (...argv) => {
    expect(await runIn(folder(), 'report', 'results', ...argv)).toMatchObject({ code: 2 });
  });
});

it('names what it read as others do, with what hides in it visible', async () => {
  const cwd = directoryWith({});
  writeFileSync(join(cwd, 'a\u202eb.json'), '{}');
  const { err } = await runIn(cwd, 'report', 'a\u202eb.json');
  expect(err).toContain('a\\u202eb.json: is not a result');
});

built('the built executable', () => {
  /** The built command line without the charting library. */
  const chartless = (): string => {
    const copy = directoryWith({ 'package.json': '{"version":"0"}' });
    const root = join(__dirname, '../..');
    for (const part of ['dist/bin', 'lib/reference/data', 'schemas']) {
      cpSync(join(root, part), join(copy, part), { recursive: true });
    }
    rmSync(join(copy, 'dist/bin/link-charts.js'));
    return join(copy, 'dist/bin');
  };
  const moved = JSON.stringify(resultOf('vsphere-vsan-stretched-one-datacenter', 'erp', sharedFacts('far')));
  const report = (folder: string, result: string, format: string) =>
    spawnSync(process.execPath, [join(folder, 'lightbound.js'), 'report', '-', '--format', format], {
      input: result,
      encoding: 'utf8',
    });

  it('loads the charting library for a page with drawings alone', () => {
    const folder = chartless();
    const ends = [
      ['json', moved],
      ['csv', moved],
      ['markdown', moved],
      ['html', wan],
      ['html', moved],
    ].map(([format = '', result = '']) => report(folder, result, format).status);
    expect(ends).toEqual([0, 0, 0, 0, 4]);
    const page = report(bin, moved, 'html');
    expect([page.status, page.stderr]).toEqual([0, '']);
    expect(page.stdout).toContain('Feasibility map: verdict by round trip and bandwidth');
  });
});
