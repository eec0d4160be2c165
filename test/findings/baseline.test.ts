import { judge } from '../../lib/check';
import { baselineOf, compareWithBaseline, readBaseline } from '../../lib/findings/baseline';
import type { RunResult } from '../../lib/findings/run-result';
import { readDocument } from '../../lib/documents/read-document';
import { knowsType } from '../../lib/check';
import { rules } from '../../policies';
import { facts } from '../support/build';

const declared = (rtt: string) =>
  facts(`
sites:
  vienna: { at: VIE, match: [{ name: '*.vie' }] }
  dublin: { at: DUB, match: [{ name: '*.dub' }] }
  graz: { at: graz, match: [{ name: '*.grz' }] }
links: [{ between: [vienna, dublin], rtt: ${rtt} }]
`);

interface Host {
  readonly id: string;
  readonly hostname: string;
}

const base = { name: 'metro', vsan_enabled: true, host_system_ids: ['h1', 'h2'], tags: ['a'], ha_enabled: true };

/** A plan of Terraform: a vSAN cluster over Vienna and Dublin, which is changed from something else. */
function planned(after: object, before: object | null = after, actions = ['update'], hosts: readonly Host[] = usual) {
  const change = (address: string, type: string, values: object, was: object | null, what: readonly string[]) => ({
    address,
    mode: 'managed',
    type,
    name: address.split('.')[1],
    provider_name: 'registry.terraform.io/vmware/vsphere',
    change: {
      actions: what,
      before: was,
      after: values,
      after_unknown: {},
      before_sensitive: false,
      after_sensitive: {},
    },
  });
  return {
    format_version: '1.2',
    resource_changes: [
      ...hosts.map((host, i) => change(`vsphere_host.h${i}`, 'vsphere_host', host, host, ['no-op'])),
      change('vsphere_compute_cluster.metro', 'vsphere_compute_cluster', after, before, actions),
    ],
  };
}

const usual: readonly Host[] = [
  { id: 'h1', hostname: 'esx1.vie' },
  { id: 'h2', hostname: 'esx1.dub' },
];

function judged(plan: object, rtt = '31 ms', stack = 'prod'): RunResult {
  const bytes = Buffer.from(JSON.stringify(plan));
  const readings = [{ ...readDocument({ path: 'plan.json', bytes }, knowsType), stack }];
  return judge({ readings, declarations: declared(rtt), rules, version: '1', today: '2026-11-30' });
}

/** What a later run makes of what an earlier one wrote. */
const since = (earlier: RunResult, later: RunResult): RunResult =>
  compareWithBaseline(later, readBaseline(JSON.parse(JSON.stringify(baselineOf(earlier)))));

const one = (result: RunResult) => {
  const { state, stateBecause } = result.findings.find(({ ruleId }) => ruleId === 'stretched-cluster-rtt') ?? {};
  return [state, stateBecause];
};

const created = planned(base, null, ['create']);

describe('a finding', () => {
  it('that the baseline has is known, and one that it lacks is new', () => {
    const earlier = judged(created);
    expect(one(since(earlier, judged(created)))).toEqual(['known', undefined]);
    expect(one(since({ ...earlier, findings: [] }, judged(created)))).toEqual(['new', undefined]);
  });

  it('farther beyond its limit than the baseline knows it is worse, and nearer to it is known', () => {
    expect(one(since(judged(created), judged(created, '40 ms')))).toEqual(['worse', '40 ms now, 31 ms before']);
    expect(one(since(judged(created), judged(created, '20 ms')))).toEqual(['known', undefined]);
  });

  it('that was undetermined and is a violation is worse', () => {
    const open = judged(created);
    const earlier = {
      ...open,
      findings: open.findings.map((finding) => ({ ...finding, outcome: 'undetermined' as const })),
    };
    expect(one(since(earlier, judged(created)))).toEqual(['worse', 'it is more certain or more severe']);
  });

  it.each([
    ['the hosts of the cluster', { host_system_ids: ['h1'] }, 'host_system_ids'],
    ['what makes it mirror', { vsan_enabled: false }, 'vsan_enabled'],
  ])('is new again where the plan changes %s', (_, before, path) => {
    expect(one(since(judged(created), judged(planned(base, { ...base, ...before }))))).toEqual([
      'new',
      `the plan changes ${path} of vsphere_compute_cluster.metro`,
    ]);
  });

  it.each([
    ['a tag', { tags: ['b'] }],
    ['what no row reads', { ha_enabled: false }],
    ['nothing', {}],
  ])('stays known where the plan changes %s', (_, before) => {
    expect(one(since(judged(created), judged(planned(base, { ...base, ...before }))))).toEqual(['known', undefined]);
  });

  it('is new again where what it rests on is known only after apply', () => {
    const plan = planned({ ...base, vsan_enabled: undefined }, base);
    const [, , cluster] = plan.resource_changes;
    Object.assign(cluster!.change, { after_unknown: { host_system_ids: [false, false], vsan_enabled: true } });
    const { findings } = judged(plan);
    expect(findings.flatMap(({ touched }) => touched.map(({ path }) => path))).toContain('vsan_enabled');
  });
});

