import { readFileSync } from 'node:fs';
import path from 'node:path';
import { check } from '../../lib/check';
import { noDeclarations, type Declarations } from '../../lib/declarations/declarations';
import type { Finding } from '../../lib/findings/finding';
import type { RunResult } from '../../lib/findings/run-result';
import { rules } from '../../policies';
import { facts } from '../support/build';
import { maskedPlans } from './rows/mask-plan';
import { violatingPlans, type Plan, type ViolatingPlan } from './rows/violating-plans';

/* A switch that is unknown is not off: whichever value is hidden, what was found is open afterwards, not gone. */

const recorded = (name: string, declarations: Declarations = noDeclarations, file = 'plan.json'): ViolatingPlan => ({
  name: `${name}/${file}`,
  plan: JSON.parse(readFileSync(path.join(__dirname, '../fixtures/plans', name, file), 'utf8')) as Plan,
  declarations,
});

const citiesApart = facts(`
sites:
  amsterdam: { at: amsterdam, match: [{ datacenter: Amsterdam }] }
  madrid: { at: madrid, match: [{ datacenter: Madrid }] }
links: [{ between: [amsterdam, madrid], rtt: 31 ms, bandwidth: 200 Mbit/s }]
workloads: { erp: { memory: 64 GiB, dirtyRate: 1 GiB/s } }
platforms: { vmotion: '6.7' }
`);

const plans = [
  recorded('equinix-fabric-l2-port-to-port'),
  recorded('ovh-private-network-regions'),
  recorded('vsphere-stretched-metro-and-far', citiesApart),
  ...violatingPlans,
];

const judge = (plan: Plan, declarations: Declarations): RunResult =>
  check({
    documents: [{ path: 'plan.json', bytes: Buffer.from(JSON.stringify(plan)) }],
    declarations,
    rules,
    version: 'test',
    today: '2026-01-01',
  });

const violations = ({ findings }: RunResult): readonly Finding[] =>
  findings.filter(({ outcome, level }) => outcome === 'violation' && level !== 'note');

/**
 * Whether a finding about the same resources stands for one of a plan of which all is known: a violation of the same rule, or an
 * open finding of its category. Where a member of a domain stands is asked once, by the rule on its round trip.
 */
const standsFor = (found: Finding, violation: Finding): boolean => {
  const named = new Set(violation.resources.map(({ address }) => address));
  if (!found.resources.some(({ address }) => named.has(address))) return false;
  if (found.outcome === 'undetermined') return found.category === violation.category;
  return found.ruleId === violation.ruleId && found.level !== 'note';
};

describe.each(plans)('$name', ({ plan, declarations }) => {
  const all = violations(judge(plan, declarations));

  test('breaks a rule', () => {
    expect(all).not.toEqual([]);
  });

  test('is never in order because a value is hidden', () => {
    const silent: string[] = [];
    for (const { what, plan: masked } of maskedPlans(plan)) {
      const result = judge(masked, declarations);
      if (result.errors.length > 0) continue;
      const gone = all.filter((violation) => !result.findings.some((found) => standsFor(found, violation)));
      silent.push(...gone.map(({ ruleId, subject }) => `${what}: ${ruleId} of ${subject.name} is gone`));
    }
    expect(silent).toEqual([]);
  });
});
