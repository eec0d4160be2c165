import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { frameworks } from '../../lib/reference/frameworks';
import { rules } from '../../policies';
import { repository } from '../support/readme';

const table = frameworks();
const controls = table.flatMap((framework) => framework.controls.map((control) => ({ framework, control })));
const page = readFileSync(join(repository, 'docs/frameworks.md'), 'utf8');

describe('the table of frameworks', () => {
  it('names rules that exist, each once', () => {
    const ids = rules.map(({ id }) => id).sort();
    for (const { control } of controls) {
      expect(ids).toEqual(expect.arrayContaining([...control.rules]));
      expect(control.rules).toEqual([...new Set(control.rules)].sort());
    }
  });

  it('has no rule that no framework asks about', () => {
    const mapped = new Set(controls.flatMap(({ control }) => control.rules));
    expect(rules.map(({ id }) => id).filter((id) => !mapped.has(id))).toEqual([]);
  });

  it.each(controls.map(({ framework, control }) => [framework.id, control.id, control] as const))(
    '%s %s has a title and the page that it was read on',
    (_, __, { title, rules: mapped, source }) => {
      expect(title).toMatch(/^\S.{5,}$/);
      expect(mapped.length).toBeGreaterThan(0);
      expect(source.title).not.toBe('');
      expect(source.url).toMatch(/^https:\/\/[\w.-]+\/\S+$/);
    },
  );

  it('has each id once', () => {
    const ids = controls.map(({ framework, control }) => `${framework.id} ${control.id}`);
    expect(ids).toEqual([...new Set(ids)]);
    expect(table.map(({ id }) => id)).toEqual([...new Set(table.map(({ id }) => id))]);
  });
});

describe('the page on frameworks', () => {
  it('has a row for each control with its rules and its page, and no other', () => {
    const rows = [...page.matchAll(/^\| \[([^\]]+)\]\(([^)]+)\) +\| (.*?) +\| (.*?) +\|$/gm)].map(
      ([, id, url, title, names = '']) => [id, url, title, [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name)],
    );
    expect(rows).toEqual(controls.map(({ control }) => [control.id, control.source.url, control.title, control.rules]));
  });

  it('names each framework as --framework takes it', () => {
    const named = [...page.matchAll(/^## .* `([a-z0-9-]+)`$/gm)].map(([, id]) => id);
    expect(named).toEqual(table.map(({ id }) => id));
  });
});
