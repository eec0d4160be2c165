import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Declarations } from '../../lib/declarations/declarations';
import { FactsFileError } from '../../lib/facts-file/facts-file';
import { loadDeclarations } from '../../lib/facts-file/load-declarations';
import { presets } from '../../lib/facts-file/presets';
import { configureRules } from '../../lib/rules/configuration';
import { rules } from '../../policies';
import { directoryWith, removeDirectories } from '../cli/fake-io';

afterEach(removeDirectories);

function load(files: Readonly<Record<string, string>>, environment?: string): Declarations {
  const path = join(directoryWith(files), 'lightbound.yaml');
  return loadDeclarations({ facts: { path, name: 'lightbound.yaml' } }, { rules, environment }).declarations;
}

/** What is wrong, a line each. */
function errorsOf(files: Readonly<Record<string, string>>, environment?: string): readonly string[] {
  try {
    load(files, environment);
  } catch (error) {
    if (error instanceof FactsFileError) return error.lines;
    throw error;
  }
  return [];
}

const sites = 'sites: { vienna: { at: VIE }, dublin: { at: DUB } }\n';
const link = (rtt: string): string => `links: [{ between: [vienna, dublin], rtt: ${rtt} }]\n`;
const rttOf = ({ links }: Declarations): readonly number[] =>
  links.flatMap(({ rtt }) => (rtt.known ? [Math.round(rtt.value * 1e3)] : []));
const levelOf = (declarations: Declarations, id: string): string | undefined => declarations.rules.get(id)?.level;

