import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { judge } from '../../lib/check';
import { loadDeclarations } from '../../lib/facts-file/load-declarations';
import { FactsFileError } from '../../lib/facts-file/facts-file';
import type { Declarations } from '../../lib/declarations/declarations';
import type { RawResource } from '../../lib/resources/raw-resource';
import { rules } from '../../policies';
import { directoryWith, removeDirectories } from '../cli/fake-io';
import { readingOf } from '../support/build';
import { terraform } from '../support/resources';

afterEach(removeDirectories);

const trusted = `
sites:
  vienna: { at: VIE, match: [{ name: '*.vie' }] }
  dublin: { at: DUB, match: [{ name: '*.dub' }] }
links: [{ between: [vienna, dublin], rtt: 31 ms }]
`;

/** What a trusted copy and the files of a work tree come to. */
function declared(files: {
  readonly tree?: string;
  readonly waivers?: string;
  readonly trusted?: string;
}): Declarations {
  const folder = directoryWith({
    'trusted.yaml': files.trusted ?? trusted,
    ...(files.tree !== undefined && { 'lightbound.yaml': files.tree }),
    ...(files.waivers !== undefined && { 'lightbound.waivers.yaml': files.waivers }),
  });
  const named = (name: string) => ({ path: join(folder, name) });
  return loadDeclarations(
    {
      trusted: named('trusted.yaml'),
      ...(files.tree !== undefined && { facts: named('lightbound.yaml') }),
      ...(files.waivers !== undefined && { waivers: named('lightbound.waivers.yaml') }),
    },
    { rules, today: '2026-11-30' },
  ).declarations;
}

const remarksOf = ({ files = [] }: Declarations): readonly string[] => files.flatMap(({ remarks }) => remarks);

/** A vSAN cluster over Vienna and Dublin. */
const cluster = readingOf([
  terraform('vsphere_compute_cluster.metro', { name: 'metro', vsan_enabled: true, host_system_ids: ['h1', 'h2'] }),
  terraform('vsphere_host.a', { id: 'h1', hostname: 'esx1.vie', tags: [] }),
  terraform('vsphere_host.b', { id: 'h2', hostname: 'esx1.dub', tags: [] }),
]);

const valuesOf = ({ attributes }: RawResource) => attributes.toJSON() as Readonly<Record<string, unknown>>;

const violations = (declarations: Declarations): readonly string[] =>
  judge({ readings: [cluster], declarations, rules, version: '1', today: '2026-11-30' })
    .findings.filter(({ outcome }) => outcome === 'violation')
    .map(({ ruleId, level }) => `${ruleId} ${level}`);

const before = ['stretched-cluster-rtt error'];
const whole = 'reason: r, owner: o, ticket: t, until: 2999-12-31, outcome: violation';

it('the trusted copy alone has the violation', () => {
  expect(violations(declared({}))).toEqual(before);
});

it('what was tried comes first, then that no run fails, so that odd sites hide neither from a short list', () => {
  // Ashburn and Frankfurt are an ocean apart.
  const odd = "sites: { far: { at: IAD, match: [{ region: 'aws:eu-central-1' }] } }\ncheck: { failOn: never }";
  expect(remarksOf(declared({ tree: odd }))).toEqual([
    expect.stringContaining('check.failOn is not taken'),
    expect.stringContaining('site "far" is not in trusted.yaml'),
    expect.stringContaining('check.failOn is never'),
    expect.stringContaining('lies at least'),
  ]);
});

describe('a work tree cannot make it pass', () => {
  it.each<[string, { readonly tree?: string; readonly waivers?: string }, readonly string[]]>([
    [
      'by another round trip',
      { tree: trusted.replace('31 ms', '30 ms').replace('at: DUB', 'at: BTS') },
      [
        'lightbound.yaml: site "dublin" is not taken: trusted.yaml says what holds',
        'lightbound.yaml: link dublin - vienna is not taken: trusted.yaml says what holds',
      ],
    ],
    [
      'by a site that takes the hosts from theirs',
      { tree: "sites: { here: { at: VIE, match: [{ name: 'esx1.*' }] } }" },
      ['lightbound.yaml: site "here" is not in trusted.yaml; it turns no violation into a pass'],
    ],
    [
      'by a rule that is off',
      { tree: 'rules: { stretched-cluster-rtt: off }' },
      ['lightbound.yaml: the setting of rule stretched-cluster-rtt is not in trusted.yaml; it takes no finding away'],
    ],
    [
      'by a rule that only warns',
      { tree: 'rules: { stretched-cluster-rtt: warning }' },
      [expect.stringContaining('the setting of rule stretched-cluster-rtt') as string],
    ],
    [
      'by a newer version of the platform',
      { tree: "platforms: { vsan: '8.0' }" },
      ['lightbound.yaml: the version of vsan is not in trusted.yaml; it turns no violation into a pass'],
    ],
    [
      'by a waiver',
      { waivers: `waivers: [{ rule: stretched-cluster-rtt, subject: '*', stack: '*', ${whole} }]` },
      ['lightbound.waivers.yaml: the waiver of stretched-cluster-rtt is not taken: only trusted.yaml may waive'],
    ],
  ])('%s', (_, files, remarks) => {
    const declarations = declared(files);
    expect(violations(declarations)).toEqual(before);
    expect(remarksOf(declarations)).toEqual(remarks);
  });
});

