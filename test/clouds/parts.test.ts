import { check, decidesAlone, knowsType } from '../../lib/check';
import { rules } from '../../policies';
import { violatingPlans } from './rows/violating-plans';

/* `pulumi up` judges a resource alone before it is created; one of a type that is a part of something has nothing to say then. */

const parts = violatingPlans.flatMap(({ name, plan, declarations }) =>
  plan.resource_changes
    .filter(({ type, change }) => knowsType(type) && !decidesAlone(type) && change.before === null)
    .map((change) => ({
      what: `${change.address} of ${name}`,
      plan: { ...plan, resource_changes: [change] },
      declarations,
    })),
);

test.each(parts)('$what decides nothing alone', ({ plan, declarations }) => {
  const documents = [{ path: 'plan.json', bytes: Buffer.from(JSON.stringify(plan)) }];
  const { findings } = check({ documents, declarations, rules, version: 'test', today: '2026-01-01' });
  expect(findings.filter(({ outcome, confidence }) => outcome === 'violation' && confidence === 'certain')).toEqual([]);
});
