import { check, decidesAlone, knowsType } from '../../lib/check';
import { rules } from '../../policies';
import { violatingPlans } from './rows/violating-plans';

/* `pulumi up` judges a resource alone before it is created; one of a type that is a part of something has nothing to say then. */

const alone = violatingPlans.flatMap(({ name, plan, declarations }) =>
  plan.resource_changes
    .filter(({ type, change }) => knowsType(type) && change.before === null)
    .map((change) => [`${change.address} of ${name}`, { ...plan, resource_changes: [change] }, declarations] as const),
);

test.each(alone)('%s', (_, plan, declarations) => {
  const [change] = plan.resource_changes;
  const documents = [{ path: 'plan.json', bytes: Buffer.from(JSON.stringify(plan)) }];
  const { findings } = check({ documents, declarations, rules, version: 'test', today: '2026-01-01' });
  const certain = findings.filter(({ outcome, confidence }) => outcome === 'violation' && confidence === 'certain');
  if (!decidesAlone(change?.type ?? '')) expect(certain).toEqual([]);
  expect(knowsType(change?.type ?? '')).toBe(true);
});