it('a copy of what is trusted is no attempt, whatever it says', () => {
  expect(remarksOf(declared({ tree: trusted }))).toEqual([]);
  const all = `${trusted}check: { failOn: warning }
locked: [migration-rtt-budget]
rules: { migration-converges: note }
waivers: [{ rule: stretched-cluster-rtt, subject: '*', stack: '*', ${whole} }]
`;
  expect(remarksOf(declared({ trusted: all, tree: all }))).toEqual([]);
  const other = all.replace('warning', 'note').replace('reason: r', 'reason: s').replace('budget', 'budget, all');
  expect(remarksOf(declared({ trusted: all, tree: other }))).toEqual([
    'lightbound.yaml: check.failOn is not taken: only trusted.yaml says how to check',
    'lightbound.yaml: the waiver of stretched-cluster-rtt is not taken: only trusted.yaml may waive',
    'lightbound.yaml: the lock of all is not taken: only trusted.yaml locks rules',
  ]);
});

it('a link of a work tree does not meet the condition of a waiver', () => {
  const waiver = `{ rule: stretched-cluster-rtt, subject: '*', stack: '*', while: 'rtt <= 40 ms', ${whole} }`;
  const unmeasured = `${trusted.replace(/links.*/u, '')}waivers: [${waiver}]`;
  const judged = (tree?: string) => {
    const declarations = declared({ trusted: unmeasured, ...(tree !== undefined && { tree }) });
    const result = judge({ readings: [cluster], declarations, rules, version: '1', today: '2026-11-30' });
    const found = result.findings.find(({ ruleId }) => ruleId === 'stretched-cluster-rtt');
    return [found?.waiver?.status, result.waivers.map(({ status }) => status), result.summary.errors];
  };
  expect(judged()).toEqual(['lapsed', ['lapsed'], 1]);
  expect(judged(trusted)).toEqual(['lapsed', ['lapsed'], 1]);
});

it.each(['vienna', 'nowhere'])('a tag of the code under review that names site %s is no pass', (site) => {
  const claimed = readingOf(
    cluster.resources.map((resource) =>
      resource.type === 'vsphere_host'
        ? terraform(resource.ref.address, { ...valuesOf(resource), custom_attributes: { 'lightbound:site': site } })
        : resource,
    ),
  );
  const found = (declarations: Declarations) =>
    judge({ readings: [claimed], declarations, rules, version: '1', today: '2026-11-30' }).summary.errors;
  const { trusted: _, ...open } = declared({});
  expect([found(open), found(declared({}))]).toEqual([0, 1]);
});

it.each(['stretched-cluster-rtt: off', 'facts-declared: off', 'facts-declared: note', 'stretched-cluster-rtt: note'])(
  'what is undetermined stays so with %s in a work tree, and an added fact decides it',
  (rule) => {
    const unknown = readingOf([
      terraform('vsphere_compute_cluster.metro', { name: 'metro', vsan_enabled: true, host_system_ids: ['h8', 'h9'] }),
    ]);
    const found = (tree: string) =>
      judge({ readings: [unknown], declarations: declared({ tree }), rules, version: '1', today: '2026-11-30' })
        .findings.filter(({ ruleId }) => ruleId === 'stretched-cluster-rtt')
        .map(({ outcome, level }) => [outcome, level]);
    expect(found(`rules: { ${rule} }`)).toEqual([['undetermined', 'warning']]);
    expect(found("sites: { graz: { at: graz, match: [{ name: 'h*' }] } }")).toEqual([]);
  },
);

