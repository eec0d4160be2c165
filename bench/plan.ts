import samples from './samples.json';

type Type = keyof typeof samples;

interface Sample {
  readonly provider: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly unknown: Readonly<Record<string, unknown>>;
  readonly sensitive: Readonly<Record<string, unknown>>;
  readonly expressions: Readonly<Record<string, unknown>>;
}

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

const near = ['host-252', 'host-288', 'host-323', 'host-335'];
const far = ['host-300', 'host-312'];
const regions = ['eu-central-1', 'eu-west-1'];

/** A plan of `count` resources as `terraform show -json` prints it: one line, always the same for the same count. */
export function planText(count: number): string {
  const resources = Array.from({ length: count }, (_, n) => resource(n));
  return JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.11.4',
    planned_values: { root_module: { resources: resources.map(({ planned }) => planned) } },
    resource_changes: resources.map(({ change }) => change),
    prior_state: {
      format_version: '1.0',
      terraform_version: '1.11.4',
      values: { root_module: { resources: hosts() } },
    },
    configuration: { provider_config: providers(), root_module: { resources: resources.map(({ config }) => config) } },
    timestamp: '2026-01-01T00:00:00Z',
    applyable: true,
    complete: true,
    errored: false,
  });
}

function resource(n: number): Readonly<Record<'planned' | 'change' | 'config', unknown>> {
  const { type, i } = typesOfCell[n % typesOfCell.length] ?? { type: 'aws_vpc', i: 0 };
  const cellNumber = Math.floor(n / typesOfCell.length);
  const name = `cell_${cellNumber}_${i}`;
  const sample: Sample = samples[type];
  const values = { ...sample.values, ...own(type, name, cellNumber) };
  const head = { address: `${type}.${name}`, mode: 'managed', type, name };
  const planned = {
    ...head,
    provider_name: sample.provider,
    schema_version: 0,
    values,
    sensitive_values: sample.sensitive,
  };
  const change = {
    actions: ['create'],
    before: null,
    after: values,
    after_unknown: sample.unknown,
    before_sensitive: false,
    after_sensitive: sample.sensitive,
  };
  const key = sample.provider.slice(sample.provider.lastIndexOf('/') + 1);
  const expressions = refer(sample.expressions, cellNumber);
  return {
    planned,
    change: { ...head, provider_name: sample.provider, change },
    config: { ...head, provider_config_key: key, expressions, schema_version: 0 },
  };
}

/** What differs from the sample in one resource. */
function own(type: Type, name: string, cellNumber: number): Readonly<Record<string, unknown>> {
  const stretched = cellNumber % cellsPerStretch === 0;
  const region = regions[cellNumber % regions.length];
  const members = stretched ? [...near.slice(0, 2), ...far] : near;
  switch (type) {
    case 'aws_vpc':
    case 'aws_security_group':
      return { region, tags: { Name: name, environment: 'production' } };
    case 'aws_subnet':
    case 'aws_instance':
      return { region, availability_zone: `${region ?? ''}a`, tags: { Name: name, environment: 'production' } };
    case 'vsphere_distributed_virtual_switch':
      return { name, host: members.map((id) => ({ devices: ['vmnic1'], host_system_id: id })) };
    case 'vsphere_compute_cluster':
      return {
        name,
        host_system_ids: members,
        vsan_stretched_cluster: [
          {
            preferred_fault_domain_host_ids: members.slice(0, 2),
            preferred_fault_domain_name: 'first',
            secondary_fault_domain_host_ids: members.slice(2),
            secondary_fault_domain_name: 'second',
            witness_node: 'host-276',
          },
        ],
      };
    case 'vsphere_vnic':
      return { host: members.at(-1) };
    case 'equinix_fabric_connection':
      return stretched ? { name } : { name, z_side: samples[type].values.a_side };
    default:
      return { name };
  }
}

/** Points the references of a sample (`@vpc`, `@subnet`, `@security_group`) at the resources of its own cell. */
function refer(expressions: Readonly<Record<string, unknown>>, cellNumber: number): unknown {
  const text = JSON.stringify(expressions)
    .replace(/"@(\w+)"/gu, (_, type: string) => {
      const address = `aws_${type}.cell_${cellNumber}_0`;
      return `"${address}.id","${address}"`;
    })
    .replace(/vsphere_distributed_virtual_switch[.]wide/gu, `vsphere_distributed_virtual_switch.cell_${cellNumber}_0`);
  return JSON.parse(text);
}

function hosts(): readonly unknown[] {
  const provider = 'registry.terraform.io/vmware/vsphere';
  const data = (type: string, name: string, values: object): unknown => ({
    address: `data.${type}.${name}`,
    mode: 'data',
    type,
    name,
    provider_name: provider,
    schema_version: 0,
    values,
    sensitive_values: {},
  });
  const host = (datacenter: string) => (id: string) =>
    data('vsphere_host', id.replace('-', '_'), { id, name: `${id}.example`, datacenter_id: datacenter });
  return [
    data('vsphere_datacenter', 'amsterdam', { id: 'datacenter-237', name: 'Amsterdam' }),
    data('vsphere_datacenter', 'madrid', { id: 'datacenter-231', name: 'Madrid' }),
    ...[...near, 'host-276'].map(host('datacenter-237')),
    ...far.map(host('datacenter-231')),
  ];
}

function providers(): Readonly<Record<string, unknown>> {
  const names = [
    'registry.terraform.io/hashicorp/aws',
    'registry.terraform.io/vmware/vsphere',
    'registry.terraform.io/equinix/equinix',
  ];
  return Object.fromEntries(
    names.map((full_name) => {
      const name = full_name.slice(full_name.lastIndexOf('/') + 1);
      const expressions = name === 'aws' ? { region: { constant_value: regions[0] } } : {};
      return [name, { name, full_name, expressions }];
    }),
  );
}
