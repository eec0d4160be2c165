import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { run } from '../../lib/cli/run';
import { home } from '../../lib/findings/home';
import { fileAddress } from '../../lib/findings/file-address';
import { rules } from '../../policies';
import { fakeIo } from '../cli/fake-io';
import { outputOf } from '../engines/run-command';

jest.setTimeout(60_000);

const root = join(__dirname, '../..');
const door = { version: '0', rules: () => rules };
const plan = 'examples/plan.json';

/** What is printed for people and machines to follow: every rule, findings in the formats with addresses, a draft, a link, the demo. */
const commands: readonly (readonly string[])[] = [
  ...rules.map(({ id }) => ['explain', id]),
  ...['pretty', 'json', 'sarif', 'markdown', 'gitlab', 'junit'].map((format) => [
    ...['check', plan, '--facts', 'examples/facts/far.yaml', '--format', format],
  ]),
  ['check', plan],
  ['init', plan, '--output', '-'],
  ['link', 'vienna', 'dublin', '--memory', '64 GiB', '--dirty-rate', '1 GiB/s', '--format', 'json'],
  ['demo'],
];

async function printed(argv: readonly string[]): Promise<string> {
  const io = fakeIo({ cwd: root });
  await run(argv, io, door);
  return io.out();
}

/** Paths below the address of the repository. */
const pathsIn = (text: string): readonly string[] =>
  [...text.matchAll(new RegExp(`${home}/(?:blob|raw)/main/([\\w./-]*\\w)`, 'gu'))].map(([, path = '']) => path);

describe.each([
  ['lightbound', root],
  ['lightbound-cli', join(root, 'build/cli')],
])('the files of %s', (_, folder) => {
  /** Needs `npm run build`, which `npm ci` runs. */
  const whenBuilt = existsSync(folder) ? it : it.skip;
  let files: ReadonlySet<string> = new Set();
  beforeAll(async () => {
    if (!existsSync(folder)) return;
    const listed = await outputOf('npm', ['pack', '--dry-run', '--json'], { cwd: folder, env: process.env });
    const [pack] = JSON.parse(listed) as readonly [{ readonly files: readonly { readonly path: string }[] }];
    files = new Set(pack.files.map(({ path }) => path));
  });

  whenBuilt('hold everything that is printed as an address of the repository', async () => {
    const texts = await Promise.all(commands.map(printed));
    const paths = new Set(texts.flatMap(pathsIn));

    expect([...paths].filter((path) => !files.has(path))).toEqual([]);
    expect([...paths]).toEqual(
      expect.arrayContaining([
        ...rules.map(({ id }) => `docs/rules/${id}.md`),
        'docs/scale-out.md',
        'schemas/lightbound.facts.schema.json',
        'examples/README.md',
      ]),
    );
  });

  whenBuilt('hold what their pages link to, pictures too', () => {
    const pages = [...files].filter((path) => path.endsWith('.md'));
    const broken = pages.flatMap((page) =>
      [...readFileSync(join(folder, page), 'utf8').matchAll(/\]\((?!https?:|#)([^)\s#]+)/gu)]
        .map(([, link = '']) => posix.join(posix.dirname(page), link).replace(/\/$/u, ''))
        .filter((path) => !files.has(path) && ![...files].some((file) => file.startsWith(`${path}/`)))
        .map((path) => `${page}: ${path}`),
    );

    expect(pages.length).toBeGreaterThan(10);
    expect(broken).toEqual([]);
  });
});

it('a draft of facts names the schema by its own address, where no node_modules is', async () => {
  const schema = 'schemas/lightbound.facts.schema.json';
  const [first] = (await printed(['init', plan, '--output', '-'])).split('\n');

  expect(first).toBe(`# yaml-language-server: $schema=${fileAddress(schema)}`);
  expect(JSON.parse(readFileSync(join(root, schema), 'utf8'))).toMatchObject({ $id: fileAddress(schema) });
});
