import { mergeDeclarations } from '../../lib/declarations/merge';
import { noDeclarations, type Declarations } from '../../lib/declarations/declarations';
import { readFacts } from '../../lib/declarations/read-facts';
import { Session } from '../../lib/pack/session';
import type { Rule } from '../../lib/rules/define-rule';
import { rules } from '../../policies';

const facts = (yaml: string): Declarations => {
  const { declarations, errors } = readFacts(yaml, 'test.yaml');
  expect(errors).toEqual([]);
  return declarations;
};

const sites = facts('sites: { vienna: { at: VIE }, dublin: { at: DUB } }');

const rule = (id: string): Rule => {
  const found = rules.find((one) => one.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};

const host = (name: string, tags: Readonly<Record<string, string>> = {}) => ({
  type: 'vsphere:index/host:Host',
  urn: `urn:pulumi:test::app::vsphere:index/host:Host::${name}`,
  name,
  props: { id: `id-of-${name}`, hostname: name, tags },
});

const cluster = {
  type: 'vsphere:index/computeCluster:ComputeCluster',
  urn: 'urn:pulumi:test::app::vsphere:index/computeCluster:ComputeCluster::wide',
  name: 'wide',
  props: { name: 'wide', vsanEnabled: true, hostSystemIds: ['id-of-a', 'id-of-b'] },
};

type StackArgs = Parameters<Session['stack']>[1];
type ResourceArgs = Parameters<Session['resource']>[1];

const stackArgs = (resources: readonly object[], tags: readonly (readonly [string, string])[] = []): StackArgs =>
  ({ resources, stackTags: new Map(tags) }) as unknown as StackArgs;

const session = (declarations = noDeclarations): Session =>
  new Session({ rules, version: '0', today: '2026-01-01', declarations });

describe('facts in tags', () => {
  const tagged = [host('a', { 'lightbound:site': 'vienna' }), host('b', { 'lightbound:site': 'dublin' }), cluster];

  it('place resources by their own tag', () => {
    const found = session(sites).stack(rule('stretched-cluster-rtt'), stackArgs(tagged));
    expect(found).toMatchObject([{ outcome: 'violation', messageId: 'tooFar' }]);
  });

  const withLink = (rtt: string) =>
    stackArgs(tagged, [
      ['lightbound:link:vienna:dublin', `10 Gbit/s, ${rtt}`],
      ['lightbound:platform:vsan', '8.0'],
    ]);

  it('of the stack give a link and a version', () => {
    const metro = facts(
      'sites: { vienna: { at: VIE }, dublin: { at: { latitude: 48.15, longitude: 17.11, tolerance: 1 km } } }',
    );
    const run = session(metro);
    expect(run.stack(rule('stretched-cluster-rtt'), withLink('3 ms'))).toEqual([]);
    expect(run.advice('advice', withLink('3 ms'))).toMatchObject([{ messageId: 'withinMetro', level: 'note' }]);
    expect(run.stack(rule('stretched-cluster-rtt'), withLink('6 ms'))).toMatchObject([{ messageId: 'tooFar' }]);
  });

  it('of sites that are likely too far apart are told by the policy for that alone', () => {
    // 2 degrees of longitude at 48.15 north are 149 km: 1.46 ms in fibre, 3.7 ms typically; 5 degrees 372 km, 3.6 and 9.3 ms.
    const at = (longitude: number) =>
      facts(
        `sites: { vienna: { at: { latitude: 48.15, longitude: 17.11 } }, dublin: { at: { latitude: 48.15, longitude: ${longitude} } } }`,
      );
    const far = session(at(12.11));
    expect(far.stack(rule('stretched-cluster-rtt'), stackArgs(tagged))).toEqual([]);
    expect(far.likely('likely', stackArgs(tagged))).toMatchObject([{ messageId: 'likely', level: 'warning' }]);
    expect(far.advice('advice', stackArgs(tagged))).toEqual([]);
    expect(session(at(15.11)).likely('likely', stackArgs(tagged))).toEqual([]);
  });

  it('of the stack that declare what light could not do are found, and decide nothing else', () => {
    // 3 ms over 1,636 km: light in vacuum needs 10.9 ms, in fibre 16 ms.
    const run = session(sites);
    expect(run.stack(rule('declared-rtt-possible'), withLink('3 ms'))).toMatchObject([{ messageId: 'impossible' }]);
    const [found] = run.stack(rule('stretched-cluster-rtt'), withLink('3 ms'));
    expect(found).toMatchObject({ messageId: 'tooFar', message: expect.stringContaining('at least 16 ms') });
  });

  it('of the stack place what nothing else places', () => {
    const untagged = [host('a'), host('b', { 'lightbound:site': 'dublin' }), cluster];
    const found = session(sites).stack(
      rule('stretched-cluster-rtt'),
      stackArgs(untagged, [['lightbound:site', 'vienna']]),
    );
    expect(found).toMatchObject([{ messageId: 'tooFar' }]);
  });

  it('that are wrong are errors of the run', () => {
    const errors = session(sites).errors('rule-errors', stackArgs(tagged, [['lightbound:site', 'atlantis']]));
    expect(errors).toMatchObject([{ kind: 'configuration' }]);
    expect(errors[0]?.message).toContain('atlantis');
  });
});

describe('a resource that breaks a rule alone', () => {
  const network = {
    type: 'ovh:CloudProject/networkPrivate:NetworkPrivate',
    urn: 'urn:pulumi:test::app::ovh:CloudProject/networkPrivate:NetworkPrivate::payments',
    name: 'payments',
    props: { name: 'payments', regions: ['GRA11', 'WAW1'] },
    stackTags: new Map<string, string>(),
  };
  const law = rule('broadcast-domain-single-site');

  it('is told when it is seen, and not once more with the stack', () => {
    const run = session();
    expect(run.resource(law, network as unknown as ResourceArgs)).toMatchObject([{ messageId: 'stretched' }]);
    expect(run.stack(law, stackArgs([network]))).toEqual([]);
  });

  it('is told with the stack where no policy saw it before', () => {
    expect(session().stack(law, stackArgs([network]))).toMatchObject([{ messageId: 'stretched' }]);
  });
});

describe('the configuration', () => {
  const configure = (settings: Readonly<Record<string, object>>): (() => void) => {
    const run = session(sites);
    return () => {
      run.configure(new Map(Object.entries(settings).map(([name, properties]) => [name, { properties } as never])));
    };
  };

  it.each([
    [{ 'no-such-rule': {} }, 'unknown rule "no-such-rule"'],
    [{ 'stretched-cluster-rtt': { limit: '3 ms' } }, 'unknown option "limit"'],
    [{ 'stretched-cluster-rtt': { maxRtt: '3 km' } }, 'option "maxRtt"'],
    [{ advice: { anything: 1 } }, 'unknown option "anything"'],
    [{ 'facts-declared': { links: [{ between: ['vienna', 'atlantis'], rtt: '3 ms' }] } }, 'atlantis'],
  ])('%j is refused', (settings, message) => {
    expect(configure(settings)).toThrow(message);
  });

  it('may name every policy and the word for all of them', () => {
    const named = Object.fromEntries(
      [...rules.map(({ id }) => id), 'facts-declared', 'likely', 'advice', 'rule-errors', 'all'].map((name) => [
        name,
        {},
      ]),
    );
    expect(configure(named)).not.toThrow();
  });

  it('silences a disabled rule altogether, what it cannot decide included', () => {
    const run = session(sites);
    const args = stackArgs([host('a', { 'lightbound:site': 'vienna' }), host('b'), cluster]);
    expect(run.undetermined('facts-declared', args)).toMatchObject([{ ruleId: 'stretched-cluster-rtt' }]);
    run.configure(new Map([['stretched-cluster-rtt', { disabled: true, properties: {} }]]));
    expect(run.undetermined('facts-declared', args)).toEqual([]);
  });

  it('adds to the facts of the file', () => {
    const run = session(sites);
    const links = [{ between: ['vienna', 'dublin'], rtt: '40 ms' }];
    run.configure(new Map([['facts-declared', { properties: { links } }]]) as never);
    const tagged = [host('a', { 'lightbound:site': 'vienna' }), host('b', { 'lightbound:site': 'dublin' }), cluster];
    const [finding] = run.stack(rule('stretched-cluster-rtt'), stackArgs(tagged));
    expect(finding?.evidence.given).toMatchObject([{ name: 'round trip', measure: { value: 0.04 } }]);
  });
});

test('two sources of facts make one', () => {
  const merged = mergeDeclarations(sites, facts('platforms: { vsan: "8.0" }'));
  expect(merged.sites).toHaveLength(2);
  expect(merged.platforms.size).toBe(1);
});
