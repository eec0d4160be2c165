import { nestedModules } from '../../../bench/shapes/nested-modules';

interface Module {
  readonly module_calls?: Readonly<Record<string, { readonly module: Module }>>;
}

/** How many modules are called at each depth. */
function calls(module: Module): readonly number[] {
  const inner = Object.values(module.module_calls ?? {}).map((call) => calls(call.module));
  if (inner.length === 0) return [];
  const below = Array.from({ length: Math.max(...inner.map((counts) => counts.length)) }, (_, depth) =>
    inner.reduce((sum, counts) => sum + (counts[depth] ?? 0), 0),
  );
  return [inner.length, ...below];
}

it('calls 1,000 modules, four deep', () => {
  const { configuration } = JSON.parse(nestedModules()) as { readonly configuration: { readonly root_module: Module } };
  const counts = calls(configuration.root_module);
  expect(counts).toEqual([10, 30, 120, 840]);
});
