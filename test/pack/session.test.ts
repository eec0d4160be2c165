import { mergeDeclarations } from '../../lib/declarations/merge';
import { noDeclarations, type Declarations } from '../../lib/declarations/declarations';
import { readFacts } from '../../lib/declarations/read-facts';
import type { Finding } from '../../lib/findings/finding';
import type { PolicySetting } from '../../lib/pack/analyzer-requests';
import { Session } from '../../lib/pack/session';
import type { Rule } from '../../lib/rules/define-rule';
import { rules } from '../../policies';
import { sentAlone, sentInStack, urnOf, type Sent } from './requested';

const facts = (yaml: string): Declarations => {
  const { declarations, errors } = readFacts(yaml, 'test.yaml');
  expect(errors).toEqual([]);
  return declarations;
};

/** What the engine sends for a text that is not known yet. */
const unknownText = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';

const sites = facts('sites: { vienna: { at: VIE }, dublin: { at: DUB } }');

const rule = (id: string): Rule => {
  const found = rules.find((one) => one.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};

const host = (name: string, tags: Readonly<Record<string, string>> = {}): Sent => ({
  type: 'vsphere:index/host:Host',
  name,
  properties: { id: `id-of-${name}`, hostname: name, tags },
});

const cluster: Sent = {
  type: 'vsphere:index/computeCluster:ComputeCluster',
  name: 'wide',
  properties: { name: 'wide', vsanEnabled: true, hostSystemIds: ['id-of-a', 'id-of-b'] },
};

const session = (declarations = noDeclarations): Session =>
  new Session({ rules, version: '0', today: '2026-01-01', declarations });

const noTags = new Map<string, string>();

test('a stack is told what is declared so that less is found', () => {
  const file = { path: 'lightbound.yaml', sha256: '', remarks: ['lightbound.yaml: is odd'] };
  const run = session({ ...facts('rules: { migration-converges: warning }'), files: [file] });
  run.configure(new Map<string, PolicySetting>([['stretched-cluster-rtt', { level: 'disabled', properties: {} }]]));
  const told = withStack([], run).caveats(noTags);
  expect(told.map(({ text }) => text)).toEqual([
    'lightbound.yaml: is odd',
    'migration-converges is at level warning, not error (test.yaml:1:10)',
    'stretched-cluster-rtt is off, not error (policy-pack-config)',
  ]);
});

test('a stack of which nothing is lowered has nothing of the kind to tell', () => {
  expect(withStack([], session(sites)).caveats(noTags)).toEqual([]);
});

/** A session to which the engine has sent a stack. */
function withStack(resources: readonly Sent[], run: Session): Session {
  run.seesStack(resources.map(sentInStack));
  return run;
}

describe('facts in tags', () => {
  const tagged = [host('a', { 'lightbound:site': 'vienna' }), host('b', { 'lightbound:site': 'dublin' }), cluster];

  it('place resources by their own tag', () => {
    const found = withStack(tagged, session(sites)).stack(rule('stretched-cluster-rtt'), { stackTags: noTags });
    expect(found).toMatchObject([{ outcome: 'violation', messageId: 'tooFar' }]);
  });

  const withLink = (rtt: string) =>
    new Map([
      ['lightbound:link:vienna:dublin', `10 Gbit/s, ${rtt}`],
      ['lightbound:platform:vsan', '8.0'],
    ]);

  it('of the stack give a link and a version', () => {
    const metro = facts(
      'sites: { vienna: { at: VIE }, dublin: { at: { latitude: 48.15, longitude: 17.11, tolerance: 1 km } } }',
    );
    const near = withStack(tagged, session(metro));
    expect(near.stack(rule('stretched-cluster-rtt'), { stackTags: withLink('3 ms') })).toEqual([]);
    expect(near.advice(withLink('3 ms'))).toMatchObject([{ messageId: 'withinMetro', level: 'note' }]);
    const far = withStack(tagged, session(metro));
    const found = far.stack(rule('stretched-cluster-rtt'), { stackTags: withLink('6 ms') });
    expect(found).toMatchObject([{ messageId: 'tooFar' }]);
  });

  it('of sites that are likely too far apart are told by the policy for that alone', () => {
    // 2 degrees of longitude at 48.15 north are 149 km: 1.46 ms in fibre, 3.7 ms typically; 5 degrees 372 km, 3.6 and 9.3 ms.
    const at = (longitude: number) =>
      facts(
        `sites: { vienna: { at: { latitude: 48.15, longitude: 17.11 } }, dublin: { at: { latitude: 48.15, longitude: ${longitude} } } }`,
      );
    const far = withStack(tagged, session(at(12.11)));
    expect(far.stack(rule('stretched-cluster-rtt'), { stackTags: noTags })).toEqual([]);
    expect(far.likely(noTags)).toMatchObject([{ messageId: 'likely', level: 'warning' }]);
    expect(far.advice(noTags)).toEqual([]);
    expect(withStack(tagged, session(at(15.11))).likely(noTags)).toEqual([]);
  });

  it('of the stack that declare what light could not do are found, and decide nothing else', () => {
    // 3 ms over 1,636 km: light in vacuum needs 10.9 ms, in fibre 16 ms.
    const run = withStack(tagged, session(sites));
    const asked = { stackTags: withLink('3 ms') };
    expect(run.stack(rule('declared-rtt-possible'), asked)).toMatchObject([{ messageId: 'impossible' }]);
    const [found] = run.stack(rule('stretched-cluster-rtt'), asked);
    expect(found).toMatchObject({ messageId: 'tooFar', message: expect.stringContaining('at least 16 ms') });
  });

  it('of the stack place what nothing else places', () => {
    const untagged = [host('a'), host('b', { 'lightbound:site': 'dublin' }), cluster];
    const run = withStack(untagged, session(sites));
    const found = run.stack(rule('stretched-cluster-rtt'), { stackTags: new Map([['lightbound:site', 'vienna']]) });
    expect(found).toMatchObject([{ messageId: 'tooFar' }]);
  });

  it('of a locked rule keep the pack from starting, and its level does not', () => {
    const run = session(facts('locked: [stretched-cluster-rtt]'));
    const set = (level: PolicySetting['level'], properties: PolicySetting['properties']) => () =>
      run.configure(new Map([['stretched-cluster-rtt', { level, properties }]]));
    expect(set('advisory', {})).not.toThrow();
    expect(set('disabled', {})).toThrow(/the rule is locked by .*: it is set there alone/);
  });

  it('that are wrong are errors of the run', () => {
    const errors = withStack(tagged, session(sites)).errors(new Map([['lightbound:site', 'atlantis']]));
    expect(errors).toMatchObject([{ kind: 'configuration' }]);
    expect(errors[0]?.message).toContain('atlantis');
  });
});

describe('a resource that breaks a rule alone', () => {
  const network: Sent = {
    type: 'ovh:CloudProject/networkPrivate:NetworkPrivate',
    name: 'payments',
    properties: { name: 'payments', regions: ['GRA11', 'WAW1'] },
  };
  const law = rule('broadcast-domain-single-site');
  const asked = { type: network.type, urn: urnOf(network), stackTags: noTags };

  it('is told when it is seen, and not once more with the stack', () => {
    const run = session();
    run.sees(sentAlone(network));
    expect(run.resource(law, asked)).toMatchObject([{ messageId: 'stretched' }]);
    expect(withStack([network], run).stack(law, { stackTags: noTags })).toEqual([]);
  });

  it('is told with the stack in a preview, which makes nothing', () => {
    const run = session();
    run.isPreview = true;
    run.sees(sentAlone(network));
    expect(run.resource(law, asked)).toEqual([]);
    expect(withStack([network], run).stack(law, { stackTags: noTags })).toMatchObject([{ messageId: 'stretched' }]);
  });

  it('is judged anew when it is seen anew', () => {
    const run = session();
    run.sees(sentAlone({ ...network, properties: { name: 'payments', regions: ['GRA11'] } }));
    expect(run.resource(law, asked)).toEqual([]);
    run.sees(sentAlone(network));
    expect(run.resource(law, asked)).toMatchObject([{ messageId: 'stretched' }]);
  });

  it('is told with the stack where no policy saw it before', () => {
    expect(withStack([network], session()).stack(law, { stackTags: noTags })).toMatchObject([
      { messageId: 'stretched' },
    ]);
  });

  it('that no request told is an error, and no pass', () => {
    expect(() => session().resource(law, asked)).toThrow('did not see');
    expect(() => session().stack(law, { stackTags: noTags })).toThrow('did not see');
    expect(session().resource(law, { ...asked, type: 'other:index/thing:Thing' })).toEqual([]);
  });
});

describe('under a provider that is configured from a resource, of which the stack tells nothing', () => {
  const provider = { name: 'p', properties: { endpoint: unknownText } };
  const network: Sent = {
    type: 'ovh:CloudProject/networkPrivate:NetworkPrivate',
    name: 'payments',
    properties: { serviceName: 'p1', name: 'payments', regions: ['GRA11'] },
    provider,
  };
  const law = rule('broadcast-domain-single-site');
  const silent = { ...network, properties: {} };
  const everything = (run: Session): readonly Finding[] => [
    ...run.stack(law, { stackTags: noTags }),
    ...run.undetermined(noTags),
    ...run.likely(noTags),
    ...run.advice(noTags),
  ];

  it('what was seen alone holds: one region is one region', () => {
    const run = session();
    run.sees(sentAlone(network));
    expect(everything(withStack([silent], run))).toEqual([]);
  });

  it('two regions are two regions', () => {
    const run = session();
    run.sees(sentAlone({ ...network, properties: { name: 'payments', regions: ['GRA11', 'WAW1'] } }));
    expect(everything(withStack([silent], run))).toMatchObject([{ messageId: 'stretched' }]);
  });

  it('what nobody showed is unknown, and not left out', () => {
    expect(everything(withStack([silent], session()))).toMatchObject([{ outcome: 'undetermined' }]);
  });

  it('what the program left out is left out', () => {
    const run = session();
    run.sees(sentAlone({ ...network, properties: { name: 'payments' } }));
    expect(everything(withStack([silent], run))).toMatchObject([{ messageId: 'stretched' }]);
  });
});

describe('the configuration', () => {
  const settings = (properties: Readonly<Record<string, object>>): ReadonlyMap<string, PolicySetting> =>
    new Map(
      Object.entries(properties).map(([name, written]) => [
        name,
        { level: 'advisory', properties: written as PolicySetting['properties'] },
      ]),
    );
  const configure =
    (properties: Readonly<Record<string, object>>): (() => void) =>
    () => {
      session(sites).configure(settings(properties));
    };

  it.each([
    [{ 'no-such-rule': {} }, 'unknown rule "no-such-rule"'],
    [{ 'stretched-cluster-rtt': { limit: '3 ms' } }, 'unknown option "limit"'],
    [{ 'stretched-cluster-rtt': { maxRtt: '3 km' } }, 'option "maxRtt"'],
    [{ 'migration-bandwidth-floor': { concurrentMoves: 1e22 } }, 'must be a whole number from 1 to'],
    [{ advice: { anything: 1 } }, 'unknown option "anything"'],
    [{ 'facts-declared': { links: [{ between: ['vienna', 'atlantis'], rtt: '3 ms' }] } }, 'atlantis'],
    [{ 'facts-declared': { rules: { 'stretched-cluster-rtt': { level: 'off' } } } }, 'under the name of each rule'],
    [
      { 'facts-declared': { links: [{ between: ['vienna', 'dublin'], rtt: '30 ms', measuredOn: '2026-02-01' }] } },
      'lies in the future; today is 2026-01-01',
    ],
    [{ all: { maxRtt: '3 ms' } }, 'unknown option "maxRtt"'],
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
    const stack = [host('a', { 'lightbound:site': 'vienna' }), host('b'), cluster];
    const run = session(sites);
    expect(withStack(stack, run).undetermined(noTags)).toMatchObject([{ ruleId: 'stretched-cluster-rtt' }]);
    run.configure(new Map([['stretched-cluster-rtt', { level: 'disabled', properties: {} }]]));
    expect(withStack(stack, run).undetermined(noTags)).toEqual([]);
  });

  it('adds to the facts of the file', () => {
    const run = session(sites);
    const links = [{ between: ['vienna', 'dublin'], rtt: '40 ms' }];
    run.configure(settings({ 'facts-declared': { links } }));
    const tagged = [host('a', { 'lightbound:site': 'vienna' }), host('b', { 'lightbound:site': 'dublin' }), cluster];
    const [finding] = withStack(tagged, run).stack(rule('stretched-cluster-rtt'), { stackTags: noTags });
    expect(finding?.evidence.given).toMatchObject([{ name: 'round trip', measure: { value: 0.04 } }]);
  });

  it('raises no remark by the word for all, and by its own name does', () => {
    const levels = (written: Readonly<Record<string, PolicySetting['level']>>): ReadonlyMap<string, PolicySetting> =>
      new Map(Object.entries(written).map(([name, level]) => [name, { level, properties: {} }]));
    // The engine sends a level for every policy; by the word for all it has raised each that is not named.
    const raised = session().configure(levels({ all: 'mandatory', advice: 'mandatory', likely: 'mandatory' }));
    expect(raised).toEqual(['advice']);
    expect(session().configure(levels({ advice: 'mandatory', likely: 'advisory' }))).toEqual([]);
    expect(session().configure(levels({ all: 'disabled', advice: 'disabled' }))).toEqual([]);
  });

  it('leaves an option of the facts file as it is if it says the same, and overrides it if not', () => {
    const law = rule('broadcast-domain-single-site');
    const file = facts(`rules: { ${law.id}: { options: { maxRtt: 10 ms } } }`);
    const network: Sent = {
      type: 'ovh:CloudProject/networkPrivate:NetworkPrivate',
      name: 'payments',
      // 1,311 km apart: at least 12.3 ms.
      properties: { name: 'payments', regions: ['GRA11', 'WAW1'] },
    };
    const limitAfter = (maxRtt: string): string | undefined => {
      const run = session(file);
      run.configure(settings({ [law.id]: { maxRtt } }));
      return withStack([network], run).stack(law, { stackTags: noTags })[0]?.evidence.limit?.measure.text;
    };
    expect(['10 ms', '11 ms'].map(limitAfter)).toEqual(['10 ms', '11 ms']);
  });
});

test('two sources of facts make one', () => {
  const merged = mergeDeclarations(sites, facts('platforms: { vsan: "8.0" }'));
  expect(merged.sites).toHaveLength(2);
  expect(merged.platforms.size).toBe(1);
});

test('a type that no table knows is named where one of its resources speaks of stretching', () => {
  const fabric = (name: string, layer2Stretch: boolean): Sent => ({
    type: 'acme:index/fabric:Fabric',
    name,
    properties: { layer2Stretch },
  });
  const remarks = (last: boolean) =>
    withStack(
      ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => fabric(name, last && name === 'f')),
      session(),
    ).inputs(noTags)[0]?.remarks;
  expect(remarks(true)).toEqual(['not read, and speaks of stretching: acme:index/fabric:Fabric (layer2Stretch)']);
  expect(remarks(false)).toBeUndefined();
});
