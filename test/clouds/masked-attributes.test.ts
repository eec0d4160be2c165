import { readFileSync } from 'node:fs';
import path from 'node:path';
import { check } from '../../lib/check';
import { noDeclarations, type Declarations } from '../../lib/declarations/declarations';
import type { Finding } from '../../lib/findings/finding';
import type { RunResult } from '../../lib/findings/run-result';
import { rules } from '../../policies';
import { facts } from '../support/build';
import { holdingPlans } from './rows/holding-plans';
import { maskedPlans } from './rows/mask-plan';
import type { Plan } from './rows/plan-of';
import { violatingPlans, type ViolatingPlan } from './rows/violating-plans';

/*
 * A switch that is unknown is neither off nor on: whichever value is hidden, what was found is open afterwards, not gone, and what was
 * in order is no error.
 */

const recorded = (name: string, declarations: Declarations = noDeclarations, file = 'plan.json'): ViolatingPlan => ({
  name: `${name}/${file}`,
  plan: JSON.parse(readFileSync(path.join(__dirname, '../fixtures/plans', name, file), 'utf8')) as Plan,
  declarations,
});

/** The sites told apart by the names of their hosts, and a link too slow for the machine that moves over it. */
const sitesApart = facts(`
sites:
  vienna: { at: VIE, match: [{ name: 'esx-*.vie.example' }] }
  dublin: { at: DUB, match: [{ name: 'esx-*.dub.example' }] }
links: [{ between: [vienna, dublin], rtt: 31 ms, bandwidth: 200 Mbit/s }]
workloads: { erp: { memory: 64 GiB, dirtyRate: 1 GiB/s } }
platforms: { vmotion: '6.7' }
`);

/** The same, with a round trip too long for vMotion. */
const farApart = facts(`
sites:
  vienna: { at: VIE, match: [{ name: 'esx-*.vie.example' }] }
  dublin: { at: DUB, match: [{ name: 'esx-*.dub.example' }] }
links: [{ between: [vienna, dublin], rtt: 160 ms, bandwidth: 10 Gbit/s }]
`);

interface MaskedInPart extends ViolatingPlan {
  /** The resource whose values are hidden, where those of the others are hidden in another plan. */
  readonly only?: string;
}

const plans: readonly MaskedInPart[] = [
  recorded('equinix-fabric-l2-port-to-port'),
  recorded('ovh-private-network-regions'),
  recorded('vsphere-vsan-stretched-one-datacenter', sitesApart),
  { ...recorded('vsphere-vsan-fault-domains-two-sites', sitesApart), only: 'vsphere_compute_cluster.stretched' },
  recorded('vsphere-stretched-vm-move', farApart),
  recorded('vsphere-stretched-vm-move', farApart, 'plan-with-datastore.json'),
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

const errorsIn = ({ findings }: RunResult): readonly Finding[] =>
  findings.filter(({ outcome, level }) => outcome === 'violation' && level === 'error');

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

/** What is no longer said, and what is said for certain only then, where values are hidden one at a time. */
const changedByHiding = ({ plan, declarations, only = '' }: MaskedInPart): readonly string[] => {
  const result = judge(plan, declarations);
  const [all, errors] = [violations(result), errorsIn(result)];
  const changes: string[] = [];
  for (const { what, plan: masked } of maskedPlans(plan)) {
    if (!what.includes(` of ${only}`)) continue;
    const hidden = judge(masked, declarations);
    if (hidden.errors.length > 0) continue;
    const gone = all.filter((violation) => !hidden.findings.some((found) => standsFor(found, violation)));
    const certain = errorsIn(hidden).filter((error) => !errors.some((found) => standsFor(found, error)));
    changes.push(
      ...gone.map(({ ruleId, subject }) => `${what}: ${ruleId} of ${subject.name} is gone`),
      ...certain.map(({ ruleId, subject }) => `${what}: ${ruleId} of ${subject.name} is certain`),
    );
  }
  return changes;
};

describe.each(plans)('$name', (one) => {
  test('breaks a rule', () => {
    expect(violations(judge(one.plan, one.declarations))).not.toEqual([]);
  });

  test('is neither in order nor another error because a value is hidden', () => {
    expect(changedByHiding(one)).toEqual([]);
  });
});

describe.each(holdingPlans)('$name', (one) => {
  test('breaks no rule', () => {
    expect(violations(judge(one.plan, one.declarations))).toEqual([]);
  });

  test('is no error because a value is hidden', () => {
    expect(changedByHiding(one)).toEqual([]);
  });
});