it('what a work tree adds is taken where it tells more', () => {
  const more = "sites: { graz: { at: graz, match: [{ name: '*.grz' }] } }";
  const declarations = declared({ tree: more });
  expect(declarations.sites.map(({ id }) => id)).toEqual(['vienna', 'dublin', 'graz']);
  expect(violations(declarations)).toEqual(before);
});

it.each<[string, string, string | undefined]>([
  ['', 'links: [{ between: [vienna, dublin], rtt: 31 ms }]', undefined],
  [' of an environment', 'environments: { prod: { links: [{ between: [vienna, dublin], rtt: 31 ms }] } }', 'prod'],
])('a link%s between sites of the trusted copy needs them from nowhere else', (_, tree, environment) => {
  const folder = directoryWith({
    'trusted.yaml': trusted.replace(/links.*/u, 'environments: { prod: {} }'),
    'lightbound.yaml': `extends: ./more.yaml\n${tree}\n`,
    'more.yaml': 'links: [{ between: [dublin, vienna], bandwidth: 1 Gbit/s }]\n',
  });
  const named = (name: string) => ({ path: join(folder, name) });
  const files = { trusted: named('trusted.yaml'), facts: named('lightbound.yaml') };
  const { declarations } = loadDeclarations(files, { rules, environment });
  expect(declarations.links).toMatchObject([{ rtt: { value: 0.031 }, bandwidth: { value: 1e9 } }]);
  expect(remarksOf(declarations)).toEqual([
    'lightbound.yaml: link dublin - vienna is not in trusted.yaml; it turns no violation into a pass',
  ]);
  const site = { ...files, facts: named('none.yaml') };
  writeFileSync(join(folder, 'none.yaml'), 'links: [{ between: [vienna, graz] }]\n');
  expect(() => loadDeclarations(site, { rules })).toThrow('site "graz" is not declared; known: vienna, dublin');
});

it('a file of waivers that the facts file extends is taken once, and still holds waivers only', () => {
  const waiver = `waivers: [{ rule: stretched-cluster-rtt, subject: '*', stack: '*', ${whole} }]\n`;
  const load = (waivers: string, isTrusted: boolean): Declarations => {
    const folder = directoryWith({
      'lightbound.yaml': `extends: ./lightbound.waivers.yaml\n${trusted}`,
      'lightbound.waivers.yaml': waivers,
    });
    const [facts, file] = ['lightbound.yaml', 'lightbound.waivers.yaml'].map((name) => ({ path: join(folder, name) }));
    return loadDeclarations({ facts, waivers: file, ...(isTrusted && { trusted: facts }) }, { rules }).declarations;
  };
  expect(load(waiver, false).waivers).toHaveLength(1);
  expect(load(waiver, false).files?.map(({ path }) => path)).toEqual(['lightbound.waivers.yaml', 'lightbound.yaml']);
  expect([load(waiver, true).waivers.length, remarksOf(load(waiver, true))]).toEqual([1, []]);
  expect(() => load(`${waiver}locked: [all]\n`, false)).toThrow('a file of waivers holds waivers only');
});

it('a waiver of the trusted copy holds', () => {
  const waived = `${trusted}waivers: [{ rule: stretched-cluster-rtt, subject: '*', stack: '*', ${whole} }]`;
  const { findings } = judge({
    readings: [cluster],
    declarations: declared({ trusted: waived, tree: 'rules: { link-measured-recently: off }' }),
    rules,
    version: '1',
    today: '2026-11-30',
  });
  expect(findings.find(({ ruleId }) => ruleId === 'stretched-cluster-rtt')?.waiver?.status).toBe('active');
});

describe('a locked rule', () => {
  it('is set by nothing else, not even where the trusted copy does not set it', () => {
    const locked = declared({
      trusted: `${trusted}locked: [migration-rtt-budget]`,
      tree: 'rules: { migration-rtt-budget: note }',
    });
    expect(locked.rules.has('migration-rtt-budget')).toBe(false);
    expect(remarksOf(locked)).toEqual([
      'lightbound.yaml: the setting of rule migration-rtt-budget is not taken: trusted.yaml says what holds',
    ]);
  });

  it('that does not exist is an error', () => {
    expect(() => declared({ trusted: `${trusted}locked: [no-such]` })).toThrow(
      new FactsFileError([{ where: 'trusted.yaml', message: 'locks unknown rule "no-such"' }]),
    );
  });
});
