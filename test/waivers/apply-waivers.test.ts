import type { Declarations } from '../../lib/declarations/declarations';
import type { RunResult } from '../../lib/findings/run-result';
import { check, judge } from '../../lib/check';
import { rules } from '../../policies';
import { facts, readingOf } from '../support/build';
import { terraform } from '../support/resources';

const links = (rtt: string): string => `
sites:
  vienna: { at: VIE, match: [{ name: '*.vie' }] }
  dublin: { at: DUB, match: [{ name: '*.dub' }] }
${rtt === '' ? '' : `links: [{ between: [vienna, dublin], rtt: ${rtt} }]`}
`;

interface Given {
  readonly rtt?: string;
  readonly waiver?: string;
  readonly today?: string;
  readonly stack?: string;
}

const base =
  'rule: stretched-cluster-rtt, outcome: violation, reason: r, owner: net@example.com, ticket: NET-1, until: 2027-03-31';

/** A vSAN cluster over Vienna and Dublin, which no law allows. */
function judged({ rtt = '31 ms', waiver, today = '2026-11-30', stack = 'prod' }: Given): RunResult {
  const cluster = terraform('vsphere_compute_cluster.metro["a"]', {
    name: 'metro',
    vsan_enabled: true,
    host_system_ids: ['h1', 'h2'],
  });
  const hosts = [
    terraform('vsphere_host.a', { id: 'h1', hostname: 'esx1.vie' }),
    terraform('vsphere_host.b', { id: 'h2', hostname: 'esx1.dub' }),
  ];
  const declarations: Declarations = facts(
    `${links(rtt)}${waiver === undefined ? '' : `waivers: [{ ${base.replace('outcome: violation, ', '')}, ${waiver} }]`}`,
  );
  const readings = [readingOf([cluster, ...hosts], { stack })];
  return judge({ readings, declarations, rules, version: '1', today });
}

const all = "subject: 'vsphere_compute_cluster.*', stack: '*', outcome: violation";
const states = (given: Given) => {
  const { findings, waivers, summary } = judged(given);
  const found = findings.find(({ ruleId }) => ruleId === 'stretched-cluster-rtt');
  return { finding: found?.waiver?.status, waiver: waivers[0]?.status, because: waivers[0]?.because, summary };
};

describe('a waiver', () => {
  it('takes a finding out of all counts but its own, and keeps it', () => {
    const before = states({}).summary;
    const { finding, waiver, summary } = states({ waiver: all });
    expect([finding, waiver]).toEqual(['active', 'active']);
    expect(summary).toEqual({ ...before, errors: before.errors - 1, waived: 1 });
  });

  it.each([
    ['its address, in which brackets are no class', `subject: 'vsphere_compute_cluster.metro["a"]'`],
    ['a pattern', "subject: '*metro*'"],
    ['a host of it', 'subject: vsphere_host.a'],
  ])('means a finding by %s', (_, subject) => {
    expect(states({ waiver: `${subject}, stack: prod, outcome: violation` }).finding).toBe('active');
  });

  it('means a finding by its fingerprint', () => {
    const { findings } = judged({});
    const { fingerprint = '' } = findings.find(({ ruleId }) => ruleId === 'stretched-cluster-rtt') ?? {};
    expect(states({ waiver: `fingerprint: '${fingerprint}', stack: prod, outcome: violation` }).finding).toBe('active');
  });

  it.each([
    ['another resource', "subject: 'vsphere_compute_cluster.other', stack: '*'", 'unused'],
    ['another stack', "subject: '*', stack: dev", 'elsewhere'],
  ])('for %s leaves the finding: %s', (_, waiver, status) => {
    const { finding, waiver: became, summary } = states({ waiver: `${waiver}, outcome: violation` });
    expect([finding, became, summary.waived]).toEqual([undefined, status, 0]);
  });

  it('holds on its last day and not on the next', () => {
    expect(states({ waiver: all, today: '2027-03-31' }).finding).toBe('active');
    expect(states({ waiver: all, today: '2027-04-01' })).toMatchObject({
      finding: 'expired',
      waiver: 'expired',
      because: 'it ended on 2027-03-31',
    });
  });

  // The cluster's round trip is declared as 31 ms.
  it.each([
    ['rtt <= 31 ms', undefined],
    ['rtt < 31 ms', '"rtt < 31 ms" does not hold: round trip is 31 ms'],
    ['rtt <= 30.9 ms', '"rtt <= 30.9 ms" does not hold: round trip is 31 ms'],
    ['rtt >= 31 ms', undefined],
    ['rtt > 31 ms', '"rtt > 31 ms" does not hold: round trip is 31 ms'],
  ])('while %s', (condition, because) => {
    const found = states({ waiver: `${all}, while: ${condition}` });
    expect([found.finding, found.because]).toEqual([because === undefined ? 'active' : 'lapsed', because]);
  });

  it('lapses where the number that it was given for is no longer known', () => {
    const found = states({ rtt: '', waiver: `${all}, while: rtt <= 31 ms` });
    expect(found.finding).toBe('lapsed');
    expect(found.because).toMatch(/^"rtt <= 31 ms" does not hold: round trip is unknown; the finding knows /);
  });

  it('lapses where a finding is more certain than it was, and not where it is less', () => {
    const given = (outcome: string): string => all.replace('violation', outcome);
    expect(states({ waiver: given('undetermined') })).toMatchObject({
      finding: 'lapsed',
      because: 'it was given for what is undetermined, and this is a certain violation',
    });
    expect(states({ waiver: given('likely') }).finding).toBe('lapsed');
  });

  it('that no longer holds is told with the finding, which counts again', () => {
    const { summary } = states({ waiver: `${all}, while: rtt <= 5 ms` });
    expect(summary.waived).toBe(0);
    expect(summary.errors).toBe(states({}).summary.errors);
  });
});

it('no waiver asks for no day', () => {
  const result = check({
    documents: [],
    declarations: facts(links('31 ms')),
    rules,
    version: '1',
    today: '2026-11-30',
  });
  expect(result.today).toBeUndefined();
});
