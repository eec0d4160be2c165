import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Rule } from '../lib/rules/define-rule';
import { ruleExportName } from './rule-names';

/** File names of the rules without `.ts`, sorted; each is the id of its rule. */
export function ruleNames(root: string): readonly string[] {
  return readdirSync(join(root, 'policies'))
    .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();
}

/**
 * Loads every rule file; the caller runs under ts-node or jest.
 * @throws Error naming the file that has no rule, or one of another id
 */
export function loadRules(root: string): readonly Rule[] {
  const load = createRequire(join(root, 'policies/index.ts'));
  return ruleNames(root).map((name) => {
    const module = load(`./${name}`) as Readonly<Record<string, Rule | undefined>>;
    const rule = module[ruleExportName(name)];
    if (rule?.id === name) return rule;
    throw new Error(`policies/${name}.ts: exports no rule ${ruleExportName(name)} with the id "${name}"`);
  });
}
