import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rule } from '../lib/rules/define-rule';
import { rules } from '../policies';
import { ruleNames } from '../scripts/load-rules';
import { ruleIdProblem } from '../lib/rules/rule-id';
import { testCases } from '../scripts/test-cases';

const root = join(__dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const names = ruleNames(root);

it('has rules', () => {
  expect(names.length).toBeGreaterThan(0);
});

it('lists every rule file once, sorted by id', () => {
  expect(rules.map(({ id }) => id)).toEqual(names);
});

describe.each(names)('%s', (name) => {
  const rule = (): Rule => {
    const found = rules.find(({ id }) => id === name);
    if (found === undefined) throw new Error(`policies/${name}.ts has another id, or policies/index.ts is stale`);
    return found;
  };

  it('has an id that is a law', () => {
    expect(ruleIdProblem(rule().id)).toBeUndefined();
  });

  it('has a test', () => {
    expect(existsSync(join(root, `test/policies/${name}.test.ts`))).toBe(true);
  });

  it('has cases that run, and none that is still to be written', () => {
    const { written, open } = testCases(read(`test/policies/${name}.test.ts`));

    expect(written.length).toBeGreaterThan(0);
    expect(open).toEqual([]);
  });

  it('states its law in one sentence, and its reason', () => {
    const { law, why } = rule();

    expect(law).toMatch(/^[A-Z][^.!?]*[.]$/u);
    expect(law + why).not.toContain('TODO');
  });

  it('has a page that tells every option and every message', () => {
    const page = read(`docs/rules/${name}.md`);

    for (const key of [...Object.keys(rule().options), ...Object.keys(rule().messages)]) {
      expect(page).toContain(`\`${key}\``);
    }
  });

  it('names sources with an address', () => {
    expect(rule().references.length).toBeGreaterThan(0);
    for (const { title, url } of rule().references) {
      expect(title).not.toMatch(/^$|TODO/u);
      expect(new URL(url).protocol).toMatch(/^https?:$/u);
      expect(new URL(url).hostname).not.toBe('example.com');
    }
  });

  it('uses every message that it has', () => {
    const text = read(`policies/${name}.ts`);

    for (const id of Object.keys(rule().messages)) expect(text).toMatch(new RegExp(`['"]${id}['"]`, 'u'));
  });

  it('fits one screen or two: at most 100 lines of code', () => {
    const code = read(`policies/${name}.ts`)
      .split('\n')
      .filter((line) => !/^\s*(?:$|\/\*|\*|\/\/)/u.test(line));

    expect(code.length).toBeLessThanOrEqual(100);
  });
});
