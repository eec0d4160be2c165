import { holdToTrusted } from '../../lib/declarations/hold-to-trusted';
import { readFacts } from '../../lib/declarations/read-facts';
import type { Finding } from '../../lib/findings/finding';
import type { RunResult } from '../../lib/findings/run-result';
import { heldTo } from '../../lib/rules/held-to';
import { resultOf, resultUnder, sharedFacts } from '../compliance/runs';

const plan = 'vsphere-vsan-stretched-one-datacenter';
const trusted = resultOf(plan, 'erp', sharedFacts('far'));
/** The same plan with a work tree that says the guest writes less, and the link loses nothing. */
const softer = resultOf(
  plan,
  'erp',
  sharedFacts('far')
    .replace('dirtyRate: 200 MiB/s', 'dirtyRate: 1 MiB/s')
    .replace('rtt: 31 ms', 'rtt: 31 ms\n    loss: 0 %\n    window: 64 MiB'),
);

describe('a result that is held to a trusted one', () => {
  it('has the move that decides a finding which is kept', () => {
    expect(softer.moves.map(({ verdict }) => verdict)).toEqual(['feasible']);
    const held = heldTo(softer, trusted, ['violation']);
    expect(held.findings.map(({ ruleId }) => ruleId)).toContain('migration-converges');
    expect(held.moves).toEqual(trusted.moves);
  });

  it('keeps its own moves where no finding is kept', () => {
    expect(heldTo(trusted, softer, ['violation']).moves).toBe(trusted.moves);
  });
});

describe('of two findings that are alike', () => {
  const violation = trusted.findings.find(
    ({ outcome, evidence }) => outcome === 'violation' && evidence.limit !== undefined && evidence.steps.length > 0,
  );
  const found = (changes: Partial<Finding>): RunResult => ({
    ...trusted,
    findings: trusted.findings.map((finding) => (finding === violation ? { ...finding, ...changes } : finding)),
  });
  const keptOf = (here: Partial<Finding>, there: Partial<Finding>): Finding | undefined =>
    heldTo(found(here), found(there), ['violation']).findings.find(
      ({ fingerprint }) => fingerprint === violation?.fingerprint,
    );
  const tag = { address: 'vsphere_host.a', path: 'tags' };
  const cluster = { address: 'vsphere_host.a', path: 'cluster' };

  it.each<[string, Partial<Finding>, Partial<Finding>]>([
    ['is planned to change', { change: 'no-op' }, { change: 'update' }],
    ['has more that changes', { touched: [] }, { touched: [cluster] }],
    ['has the higher level', { level: 'warning' }, { level: 'error' }],
  ])('the trusted one is kept where it %s', (_, here, there) => {
    expect(keptOf(here, there)).toMatchObject(there);
    expect(keptOf(there, here)).toMatchObject(there);
  });

  it('the trusted one is kept where another attribute changes', () => {
    expect(keptOf({ touched: [tag] }, { touched: [cluster] })).toMatchObject({ touched: [cluster] });
    expect(keptOf({ touched: [cluster, tag] }, { touched: [cluster] })).toMatchObject({ touched: [cluster, tag] });
  });

  it('that which is farther beyond the limit is kept', () => {
    const [step] = violation?.evidence.steps ?? [];
    const { limit } = violation?.evidence ?? {};
    if (violation === undefined || step === undefined || limit === undefined) throw new Error('no numbers');
    const at = (value: number): Partial<Finding> => {
      const result = { ...limit.measure, value };
      return { evidence: { ...violation.evidence, steps: [{ ...step, result }] } };
    };
    const [less, more] = limit.comparison === 'at most' ? [2, 3] : [1 / 2, 1 / 3];
    const [near, far] = [at(limit.measure.value * less), at(limit.measure.value * more)];
    expect(keptOf(near, far)).toMatchObject(far);
    expect(keptOf(far, near)).toMatchObject(far);
  });
});

describe('an undetermined finding of the trusted part', () => {
  /** Vienna and Dublin with neither a link nor a version: the rules of migration have nothing to go by. */
  const sites = `sites:
  vienna: { at: VIE, match: [ { name: 'esx-a*' } ] }
  dublin: { at: DUB, match: [ { name: 'esx-b*' } ] }
`;
  const openUnder = (added: string): readonly string[] => {
    const [ours, theirs] = [sites, added].map((text) => readFacts(text, 'lightbound.yaml').declarations);
    if (ours === undefined || theirs === undefined) throw new Error('no facts');
    const { declarations } = holdToTrusted(ours, theirs, 'trusted.yaml');
    return resultUnder(plan, declarations)
      .findings.filter(({ outcome }) => outcome === 'undetermined')
      .map(({ ruleId }) => ruleId);
  };
  const alone = openUnder('{}');

  it('is there', () => {
    expect(alone).toContain('migration-converges');
  });

  it.each([
    ['takes everything that has a name', "graz: { match: [ { name: '*' } ] }"],
    ['takes the hosts of one of two sites', "graz: { match: [ { name: 'esx-b*' } ] }"],
    ['takes them by a longer name', "graz: { match: [ { name: 'esx-b1*' } ] }"],
  ])('stays where an added site %s', (_, site) => {
    expect(openUnder(`sites: { ${site} }`)).toEqual(expect.arrayContaining([...alone]));
  });

  it('goes where an added entry says what is missing', () => {
    const link = '{ between: [vienna, dublin], rtt: 31 ms, bandwidth: 10 Gbit/s }';
    expect(openUnder(`${sites}links: [ ${link} ]`)).not.toContain('migration-bandwidth-floor');
    expect(alone).toContain('migration-bandwidth-floor');
  });

  it('goes where an added site only tells the place of what nobody placed', () => {
    const added = "sites: { frankfurt: { at: FRA, match: [ { name: '*witness*' } ] } }";
    const open = openUnder(added);
    expect(open).not.toEqual(alone);
    expect(open).toEqual(expect.not.arrayContaining(['cluster-witness-rtt']));
  });
});
