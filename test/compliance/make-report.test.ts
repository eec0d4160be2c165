import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from '../../lib/check';
import { recordedResult } from '../../lib/compliance/recorded-run';
import { readFacts } from '../../lib/declarations/read-facts';
import { complianceReports } from '../../lib/reports/compliance-reports';
import { rules } from '../../policies';
import { repository } from '../support/readme';
import type { ReportedPair } from '../../lib/compliance/compliance-report';
import { TYPICAL_RTT_BANDS } from '../../lib/model/propagation';
import { fleet, reportOf, runOf, sharedFacts, TODAY } from './runs';

const report = reportOf(fleet());

describe('the first sentence', () => {
  it('says what most stacks would do, over how much, and of how many stacks', () => {
    expect(report.sentence).toBe('3 of 5 stacks would stretch a failure domain over more than 5 ms.');
  });

  it('is followed by what becomes of the other stacks', () => {
    expect(report.more).toEqual([
      '1 stack would couple sites that are too far apart for it.',
      '1 stack would move running machines over links that cannot carry it.',
      '1 stack holds no resource of a known type, so that nothing was judged.',
      '1 stack holds every rule that was judged.',
    ]);
  });

  it('never says that all is well where nothing is known', () => {
    const { sentence, more } = reportOf([runOf('example-modules', 'platform/empty')]);
    expect([sentence, ...more]).toEqual([
      'No rule is certainly broken in the only stack.',
      '1 stack holds no resource of a known type, so that nothing was judged.',
    ]);
  });

  it('tells apart what is certain from what is likely, and both from what is undetermined', () => {
    const likely = reportOf([
      runOf('nutanix-stretched-and-sync', 'a'),
      runOf('vsphere-vsan-stretched-one-datacenter', 'b'),
    ]);
    const states = likely.coverage.stacks.map(({ state }) => state);
    expect(likely.total.errors).toBe(0);
    expect(likely.sentence).toBe('No rule is certainly broken in 2 stacks.');
    expect(states).not.toContain('broken');
  });
});

describe('counts', () => {
  it('by rule are those of the findings, and of what the checks judged', () => {
    const rule = report.rules.find(({ id }) => id === 'broadcast-domain-single-site');
    const found = report.findings.filter(({ ruleId }) => ruleId === 'broadcast-domain-single-site');
    expect(rule?.errors).toBe(
      found.filter(({ level, outcome }) => level === 'error' && outcome === 'violation').length,
    );
    expect(rule?.subjects).toBe(
      fleet()
        .flatMap(({ result }) => result.rules)
        .filter(({ id }) => id === 'broadcast-domain-single-site')
        .reduce((sum, { subjects }) => sum + subjects, 0),
    );
  });

  it('by team take the stack up to its first slash, the worst team first', () => {
    expect(report.teams.map(({ team, of, stacks }) => [team, of, stacks])).toEqual([
      ['erp', 1, 1],
      ['network', 1, 1],
      ['payments', 1, 1],
      ['platform', 2, 0],
    ]);
  });

  it('by team prefer what a run is labelled with: team, then owner', () => {
    const [wan, ...others] = fleet();
    if (wan === undefined) throw new Error('the fleet is empty');
    const labelled = [
      { ...wan, labels: { owner: 'carol', team: 'wan' } },
      ...others.map((run) => ({ ...run, labels: { owner: 'dave' } })),
    ];
    expect(
      reportOf(labelled)
        .teams.map(({ team, of }) => [team, of])
        .sort(),
    ).toEqual([
      ['dave', 4],
      ['wan', 1],
    ]);
  });

  it('tell of an old measurement once that many checks find in one facts file', () => {
    const facts = `${sharedFacts('far')}rules:\n  link-measured-recently:\n    maxAgeDays: 1\n`.replace(
      'rtt: 31 ms',
      'rtt: 31 ms\n    measuredOn: 2020-01-01',
    );
    const twice = [runOf('vsphere-replace', 'a/x', facts), runOf('vsphere-vsan-racks-one-site', 'b/y', facts)];
    expect(
      twice.map(({ result }) => result.findings.filter(({ ruleId }) => ruleId === 'link-measured-recently').length),
    ).toEqual([1, 1]);
    const { coverage } = reportOf(twice);
    expect(coverage.oldMeasurements).toEqual([expect.stringContaining('was measured on 2020-01-01')]);
  });
});

