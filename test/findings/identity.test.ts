import * as fc from 'fast-check';
import { check, judge } from '../../lib/check';
import { noDeclarations, type Declarations } from '../../lib/declarations/declarations';
import { readPolicyResources } from '../../lib/documents/pulumi/pulumi-policy';
import type { Finding } from '../../lib/findings/finding';
import { fingerprint } from '../../lib/findings/fingerprint';
import type { Reading } from '../../lib/resources/document';
import type { RawResource } from '../../lib/resources/raw-resource';
import { rules } from '../../policies';
import { facts, readingOf } from '../support/build';
import '../support/property';
import { later, pulumi, terraform } from '../support/resources';
import { shuffled } from '../support/shuffle';

const run = (readings: readonly Reading[], declarations: Declarations = noDeclarations, stack?: string) =>
  judge({ readings, declarations, rules, version: 'test', today: '2026-01-01', stack }).findings;

const judged = (resources: readonly RawResource[], declarations?: Declarations): readonly Finding[] =>
  run([readingOf(resources)], declarations);

/** `rule subject: fingerprint`, sorted. */
const keys = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ ruleId, subject, fingerprint: key }) => `${ruleId} ${subject.name}: ${key}`).sort();

const REGIONS = ['GRA11', 'WAW1', 'DE1', 'UK1', 'SBG5', 'BHS5', 'SGP1'];

const network = (name: string, regions: readonly string[]): RawResource =>
  terraform(`ovh_cloud_project_network_private.${name}`, { name, regions });

const sites = `
sites:
  vienna: { at: VIE, match: [{ name: '*.vie' }] }
  dublin: { at: DUB, match: [{ name: '*.dub' }] }
  madrid: { at: MAD, match: [{ name: '*.mad' }] }
`;

const linked = (rtt: string): Declarations => facts(`${sites}links: [{ between: [vienna, dublin], rtt: ${rtt} }]`);

const host = (name: string, city: string): RawResource =>
  terraform(`vsphere_host.${name}`, { id: name, hostname: `${name}.${city}` });

const cluster = (...hosts: readonly string[]): RawResource =>
  terraform('vsphere_compute_cluster.wide', {
    name: 'wide',
    vsan_enabled: true,
    drs_enabled: true,
    drs_automation_level: 'fullyAutomated',
    host_system_ids: hosts,
  });

const wide = [host('a', 'vie'), host('z', 'dub'), cluster('a', 'z')];

