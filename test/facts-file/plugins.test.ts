import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FactsFileError } from '../../lib/facts-file/facts-file';
import { loadDeclarations, type LoadedDeclarations } from '../../lib/facts-file/load-declarations';
import type { RunResult } from '../../lib/findings/run-result';
import type { Graph } from '../../lib/graph/graph';
import { rules } from '../../policies';
import { directoryWith, removeDirectories } from '../cli/fake-io';
import { runIn } from '../cli/run-in';

afterEach(removeDirectories);

/** A rule as a team writes it, without any library. */
const rule = (id: string): string => `({
  id: '${id}', title: 'Few sites', law: 'A network is in one region.', why: 'Because we say so.',
  level: 'error', category: 'stretched-layer-2', scope: 'stack', references: [],
  messages: { many: '{name} is in {count} regions.' }, options: {},
  select: (graph) => graph.domains['broadcast-domain'] ?? [],
  check: (domain, { report }) => domain.members.length < 2 ? [] : [report.violation('many', {
    data: { name: domain.name, count: String(domain.members.length) },
    evidence: { given: [], steps: [], flipPoints: [], wayOut: [] },
  })],
})`;

const load = (files: Readonly<Record<string, string>>): LoadedDeclarations =>
  loadDeclarations(
    { facts: { path: join(directoryWith(files), 'lightbound.yaml'), name: 'lightbound.yaml' } },
    { rules },
  );

const errorsOf = (files: Readonly<Record<string, string>>): readonly string[] => {
  try {
    load(files);
  } catch (error) {
    if (error instanceof FactsFileError) return error.lines;
    throw error;
  }
  return [];
};

const facts = 'plugins: [./rules/own.js]\n';

