import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import type { SettingError } from '../rules/configuration';
import type { Rule } from '../rules/define-rule';
import { plainRule } from '../rules/plain-rule';
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
    for (const written of exportsOf(file, fail)) {
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

/** What a module says that its rules are; one that says of none, or that fails as it is run or read, is an error. */
function exportsOf(file: string, fail: (message: string) => void): readonly unknown[] {
  if (!existsSync(file)) {
    fail('there is no such file');
    return [];
  }
  try {
    const list = rulesIn(createRequire(join(dirname(file), 'plugin.js'))(file));
    if (list.length === 0) fail('exports no rule: write `module.exports = { rules: [...] }`');
    return list.map(plainRule);
  } catch (error) {
    fail(explain(error));
    return [];
  }
}

function rulesIn(exported: unknown): readonly unknown[] {
  if (typeof exported !== 'object' || exported === null) return [];
  const rules: unknown = 'rules' in exported ? exported.rules : 'default' in exported ? exported.default : exported;
  return Array.isArray(rules) ? rules : [rules];
}

function explain(error: unknown): string {
  const code = textIn(error, 'code');
  const message = textIn(error, 'message') ?? (Object(error) === error ? 'it threw no error' : String(error));
  if (code === 'MODULE_NOT_FOUND' && message.startsWith("Cannot find module 'lightbound'")) {
    return 'needs the package lightbound beside it: run `npm install --save-dev lightbound`';
  }
  if (code === 'ERR_REQUIRE_ESM') return 'is an ES module: write it as CommonJS, with the name .cjs';
  return `failed: ${message.split('\n')[0] ?? ''}`;
}

/** A text that something thrown has; what is thrown can be anything, and throw again. */
function textIn(thrown: unknown, key: string): string | undefined {
  try {
    const text: unknown = (thrown as Readonly<Record<string, unknown>> | null | undefined)?.[key];
    return typeof text === 'string' ? text : undefined;
  } catch {
    return undefined;
  }
}