describe('the same fingerprint', () => {
  test('whatever other regions a network spans', () => {
    const far = fc.shuffledSubarray(REGIONS, { minLength: 2 });
    fc.assert(
      fc.property(far, far, (one, other) => {
        const [a, b] = [one, other].map((regions) => keys(judged([network('n', [...regions, 'BHS5', 'GRA11'])])));
        expect(a).toEqual(b);
        expect(a).toHaveLength(1);
      }),
      { numRuns: 30 },
    );
  });

  test('with a host that sorts first, and with one whose place is unknown', () => {
    const more = [...wide.slice(0, 2), host('0', 'mad'), cluster('0', 'a', 'z')];
    const lost = [...wide.slice(0, 2), cluster('a', 'z', 'lost')];
    const before = keys(judged(wide, linked('31 ms')));
    expect(before.length).toBeGreaterThan(2);
    expect(keys(judged(more, linked('31 ms')))).toEqual(before);
    expect(keys(judged(lost, linked('31 ms')))).toEqual(before);
  });

  test('with one more port group on the switch', () => {
    const vds = terraform('vsphere_distributed_virtual_switch.s', {
      id: 's',
      host: [{ host_system_id: 'a' }, { host_system_id: 'z' }],
    });
    const ports = terraform('vsphere_distributed_port_group.p', { distributed_virtual_switch_uuid: 's' });
    expect(keys(judged([...wide, vds, ports], linked('31 ms')))).toEqual(keys(judged([...wide, vds], linked('31 ms'))));
  });

  test('in whatever order the input has its resources', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const resources = [...wide, network('n', ['GRA11', 'WAW1']), network('m', ['GRA11', 'BHS5'])];
        expect(keys(judged(shuffled(resources, seed), linked('31 ms')))).toEqual(
          keys(judged(resources, linked('31 ms'))),
        );
      }),
      { numRuns: 20 },
    );
  });

  test('with other numbers', () => {
    expect(keys(judged(wide, linked('31 ms')))).toEqual(keys(judged(wide, linked('140 ms'))));
  });

  test('whether the finding is open or decided', () => {
    const open = judged([network('n', ['GRA11', 'NOWHERE9'])]);
    const decided = judged([network('n', ['GRA11', 'WAW1'])]);
    expect([open[0]?.confidence, decided[0]?.confidence]).toEqual(['by-construction', 'certain']);
    expect(open[0]?.fingerprint).toBe(decided[0]?.fingerprint);
  });

  test('in a plan, in a state, in a state file and in the plan beside the state', () => {
    const values = { name: 'n', regions: ['GRA11', 'WAW1'] };
    const entry = {
      address: 'ovh_cloud_project_network_private.n',
      type: 'ovh_cloud_project_network_private',
      name: 'n',
    };
    const provider = 'registry.terraform.io/ovh/ovh';
    const change = { actions: ['create'], before: null, after: values, after_unknown: { id: true } };
    const one = { ...entry, mode: 'managed', provider_name: provider };
    const plan = { format_version: '1.2', resource_changes: [{ ...one, change }], configuration: {} };
    const state = { format_version: '1.0', values: { root_module: { resources: [{ ...one, values }] } } };
    const file = {
      version: 4,
      lineage: 'x',
      resources: [
        {
          mode: 'managed',
          type: entry.type,
          name: 'n',
          provider: `provider["${provider}"]`,
          instances: [{ attributes: { ...values, id: 'x' } }],
        },
      ],
    };
    const of = (documents: Readonly<Record<string, object>>) =>
      keys(
        check({
          documents: Object.entries(documents).map(([path, value]) => ({
            path,
            bytes: Buffer.from(JSON.stringify(value)),
          })),
          declarations: noDeclarations,
          rules,
          version: 'test',
          today: '2026-01-01',
        }).findings,
      );
    const alone = of({ 'prod/plan.json': plan });
    expect(alone).toHaveLength(1);
    expect(of({ 'prod/state.json': state })).toEqual(alone);
    expect(of({ 'prod/terraform.tfstate': file })).toEqual(alone);
    expect(of({ 'prod/plan.json': plan, 'prod/terraform.tfstate': file })).toEqual(alone);
    expect(of({ 'dev/plan.json': plan })).not.toEqual(alone);
    expect(of({ 'plan.json': plan })).toEqual(of({ '-': plan }));
  });

  test('in a preview, in an export and in the pack', () => {
    const type = 'ovh:CloudProject/networkPrivate:NetworkPrivate';
    const urn = `urn:pulumi:prod::shop::${type}::n`;
    const inputs = { name: 'n', regions: ['GRA11', 'WAW1'] };
    const state = { urn, type, custom: true, inputs };
    const stored = { ...state, id: 'x', outputs: { ...inputs, status: 'ACTIVE' } };
    const preview = { steps: [{ op: 'create', urn, newState: state }], changeSummary: { create: 1 } };
    const exported = { version: 3, deployment: { manifest: {}, resources: [stored] } };
    const of = (path: string, value: object): readonly Finding[] => {
      const documents = [{ path, bytes: Buffer.from(JSON.stringify(value)) }];
      return check({ documents, declarations: noDeclarations, rules, version: 'test', today: '2026-01-01' }).findings;
    };
    const previewed = of('a/preview.json', preview);
    expect(previewed.map(({ subject }) => [subject.id, subject.stacks])).toEqual([[urn, ['shop/prod']]]);
    expect(keys(of('b/stack.json', exported))).toEqual(keys(previewed));
    expect(keys(run([readPolicyResources([{ type, urn, inputs, secretOutputs: [] }])]))).toEqual(keys(previewed));
  });
});

