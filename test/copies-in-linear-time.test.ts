/* Plans of as many copies of a design, one attribute unknown in each: twice the copies take at most 2.5 times the work. */
import { countSteps } from './support/count-steps';
import { check } from '../lib/check';
import { rules } from '../policies';
import { maskedPlans } from './clouds/rows/mask-plan';
import type { Plan } from './clouds/rows/plan-of';
import { violatingPlans, type ViolatingPlan } from './clouds/rows/violating-plans';

/** Copies of all resources of a plan, each with names and ids of its own where they are `apart`. */
function copies(plan: Plan, count: number, apart: boolean): string {
  const names = plan.resource_changes.map(({ type, name }) => `${type}.${name}`);
  const ids = plan.resource_changes.flatMap(({ change: { after } }) =>
    ['id', 'path', 'key', 'uuid'].flatMap((key) => (typeof after[key] === 'string' ? [after[key]] : [])),
  );
  const copied = (value: unknown, nth: number): unknown => {
    if (Array.isArray(value)) return value.map((item) => copied(item, nth));
    if (typeof value === 'object' && value !== null) {
      const entries = Object.entries(value).map(([key, item]) => {
        const isName = key === 'name' && 'address' in value;
        return [key, isName ? `${String(item)}_${nth}` : copied(item, nth)] as const;
      });
      return Object.fromEntries(entries);
    }
    if (typeof value !== 'string') return value;
    if (apart && ids.includes(value)) return `${value}-${nth}`;
    const named = names.find((name) => value === name || value.startsWith(`${name}.`));
    return named === undefined ? value : `${named}_${nth}${value.slice(named.length)}`;
  };
  const { configuration, resource_changes: changes, ...rest } = plan;
  const written = configuration as { readonly root_module: { readonly resources: readonly unknown[] } };
  const all = Array.from({ length: count }, (_, nth) => nth);
  return JSON.stringify({
    ...rest,
    resource_changes: all.flatMap((nth) => changes.map((change) => copied(change, nth))),
    configuration: {
      root_module: { resources: all.flatMap((nth) => written.root_module.resources.map((one) => copied(one, nth))) },
    },
  });
}

const judged = (text: string, { declarations }: ViolatingPlan) =>
  check({
    documents: [{ path: 'plan.json', bytes: Buffer.from(text) }],
    declarations,
    rules,
    version: 'test',
    today: '2026-01-01',
  });

// What is made once for all runs, such as an index, is no part of the work.
beforeAll(() => {
  for (const violating of violatingPlans) judged(copies(violating.plan, 40, true), violating);
});

test.each(violatingPlans.map((plan) => [plan.name, plan] as const))('%s', (_, violating) => {
  const masked = [...maskedPlans(violating.plan, ['known after apply'])].filter(({ what }) => !/^[^ ]*[.]/.test(what));
  const slow = [{ what: 'all is known', plan: violating.plan }, ...masked].flatMap(({ what, plan }) =>
    [true, false].flatMap((apart) => {
      const [once = 0, twice = 0] = [20, 40].map((count) => {
        const text = copies(plan, count, apart);
        return countSteps(() => judged(text, violating));
      });
      return twice > 2.5 * once
        ? [`${what}, ${apart ? 'apart' : 'of the same ids'}: ${(twice / once).toFixed(1)}`]
        : [];
    }),
  );
  expect(slow).toEqual([]);
});
