import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check } from '../lib/check';
import { noDeclarations } from '../lib/declarations/declarations';
import { rules } from '../policies';
import schema from '../schemas/lightbound.result.schema.json';
import { repository } from './support/readme';

const page = readFileSync(join(repository, 'docs/results.md'), 'utf8');
const path = 'test/fixtures/plans/ovh-private-network-regions/plan.json';

const section = (heading: string): string => page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
const rows = (heading: string): readonly (readonly string[])[] =>
  [...section(heading).matchAll(/^\| `(\w+)` +\|(.*)\|$/gm)].map(([, field = '', cells = '']) => [
    field,
    ...cells.split(' | ').map((cell) => cell.trim()),
  ]);

describe('the page on results', () => {
  it.each([
    ['The result', schema.properties],
    ['A finding', schema.definitions.Finding.properties],
    ['Evidence', schema.definitions.Evidence.properties],
    ['A move', schema.definitions.JudgedMove.properties],
  ])('%s: names every field of the schema and no other', (heading, properties) => {
    expect(
      rows(heading)
        .map(([field]) => field)
        .sort(),
    ).toEqual(Object.keys(properties).sort());
  });

  it('shows a finding as the command on it gives it', () => {
    const documents = [{ path, bytes: readFileSync(join(repository, path)) }];
    const result = check({ documents, declarations: noDeclarations, rules, version: '0.1.0', today: '2026-10-01' });
    const example = new Map(rows('A finding').map(([field = '', , shown = '']) => [field, shown.replaceAll('`', '')]));
    const found = result.findings.find(({ fingerprint }) => JSON.stringify(fingerprint) === example.get('fingerprint'));
    const simple = ['ruleId', 'level', 'category', 'outcome', 'messageId', 'state', 'change'] as const;
    expect(Object.fromEntries(simple.map((field) => [field, example.get(field)]))).toEqual(
      Object.fromEntries(simple.map((field) => [field, JSON.stringify(found?.[field])])),
    );
    const [before = '', after = ''] = example.get('message')?.slice(1, -1).split('…') ?? [];
    expect([found?.message.startsWith(before), found?.message.endsWith(after)]).toEqual([true, true]);
    expect(after).not.toBe('');
  });

  it('shows texts and addresses as a result has them', () => {
    const shown = [...rows('A finding'), ...rows('Evidence')];
    expect(shown.filter((cells) => cells.join('').includes('\\"'))).toEqual([]);
    const documents = [{ path, bytes: readFileSync(join(repository, path)) }];
    const result = check({ documents, declarations: noDeclarations, rules, version: '0.1.0', today: '2026-10-01' });
    const [, , example = ''] = shown.find(([field]) => field === 'wayOut') ?? [];
    const [, before = '', after = ''] = /"see": "([^"]+)…([^"]+)"/u.exec(example) ?? [];
    expect([before, after]).not.toContain('');
    for (const { see } of result.findings.flatMap(({ evidence }) => evidence.wayOut)) {
      expect([see?.startsWith(before), see?.endsWith(after)]).toEqual([true, true]);
    }
  });

  it('has a rule that runs from the installed package and prints what the page shows', () => {
    const [, program = ''] = /```js\n(.*?)```/s.exec(page) ?? [];
    const [, printed = ''] = /```text\n(.*?)```/s.exec(page) ?? [];
    const folder = mkdtempSync(join(tmpdir(), 'lightbound-results-'));
    try {
      mkdirSync(join(folder, 'node_modules'));
      symlinkSync(repository, join(folder, 'node_modules/lightbound'));
      writeFileSync(join(folder, 'few-sites.mjs'), program);
      const run = spawnSync(process.execPath, ['few-sites.mjs', join(repository, path)], {
        cwd: folder,
        encoding: 'utf8',
      });
      expect([run.stdout, run.stderr]).toEqual([printed, '']);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
