import { changesOf, valuesOf, type ModuleTree } from './module-tree';
import { callName, levels, nestedConfiguration } from './nested-levels';
import { planText, providerBlocks } from './plan-text';
import { created, dataRead, halves, racks, sampleOf, type ResourceInstance, type Type } from './resource-instance';

/** Of so many cells, one has a switch, a cluster and a circuit stretched over two cities. */
const cellsPerStretch = 20;

const regions = ['eu-central-1', 'eu-west-1'] as const;

const datacenter = 'datacenter-237';

/** A plan of 1,000 modules nested four deep: always the same. */
export function nestedModules(): string {
  const production = dataRead('vsphere_datacenter', 'production', { id: datacenter, name: 'production' });
  const root: ModuleTree = { address: '', resources: [production], children: modules('', 0, 0) };
  return planText({
    planned: valuesOf(root, ({ mode }) => mode === 'managed'),
    changes: changesOf(root),
    prior: valuesOf(root, ({ mode }) => mode === 'data'),
    providers: providerBlocks(regions[0]),
    configuration: nestedConfiguration(),
  });
}

/** The modules inside one that is the nth of its level, counted over the whole plan. */
function modules(parent: string, depth: number, nth: number): readonly ModuleTree[] {
  const level = levels[depth];
  if (level === undefined) return [];
  return Array.from({ length: level.calls }, (_, n) => {
    const address = `${parent === '' ? '' : `${parent}.`}module.${callName(level, n)}`;
    const number = nth * level.calls + n;
    const managed = level.rows.flatMap(({ type, name, count }) =>
      count === undefined
        ? [created(type, name, own(type, `${level.name}-${number}-${name}`, number, 0))]
        : Array.from({ length: count }, (_, i) =>
            created(type, name, own(type, `${level.name}-${number}-${name}-${i}`, number, i), i),
          ),
    );
    const found = level.lookups === undefined ? [] : hostsOf(number);
    return { address, resources: [...managed, ...found], children: modules(address, depth + 1, number) };
  });
}

const isStretched = (cell: number): boolean => cell % cellsPerStretch === 0;
const hostIds = (half: 'near' | 'far', cell: number): readonly string[] =>
  Array.from({ length: half === 'near' ? 4 : 2 }, (_, n) => `host-${(half === 'near' ? 1000 : 5000) + cell * 4 + n}`);

function hostsOf(cell: number): readonly ResourceInstance[] {
  const looked = (half: 'near' | 'far', hall: string): readonly ResourceInstance[] =>
    hostIds(half, cell).map((id, n) =>
      dataRead('vsphere_host', half, { datacenter_id: datacenter, id, name: `${id}.${hall}.tideway.example` }, n),
    );
  return [...looked('near', 'ams1'), ...(isStretched(cell) ? looked('far', 'mad1') : [])];
}

/** What differs from the sample in one resource, the ith of its name, of a module that is the nth of its level. */
function own(type: Type, name: string, nth: number, i: number): Readonly<Record<string, unknown>> {
  const hosts = hostIds('near', nth);
  const members = isStretched(nth) ? [...hosts.slice(0, 2), ...hostIds('far', nth)] : hosts;
  const region = regions[nth % regions.length] ?? regions[0];
  const inCloud = { region, tags: { Name: name, environment: 'production' } };
  switch (type) {
    case 'aws_vpc':
      return inCloud;
    case 'aws_security_group':
      return { ...inCloud, name };
    case 'aws_subnet':
    case 'aws_instance':
      return { ...inCloud, availability_zone: `${region}a` };
    case 'vsphere_distributed_virtual_switch':
      return { name, host: members.map((id) => ({ devices: ['vmnic1'], host_system_id: id })) };
    case 'vsphere_compute_cluster':
      return { name, host_system_ids: members, ...(isStretched(nth) ? halves(members, hosts.at(-1)) : racks(members)) };
    case 'vsphere_vnic':
      return { host: members[2 * i] };
    case 'vsphere_virtual_machine':
      return { name, host_system_id: members[0] };
    case 'equinix_fabric_connection':
      return isStretched(nth) ? { name } : { name, z_side: sampleOf(type).values['a_side'] };
    default:
      return { name };
  }
}
