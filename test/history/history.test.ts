import { stackState } from '../../lib/compliance/stack-state';
import { recordedResult, type RecordedRun } from '../../lib/compliance/recorded-run';
import { tallyOf } from '../../lib/compliance/tally';
import type { Database } from '../../lib/history/database';
import { dayCounts } from '../../lib/history/days';
import { RunReader, type Asked } from '../../lib/history/run-reader';
import { recordRuns } from '../../lib/history/record-runs';
import { migrate, migrations } from '../../lib/history/migrations';
import { lastReport, markReport, newestRun, type Scope } from '../../lib/history/report-marks';
import { resultOf, runOf, sharedFacts } from '../compliance/runs';
import { fc } from '../support/property';
import { describeHistories, openUnmigrated, withHistory } from './histories';

const everything: Omit<Asked, 'activeSince'> = {
  environment: undefined,
  until: undefined,
};

const at = (run: RecordedRun, time: string, more: Partial<RecordedRun> = {}): RecordedRun => ({
  ...run,
  time,
  ...more,
});

const far = runOf('vsphere-vsan-stretched-one-datacenter', 'erp/cluster', sharedFacts('far'));
const metro = runOf('vsphere-vsan-stretched-one-datacenter', 'erp/cluster', sharedFacts('metro'));
const regions = runOf('ovh-private-network-regions', 'payments/ovh');
const racks = runOf('vsphere-vsan-racks-one-site', 'platform/racks');

describeHistories('runs', (engine) => {
  it('come back as they were recorded', () =>
    withHistory(engine, async (database) => {
      const runs = [
        at(far, '2026-11-01T08:00:00Z', { commit: 'abc', environment: 'prod', labels: { team: 'erp' } }),
        at(regions, '2026-11-02T08:00:00Z', { labels: {} }),
      ];
      expect(await recordRuns(database, runs)).toBe(2);
      expect(await new RunReader(database).lastRuns(everything)).toMatchObject(runs);
    }));

  it('are recorded once, however often they are given and whatever zone their time is in', () =>
    withHistory(engine, async (database) => {
      const run = at(far, '2026-11-01T08:00:00Z');
      expect(await recordRuns(database, [run, run])).toBe(1);
      expect(await recordRuns(database, [at(far, '2026-11-01T10:00:00+02:00')])).toBe(0);
      expect(await dayCounts(database, undefined)).toMatchObject([{ day: '2026-11-01', stacks: 1, broken: 1 }]);
      expect(await recordRuns(database, [at(far, '2026-11-01T08:00:01Z')])).toBe(1);
    }));

  it('are known as they were behind any of them', () =>
    withHistory(engine, async (database) => {
      await recordRuns(database, [at(far, '2026-11-01T08:00:00Z'), at(metro, '2026-11-05T08:00:00Z')]);
      const findingsUntil = async (until: string) =>
        (await new RunReader(database).lastRuns({ ...everything, until: { day: until } })).map(
          ({ result }) => result.findings,
        );
      expect(await findingsUntil('2026-10-31')).toEqual([]);
      expect(await findingsUntil('2026-11-02')).toEqual([far.result.findings]);
      expect(await findingsUntil('2026-11-06')).toEqual([metro.result.findings]);
    }));

  it('of stacks that are gone are left out by the day of their last check, and named', () =>
    withHistory(engine, async (database) => {
      await recordRuns(database, [
        at(far, '2026-10-01T08:00:00Z', { environment: 'prod' }),
        at(regions, '2026-10-02T23:59:59Z'),
        at(regions, '2026-11-02T00:00:00Z'),
        at(racks, '2026-11-01T23:59:59Z', { environment: 'test' }),
      ]);
      const reader = new RunReader(database);
      const since = '2026-11-02';
      const stacks = async (asked: Partial<typeof everything>) =>
        (await reader.lastRuns({ ...everything, ...asked, activeSince: since })).flatMap(({ result }) => result.stacks);
      expect(await stacks({})).toEqual(regions.result.stacks);
      expect(await stacks({ until: { day: '2026-10-31' } })).toEqual(regions.result.stacks);
      expect(await stacks({ environment: 'prod' })).toEqual([]);
      expect(await reader.inactive(since, undefined)).toEqual([
        { stack: far.result.stacks[0], environment: 'prod', lastChecked: '2026-10-01' },
        { stack: racks.result.stacks[0], environment: 'test', lastChecked: '2026-11-01' },
      ]);
      expect(await reader.inactive(since, 'test')).toMatchObject([{ environment: 'test' }]);
    }));

  it('of one stack in two environments are of two stacks', () =>
    withHistory(engine, async (database) => {
      await recordRuns(database, [
        at(far, '2026-11-01T08:00:00Z', { environment: 'prod' }),
        at(metro, '2026-11-02T08:00:00Z', { environment: 'test' }),
        at(racks, '2026-11-03T08:00:00Z', { environment: 'test' }),
      ]);
      const all = await new RunReader(database).lastRuns(everything);
      expect(all.map(({ result }) => result.stacks)).toEqual([
        ['erp/cluster (prod)'],
        ['erp/cluster (test)'],
        ['platform/racks'],
      ]);
      expect(all[0]?.result.findings.flatMap(({ subject }) => subject.stacks)).toContain('erp/cluster (prod)');
      const one = await new RunReader(database).lastRuns({ ...everything, environment: 'prod' });
      expect(one.map(({ result }) => result.stacks)).toEqual([['erp/cluster']]);
      expect(await dayCounts(database, 'test')).toMatchObject([{ stacks: 1 }, { stacks: 2 }]);
    }));

  it('of several stacks each count for the stacks that no later run has judged', () =>
    withHistory(engine, async (database) => {
      const two = recordedResult({ ...resultOf('vsphere-vsan-racks-one-site', 'a'), stacks: ['a', 'b'] });
      await recordRuns(database, [{ source: 'two', time: '2026-11-01T08:00:00Z', result: two }]);
      await recordRuns(database, [at(runOf('vsphere-vsan-racks-one-site', 'b'), '2026-11-02T08:00:00Z')]);
      const last = await new RunReader(database).lastRuns(everything);
      expect(last.map(({ source }) => source)).toEqual(['two', 'b.json']);
    }));
});

