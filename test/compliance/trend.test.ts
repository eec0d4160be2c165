import { readBaseline, compareWithBaseline } from '../../lib/findings/baseline';
import { fleet, reportOf, runOf, sharedFacts } from './runs';

const [wan, ovh, cluster] = fleet();
if (wan === undefined || ovh === undefined || cluster === undefined) throw new Error('the fleet is too small');
const racks = runOf('vsphere-vsan-racks-one-site', 'payments/ovh');
const counts = ({ trend }: ReturnType<typeof reportOf>) =>
  trend && { ...trend, fixed: trend.fixed.map(({ ruleId }) => ruleId) };

describe('since earlier results', () => {
  it('nothing is new where nothing changed', () => {
    const same = counts(reportOf([wan, ovh], { earlier: [wan, ovh] }));
    expect(same).toEqual({ comparedWith: 'results', new: 0, worse: 0, known: 4, fixed: [], newStacks: [] });
  });

  it('what is left as a remark is fixed', () => {
    const fixed = ['broadcast-domain-single-site', 'migration-converges', 'stretched-cluster-rtt'];
    const plan = 'vsphere-vsan-stretched-one-datacenter';
    const [far, metro] = (['far', 'metro'] as const).map((facts) => runOf(plan, 'erp/cluster', sharedFacts(facts)));
    expect(counts(reportOf([metro!], { earlier: [far!] }))).toMatchObject({
      new: 0,
      known: 0,
      fixed,
    });
    const known = { ...metro!, result: compareWithBaseline(metro!.result, readBaseline(far!.result)) };
    expect(counts(reportOf([known]))).toMatchObject({ known: 0, fixed });
    // The round trip of the move was within its limit before.
    expect(known.result.findings.map(({ ruleId, state }) => `${ruleId} ${state}`).sort()).toEqual([
      'broadcast-domain-single-site new',
      'migration-rtt-budget known',
      'stretched-cluster-rtt new',
    ]);
  });

  it('what a stack no longer has is fixed', () => {
    expect(counts(reportOf([wan, racks], { earlier: [wan, ovh] }))).toMatchObject({
      known: 2,
      fixed: ['broadcast-domain-single-site', 'broadcast-domain-single-site'],
    });
  });

  it('what was not checked again is not fixed', () => {
    expect(counts(reportOf([wan], { earlier: [wan, ovh] }))).toMatchObject({ known: 2, fixed: [] });
  });

  it('what a check that failed in part does not show is not fixed, and another stack is judged by itself', () => {
    const errors = [{ kind: 'input' as const, where: 'x', message: 'not JSON' }];
    const failed = { ...racks, result: { ...racks.result, errors } };
    const clean = { ...racks, source: 'clean', result: { ...racks.result, stacks: ['network/wan'], inputs: [] } };
    expect(counts(reportOf([failed, clean], { earlier: [wan, ovh] }))?.fixed).toEqual([
      'broadcast-domain-single-site',
      'broadcast-domain-single-site',
    ]);
  });

  it('a stack that is new has only new findings, and is named', () => {
    expect(counts(reportOf([wan, ovh], { earlier: [wan] }))).toMatchObject({
      new: 2,
      known: 2,
      newStacks: ['payments/ovh'],
    });
  });

  it('a finding that is farther beyond its limit is worse', () => {
    const nearer = runOf(
      'vsphere-vsan-stretched-one-datacenter',
      'erp/cluster',
      `sites:
  vienna: { at: VIE, match: [{ name: 'esx-a*' }] }
  dublin: { at: DUB, match: [{ name: 'esx-b*' }] }
links:
  - between: [vienna, dublin]
    rtt: 20 ms
`,
    );
    const worse = reportOf([cluster], { earlier: [nearer] }).findings.filter(({ state }) => state === 'worse');
    expect(worse.map(({ ruleId }) => ruleId)).toContain('broadcast-domain-single-site');
    expect(worse[0]?.stateBecause).toBe('31 ms now, 20 ms before');
  });

  it('what an earlier baseline said of a finding is forgotten', () => {
    const known = { ...wan, result: compareWithBaseline(wan.result, readBaseline(wan.result)) };
    expect(counts(reportOf([known], { earlier: [] }))).toMatchObject({ new: 2, known: 0 });
  });
});

describe('without earlier results', () => {
  it('nothing is said where no check had a baseline', () => {
    expect(reportOf([wan, ovh]).trend).toBeUndefined();
  });

  it('the baselines of the checks tell, and stacks without one are named', () => {
    const known = { ...wan, result: compareWithBaseline(wan.result, readBaseline(wan.result)) };
    const fixed = { ...racks, result: compareWithBaseline(racks.result, readBaseline(ovh.result)) };
    expect(counts(reportOf([known, fixed, cluster]))).toEqual({
      comparedWith: 'baselines',
      new: 0,
      worse: 0,
      known: 2,
      fixed: ['broadcast-domain-single-site', 'broadcast-domain-single-site'],
      newStacks: ['erp/cluster'],
    });
  });
});

describe('of one framework', () => {
  const iso = reportOf([wan, ovh, cluster], {
    only: {
      id: 'own',
      title: 'Own',
      controls: [
        {
          id: 'C1',
          title: 'Moves',
          rules: ['migration-converges'],
          source: { title: 't', url: 'https://example.com/x' },
        },
      ],
    },
  });

  it('only its rules are reported, in every count', () => {
    expect(iso.only).toBe('own');
    expect(new Set(iso.findings.map(({ ruleId }) => ruleId))).toEqual(new Set(['migration-converges']));
    expect(iso.rules.map(({ id }) => id)).toEqual(['migration-converges']);
    expect(iso.frameworks).toEqual([
      expect.objectContaining({
        id: 'own',
        controls: [expect.objectContaining({ id: 'C1', status: 'broken', rules: ['migration-converges'] })],
      }),
    ]);
    expect(iso.sentence).toBe('1 of 3 stacks would move running machines over links that cannot carry it.');
    expect(iso.findings[0]?.controls).toEqual(['own C1']);
  });

  it('a control whose rules judged nothing is not called one that holds', () => {
    const empty = reportOf([runOf('example-modules', 'a')]);
    expect(new Set(empty.frameworks.flatMap(({ controls }) => controls.map(({ status }) => status)))).toEqual(
      new Set(['not-checked']),
    );
  });
});
