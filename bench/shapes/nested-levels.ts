import { configEntry, configured, dataConfigEntry, drawingFrom, expressionsOf, idOf } from './config-entry';
import type { Type } from './resource-instance';

interface Row {
  readonly type: Type;
  readonly name: string;
  /** What `count` says, where it is written. */
  readonly count?: number;
  /** Where the configuration draws from other places than the sample's. */
  readonly drawn?: object;
}

interface Level {
  /** Of the modules that are called, each with a number. */
  readonly name: string;
  /** How many each module of the level above calls. */
  readonly calls: number;
  /** What the calls hand on, by variable. */
  readonly expressions: object;
  readonly rows: readonly Row[];
  /** Hosts that the module looks up. */
  readonly lookups?: readonly { readonly name: string; readonly count: object }[];
}

const nearHosts = 'data.vsphere_host.near';
const farHosts = 'data.vsphere_host.far';
const members = drawingFrom(nearHosts, farHosts);
const fromCell = { datacenter_id: drawingFrom('var.datacenter') };
const inVpc = { vpc_id: drawingFrom('var.vpc') };

/** 10 markets of 3 countries of 4 cells of 7 services: 1,000 modules, four deep. */
export const levels: readonly Level[] = [
  {
    name: 'market',
    calls: 10,
    expressions: { datacenter: idOf('data.vsphere_datacenter.production'), far: drawingFrom('local.far') },
    rows: [],
  },
  {
    name: 'country',
    calls: 3,
    expressions: { datacenter: drawingFrom('var.datacenter'), far: drawingFrom('var.far') },
    rows: [{ type: 'aws_vpc', name: 'network', count: 2 }],
  },
  {
    name: 'cell',
    calls: 4,
    expressions: {
      datacenter: drawingFrom('var.datacenter'),
      far: drawingFrom('var.far'),
      vpc: idOf('aws_vpc.network[0]'),
    },
    rows: [
      {
        type: 'vsphere_distributed_virtual_switch',
        name: 'wide',
        // A dynamic block has no expressions at all.
        drawn: { ...fromCell, host: undefined },
      },
      { type: 'vsphere_distributed_port_group', name: 'vmotion' },
      { type: 'vsphere_vnic', name: 'vmotion', count: 2, drawn: { host: drawingFrom(nearHosts, 'count.index') } },
      {
        type: 'vsphere_compute_cluster',
        name: 'cluster',
        drawn: {
          ...fromCell,
          host_system_ids: members,
          // Dynamic too: a cell of one site has racks instead of halves.
          vsan_stretched_cluster: undefined,
        },
      },
      {
        type: 'vsphere_virtual_machine',
        name: 'machine',
        count: 3,
        drawn: { host_system_id: idOf(`${nearHosts}[0]`) },
      },
      { type: 'equinix_fabric_connection', name: 'uplink' },
    ],
    lookups: [
      { name: 'far', count: drawingFrom('var.far') },
      { name: 'near', count: { constant_value: 4 } },
    ],
  },
  {
    name: 'service',
    calls: 7,
    expressions: { switch: idOf('vsphere_distributed_virtual_switch.wide'), vpc: drawingFrom('var.vpc') },
    rows: [
      { type: 'aws_subnet', name: 'subnet', count: 6, drawn: inVpc },
      { type: 'aws_security_group', name: 'group', count: 3, drawn: inVpc },
      {
        type: 'aws_instance',
        name: 'instance',
        drawn: {
          subnet_id: idOf('aws_subnet.subnet[0]'),
          vpc_security_group_ids: drawingFrom('aws_security_group.group'),
        },
      },
      {
        type: 'vsphere_distributed_port_group',
        name: 'lan',
        drawn: { distributed_virtual_switch_uuid: drawingFrom('var.switch') },
      },
    ],
  },
];

/** The root module of the configuration: it looks up the datacenter object that holds the hosts of both cities, and calls. */
export function nestedConfiguration(): object {
  const datacenter = dataConfigEntry('vsphere_datacenter', 'production', { name: { constant_value: 'production' } });
  return { ...configured([], [datacenter]), ...calls(0) };
}

/** The name of the nth call of a level, in such a way that the order of names is that of numbers. */
export const callName = ({ name }: Level, n: number): string => `${name}_${String(n + 1).padStart(2, '0')}`;

/** The calls of the modules of a level, with everything inside them. */
function calls(depth: number): object {
  const level = levels[depth];
  if (level === undefined) return {};
  const { name, calls: count, expressions, rows, lookups = [] } = level;
  const managed = rows.map(({ type, name: resource, count: repeated, drawn }) =>
    configEntry(
      type,
      resource,
      expressionsOf(type, drawn ?? {}),
      repeated === undefined ? {} : { count_expression: { constant_value: repeated } },
    ),
  );
  const hosts = lookups.map(({ name: half, count: counted }) =>
    dataConfigEntry(
      'vsphere_host',
      half,
      { ...fromCell, name: drawingFrom('local.hosts', 'count.index') },
      { count_expression: counted },
    ),
  );
  const module = {
    ...configured(managed, hosts),
    ...calls(depth + 1),
    variables: Object.fromEntries(Object.keys(expressions).map((variable) => [variable, {}])),
  };
  const call = { source: `./modules/${name}`, expressions, module };
  return { module_calls: Object.fromEntries(Array.from({ length: count }, (_, n) => [callName(level, n), call])) };
}
