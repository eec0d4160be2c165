import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runIn } from './cli/run-in';
import { repository } from './support/readme';

const page = readFileSync(join(repository, 'docs/options.md'), 'utf8');

/** Each command with what the page shows of its output. */
const examples = [...page.matchAll(/```sh\n(.*?)```\n\n```text\n(.*?)```/gs)].map(([, command = '', shown = '']) => ({
  argv: [...command.replaceAll('\\\n', ' ').matchAll(/"([^"]*)"|(\S+)/gu)].map(
    ([, quoted, word]) => quoted ?? word ?? '',
  ),
  shown,
}));

describe('the page on options', () => {
  it('has two answers', () => {
    expect(examples.map(({ argv }) => argv.slice(0, 5))).toEqual([
      ['npx', 'lightbound', 'options', 'VIE', 'DUB'],
      ['npx', 'lightbound', 'options', 'FRA', 'IAD'],
    ]);
  });

  it.each(examples)('prints what $argv shows', async ({ argv, shown }) => {
    const { code, out, err } = await runIn(repository, ...argv.slice(2));
    expect([code, err]).toEqual([0, '']);
    const rule = out.split('\n').findIndex((line) => /^(?: {2}given|column) /u.test(line));
    expect(shown.trim()).toBe(out.split('\n').slice(0, rule).join('\n').trim());
  });

  it('has the exit codes of --help', async () => {
    const { out } = await runIn(repository, 'options', '--help');
    const told = [...out.matchAll(/^ {2}(\d) {2}\S/gm)].map(([, code]) => code);
    expect([...page.matchAll(/^\| (\d) +\|/gm)].map(([, code]) => code)).toEqual(told);
  });

  it('has a row for each option that is compared', async () => {
    const [{ argv }] = examples as [(typeof examples)[number]];
    const { out } = await runIn(repository, ...argv.slice(2), '--format', 'json');
    const { columns } = JSON.parse(out) as { columns: readonly { options: readonly { name: string }[] }[] };
    const kinds = columns[0]!.options.map(({ name }) => name.replace(/ in [^,]+/u, ''));
    const section = page.split('\n## The options\n')[1]?.split('\n## ')[0] ?? '';
    const rows = [...section.matchAll(/^\| ([a-z][^|]*?) +\|/gm)].map(([, name]) => name);
    expect(rows).toEqual([...new Set(kinds)]);
  });
});
