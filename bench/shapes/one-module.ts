import { configEntry } from './config-entry';
import { planText, providerBlocks } from './plan-text';
import { changeEntry, created, dataRead, halves, racks, sampleOf, valuesEntry, type Type } from './resource-instance';

/** What fifty resources of one application are: the proportions of a plan that has both a cloud and a data centre. */
const cell: readonly (readonly [Type, number])[] = [
  ['aws_vpc', 2],
  ['aws_subnet', 22],
  ['aws_security_group', 11],
  ['aws_instance', 6],
  ['vsphere_distributed_virtual_switch', 1],
  ['vsphere_distributed_port_group', 3],
  ['vsphere_vnic', 2],
  ['vsphere_compute_cluster', 1],
  ['vsphere_virtual_machine', 1],
  ['equinix_fabric_connection', 1],
];

const typesOfCell = cell.flatMap(([type, count]) => Array.from({ length: count }, (_, i) => ({ type, i })));

/** Of so many cells, one has a switch, a cluster and a circuit stretched over two cities. */
const cellsPerStretch = 20;

const witness = 'host-276';
const regions = ['eu-central-1', 'eu-west-1'] as const;

/** A plan of `count` resources, all in one module: always the same for the same count. */
export function oneModule(count: number): string {
  const resources = Array.from({ length: count }, (_, n) => resource(n));
  return planText({
    planned: { resources: resources.map(({ planned }) => planned) },
    changes: resources.map(({ change }) => change),
    prior: { resources: hosts(Math.ceil(count / typesOfCell.length)) },
    providers: providerBlocks(regions[0]),
    configuration: { resources: resources.map(({ config }) => config) },
  });
}

function resource(n: number): Readonly<Record<'planned' | 'change' | 'config', unknown>> {
  const { type, i } = typesOfCell[n % typesOfCell.length] ?? { type: 'aws_vpc', i: 0 };
  const cellNumber = Math.floor(n / typesOfCell.length);
  const name = `cell_${cellNumber}_${i}`;
  const instance = created(type, name, own(type, name, cellNumber, i));
  return {
    planned: valuesEntry(instance),
    change: changeEntry(instance),
    config: configEntry(type, name, refer(sampleOf(type).expressions, cellNumber)),
  };
}

/** What differs from the sample in one resource. */
function own(type: Type, name: string, cellNumber: number, i: number): Readonly<Record<string, unknown>> {
  const stretched = isStretched(cellNumber);
  const region = regions[cellNumber % regions.length];
  const members = hostIds(cellNumber);
  switch (type) {
    case 'aws_vpc':
    case 'aws_security_group':
      return { region, tags: { Name: name, environment: 'production' } };
    case 'aws_subnet':
    case 'aws_instance':
      return { region, availability_zone: `${region ?? regions[0]}a`, tags: { Name: name, environment: 'production' } };
    case 'vsphere_distributed_virtual_switch':
      return { name, host: members.map((id) => ({ devices: ['vmnic1'], host_system_id: id })) };
    case 'vsphere_compute_cluster':
      return { name, host_system_ids: members, ...(stretched ? halves(members, witness) : racks(members)) };
    case 'vsphere_vnic':
      return { host: members.at(-1), ipv4: [address(cellNumber, i)] };
    case 'equinix_fabric_connection':
      return stretched ? { name } : { name, z_side: sampleOf(type).values['a_side'] };
    default:
      return { name };
  }
}

const isStretched = (cellNumber: number): boolean => cellNumber % cellsPerStretch === 0;

/** Each cell has four hosts; the last two stand in the other city where it is stretched. */
const hostIds = (cellNumber: number): readonly string[] => [0, 1, 2, 3].map((n) => `host-${1000 + 4 * cellNumber + n}`);

/** Each cell has a network of its own for vMotion. */
function address(cellNumber: number, i: number): Readonly<Record<string, unknown>> {
  const network = `10.${16 + Math.floor(cellNumber / 256)}.${cellNumber % 256}`;
  return { dhcp: null, gw: `${network}.1`, ip: `${network}.${11 + i}`, netmask: '255.255.255.0' };
}

/** Points the references of a sample (`@vpc`, `@subnet`, `@security_group`, and those of the switch) at the resources of its own cell. */
function refer(expressions: Readonly<Record<string, unknown>>, cellNumber: number): unknown {
  const text = JSON.stringify(expressions)
    .replace(/"@(\w+)"/gu, (_, type: string) => {
      const address = `aws_${type}.cell_${cellNumber}_0`;
      return `"${address}.id","${address}"`;
    })
    .replace(/vsphere_distributed_virtual_switch[.]wide/gu, `vsphere_distributed_virtual_switch.cell_${cellNumber}_0`)
    .replace(/vsphere_distributed_port_group[.]vmotion/gu, `vsphere_distributed_port_group.cell_${cellNumber}_0`);
  return JSON.parse(text);
}

/** One datacenter object holds the hosts of both cities, whose names tell them apart; the witness stands in another. */
function hosts(cells: number): readonly unknown[] {
  const datacenter = (name: string, id: string): unknown =>
    valuesEntry(dataRead('vsphere_datacenter', name, { id, name }));
  const host = (datacenterId: string, hall: string) => (id: string) =>
    valuesEntry(
      dataRead('vsphere_host', id.replace('-', '_'), {
        id,
        name: `${id}.${hall}.tideway.example`,
        datacenter_id: datacenterId,
      }),
    );
  return [
    datacenter('production', 'datacenter-237'),
    datacenter('witness', 'datacenter-231'),
    ...Array.from({ length: cells }, (_, cellNumber) =>
      hostIds(cellNumber).map((id, n) =>
        host('datacenter-237', isStretched(cellNumber) && n > 1 ? 'mad1' : 'ams1')(id),
      ),
    ).flat(),
    host('datacenter-231', 'fra1')(witness),
  ];
}