describe('a file that extends', () => {
  it('another file goes over it, value by value, and its links may name the sites of that', () => {
    const declarations = load({
      'lightbound.yaml': `extends: ./platform/base.yaml\n${link('31 ms')}rules: { migration-converges: warning }`,
      'platform/base.yaml': `${sites}${link('40 ms').replace('rtt: 40 ms', 'rtt: 40 ms, bandwidth: 1 Gbit/s')}rules: { migration-converges: error, link-measured-recently: off }`,
    });
    expect(rttOf(declarations)).toEqual([31]);
    expect(declarations.links[0]?.bandwidth).toMatchObject({ value: 1e9 });
    expect(levelOf(declarations, 'migration-converges')).toBe('warning');
    expect(levelOf(declarations, 'link-measured-recently')).toBe('off');
    expect(declarations.files?.map(({ path }) => path)).toEqual(['platform/base.yaml', 'lightbound.yaml']);
  });

  it('a package takes its lightbound.yaml, from wherever Node would take the package', () => {
    const declarations = load({
      'lightbound.yaml': `extends: '@acme/network'\n${link('31 ms')}`,
      'node_modules/@acme/network/lightbound.yaml': sites,
      'node_modules/@acme/network/index.js': 'throw new Error("is run")',
    });
    expect(declarations.sites.map(({ id }) => id)).toEqual(['vienna', 'dublin']);
    expect(declarations.files?.[0]?.path).toBe('@acme/network/lightbound.yaml');
  });

  it('several goes over all of them, the later over the earlier', () => {
    const declarations = load({
      'lightbound.yaml': 'extends: [./a.yaml, ./b.yaml]\n',
      'a.yaml': `${sites}${link('31 ms')}`,
      'b.yaml': `${sites}${link('40 ms')}`,
    });
    expect(rttOf(declarations)).toEqual([40]);
  });

  it('what extends another one goes over all of it', () => {
    const declarations = load({
      'lightbound.yaml': 'extends: ./a.yaml\n',
      'a.yaml': `extends: ./deep/b.yaml\n${link('31 ms')}`,
      'deep/b.yaml': `extends: ../c.yaml\nrules: { migration-converges: off }`,
      'c.yaml': sites,
    });
    expect([rttOf(declarations), levelOf(declarations, 'migration-converges')]).toEqual([[31], 'off']);
  });

  it('counts a file that several extend once, below all that extend it', () => {
    const declarations = load({
      'lightbound.yaml': 'extends: [./a.yaml, ./b.yaml, ./a.yaml, ./linked.yaml]\n',
      'a.yaml': `extends: ./base.yaml\n${link('31 ms')}`,
      'b.yaml': 'extends: ./base.yaml\nrules: { migration-converges: note }\n',
      'linked.yaml': 'extends: [./base.yaml, lightbound:strict, lightbound:strict]\n',
      'base.yaml': `${sites}${link('40 ms')}rules: { migration-converges: off }\n`,
    });
    expect([rttOf(declarations), levelOf(declarations, 'migration-converges')]).toEqual([[31], 'note']);
    expect(declarations.files?.map(({ path }) => path)).toEqual([
      'base.yaml',
      'a.yaml',
      'b.yaml',
      'linked.yaml',
      'lightbound.yaml',
    ]);
  });

  it('takes one file by whatever names', () => {
    const folder = directoryWith({ 'lightbound.yaml': 'extends: [./base.yaml, ./other.yaml]\n', 'base.yaml': sites });
    symlinkSync('base.yaml', join(folder, 'other.yaml'));
    const facts = { path: join(folder, 'lightbound.yaml'), name: 'lightbound.yaml' };
    const { files } = loadDeclarations({ facts }, { rules }).declarations;
    expect(files?.map(({ path }) => path)).toEqual(['base.yaml', 'lightbound.yaml']);
  });

  /** Each of two files extends both of the layer below, so that 2^16 ways lead to the lowest. */
  const diamond = {
    'lightbound.yaml': `extends: [./a15.yaml, ./b15.yaml]\n${link('31 ms')}`,
    ...Object.fromEntries(
      ['a', 'b'].flatMap((side) =>
        Array.from({ length: 16 }, (_, layer) => [
          `${side}${layer}.yaml`,
          layer === 0 ? sites : `extends: [./a${layer - 1}.yaml, ./b${layer - 1}.yaml]\n`,
        ]),
      ),
    ),
  };

  it.each(['facts', 'waivers', 'trusted'] as const)('reads each file of a deep diamond once, for the %s', (which) => {
    const folder = directoryWith(diamond);
    const read: string[] = [];
    const file = { path: join(folder, which === 'waivers' ? 'a15.yaml' : 'lightbound.yaml'), name: 'x.yaml' };
    const all = (): unknown => loadDeclarations({ [which]: file }, { rules, onRead: (path) => read.push(path) });
    if (which === 'waivers') expect(all).toThrow('holds sites');
    else all();
    expect(read.length).toBe(new Set(read).size);
    expect(read.length).toBeGreaterThan(30);
  });

  it('takes at most 64 files, and says so once', () => {
    const names = Array.from({ length: 80 }, (_, index) => `s${index}.yaml`);
    const files = (most: number) => ({
      'lightbound.yaml': `extends: [${names.slice(0, most).join(', ')}]\n`,
      ...Object.fromEntries(names.map((name) => [name, sites])),
    });
    expect(errorsOf(files(63))).toEqual([]);
    expect(errorsOf(files(80))).toEqual([
      'lightbound.yaml extends: s63.yaml is one file too many: a facts file and all that it extends are at most 64 files',
    ]);
  });

  it.each([
    ['before it', '[./mine.yaml, ./base.yaml]'],
    ['after it', '[./base.yaml, ./mine.yaml]'],
  ])('is held to what another one locks, also %s', (_, extended) => {
    const declarations = load({
      'lightbound.yaml': `extends: ${extended}\n`,
      'mine.yaml': 'rules: { stretched-cluster-rtt: off }\n',
      'base.yaml': 'extends: ./below.yaml\nlocked: [stretched-cluster-rtt]\n',
      'below.yaml': 'rules: { stretched-cluster-rtt: warning }\n',
    });
    expect(levelOf(declarations, 'stretched-cluster-rtt')).toBe('warning');
    expect(declarations.files?.flatMap(({ remarks }) => remarks)).toEqual([
      'mine.yaml: the setting of rule stretched-cluster-rtt is not taken: base.yaml locks the rule',
    ]);
  });

  it.each([
    ['the file', 'rules: { stretched-cluster-rtt: { waivable: true, level: note } }'],
    [
      'its environment',
      'environments: { prod: { rules: { stretched-cluster-rtt: { waivable: true, level: note } } } }',
    ],
  ])('cannot open what nobody can waive by %s, and says so', (_, text) => {
    const declarations = load(
      {
        'lightbound.yaml': `extends: ./base.yaml\n${text}\n`,
        'base.yaml': 'rules: { stretched-cluster-rtt: { waivable: false } }\nenvironments: { prod: {} }\n',
      },
      'prod',
    );
    expect(declarations.rules.get('stretched-cluster-rtt')).toMatchObject({ waivable: false, level: 'note' });
    expect(declarations.files?.at(-1)?.remarks).toEqual([
      'lightbound.yaml: waivable: true of rule stretched-cluster-rtt is not taken: what it goes over says that nobody can waive the rule',
    ]);
  });

  it.each([
    ['./none.yaml', 'lightbound.yaml extends: none.yaml cannot be read: no such file or directory'],
    [
      'lightbound:soft',
      'lightbound.yaml extends: there is no preset "soft"; known: recommended, strict, metro, geo-di',
    ],
    ['@acme/none', 'lightbound.yaml extends: package @acme/none is not installed, or holds no lightbound.yaml'],
    [
      'https://acme.example/x',
      'lightbound.yaml extends: "https://acme.example/x" is an address, and nothing is fetched: name a file, a package',
    ],
    [
      'https://acme.example/x.yaml',
      'lightbound.yaml extends: "https://acme.example/x.yaml" is an address, and nothing is fetched',
    ],
    ['./a.yaml\\0', 'lightbound.yaml extends: a.yaml\0 cannot be read: its name holds a NUL character'],
    ['lightbound:\\0', 'lightbound.yaml extends: there is no preset "\0"; known: '],
    ['pkg\\0', 'lightbound.yaml extends: "pkg\0" is no file (./base.yaml), no package and no preset'],
    ['/no/such.yaml', 'lightbound.yaml extends: /no/such.yaml cannot be read: no such file or directory'],
    ['../../../../etc/../x', 'lightbound.yaml extends: '],
    ['./lightbound.yaml', 'lightbound.yaml extends: ./lightbound.yaml extends this file itself, in a circle'],
  ])('%s is one line', (to, line) => {
    const [first = '', ...others] = errorsOf({ 'lightbound.yaml': `extends: "${to}"\n${sites}` });
    expect(first.startsWith(line)).toBe(true);
    expect(others).toEqual([]);
  });

  it('itself through others is one line', () => {
    const files = {
      'lightbound.yaml': 'extends: ./a.yaml\n',
      'a.yaml': 'extends: ./b.yaml\n',
      'b.yaml': 'extends: ./a.yaml\n',
    };
    expect(errorsOf(files)).toEqual(['b.yaml extends: ./a.yaml extends this file itself, in a circle']);
  });

  it('what is wrong has the errors of that with their own places', () => {
    const files = { 'lightbound.yaml': 'extends: ./a.yaml\n', 'a.yaml': 'sites: { x: { at: nowhere-at-all } }' };
    expect(errorsOf(files)).toEqual([expect.stringMatching(/^a\.yaml:1:\d+ sites\.x\.at: "nowhere-at-all"/)]);
  });

  it('cannot set, nor waive, what the other locks, and says so', () => {
    const waiver =
      '{ rule: stretched-cluster-rtt, subject: x, stack: y, outcome: violation, reason: r, owner: o, ticket: t, until: 2999-01-01 }';
    const declarations = load({
      'lightbound.yaml': `extends: ./base.yaml\nrules: { stretched-cluster-rtt: off, migration-converges: off }\nwaivers: [${waiver}]`,
      'base.yaml': 'locked: [stretched-cluster-rtt]\n',
    });
    expect(levelOf(declarations, 'stretched-cluster-rtt')).toBeUndefined();
    expect(levelOf(declarations, 'migration-converges')).toBe('off');
    expect(declarations.waivers).toEqual([]);
    expect(declarations.files?.at(-1)?.remarks).toEqual([
      'lightbound.yaml: the setting of rule stretched-cluster-rtt is not taken: base.yaml locks the rule',
      'lightbound.yaml: the waiver of stretched-cluster-rtt is not taken: base.yaml locks the rule',
    ]);
  });
});

