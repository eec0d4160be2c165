import { check } from './check';
import type { Declarations } from './declarations/declarations';
import { noDeclarations } from './declarations/declarations';
import { readFacts } from './declarations/read-facts';
import type { Rule } from './rules/define-rule';

/** A design, and what a rule says of it: cases are data, and their names sentences about the world. */
export interface RuleCase {
  readonly name: string;
  /** Values by Terraform address, as a plan holds them for what it creates. */
  readonly resources: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** A facts file. */
  readonly facts?: string;
  /** `outcome level messageId` of each finding, in any order; none for a design that passes. */
  readonly expected: readonly string[];
}

export interface RuleTest {
  readonly name: string;
  /** @throws Error that shows what was expected and what was found */
  readonly run: () => void;
}

/** The cases of a rule as tests for any runner: `for (const { name, run } of testRule(rule, cases)) test(name, run)`. */
export const testRule = (rule: Rule, cases: readonly RuleCase[]): readonly RuleTest[] =>
  cases.map((one) => ({
    name: one.name,
    run: () => {
      runCase(rule, one);
    },
  }));

/** So that ages never change under a test. */
const today = '2026-01-01';

function runCase(rule: Rule, { name, resources, facts, expected }: RuleCase): void {
  const document = { path: `${name}.json`, bytes: Buffer.from(JSON.stringify(planOf(resources))) };
  const declarations = facts === undefined ? noDeclarations : declared(facts);
  const result = check({ documents: [document], declarations, rules: [rule], version: 'test', today });
  const [error] = result.errors;
  if (error !== undefined) throw new Error(`${error.where}: ${error.message}`);
  const found = result.findings.map(({ outcome, level, messageId }) => `${outcome} ${level} ${messageId}`).sort();
  const wanted = [...expected].sort();
  if (found.join('\n') === wanted.join('\n')) return;
  throw new Error(`expected ${list(wanted)}\nfound    ${list(found)}`);
}

const list = (lines: readonly string[]): string => (lines.length === 0 ? 'nothing' : lines.join(', '));

function declared(facts: string): Declarations {
  const { declarations, errors } = readFacts(facts, 'facts', { today });
  const [error] = errors;
  if (error !== undefined) throw new Error(`facts ${error.path}: ${error.message}`);
  return declarations;
}

function planOf(resources: RuleCase['resources']): object {
  return {
    format_version: '1.2',
    resource_changes: Object.entries(resources).map(([address, after]) => {
      const [type = '', name = ''] = address.replace(/^(?:module\.[^.]+\.)+/u, '').split('.');
      return {
        address,
        mode: 'managed',
        type,
        name: name.replace(/\[.*/u, ''),
        provider_name: type.split('_')[0],
        change: { actions: ['create'], before: null, after, after_unknown: {}, after_sensitive: {} },
      };
    }),
  };
}
