import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Rule } from '../lib/rules/define-rule';
import { readRuleSource, type RuleSource } from './rule-source';

/** A rule with what its file says of it. */
export interface DocumentedRule extends RuleSource {
  /** File name without `.ts`; the same as the rule's id. */
  readonly name: string;
  readonly rule: Rule;
}

/** File names of the rules without `.ts`, sorted. */
export function ruleNames(root: string): readonly string[] {
  return readdirSync(join(root, 'policies'))
    .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();
}

/** What the rule file says, without running it. */
export function ruleSource(root: string, name: string): RuleSource {
  const file = `policies/${name}.ts`;
  return readRuleSource(file, readFileSync(join(root, file), 'utf8'));
}

/** Loads every rule file; the caller runs under ts-node or jest. */
export function loadRules(root: string): readonly DocumentedRule[] {
  const load = createRequire(join(root, 'policies/index.ts'));
  return ruleNames(root).map((name) => {
    const source = ruleSource(root, name);
    const module = load(`./${name}`) as Readonly<Record<string, Rule | undefined>>;
    const rule = module[source.exportName];
    if (rule === undefined) throw new Error(`policies/${name}.ts: ${source.exportName} could not be loaded`);
    return { ...source, name, rule };
  });
}
