import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createColors } from 'picocolors';
import { check } from '../lib/check';
import { noDeclarations } from '../lib/declarations/declarations';
import { findingLines } from '../lib/reports/finding-lines';
import type { Rule } from '../lib/rules/define-rule';

const plan = 'test/fixtures/plans/vsphere-stretched-metro-and-far/plan.json';

/** The README's example: what the command line says of one finding of a recorded plan, with nothing declared. */
export function exampleFinding(root: string, rules: readonly Rule[]): string {
  const documents = [{ path: plan, bytes: readFileSync(join(root, plan)) }];
  const { findings } = check({ documents, declarations: noDeclarations, rules, version: '0', today: '2026-01-01' });
  const found = findings.find(({ ruleId, outcome }) => ruleId === 'stretched-cluster-rtt' && outcome === 'violation');
  if (found === undefined) throw new Error(`${plan}: stretched-cluster-rtt finds nothing`);
  return ['```text', ...findingLines(found, createColors(false)), '```'].join('\n');
}