describe('a plug-in', () => {
  it.each([
    ['one rule', `module.exports = ${rule('network-few-sites')};`],
    ['a list', `module.exports = [${rule('network-few-sites')}];`],
    ['rules by name', `module.exports = { rules: [${rule('network-few-sites')}] };`],
    ['a default', `module.exports = { default: ${rule('network-few-sites')} };`],
  ])('that exports %s adds to the rules, and its level is set like any other', (_, text) => {
    const loaded = load({
      'lightbound.yaml': `${facts}rules: { network-few-sites: warning }\n`,
      'rules/own.js': text,
    });
    expect(loaded.rules.map(({ id }) => id)).toEqual([...rules.map(({ id }) => id), 'network-few-sites']);
    expect(loaded.declarations.rules.get('network-few-sites')?.level).toBe('warning');
  });

  it.each([
    ['that is not there', {}, 'lightbound.yaml plugins: ./rules/own.js: there is no such file'],
    [
      'that throws',
      { 'rules/own.js': 'throw new Error("no\\nmore")' },
      'lightbound.yaml plugins: ./rules/own.js: failed: no',
    ],
    [
      'that does without the package that it needs',
      {
        // Here the package is found wherever a module stands.
        'rules/own.js': `throw Object.assign(new Error("Cannot find module 'lightbound'\\nRequire stack:"), { code: 'MODULE_NOT_FOUND' });`,
      },
      'lightbound.yaml plugins: ./rules/own.js: needs the package lightbound beside it: run `npm install --save-dev lightbound`',
    ],
    [
      'that exports nothing',
      { 'rules/own.js': 'module.exports = [];' },
      'lightbound.yaml plugins: ./rules/own.js: exports no rule: write `module.exports = { rules: [...] }`',
    ],
    [
      'whose rule is none',
      { 'rules/own.js': 'module.exports = { id: "no-bad-x" };' },
      expect.stringMatching(/^lightbound\.yaml plugins: \.\/rules\/own\.js: rule /) as string,
    ],
    [
      'that takes a name that means something else',
      { 'rules/own.js': `module.exports = ${rule('facts-declared')};` },
      'lightbound.yaml plugins: ./rules/own.js: rule "facts-declared": the name sets the level of what cannot be decided; choose another id',
    ],
    ['that throws no error', { 'rules/own.js': 'throw 1;' }, 'lightbound.yaml plugins: ./rules/own.js: failed: 1'],
    [
      'that throws what throws when it is read',
      { 'rules/own.js': 'throw { get message() { throw 1 }, toString() { throw 2 } };' },
      'lightbound.yaml plugins: ./rules/own.js: failed: it threw no error',
    ],
    [
      'whose list of rules throws',
      { 'rules/own.js': 'module.exports = { get rules() { throw new Error("not yet") } };' },
      'lightbound.yaml plugins: ./rules/own.js: failed: not yet',
    ],
    [
      'whose rule throws when it is read',
      {
        'rules/own.js': `module.exports = Object.defineProperty(${rule('network-few-sites')}, 'why', { get() { throw 1 } });`,
      },
      'lightbound.yaml plugins: ./rules/own.js: failed: 1',
    ],
    [
      'whose rule holds what throws when it is read',
      { 'rules/own.js': `module.exports = { ...${rule('network-few-sites')}, messages: { get a() { throw 1 } } };` },
      'lightbound.yaml plugins: ./rules/own.js: failed: 1',
    ],
    [
      'whose rule holds itself',
      {
        'rules/own.js': `const options = {}; options.a = options; module.exports = { ...${rule('network-few-sites')}, options };`,
      },
      'lightbound.yaml plugins: ./rules/own.js: failed: Maximum call stack size exceeded',
    ],
    [
      'that is a proxy',
      {
        'rules/own.js':
          'module.exports = new Proxy({}, { get() { throw new Error("no") }, has() { throw new Error("no") } });',
      },
      'lightbound.yaml plugins: ./rules/own.js: failed: no',
    ],
    [
      'that is a proxy which was revoked',
      {
        'rules/own.js':
          'const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); module.exports = { rules: proxy };',
      },
      expect.stringMatching(/^lightbound\.yaml plugins: \.\/rules\/own\.js: failed: .*revoked$/) as string,
    ],
    [
      'whose name holds NUL',
      { 'lightbound.yaml': 'plugins: ["./rules/own.js\\u0000"]\n' },
      'lightbound.yaml plugins: ./rules/own.js\u0000: there is no such file',
    ],
    [
      'whose rule takes the name of another',
      { 'rules/own.js': `module.exports = ${rule('migration-converges')};` },
      'lightbound.yaml plugins: ./rules/own.js: rule "migration-converges" exists already: choose another id',
    ],
  ])('%s is one line', (_, files, line) => {
    expect(errorsOf({ 'lightbound.yaml': facts, ...files })).toEqual([line]);
  });

  it('that says something else each time is taken at its first word, and keeps its own functions', () => {
    const text = `let times = 0;
      const rule = ${rule('network-few-sites')};
      Object.defineProperty(rule, 'id', { get: () => (times++ === 0 ? 'network-few-sites' : 'migration-converges') });
      rule.own = [];
      rule.select = function () { return this.own; };
      module.exports = rule;`;
    const own = load({ 'lightbound.yaml': facts, 'rules/own.js': text }).rules.at(-1);
    expect([own?.id, own?.id, own?.select({} as Graph)]).toEqual(['network-few-sites', 'network-few-sites', []]);
  });

  it.each([
    ['named by a file of waivers', { 'lightbound.waivers.yaml': facts }, 'lightbound.waivers.yaml: holds plugins'],
    [
      'named by a file that is wrong',
      { 'lightbound.yaml': `${facts}sites: { x: { at: nowhere-at-all } }` },
      'sites.x.at',
    ],
  ])('%s is not run', (_, files, line) => {
    const folder = directoryWith({ 'rules/own.js': 'globalThis.wasRun = true;', ...files });
    const [name = ''] = Object.keys(files);
    const named = { path: join(folder, name), name };
    const which = name === 'lightbound.yaml' ? { facts: named } : { waivers: named };
    expect(() => loadDeclarations(which, { rules })).toThrow(line);
    expect(globalThis).not.toHaveProperty('wasRun');
  });

  it('of an extended file stands beside that file', () => {
    const loaded = load({
      'lightbound.yaml': 'extends: ./platform/base.yaml\n',
      'platform/base.yaml': facts,
      'platform/rules/own.js': `module.exports = ${rule('network-few-sites')};`,
    });
    expect(loaded.rules.at(-1)?.id).toBe('network-few-sites');
  });
});

