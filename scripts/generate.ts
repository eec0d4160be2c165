/**
 * Writes everything that is derived from the code: `npm run generate`.
 * `-- --check` writes nothing and names each file that is not as it would be written.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import formatting from '../.oxfmtrc.json';
import { version } from '../package.json';
import { ciSnippets } from './ci-snippets';
import { exampleFinding } from './example-finding';
import { factsSchemaJson } from './generate-facts-schema';
import { linkSchemaJson, optionsSchemaJson, resultSchemaJson } from './generate-result-schema';
import { replaceRegion } from './generated-region';
import { forContributors, homeIn, homeModule, lighterWays } from './home';
import { issueLinks } from './issue-links';
import type { Rule } from '../lib/rules/define-rule';
import { loadRules, ruleNames } from './load-rules';
import { manPage } from './man-page';
import { rooms } from './rooms.json';
import { roomImports } from './room-imports';
import { roomsDrawing } from './rooms-drawing';
import { roomsTable } from './rooms-table';
import { rulesIndexPage, rulesModule, rulesTable } from './rule-catalogue';
import { rulePage } from './rule-page';

interface Output {
  readonly path: string;
  readonly text: string;
}

const root = join(__dirname, '..');

const read = (path: string): string => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '');

/** A plan of a real provider ships as an example; the README shows what is found in it. */
const planOutput = (): Output => ({
  path: 'examples/plan.json',
  text: read('test/fixtures/plans/vsphere-vsan-stretched-one-datacenter/plan.json'),
});

/** The image is where the repository is. */
function fleetOutput(): Output {
  const path = 'examples/kubernetes/fleet.yaml';
  const repository = new URL(homeIn(root)).pathname.slice(1).toLowerCase();
  return { path, text: read(path).replaceAll(/image: ghcr\.io\/[^:\s]+/gu, `image: ghcr.io/${repository}`) };
}

const homeOutput = (): Output => ({ path: 'lib/findings/home.ts', text: homeModule(homeIn(root)) });

/** The list of rules comes first: what follows imports it. */
function indexOutput(): Output {
  return { path: 'policies/index.ts', text: rulesModule(ruleNames(root)) };
}

function schemaOutputs(): readonly Output[] {
  return [
    { path: 'schemas/lightbound.facts.schema.json', text: factsSchemaJson() },
    { path: 'schemas/lightbound.result.schema.json', text: resultSchemaJson() },
    { path: 'schemas/lightbound.link.schema.json', text: linkSchemaJson() },
    { path: 'schemas/lightbound.options.schema.json', text: optionsSchemaJson() },
  ];
}

function documentOutputs(rules: readonly Rule[]): readonly Output[] {
  const architecture = 'docs/architecture.md';
  const withTable = replaceRegion(architecture, read(architecture), 'rooms', roomsTable(rooms));
  const withDrawing = replaceRegion(architecture, withTable, 'drawing', roomsDrawing(roomImports(root)));
  const withRules = replaceRegion('README.md', read('README.md'), 'rules', rulesTable(rules, 'docs/rules/'));
  const withWays = replaceRegion('README.md', withRules, 'lighter', lighterWays(homeIn(root)));
  const withPages = replaceRegion('README.md', withWays, 'contributors', forContributors(homeIn(root)));
  const readme = replaceRegion('README.md', withPages, 'finding', exampleFinding(root, rules));
  const ci = Object.entries(ciSnippets(homeIn(root), version)).reduce(
    (text, [name, content]) => replaceRegion('docs/ci.md', text, name, content),
    read('docs/ci.md'),
  );
  return [
    { path: 'docs/ci.md', text: ci },
    ...rules.map((rule) => ({ path: `docs/rules/${rule.id}.md`, text: rulePage(rule) })),
    { path: 'docs/rules/README.md', text: rulesIndexPage(rules) },
    { path: '.github/ISSUE_TEMPLATE/config.yml', text: issueLinks() },
    { path: 'README.md', text: readme },
    { path: 'man/lightbound.1', text: manPage() },
    { path: architecture, text: withDrawing },
  ];
}

/** Formatted here as well, so that `npm run format` changes nothing. */
async function formatted({ path, text }: Output): Promise<Output> {
  if (/\.(?:json|1)$/u.test(path)) return { path, text };
  const { format } = await import('oxfmt');
  const { code, errors } = await format(path, text, formatting);
  if (errors.length > 0) throw new Error(`${path}: ${errors.map(({ message }) => message).join('; ')}`);
  return { path, text: code };
}

/** Pages of rules that are no more. */
function orphans(outputs: readonly Output[]): readonly string[] {
  const folder = join(root, 'docs/rules');
  const expected = new Set(outputs.map(({ path }) => path));
  const pages = existsSync(folder) ? readdirSync(folder).map((file) => `docs/rules/${file}`) : [];
  return pages.filter((path) => !expected.has(path));
}

/** Whether the file was another one before. */
function write({ path, text }: Output): boolean {
  if (read(path) === text) return false;
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  console.log(`wrote ${path}`);
  return true;
}

async function main(check: boolean): Promise<void> {
  const home = await formatted(homeOutput());
  if (!check && write(home)) {
    // What follows was loaded with the old address in it.
    execFileSync('npm', ['run', '--silent', 'generate'], { cwd: root, stdio: 'inherit' });
    return;
  }
  const index = await formatted(indexOutput());
  const plan = planOutput();
  if (!check) for (const output of [index, plan]) write(output);
  const later = [fleetOutput(), ...schemaOutputs(), ...documentOutputs(loadRules(root))];
  const outputs = [home, index, plan, ...(await Promise.all(later.map(formatted)))];
  const stale = outputs.filter(({ path, text }) => read(path) !== text);
  const removed = orphans(outputs);
  if (check) {
    for (const { path } of stale) console.error(`${path} is stale: run \`npm run generate\``);
    for (const path of removed) console.error(`${path} belongs to no rule: run \`npm run generate\``);
    process.exitCode = stale.length + removed.length === 0 ? 0 : 1;
    return;
  }
  for (const output of stale) write(output);
  for (const path of removed) rmSync(join(root, path));
}

main(process.argv.includes('--check')).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
