import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shapes } from '../../../bench/shapes/shapes';

type Entry = Readonly<Record<string, unknown>>;

interface Module {
  readonly resources?: readonly Entry[];
  readonly child_modules?: readonly Module[];
  readonly module_calls?: Readonly<Record<string, { readonly module: Module }>>;
}

interface Plan {
  readonly prior_state: { readonly values: { readonly root_module: Module } };
  readonly planned_values: { readonly root_module: Module };
  readonly resource_changes: readonly Entry[];
  readonly configuration: { readonly root_module: Module };
}

const plans = new Map(shapes.map(({ name, plan }) => [name, plan()]));
const parsed = (name: string): Plan => JSON.parse(plans.get(name) ?? '') as Plan;

/** A plan that Terraform wrote, with modules in modules and keys of both kinds. */
const real = JSON.parse(
  readFileSync(join(__dirname, '../../fixtures/plans/modules-three-deep/plan.json'), 'utf8'),
) as Plan;

const flat = (module: Module): readonly Entry[] => [
  ...(module.resources ?? []),
  ...(module.child_modules ?? []).flatMap(flat),
];

const called = (module: Module): readonly Module[] => [
  module,
  ...Object.values(module.module_calls ?? {}).flatMap((call) => called(call.module)),
];

const withoutKeys = (address: unknown): string => String(address).replace(/\[(?:"[^"]*"|\d+)\]/gu, '');

/** The addresses of the configured resources, with the modules they are in. */
function configured(module: Module, path = ''): readonly string[] {
  return [
    ...(module.resources ?? []).map(({ address }) => `${path}${String(address)}`),
    ...Object.entries(module.module_calls ?? {}).flatMap(([name, call]) =>
      configured(call.module, `${path}module.${name}.`),
    ),
  ];
}

/** Members in the order in which a real plan has them, of those that are there. */
function expectOrderOf(entry: object, ...examples: readonly (object | undefined)[]): void {
  const orders = examples.map((example) => Object.keys(example ?? {}).filter((key) => key in entry));
  expect(orders).toContainEqual(Object.keys(entry));
}

it('makes plans of one size, and the same ones each time', () => {
  const sizes = shapes.map(({ name }) => plans.get(name)?.length ?? 0);
  for (const size of sizes) expect(Math.abs(size / (sizes[0] ?? NaN) - 1)).toBeLessThan(0.03);
  for (const { name, plan } of shapes) expect(plan() === plans.get(name)).toBe(true);
});

interface Spanning extends Entry {
  readonly values: {
    readonly host_system_ids?: readonly string[];
    readonly host?: readonly { readonly host_system_id: string }[];
  };
}

const spanning = ['vsphere_compute_cluster', 'vsphere_distributed_virtual_switch'];

/** The datacenter objects of the hosts of each cluster and switch. */
function datacentersOfHosts({ prior_state: prior, planned_values: planned }: Plan): readonly (readonly string[])[] {
  const resources = [prior.values.root_module, planned.root_module].flatMap(flat);
  const datacenters = new Map(
    resources.flatMap(({ type, values }) => {
      const { id, datacenter_id: found, datacenter: added } = values as Readonly<Record<string, string>>;
      return type === 'vsphere_host' ? [[id, found ?? added] as const] : [];
    }),
  );
  return resources.flatMap((resource) => {
    if (!spanning.includes(String(resource['type']))) return [];
    const { host_system_ids: ids, host = [] } = (resource as Spanning).values;
    const hosts = ids ?? host.map(({ host_system_id: id }) => id);
    return [[...new Set(hosts.map((id) => datacenters.get(id) ?? `none of ${id}`))]];
  });
}

describe.each(shapes.map(({ name }) => name))('%s', (name) => {
  const plan = parsed(name);
  const { planned_values: values, resource_changes: changes, configuration } = plan;

  it('has the hosts of each cluster and switch in one datacenter object, as vCenter wants it', () => {
    const found = datacentersOfHosts(plan);
    expect(found.length).toBeGreaterThan(100);
    expect(found.filter(({ length }) => length !== 1)).toEqual([]);
  });

  it('plans each change once, as a resource that is configured', () => {
    const addresses = changes.map(({ address }) => String(address));
    expect(new Set(addresses).size).toBe(addresses.length);
    expect(
      flat(values.root_module)
        .map(({ address }) => address)
        .sort(),
    ).toEqual([...addresses].sort());
    const known = new Set(configured(configuration.root_module));
    expect(addresses.filter((address) => !known.has(withoutKeys(address)))).toEqual([]);
  });

  it('has the members of its entries in the order in which Terraform writes them', () => {
    const examples = real.resource_changes;
    for (const change of [changes[0], changes.at(-1)]) expectOrderOf(change ?? {}, ...examples);
    const planned = flat(values.root_module);
    const plannedExamples = flat(real.planned_values.root_module);
    for (const entry of [planned[0], planned.at(-1)]) expectOrderOf(entry ?? {}, ...plannedExamples);
    const modules = called(configuration.root_module);
    const realModules = called(real.configuration.root_module);
    for (const module of [modules[0], modules.at(-1)]) expectOrderOf(module ?? {}, ...realModules);
    const last = modules.at(-1)?.resources?.[0] ?? {};
    expectOrderOf(last, ...realModules.flatMap(({ resources = [] }) => resources));
  });
});
