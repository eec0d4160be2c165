import { changeEntry, valuesEntry, type ResourceInstance } from './resource-instance';

/** A module instance of a plan with those inside it. */
export interface ModuleTree {
  /** Empty for the root. */
  readonly address: string;
  readonly resources: readonly ResourceInstance[];
  readonly children: readonly ModuleTree[];
}

/** As `planned_values` and `prior_state` show it: with the resources that `shown` accepts, without empty members. */
export function valuesOf(module: ModuleTree, shown: (resource: ResourceInstance) => boolean): object {
  const { address } = module;
  const resources = inOrder(module.resources.filter(shown)).map((resource) => valuesEntry(resource, address));
  const children = module.children.map((child) => valuesOf(child, shown)).filter((child) => 'address' in child);
  if (resources.length === 0 && children.length === 0) return {};
  return {
    ...(resources.length > 0 && { resources }),
    ...(address !== '' && { address }),
    ...(children.length > 0 && { child_modules: children }),
  };
}

/** As `resource_changes` shows them: outer modules before inner ones. Data sources that were read have no change. */
export function changesOf(root: ModuleTree): readonly unknown[] {
  const changes: unknown[] = [];
  for (let level: readonly ModuleTree[] = [root]; level.length > 0; level = level.flatMap(({ children }) => children)) {
    for (const { address, resources } of level) {
      const managed = resources.filter(({ mode }) => mode === 'managed');
      changes.push(...inOrder(managed).map((resource) => changeEntry(resource, address)));
    }
  }
  return changes;
}

/** By type, name and key, as Terraform orders the resources of a module. */
function inOrder(resources: readonly ResourceInstance[]): readonly ResourceInstance[] {
  const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);
  return [...resources].sort(
    (a, b) => compare(a.type, b.type) || compare(a.name, b.name) || compare(a.key ?? '', b.key ?? ''),
  );
}