describeHistories('the counts of each day', (engine) => {
  const kinds = [far, metro, regions, racks];
  const order = fc.uniqueArray(fc.record({ kind: fc.nat(3), day: fc.integer({ min: 1, max: 9 }), hour: fc.nat(23) }), {
    selector: ({ kind, day, hour }) => `${kind} ${day} ${hour}`,
    minLength: 1,
    maxLength: 12,
  });

  /** What the last run of each stack says at the end of a day. */
  const counted = (runs: readonly RecordedRun[], day: string): Record<string, unknown> => {
    const last = new Map<string, RecordedRun>();
    for (const run of [...runs].sort((a, b) => (a.time! < b.time! ? -1 : 1))) {
      if (run.time!.slice(0, 10) <= day) last.set(run.result.stacks[0]!, run);
    }
    const known = [...last.values()].map(({ result }) => result);
    const states = known.map(({ findings }) => stackState(findings, 1));
    const { stacks: _, ...counts } = tallyOf(
      known.flatMap(({ findings }) => findings.filter((one) => one.subject.stacks.length > 0)),
    );
    return {
      day,
      stacks: known.length,
      broken: states.filter((state) => state === 'broken').length,
      likely: states.filter((state) => state === 'likely').length,
      open: states.filter((state) => state === 'undetermined').length,
      ...counts,
    };
  };

  it('are those of the last runs by then, whichever were recorded first', async () => {
    await fc.assert(
      fc.asyncProperty(order, async (drawn) => {
        // Two kinds are of one stack: two of its runs at one moment have no order that a test could know.
        const runs = drawn.map(({ kind, day, hour }) => {
          const minute = String(kind).padStart(2, '0');
          return at(kinds[kind]!, `2026-11-0${day}T${String(hour).padStart(2, '0')}:${minute}:00Z`);
        });
        await withHistory(engine, async (database) => {
          for (const run of runs) await recordRuns(database, [run]);
          const days = [...new Set(runs.map(({ time }) => time!.slice(0, 10)))].sort();
          expect(await dayCounts(database, undefined)).toEqual(days.map((day) => counted(runs, day)));
        });
      }),
      { numRuns: engine.name === 'SQLite' ? 25 : 5 },
    );
  }, 60_000);
});

