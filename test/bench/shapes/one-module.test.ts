import { oneModule } from '../../../bench/shapes/one-module';

interface Plan {
  readonly planned_values: { readonly root_module: { readonly resources: readonly unknown[] } };
  readonly resource_changes: readonly { readonly address: string }[];
  readonly configuration: { readonly root_module: { readonly resources: readonly unknown[] } };
}

it('writes each resource once in every section, under an address of its own', () => {
  const plan = JSON.parse(oneModule(120)) as Plan;

  expect(new Set(plan.resource_changes.map(({ address }) => address)).size).toBe(120);
  expect(plan.planned_values.root_module.resources).toHaveLength(120);
  expect(plan.configuration.root_module.resources).toHaveLength(120);
});

it('writes the same plan for the same count', () => {
  expect(oneModule(100)).toBe(oneModule(100));
});

it('grows in proportion to the count', () => {
  expect(oneModule(2_000).length / oneModule(1_000).length).toBeCloseTo(2, 1);
});