describe('what is fixed', () => {
  const other = planned({ ...base, host_system_ids: ['h1'] }, null, ['create']);

  it('is what the baseline has of the stacks that were read, and nobody finds', () => {
    const { baseline } = since(judged(created), judged(other));
    expect(baseline?.fixed.map(({ ruleId }) => ruleId)).toContain('stretched-cluster-rtt');
    expect(baseline?.fixed[0]?.message).toMatch(/metro/);
  });

  it('is nothing of another stack, nor of a run that could not read all', () => {
    expect(since(judged(created), judged(other, '31 ms', 'dev')).baseline?.fixed).toEqual([]);
    const broken = { ...judged(other), errors: [{ kind: 'input' as const, where: 'x', message: 'y' }] };
    expect(since(judged(created), broken).baseline?.fixed).toEqual([]);
  });
});

describe('a baseline', () => {
  it('is also a whole result of an earlier run', () => {
    const earlier: unknown = JSON.parse(JSON.stringify(judged(created)));
    expect(one(compareWithBaseline(judged(created, '40 ms'), readBaseline(earlier)))).toEqual([
      'worse',
      '40 ms now, 31 ms before',
    ]);
  });

  it('keeps nothing that is waived, since waivers end', () => {
    const earlier = judged(created);
    const waiver = { status: 'active', while: [], reason: 'r', owner: 'o', ticket: 't', until: '2027-03-31' } as const;
    const accepted = { ...earlier, findings: earlier.findings.map((finding) => ({ ...finding, waiver })) };
    expect(baselineOf(accepted)).toMatchObject({ findings: [] });
  });

  it('says the same in whatever order findings stand', () => {
    const earlier = judged(created);
    const turned = { ...earlier, findings: [...earlier.findings].reverse() };
    expect(baselineOf(turned)).toEqual(baselineOf(earlier));
  });

  const result = { version: '2.2', summary: {} };
  const entry = { fingerprint: 'a', ruleId: 'r', message: 'm', stacks: [], rank: 7, beyond: 2 };

  it.each([
    [
      { ...result, findings: [{ fingerprint: 'a' }] },
      /^findings\[0\] has no evidence; renew it with `lightbound check INPUTS --write-baseline FILE`$/,
    ],
    [{ ...result, findings: [{ fingerprint: 'a', evidence: { limit: 7 } }] }, /^findings\[0\] has evidence that this/],
    [{ ...result, findings: [7] }, /^findings\[0\] has no fingerprint; renew/],
    [{ ...result, version: '3.0', findings: [] }, /^is of version 3\.0, and this program reads 2\.x; renew/],
    [{ ...result, version: '1', findings: [] }, /^is of version 1, and this program reads 2\.x; renew/],
    [{ version: '9', findings: [] }, /^is of version 9, and this program reads 1; renew/],
    [{ version: '2.2', findings: [] }, /^is of version 2\.2, and this program reads 1; renew/],
    [{ version: 1, findings: [] }, /^is of version unknown, and this program reads 1; renew/],
    [{ version: undefined, findings: [] }, /^is of version unknown, and this program reads 1; renew/],
    [{ findings: [entry, { ...entry, beyond: 3 }] }, /^has two entries of a, with other numbers; renew/],
    [{ findings: [{ ...entry, rank: 6, beyond: 3 }, entry] }, /^has two entries of a, with other numbers; renew/],
    [{ findings: [{ ...entry, fingerprint: 7 }] }, /^findings\[0\] has no fingerprint; renew/],
    [{ findings: [{ ...entry, message: 7 }] }, /^findings\[0\] has no ruleId, or no message; renew/],
    [{ findings: [{ ...entry, stacks: [7] }] }, /^findings\[0\] has no stacks; renew/],
    [{ findings: [{ ...entry, rank: 0.5 }] }, /^findings\[0\] has no rank, or no beyond; renew/],
    [{ findings: [{ ...entry, beyond: -1 }] }, /^findings\[0\] has no rank, or no beyond; renew/],
    // As JSON reads 1e999.
    [{ findings: [{ ...entry, beyond: Infinity }] }, /^findings\[0\] has no rank, or no beyond; renew/],
    [{ findings: [{ ...entry, worst: 7 }] }, /^findings\[0\] has a worst that is no text; renew/],
  ])('%j is refused', (written, line) => {
    expect(() => readBaseline({ version: '1', fingerprints: '2', ...written })).toThrow(line);
  });

  it('may say the same twice', () => {
    const read = readBaseline({ version: '1', fingerprints: '2', findings: [entry, { ...entry }] });
    expect([...read.values()]).toEqual([entry]);
  });

  it('has one entry, the worst, of what two documents of a stack hold', () => {
    const [finding, ...others] = judged(created).findings;
    const milder = { ...finding!, level: 'note' as const };
    const twice = { ...judged(created), findings: [milder, finding!, ...others, milder] };
    expect(baselineOf(twice)).toEqual(baselineOf(judged(created)));
    expect(since(twice, twice).findings.filter(({ state }) => state !== 'known' && state !== 'new')).toEqual([]);
  });
});