describeHistories('reports', (engine) => {
  const everywhere: Scope = {};
  const report = async (database: Database, scope: Scope, day: string): Promise<void> => {
    const seen = await newestRun(database);
    if (seen !== undefined) await markReport(database, scope, day, seen);
  };
  const knownBefore = async (
    database: Database,
    scope: Scope,
    day: string,
  ): Promise<readonly unknown[] | undefined> => {
    const run = await lastReport(database, scope, day);
    if (run === undefined) return undefined;
    return (await new RunReader(database).lastRuns({ ...everything, until: { run } })).map(({ time }) => time);
  };

  it('are remembered by what they knew, not by when they were made', () =>
    withHistory(engine, async (database) => {
      await report(database, everywhere, '2026-11-01');
      expect(await knownBefore(database, everywhere, '2026-11-30')).toBeUndefined();
      await recordRuns(database, [at(far, '2026-11-01T08:00:00Z')]);
      await report(database, everywhere, '2026-11-07');
      await recordRuns(database, [at(metro, '2026-11-08T08:00:00Z')]);
      await report(database, everywhere, '2026-11-30');
      expect(await knownBefore(database, everywhere, '2026-11-07')).toBeUndefined();
      expect(await knownBefore(database, everywhere, '2026-11-30')).toEqual(['2026-11-01T08:00:00Z']);
    }));

  it('know nothing of a result that came after them, however old it is', () =>
    withHistory(engine, async (database) => {
      await recordRuns(database, [at(racks, '2026-11-05T08:00:00Z'), at(metro, '2026-11-01T08:00:00Z')]);
      await report(database, everywhere, '2026-11-06');
      await recordRuns(database, [at(far, '2026-11-02T08:00:00Z'), at(regions, '2026-11-02T08:00:00Z')]);
      expect(await knownBefore(database, everywhere, '2026-11-07')).toEqual([
        '2026-11-01T08:00:00Z',
        '2026-11-05T08:00:00Z',
      ]);
    }));

  it('of one environment or framework are held against those of the same', () =>
    withHistory(engine, async (database) => {
      await recordRuns(database, [at(far, '2026-11-01T08:00:00Z')]);
      await report(database, everywhere, '2026-11-02');
      await recordRuns(database, [at(regions, '2026-11-03T08:00:00Z')]);
      await report(database, { environment: 'prod' }, '2026-11-04');
      await report(database, { framework: 'dora' }, '2026-11-05');
      expect(await knownBefore(database, everywhere, '2026-11-30')).toHaveLength(1);
      expect(await knownBefore(database, { environment: 'prod' }, '2026-11-30')).toHaveLength(2);
      expect(await knownBefore(database, { environment: 'test' }, '2026-11-30')).toBeUndefined();
      expect(await knownBefore(database, { environment: 'prod', framework: 'dora' }, '2026-11-30')).toBeUndefined();
    }));
});

describeHistories('a history of the first schema', (engine) => {
  it('keeps its runs and what its last two reports knew', () =>
    withHistory(
      engine,
      async (database) => {
        await migrate(database, migrations.slice(0, 1));
        await recordRuns(database, [at(far, '2026-11-01T08:00:00Z')]);
        const mark = (day: string): Promise<void> =>
          database.run('INSERT INTO report (day, seen) SELECT ?, MAX(at) FROM run_stack', [day]);
        await mark('2026-11-01');
        await mark('2026-11-02');
        await recordRuns(database, [at(racks, '2026-11-03T08:00:00Z')]);
        await mark('2026-11-04');
        await migrate(database);
        expect(await new RunReader(database).lastRuns(everything)).toHaveLength(2);
        expect(await lastReport(database, {}, '2026-11-02')).toBeUndefined();
        expect(await lastReport(database, {}, '2026-11-04')).toBe(1);
        expect(await lastReport(database, {}, '2026-11-05')).toBe(2);
      },
      openUnmigrated,
    ));
});