describe('an environment', () => {
  const file = `${sites}${link('31 ms')}
environments:
  prod: { links: [{ between: [vienna, dublin], rtt: 20 ms }], rules: { facts-declared: error } }
  test: { rules: { migration-converges: warning } }
`;

  it('that is asked for goes over the file, and the others say nothing', () => {
    expect(rttOf(load({ 'lightbound.yaml': file }))).toEqual([31]);
    const prod = load({ 'lightbound.yaml': file }, 'prod');
    expect([rttOf(prod), levelOf(prod, 'facts-declared'), levelOf(prod, 'migration-converges')]).toEqual([
      [20],
      'error',
      undefined,
    ]);
  });

  it('may be that of an extended file, and goes over it', () => {
    const files = { 'lightbound.yaml': 'extends: ./base.yaml\n', 'base.yaml': file };
    expect(rttOf(load(files, 'prod'))).toEqual([20]);
  });

  it('that nobody declares is an error that names those that are', () => {
    expect(errorsOf({ 'lightbound.yaml': file }, 'prd')).toEqual([
      'lightbound.yaml: unknown environment "prd"; known: prod, test',
    ]);
    expect(errorsOf({ 'lightbound.yaml': sites }, 'prod')).toEqual([
      'lightbound.yaml: unknown environment "prod"; none is declared',
    ]);
  });

  it('without any file is an error, too', () => {
    expect(() => loadDeclarations({}, { rules, environment: 'prod' })).toThrow(
      'without a facts file: unknown environment "prod"; none is declared',
    );
  });

  it('is checked though nobody asks for it', () => {
    const wrong = `${sites}environments: { prod: { links: [{ between: [vienna, graz] }] } }`;
    expect(errorsOf({ 'lightbound.yaml': wrong })).toEqual([
      expect.stringMatching(/environments\.prod\.links\[0\]\.between\[1\]: site "graz" is not declared/),
    ]);
    for (const asked of [undefined, 'prod']) {
      const rule = `${sites}environments: { prod: { rules: { no-such: off } } }`;
      expect(errorsOf({ 'lightbound.yaml': rule }, asked)).toEqual([
        expect.stringMatching(/environments\.prod\.rules\.no-such: unknown rule "no-such"/),
      ]);
    }
  });
});

describe('the preset', () => {
  it.each(Object.keys(presets))('%s sets what rules take', (name) => {
    const declarations = load({ 'lightbound.yaml': `extends: lightbound:${name}\n` });
    const configuration = configureRules(declarations);
    expect(rules.map((rule) => configuration.of(rule).level)).not.toContain('off');
  });

  it('strict makes what is open an error, and geo-distributed lets no metro stretch pass', () => {
    const strict = load({ 'lightbound.yaml': 'extends: lightbound:strict\n' });
    expect(configureRules(strict).undetermined).toBe('error');
    const geo = configureRules(load({ 'lightbound.yaml': 'extends: lightbound:geo-distributed\n' }));
    const rule = rules.find(({ id }) => id === 'broadcast-domain-single-site')!;
    expect(geo.of(rule).options['maxRtt']).toBe(0.001);
  });
});