const plan = JSON.stringify({
  format_version: '1.2',
  resource_changes: [
    {
      address: 'ovh_cloud_project_network_private.a',
      mode: 'managed',
      type: 'ovh_cloud_project_network_private',
      name: 'a',
      provider_name: 'registry.terraform.io/ovh/ovh',
      change: {
        actions: ['create'],
        before: null,
        after: { name: 'a', regions: ['GRA9', 'GRA11'] },
        after_unknown: {},
      },
    },
  ],
});

describe('check', () => {
  it('judges by the rules of plug-ins, and one that throws is an error of the run', async () => {
    const files = {
      'plan.json': plan,
      'lightbound.yaml': facts,
      'rules/own.js': `module.exports = ${rule('network-few-sites')};`,
    };
    const { out, code } = await runIn(directoryWith(files), 'check', 'plan.json', '--format', 'json');
    const { findings } = JSON.parse(out) as RunResult;
    expect(findings[0]).toMatchObject({ ruleId: 'network-few-sites', level: 'error' });
    expect(code).toBe(1);
    const broken = {
      ...files,
      'rules/own.js': files['rules/own.js'].replace('domain.members.length < 2', 'domain.x.y'),
    };
    const failed = await runIn(directoryWith(broken), 'check', 'plan.json', '--format', 'json');
    expect(failed.code).toBe(4);
    expect(failed.err).toContain('rule network-few-sites');
  });

  it('runs none of a work tree beside a trusted copy, and says so', async () => {
    const cwd = directoryWith({
      'plan.json': plan,
      'lightbound.yaml': `${facts}check: { failOn: never }\n`,
      'rules/own.js': 'throw new Error("is run")',
      'trusted.yaml': 'rules: { facts-declared: warning }\n',
    });
    const { err, out } = await runIn(cwd, 'check', 'plan.json', '--config-from', 'trusted.yaml');
    expect(err).toBe('');
    const words = out.replace(/\s+/gu, ' ');
    expect(words).toContain('plug-in ./rules/own.js is not taken: only trusted.yaml may name one');
    expect(words).toContain('check.failOn is not taken: only trusted.yaml says how to check');
  });
});

describe('check in the facts file', () => {
  const wide = plan.replace('"GRA9"', '"WAW1"');
  const run = (check: string, ...options: readonly string[]) =>
    runIn(
      directoryWith({ 'plan.json': wide, 'lightbound.yaml': `check: ${check}\n` }),
      'check',
      'plan.json',
      ...options,
    );

  it('sets what the command line does not', async () => {
    expect((await run('{ failOn: never }')).code).toBe(0);
    expect((await run('{ failOn: never }', '--fail-on', 'error')).code).toBe(1);
    expect((await run('{ format: [json] }')).out).toMatch(/^\{/);
    expect((await run('{ failOn: never }')).out.replace(/\s+/gu, ' ')).toContain('check.failOn is never');
  });

  it('says no format where the command line says where the one report goes', async () => {
    const folder = directoryWith({
      'plan.json': wide,
      'lightbound.yaml': 'check: { format: [brief, sarif=x.sarif] }\n',
      'one.yaml': 'check: { format: [json] }\n',
    });
    const { code } = await runIn(folder, 'check', 'plan.json', '-o', 'out.txt');
    expect(code).toBe(1);
    expect(readdirSync(folder)).not.toContain('x.sarif');
    expect(readFileSync(join(folder, 'out.txt'), 'utf8')).toBe(
      (await runIn(folder, 'check', 'plan.json', '--format', 'pretty')).out,
    );
    await runIn(folder, 'check', 'plan.json', '--facts', 'one.yaml', '-o', 'out.json');
    expect(readFileSync(join(folder, 'out.json'), 'utf8')).toMatch(/^\{/);
  });

  it.each([
    [
      '{ format: [json, brief] }',
      'lightbound: check.format in the facts file: json and brief would both go to standard output; write one as',
    ],
    [
      '{ failOn: sometimes }',
      'lightbound: check.failOn in the facts file is invalid. Allowed are error, warning, note,',
    ],
    ['{ format: [docx] }', 'lightbound: check.format in the facts file is invalid. Allowed formats are pretty, brief,'],
  ])('%s is a usage error', async (check, line) => {
    const { code, err } = await run(check);
    expect(code).toBe(2);
    expect(err.startsWith(line)).toBe(true);
  });
});
