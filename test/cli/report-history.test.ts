import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { ComplianceReport } from '../../lib/compliance/compliance-report';
import type { Finding } from '../../lib/findings/finding';
import type { RunResult } from '../../lib/findings/run-result';
import { resultOf, sharedFacts } from '../compliance/runs';
import { openHistory } from '../../lib/history/open-history';
import { describeHistories } from '../history/histories';
import { directoryWith, removeDirectories } from './fake-io';
import { runIn } from './run-in';

afterAll(removeDirectories);

const far = JSON.stringify(resultOf('vsphere-vsan-stretched-one-datacenter', 'erp/cluster', sharedFacts('far')));
const metro = JSON.stringify(resultOf('vsphere-vsan-stretched-one-datacenter', 'erp/cluster', sharedFacts('metro')));
const wan = JSON.stringify(resultOf('equinix-fabric-l2-port-to-port', 'network/wan'));
const enveloped = (result: string, envelope: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({ ...envelope, result: JSON.parse(result) as unknown });

const files = {
  'far.json': enveloped(far, { time: '2025-11-01T08:00:00Z', commit: 'abc', labels: { team: 'storage' } }),
  'metro.json': enveloped(metro, { time: '2025-12-01T08:00:00Z' }),
  'wan.json': wan,
};

describe('a history', () => {
  it.each([
    ['', '--history has an empty name; is a variable of the script unset?'],
    ['-', 'the history - would be a stream; name a file or a database'],
    ['.', 'the history . is a directory; name a file in it'],
    ['folder/', 'the history folder/ is a directory; name a file in it'],
    ['/dev/zero', 'the history /dev/zero is no file; name one'],
    ['far.json/fleet.db', 'the history far.json/fleet.db cannot be opened: not a directory'],
  ])('that is called %j is a usage error, with results and without', async (where, line) => {
    const cwd = directoryWith({ ...files, 'folder/x': '' });
    for (const results of [['far.json'], []]) {
      const { code, err } = await runIn(cwd, 'report', ...results, '--history', where, '--format', 'json');
      expect([code, err]).toEqual([2, `lightbound: ${line}\n`]);
    }
  });
});

describeHistories('lightbound report --history', (engine) => {
  const inHistory = async (
    use: (report: (...argv: readonly string[]) => ReturnType<typeof runIn>, where: string) => Promise<void>,
  ): Promise<void> => {
    const { where, remove } = await engine.make();
    const cwd = directoryWith(files);
    try {
      await use((...argv) => runIn(cwd, 'report', ...argv, '--history', where, '--format', 'json'), where);
    } finally {
      await remove();
    }
  };
  const reportIn = ({ out }: { readonly out: string }): ComplianceReport => JSON.parse(out) as ComplianceReport;

  it('records results, and reports on every stack that it knows', () =>
    inHistory(async (report) => {
      const first = await report('far.json');
      expect([first.code, first.err]).toEqual([0, expect.stringMatching(/^lightbound: 1 of 1 results are new to /u)]);
      const prod = reportIn(await report('wan.json', '--time', '2025-12-02', '--environment', 'prod'));
      expect(prod.coverage.stacks.map(({ stack }) => stack)).toEqual(['network/wan']);
      const both = reportIn(await report());
      expect(both.coverage.stacks).toMatchObject([
        { stack: 'erp/cluster', team: 'storage', state: 'broken', commit: 'abc', time: '2025-11-01T08:00:00Z' },
        { stack: 'network/wan', team: 'network', environment: 'prod', time: '2025-12-02T00:00:00Z' },
      ]);
      const again = await report('far.json');
      expect(again.err).toMatch(/^lightbound: 0 of 1 results are new to /u);
    }));

  it('says what is new since the last report of an earlier day, or since a day', () =>
    inHistory(async (report) => {
      const first = reportIn(await report('far.json', '--today', '2025-11-01'));
      expect(first.trend).toBeUndefined();
      expect(first.days).toMatchObject([{ day: '2025-11-01', stacks: 1, broken: 1 }]);
      const second = reportIn(await report('metro.json', '--today', '2025-12-01'));
      expect(second.trend).toMatchObject({ comparedWith: 'history', new: 0, newStacks: [] });
      expect(second.trend?.fixed.map(({ ruleId }) => ruleId)).toEqual([
        'broadcast-domain-single-site',
        'migration-converges',
        'stretched-cluster-rtt',
      ]);
      expect(second.days?.map(({ day, broken }) => [day, broken])).toEqual([
        ['2025-11-01', 1],
        ['2025-12-01', 0],
      ]);
      const since = reportIn(await report('--since', '2025-12-02', '--today', '2025-12-03'));
      expect(since.trend?.fixed).toEqual([]);
      const before = reportIn(await report('--since', '2025-10-01', '--today', '2025-12-03'));
      expect(before.trend).toMatchObject({ newStacks: ['erp/cluster'] });
    }));

  it('counts a report only once it is written', () =>
    inHistory(async (report) => {
      await report('wan.json', '--time', '2025-10-01', '--today', '2025-10-02');
      const failed = await report('far.json', '--today', '2025-11-11', '-o', 'no/such/folder.json');
      expect(failed.code).toBe(2);
      expect(reportIn(await report('--today', '2025-11-12')).trend).toMatchObject({ newStacks: ['erp/cluster'] });
    }));

  it('only records with --record-only', () =>
    inHistory(async (report) => {
      expect(await report('far.json', 'wan.json', '--record-only')).toMatchObject({ code: 0, out: '' });
      expect(reportIn(await report()).coverage.stacks).toHaveLength(2);
    }));

  it('refuses what no history keeps, and keeps the others', () =>
    inHistory(async (_, where) => {
      const time = '2025-11-01T08:00:00Z';
      const stack = 'x'.repeat(1001);
      const part = JSON.parse(far) as RunResult;
      const withNull = (change: Partial<Finding>) => ({
        ...part,
        findings: part.findings.map((finding) => ({ ...finding, ...change })),
      });
      const cwd = directoryWith({
        'a.json': enveloped(wan, { time, stack: 'a\0b' }),
        'b.json': enveloped(wan, { time, environment: '\0' }),
        'c.json': enveloped(wan, { time, commit: '\0' }),
        'd.json': enveloped(wan, { time, labels: { team: '\0' } }),
        'e.json': enveloped(wan, { time, labels: { '\0': 'team' } }),
        'f.json': enveloped(JSON.stringify(withNull({ fingerprint: '\0' })), { time }),
        'g.json': enveloped(JSON.stringify(withNull({ ruleId: '\0' })), { time }),
        'h.json': enveloped(JSON.stringify({ ...part, stacks: ['\0'] }), { time }),
        'i.json': enveloped(wan, { time, stack }),
        'j.json': enveloped(wan, { time, environment: 'ü'.repeat(501) }),
        'k.json': enveloped(wan, { time }),
      });
      const { code, out, err } = await runIn(cwd, 'report', '.', '--history', where, '--format', 'json');
      const lines = err.split('\n');
      expect(lines.slice(0, 10)).toEqual([
        ...['stack', 'environment', 'commit', 'label', 'label', 'fingerprint', 'ruleId', 'stack'].map(
          (what, n) => `lightbound: ${'abcdefgh'[n]}.json: holds a NUL character in a ${what}, which no history keeps`,
        ),
        'lightbound: i.json: the name of the stack has 1,001 bytes; at most 1,000 are kept',
        'lightbound: j.json: the name of the environment has 1,002 bytes; at most 1,000 are kept',
      ]);
      expect([code, lines.length]).toEqual([3, 12]);
      const { coverage } = JSON.parse(out) as ComplianceReport;
      expect(coverage.stacks.map((one) => one.stack)).toEqual(['network/wan']);
    }));

  it('keeps the longest names that it takes', () =>
    inHistory(async (_, where) => {
      // No text is shorter when it is packed.
      const random = (): string => randomBytes(500).toString('hex');
      const [stack, environment] = [random(), random()];
      const cwd = directoryWith({ 'a.json': enveloped(wan, { time: '2025-11-01', stack, environment }) });
      const { code, out } = await runIn(cwd, 'report', 'a.json', '--history', where, '--format', 'json');
      expect(code).toBe(0);
      expect((JSON.parse(out) as ComplianceReport).coverage.stacks).toMatchObject([{ stack, environment }]);
    }));

  it('refuses a result that was written in the future, and keeps the others', () =>
    inHistory(async (_, where) => {
      const cwd = directoryWith({ 'later.json': far, 'wan.json': wan });
      utimesSync(join(cwd, 'later.json'), new Date('2130-01-01T00:00:00Z'), new Date('2130-01-01T00:00:00Z'));
      const report = (...argv: readonly string[]) =>
        runIn(cwd, 'report', ...argv, '--history', where, '--format', 'json');
      const { code, out, err } = await report('.');
      expect(code).toBe(3);
      expect(err).toMatch(
        /^lightbound: later\.json: its file was written in the future, at 2130-01-01T00:00:00\.000Z: say when the check ran with --time, or in an envelope\n/u,
      );
      const { coverage } = JSON.parse(out) as ComplianceReport;
      expect(coverage.stacks.map(({ stack }) => stack)).toEqual(['network/wan']);
      expect((await report('later.json')).code).toBe(3);
      expect((await report('later.json', '--time', '2025-11-03')).code).toBe(0);
    }));

  it('takes the time at which a result was written, so that the same file is the same run', () =>
    inHistory(async (_, where) => {
      const cwd = directoryWith({ 'wan.json': wan });
      utimesSync(join(cwd, 'wan.json'), new Date('2025-06-01T00:00:00Z'), new Date('2025-06-01T00:00:00Z'));
      const record = () => runIn(cwd, 'report', 'wan.json', '--history', where, '--format', 'json');
      expect(reportIn(await record()).coverage.stacks).toMatchObject([{ time: '2025-06-01T00:00:00Z' }]);
      expect((await record()).err).toMatch(/^lightbound: 0 of 1 results are new /u);
    }));

  it('keeps apart what one stack is in each environment, on whatever day', () =>
    inHistory(async (report) => {
      await report('far.json', '--environment', 'prod', '--today', '2025-11-01');
      const both = reportIn(await report('metro.json', '--environment', 'test', '--today', '2025-12-01'));
      expect(both.coverage.stacks).toMatchObject([{ stack: 'erp/cluster' }]);
      const all = reportIn(await report('--today', '2025-12-02'));
      expect(all.coverage.stacks).toMatchObject([
        { stack: 'erp/cluster (prod)', state: 'broken' },
        { stack: 'erp/cluster (test)', state: 'holds' },
      ]);
      expect(all.total).toMatchObject({ errors: 3, stacks: 1 });
      expect(new Set(all.findings.map(({ fingerprint }) => fingerprint)).size).toBe(all.findings.length);
      const since = reportIn(await report('--since', '2025-11-02', '--today', '2025-12-03'));
      expect(since.trend).toMatchObject({ new: 0, fixed: [], newStacks: ['erp/cluster (test)'] });
    }));

  it('leaves out the stacks that were not checked since a day, and lists them', () =>
    inHistory(async (report) => {
      const both = reportIn(
        await report('far.json', 'wan.json', '--time', '2025-12-02', '--active-since', '2025-11-01'),
      );
      expect(both.coverage).toMatchObject({ stacks: [{}, {}], inactive: { since: '2025-11-01', stacks: [] } });
      const one = reportIn(await report('--active-since', '2025-11-02'));
      expect(one.coverage).toMatchObject({
        stacks: [{ stack: 'network/wan' }],
        inactive: { since: '2025-11-02', stacks: [{ stack: 'erp/cluster', lastChecked: '2025-11-01' }] },
      });
      expect(one.total.errors).toBeLessThan(both.total.errors);
    }));

  it.each([
    ["UPDATE finding SET body = '{}'", 'a text in it has changed'],
    ["UPDATE run SET labels = '{'", 'labels in it have changed'],
    ['ALTER TABLE run_stack RENAME TO gone', ''],
    ['ALTER TABLE stack RENAME COLUMN name TO title', ''],
  ])('says that it is damaged after %s', (sql, what) =>
    inHistory(async (report, where) => {
      await report('far.json', '--record-only');
      const database = await openHistory(where, '/', true);
      await database.run(sql);
      await database.close();
      const { code, out, err } = await report();
      expect([code, out]).toEqual([3, '']);
      expect(err).toMatch(/^lightbound: \S+ is damaged: [^\n]+; take a copy from before, or [^\n]+\n$/u);
      expect(err).toContain(what);
    }),
  );

  it.each([
    [['--environment', 'nowhere'], ' holds no result of environment nowhere'],
    [['--active-since', '2025-11-30'], ' holds no result since 2025-11-30'],
  ])('says where it holds nothing with %j', (argv, complaint) =>
    inHistory(async (report) => {
      await report('far.json', '--record-only');
      const none = await report(...argv);
      expect([none.code, none.err.endsWith(`${complaint}\n`)]).toEqual([6, true]);
    }),
  );
});

describe('what is wrong with a history', () => {
  it.each([
    [['--history', 'mysql://host/db'], 2, 'a history is a file or postgres://HOST/DATABASE, not mysql://'],
    [['--record-only'], 2, '--record-only needs --history'],
    [['--active-since', '2025-10-01'], 2, '--active-since needs --history'],
    [['--history', 'h.db', '--active-since', 'May'], 2, '--active-since is a day: "May" is not a date'],
    [
      ['--history', 'h.db', '--since', 'last-month'],
      2,
      'with --history, --since is a day: "last-month" is not a date: write YYYY-MM-DD, such as 2026-10-01',
    ],
    [['--history', 'h.db', '--time', 'noon'], 2, '--time: "noon" is no time; write it as 2026-11-30T08:15:00Z'],
    [['--history', 'h.db', '--time', '2025-02-29T10:00:00Z'], 2, '--time: "2025-02-29" is not a date of the calendar'],
    [['--history', 'h.db', '--time', '2031-01-01'], 2, '--time: 2031-01-01 is in the future'],
    [
      ['--history', 'h.db', '--environment', 'x'.repeat(1001)],
      2,
      '--environment: the name of the environment has 1,001 bytes; at most 1,000 are kept',
    ],
    [['--history', 'h.db', '--label', 'network'], 2, '--label "network" is no label; write it as team=network'],
    [['--history', 'notes.txt'], 3, 'notes.txt is not a history of Lightbound: file is not a database'],
    [['--history', 'gone/h.db'], 7, 'gone/h.db cannot be used: '],
    [['--history', 'postgres://me:secret@127.0.0.1:1/fleet'], 7, 'postgres://127.0.0.1:1/fleet cannot be used: '],
  ])('%j: one line, exit code %d, and nothing is written', async (argv, code, complaint) => {
    const cwd = directoryWith({ 'wan.json': wan, 'notes.txt': wan });
    const run = await runIn(cwd, 'report', 'wan.json', '-o', 'report.md', ...argv);
    expect([run.code, run.out, run.err.split('\n').length]).toEqual([code, '', 2]);
    expect(run.err).toContain(`lightbound: ${complaint}`);
    expect(run.err).not.toContain('secret');
    expect([existsSync(join(cwd, 'report.md')), existsSync(join(cwd, 'h.db'))]).toEqual([false, false]);
    for (const name of ['wan.json', 'notes.txt']) expect(readFileSync(join(cwd, name), 'utf8')).toBe(wan);
  });
});

describe('an envelope', () => {
  it('names the stack of a result, and labels without a history say whose it is', async () => {
    const cwd = directoryWith({ 'a.json': enveloped(far, { stack: 'erp/storage' }), 'b.json': wan });
    const { out } = await runIn(cwd, 'report', '.', '--format', 'json', '--label', 'team=platform');
    const { coverage } = JSON.parse(out) as ComplianceReport;
    expect(coverage.stacks.map(({ stack, team }) => [stack, team])).toEqual([
      ['erp/storage', 'platform'],
      ['network/wan', 'platform'],
    ]);
  });

  it('of another environment is of another stack, also without a history', async () => {
    const cwd = directoryWith({
      'a.json': enveloped(far, { environment: 'prod' }),
      'b.json': enveloped(metro, { environment: 'test' }),
    });
    const { out } = await runIn(cwd, 'report', 'a.json', 'b.json', '--format', 'json');
    expect((JSON.parse(out) as ComplianceReport).coverage.stacks).toMatchObject([
      { stack: 'erp/cluster (prod)', state: 'broken' },
      { stack: 'erp/cluster (test)', state: 'holds' },
    ]);
  });

  it('gives the findings the identity that they have in a check of the stack that it names', async () => {
    const cwd = directoryWith({ 'a.json': enveloped(far, { stack: 'a' }), 'b.json': enveloped(far, { stack: 'b' }) });
    const { out } = await runIn(cwd, 'report', '.', '--format', 'json');
    const { total, findings, moves } = JSON.parse(out) as ComplianceReport;
    const checked = ['a', 'b'].flatMap((stack) => {
      const result = resultOf('vsphere-vsan-stretched-one-datacenter', stack, sharedFacts('far'));
      return result.findings.filter(({ subject }) => subject.stacks.length > 0).map(({ fingerprint }) => fingerprint);
    });
    expect(total.stacks).toBe(2);
    expect(findings.map(({ fingerprint }) => fingerprint)).toEqual(expect.arrayContaining(checked));
    expect(checked).toEqual(expect.arrayContaining(moves.flatMap((move) => move.findings)));
  });

  it.each([
    [{ time: 'noon' }, 'has a time that is wrong: "noon" is no time; write it as 2026-11-30T08:15:00Z'],
    [{ time: '2025-02-30T10:00:00Z' }, 'has a time that is wrong: "2025-02-30" is not a date of the calendar'],
    [{ time: '2031-01-01T00:00:00Z' }, 'has a time that is wrong: 2031-01-01T00:00:00Z is in the future'],
    [{ labels: { team: 3 } }, 'is no envelope of a result: labels.team: '],
    [{ colour: 'red' }, 'is no envelope of a result: '],
  ])('that says %j costs only itself', async (envelope, complaint) => {
    const cwd = directoryWith({ 'a.json': enveloped(far, envelope), 'b.json': wan });
    const { code, out, err } = await runIn(cwd, 'report', 'a.json', 'b.json', '--format', 'json');
    expect([code, err]).toEqual([3, expect.stringContaining(`lightbound: a.json: ${complaint}`)]);
    expect((JSON.parse(out) as ComplianceReport).coverage.stacks).toHaveLength(1);
  });
});
