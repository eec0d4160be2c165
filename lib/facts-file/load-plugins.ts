import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import type { SettingError } from '../rules/configuration';
import type { Rule } from '../rules/define-rule';
import { ruleProblems } from '../rules/rule-problems';
import type { NamedFile } from './named-file';

/** A module of rules that a facts file names, and where it does. */
export interface Plugin {
  /** As written: relative to the file that names it. */
  readonly path: string;
  readonly from: NamedFile;
}

interface LoadedPlugins {
  readonly rules: readonly Rule[];
  readonly errors: readonly SettingError[];
}

/**
 * Runs the modules that facts files name, and takes the rules that they export: one, a list, or `{ rules }`. Whatever is wrong with
 * one is an error of its own.
 * @param known ids that are taken
 */
export function loadPlugins(plugins: readonly Plugin[], known: readonly string[]): LoadedPlugins {
  const rules: Rule[] = [];
  const errors: SettingError[] = [];
  const taken = new Set(known);
  const seen = new Set<string>();
  for (const { path, from } of plugins) {
    const file = resolve(dirname(from.path), path);
    if (seen.has(file)) continue;
    seen.add(file);
    const fail = (message: string): void => {
      errors.push({ where: `${from.name ?? ''} plugins: ${path}`, message });
    };
    const exported = exportsOf(file, fail);
    for (const written of exported) {
      const [problem] = ruleProblems(written);
      const rule = written as Rule;
      if (problem !== undefined) fail(problem);
      else if (taken.has(rule.id)) fail(`rule "${rule.id}" exists already: choose another id`);
      else {
        taken.add(rule.id);
        rules.push(rule);
      }
    }
  }
  return { rules, errors };
}

/** What a module says that its rules are; one that says of none is an error. */
function exportsOf(file: string, fail: (message: string) => void): readonly unknown[] {
  const exported = run(file, fail);
  if (exported === undefined) return [];
  const rules = 'rules' in exported ? exported.rules : 'default' in exported ? exported.default : exported;
  const list: readonly unknown[] = Array.isArray(rules) ? rules : [rules];
  if (list.length === 0) fail('exports no rule: write `module.exports = { rules: [...] }`');
  return list;
}

function run(file: string, fail: (message: string) => void): object | undefined {
  if (!existsSync(file)) {
    fail('there is no such file');
    return undefined;
  }
  try {
    const exported: unknown = createRequire(join(dirname(file), 'plugin.js'))(file);
    if (typeof exported === 'object' && exported !== null) return exported;
    fail('exports no rule: write `module.exports = { rules: [...] }`');
  } catch (error) {
    fail(explain(error));
  }
  return undefined;
}

function explain(error: unknown): string {
  const { code, message }: NodeJS.ErrnoException = error instanceof Error ? error : new Error(String(error));
  if (code === 'MODULE_NOT_FOUND' && message.startsWith("Cannot find module 'lightbound'")) {
    return 'needs the package lightbound beside it: run `npm install --save-dev lightbound`';
  }
  if (code === 'ERR_REQUIRE_ESM') return 'is an ES module: write it as CommonJS, with the name .cjs';
  return `failed: ${message.split('\n')[0] ?? ''}`;
}
