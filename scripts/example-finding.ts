import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pageOf } from '../lib/reports/page';
import { check } from '../lib/check';
import { readFacts } from '../lib/declarations/read-facts';
import { findingLines } from '../lib/reports/finding-lines';
import type { Rule } from '../lib/rules/define-rule';

const plan = 'examples/plan.json';
const facts = 'examples/facts/far.yaml';

/** The README's example: what the command line says of one finding of a recorded plan, of which only the sites are declared. */
export function exampleFinding(root: string, rules: readonly Rule[]): string {
  const documents = [{ path: plan, bytes: readFileSync(join(root, plan)) }];
  const { declarations, errors } = readFacts(readFileSync(join(root, facts), 'utf8'), facts);
  if (errors.length > 0) throw new Error(`${facts} is wrong`);
  const onlySites = { ...declarations, links: [] };
  const { findings } = check({ documents, declarations: onlySites, rules, version: '0', today: '2026-01-01' });
  const found = findings.find(({ ruleId, outcome }) => ruleId === 'stretched-cluster-rtt' && outcome === 'violation');
  if (found?.level !== 'error') throw new Error(`${plan}: stretched-cluster-rtt finds no error`);
  return ['```text', ...findingLines([found], pageOf(false)), '```'].join('\n');
}