describe('of two results with one stack', () => {
  const before = runOf('ovh-private-network-regions', 'payments/ovh');
  const after = runOf('vsphere-vsan-racks-one-site', 'payments/ovh');

  it('the later given counts alone', () => {
    expect(reportOf([before, after]).total.errors).toBe(0);
    expect(reportOf([after, before]).total.errors).toBe(2);
    expect(reportOf([before, after]).coverage.stacks.map(({ source }) => source)).toEqual([after.source]);
    expect(reportOf([before, after]).sites).toEqual(reportOf([after]).sites);
  });
});

describe('of one result over two documents of one stack', () => {
  const path = 'test/fixtures/plans/vsphere-vsan-stretched-one-datacenter/plan.json';
  const bytes = readFileSync(join(repository, path));
  const { declarations } = readFacts(sharedFacts('far'), 'lightbound.yaml');
  const documents = ['erp/a.json', 'erp/b.json'].map((name) => ({ path: name, bytes }));
  const result = check({ documents, declarations, rules, version: '0.1.0', today: TODAY, stack: 'erp' });
  const report = reportOf([{ source: 'erp.json', result: recordedResult(result) }]);

  it('each finding counts, as the check counts it', () => {
    expect(report.total.errors).toBe(result.summary.errors);
    expect(report.rules.reduce((sum, { errors }) => sum + errors, 0)).toBe(result.summary.errors);
  });

  it('each has an anchor of its own on the page', () => {
    const ids = [...complianceReports.html(report).matchAll(/ id="(finding-[^"]*)"/gu)].map(([, id]) => id);
    expect(ids).toHaveLength(report.findings.length);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('pairs of sites', () => {
  const pairOf = (a: string, b: string): ReportedPair | undefined =>
    report.pairs.find(({ ends }) => ends.some((key) => key.startsWith(a)) && ends.some((key) => key.startsWith(b)));

  it('have distance, least and typical round trip of the model, and the rules that they break', () => {
    // Great-circle distance of Dublin and Helsinki as tables of distances have it: 2,023 km.
    const pair = pairOf('equinix-metro:DB', 'equinix-metro:HE');
    expect(pair?.distance?.value).toBeGreaterThan(2_010e3);
    expect(pair?.distance?.value).toBeLessThan(2_035e3);
    // Light in glass needs 4.9 us for a kilometre, twice, less two tolerances of 25 km.
    expect(pair?.minimum?.text).toBe('19.3 ms');
    const band = TYPICAL_RTT_BANDS.find(({ above, upTo }) => above < 2_022e3 && upTo > 2_022e3);
    expect((pair?.typical?.value ?? 0) / (pair?.minimum?.value ?? 1)).toBeCloseTo(band?.median ?? 0, 0);
    expect(pair?.breaks).toEqual(['broadcast-domain-single-site']);
    expect(pair?.links).toEqual(['dub-hel-storage', 'dub-hel-vmotion']);
  });

  it('have the declared round trip where somebody declared it', () => {
    expect(pairOf('dublin', 'vienna')?.declared?.text).toBe('31 ms');
  });

  it('of a segment over many sites are those beyond its limit, the farthest first', () => {
    const ofOvh = report.pairs.filter(({ ends }) => ends.every((key) => key.startsWith('ovh:')));
    expect(ofOvh.length).toBeGreaterThan(100);
    expect(ofOvh.every(({ minimum }) => (minimum?.value ?? 0) > 0.005)).toBe(true);
    const distances = ofOvh.map(({ distance }) => distance?.value ?? 0);
    expect(distances).toEqual([...distances].sort((a, b) => b - a));
  });

  it('tell two places of one name apart', () => {
    const at = (place: string): string => sharedFacts('far').replace('at: VIE', `at: ${place}`);
    const two = reportOf([
      runOf('vsphere-vsan-stretched-one-datacenter', 'a', at('VIE')),
      runOf('vsphere-vsan-stretched-one-datacenter', 'b', at('SYD')),
    ]);
    expect(two.sites.filter(({ id }) => id === 'vienna')).toHaveLength(2);
  });
});

describe('what is undetermined', () => {
  const open = reportOf([
    runOf('vsphere-vsan-stretched-one-datacenter', 'erp/one'),
    runOf('vsphere-vsan-stretched-one-datacenter', 'shop/two'),
  ]);

  it('says what to declare and who, the fact that most wait for first', () => {
    expect(open.missing.length).toBeGreaterThan(0);
    const waiting = open.missing.map(({ findings }) => findings.length);
    expect(waiting).toEqual([...waiting].sort((a, b) => b - a));
    for (const { teams } of open.missing) expect(teams).toEqual(['erp', 'shop']);
    expect(open.findings.map(({ evidence }) => evidence.toDecide?.length)).toContain(6);
    expect(open.missing.map(({ declare }) => declare)).not.toContainEqual(expect.stringMatching(/^\d+ more$/u));
  });
});

describe('waivers', () => {
  const facts = `${sharedFacts('far')}waivers:
  - &one
    rule: stretched-cluster-rtt
    subject: '*'
    stack: 'erp/*'
    outcome: violation
    reason: moves next year
    owner: net@example.com
    ticket: NET-1
    until: 2027-03-31
  - rule: broadcast-domain-single-site
    subject: '*'
    stack: 'elsewhere'
    outcome: violation
    reason: gone
    owner: old@example.com
    ticket: NET-2
    until: 2026-12-10
`.replace('  - &one\n    rule', '  - rule');
  const waived = reportOf([
    runOf('vsphere-vsan-stretched-one-datacenter', 'erp/cluster', facts),
    runOf('vsphere-vsan-racks-one-site', 'platform/racks', facts),
  ]);

  it('are told once, the first to end first, with the days that are left', () => {
    expect(waived.waivers.map(({ owner, status, waived: many, daysLeft }) => [owner, status, many, daysLeft])).toEqual([
      ['old@example.com', 'elsewhere', 0, 10],
      ['net@example.com', 'active', 1, 121],
    ]);
  });

  it('hold nothing any more once they have ended, whenever the check was', () => {
    const later = reportOf([runOf('vsphere-vsan-stretched-one-datacenter', 'erp/cluster', facts)], {
      today: '2027-04-01',
    });
    expect(later.waivers.map(({ status, waived: many }) => [status, many])).toEqual([
      ['expired', 0],
      ['expired', 0],
    ]);
    expect(later.total).toMatchObject({ errors: 3, waived: 0 });
    expect(later.coverage.stacks.map(({ state }) => state)).toEqual(['broken']);
    expect(later.findings.find(({ ruleId }) => ruleId === 'stretched-cluster-rtt')?.waiver).toMatchObject({
      status: 'expired',
      because: 'it ended on 2027-03-31',
    });
    const onTheDay = reportOf([runOf('vsphere-vsan-stretched-one-datacenter', 'erp/cluster', facts)], {
      today: '2027-03-31',
    });
    expect(onTheDay.total.waived).toBe(1);
  });

  it('take their findings out of every other count', () => {
    expect(waived.total.waived).toBe(1);
    expect(waived.categories.find(({ category }) => category === 'synchronous-coupling')).toMatchObject({
      errors: 0,
      waived: 1,
      stacks: 0,
    });
    expect(waived.more).toContain('1 finding is accepted by waivers.');
  });

  it('leave a control and a stack waived, which is not the same as that they hold', () => {
    const source = { title: 'a page', url: 'https://example.com/page' };
    const control = { id: 'C1', title: 'Copies', rules: ['cluster-witness-rtt', 'stretched-cluster-rtt'], source };
    const runs = [runOf('vsphere-vsan-stretched-one-datacenter', 'erp/cluster', facts)];
    const alone = reportOf(runs, { only: { id: 'own', title: 'Own', controls: [control] } });
    expect(alone.frameworks[0]?.controls[0]?.status).toBe('waived');
    expect(alone.coverage.stacks.map(({ state }) => state)).toEqual(['waived']);
    expect(alone.more).toContain('1 stack breaks only what waivers accept.');
  });
});

describe('what was read', () => {
  it('counts resources, types that are not known, facts files and lowered rules', () => {
    const facts = `${sharedFacts('far')}rules:\n  migration-converges: off\n`;
    const { coverage, lowered } = reportOf([
      runOf('vsphere-vsan-racks-one-site', 'a', facts),
      runOf('example-modules', 'b'),
    ]);
    expect(coverage.resources).toBe(coverage.stacks.reduce((sum, one) => sum + one.resources, 0));
    expect(coverage.unread.length).toBeGreaterThan(0);
    expect(lowered).toEqual([
      expect.objectContaining({ ruleId: 'migration-converges', value: 'off', sources: ['a.json'] }),
    ]);
  });

  it('names what failed in a check, and says that the report is incomplete', () => {
    const [run] = fleet();
    if (run === undefined) throw new Error('the fleet is empty');
    const failed = {
      ...run,
      result: { ...run.result, errors: [{ kind: 'input' as const, where: 'x.json', message: 'not JSON' }] },
    };
    const incomplete = reportOf([failed]);
    expect(incomplete.errors).toEqual([{ kind: 'input', where: 'network/wan.json: x.json', message: 'not JSON' }]);
    expect(incomplete.more).toContain('The report is incomplete: 1 input could not be read.');
  });
});

it('is the same for the same runs, and plain data', () => {
  expect(JSON.stringify(reportOf(fleet()))).toBe(JSON.stringify(report));
  expect(report.today).toBe(TODAY);
});