describe('another fingerprint', () => {
  test('for another subject, another stack and another rule', () => {
    const word = fc.stringMatching(/^[a-z]{1,6}$/u);
    const subject = fc.record({
      kind: word,
      id: word,
      stacks: fc.uniqueArray(word),
      workload: fc.option(word, { nil: undefined }),
    });
    fc.assert(
      fc.property(word, word, subject, subject, (rule, other, a, b) => {
        const [one, two] = [a, b].map(({ workload, ...rest }) => ({
          ...rest,
          name: 'n',
          ...(workload && { workload }),
        }));
        const same =
          rule === other &&
          JSON.stringify([a.kind, a.id, [...a.stacks].sort(), a.workload]) ===
            JSON.stringify([b.kind, b.id, [...b.stacks].sort(), b.workload]);
        expect(fingerprint(rule, one!) === fingerprint(other, two!)).toBe(same);
      }),
    );
  });

  test('for each of two impossible links that are declared', () => {
    const found = judged(
      [],
      facts(`${sites}links: [{ between: [vienna, dublin], rtt: 1 ms }, { between: [vienna, madrid], rtt: 1 ms }]`),
    );
    expect(new Set(keys(found)).size).toBe(2);
    expect(found.map(({ declaredAt }) => declaredAt?.path)).toEqual(expect.arrayContaining(['links[0]', 'links[1]']));
    expect(found[0]?.declaredAt).toMatchObject({ source: 'lightbound.yaml', line: expect.any(Number) as number });
  });

  test('for each machine that moves, and the same for one machine in whatever place of the list', () => {
    const classes = (names: readonly string[]): Declarations =>
      facts(
        `${sites}links: [{ between: [vienna, dublin], bandwidth: 100 Mbit/s, rtt: 31 ms }]\nworkloads: { ${names
          .map((name) => `${name}: { memory: 64 GiB, dirtyRate: 200 MiB/s }`)
          .join(', ')} }`,
      );
    const of = (names: readonly string[]) =>
      new Map(
        judged(wide, classes(names)).flatMap(({ ruleId, subject, fingerprint: key }) =>
          ruleId === 'migration-converges' ? [[subject.workload, key] as const] : [],
        ),
      );
    const three = of(['erp', 'db', 'web']);
    expect(new Set(three.values()).size).toBe(3);
    expect(of(['db', 'aaa']).get('db')).toBe(three.get('db'));
  });
});

describe('stacks', () => {
  const inStack = (stack: string, ...resources: readonly RawResource[]): Reading =>
    readingOf(resources, { path: `${stack}/plan.json`, stack });

  test('part what has one address in both', () => {
    const found = run([
      inStack('prod', network('n', ['GRA11', 'WAW1'])),
      inStack('dev', network('n', ['GRA11', 'BHS5'])),
    ]);
    expect(found.map(({ subject }) => subject.stacks).sort()).toEqual([['dev'], ['prod']]);
    expect(new Set(keys(found)).size).toBe(2);
    const alone = run([inStack('prod', network('n', ['GRA11', 'WAW1']))]);
    expect(keys(found)).toEqual(expect.arrayContaining([...keys(alone)]));
  });

  test('of a subject that spans several are all named, sorted, in whatever order they were read', () => {
    const vlan = (name: string, region: string): RawResource =>
      terraform(`ovh_cloud_project_region_network.${name}`, { service_name: 'p', vlan_id: 7, region_name: region });
    const [west, east] = [inStack('west', vlan('a', 'GRA11')), inStack('east', vlan('b', 'BHS5'))];
    const found = run([west, east]);
    expect(found.map(({ subject }) => subject.stacks)).toEqual([['east', 'west']]);
    expect(keys(run([east, west]))).toEqual(keys(found));
  });

  test('that the user names hold for everything', () => {
    const two = [inStack('prod', network('n', ['GRA11', 'WAW1'])), readingOf(wide, { stack: 'dev' })];
    const declared = facts(`${sites}links: [{ between: [vienna, dublin], rtt: 1 ms }]`);
    const named = run(two, declared, 'mine');
    expect(new Set(named.flatMap(({ subject }) => subject.stacks))).toEqual(new Set(['mine']));
    expect(keys(named)).not.toEqual(keys(run(two, declared, 'other')));
  });

  test('with an address in two plans of one stack keep both, and say in which document each stands', () => {
    const plan = (file: string, region: string): Reading =>
      readingOf([network('n', ['GRA11', region])], { path: `plans/${file}`, stack: 'plans' });
    const found = run([plan('a.json', 'WAW1'), plan('b.json', 'BHS5')]);
    expect(found.map(({ resources }) => resources[0]?.input).sort()).toEqual(['plans/a.json', 'plans/b.json']);
    expect(new Set(keys(found)).size).toBe(1);
  });
});

test('another tool for the same design gives the same rules, nouns and verdicts', () => {
  const verdicts = (findings: readonly Finding[]) =>
    findings.map(({ ruleId, outcome, level, messageId, subject }) => [
      ruleId,
      outcome,
      level,
      messageId,
      subject.kind,
      subject.name,
    ]);
  const values = { name: 'n', regions: ['GRA11', 'WAW1'], id: later() };
  const token = 'ovh:CloudProject/networkPrivate:NetworkPrivate';
  const [hcl, program] = [network('n', ['GRA11', 'WAW1']), pulumi(token, 'n', { ...values, id: undefined })];
  expect(verdicts(judged([program]))).toEqual(verdicts(judged([hcl])));
});
