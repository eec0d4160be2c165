import { changeOf, planOf, readJson, readPlan, resourceAt } from './fixtures';

const ZONE = 'module.fabric["wide"].module.zone[0]';

test('a late value given through three modules leads to the resource it comes from, on the same side of the tree', () => {
  const reading = readPlan('modules-three-deep');
  for (const side of ['north', 'south']) {
    const { attributes } = resourceAt(reading, `module.${side}.${ZONE}.proxmox_sdn_vnet.v`);
    expect(attributes.references('alias')).toEqual([`module.${side}.terraform_data.gateway["lisbon"]`]);
  }
});

test('a reference inside a module keeps the keys of the module instance', () => {
  const { attributes } = resourceAt(readPlan('modules-three-deep'), `module.south.${ZONE}.proxmox_sdn_vnet.v`);
  expect(attributes.references('zone')).toEqual([`module.south.${ZONE}.proxmox_sdn_zone_vxlan.z`]);
});

test('locals, count.index and values of variables lead nowhere', () => {
  const reading = readPlan('modules-three-deep');
  const carrier = resourceAt(reading, 'equinix_fabric_connection.carrier[0]').attributes;
  expect(carrier.references('bandwidth')).toEqual([]);
  expect(carrier.references('z_side.access_point.port.uuid')).toEqual([]);
});

test('a module output with a key leads into that instance of the module', () => {
  const { attributes } = resourceAt(readPlan('example-modules'), 'terraform_data.vm[1]');
  expect(attributes.references('input')).toContain('module.site["a"].terraform_data.pg');
});

test('a reference in a nested block is found by the path of the block', () => {
  const { attributes } = resourceAt(readPlan('equinix-fabric-l2-port-to-port'), 'equinix_fabric_connection.lan_dublin');
  expect(attributes.references('z_side.access_point.network.uuid')).toEqual(['equinix_fabric_network.lan']);
  const side = attributes.blocks('z_side');
  const point = side.known ? side.value[0]!.blocks('access_point') : undefined;
  const network = point?.known === true ? point.value[0]!.blocks('network') : undefined;
  expect(network?.known === true && network.value[0]!.references('uuid')).toEqual(['equinix_fabric_network.lan']);
  expect(attributes.references('a_side.access_point.network.uuid')).toEqual([]);
});

test('each interface of a circuit leads to its own port', () => {
  const { attributes } = resourceAt(
    readPlan('packetfabric-backbone-longhaul'),
    'packetfabric_backbone_virtual_circuit.ethernet',
  );
  expect(attributes.references('interface_a.port_circuit_id')).toEqual(['packetfabric_port.edge["denver"]']);
  expect(attributes.references('interface_z.port_circuit_id')).toEqual(['packetfabric_port.edge["boston"]']);
});

const configured = (address: string, expressions: object, more: object = {}): object => ({
  address,
  mode: address.startsWith('data.') ? 'data' : 'managed',
  type: address.split('.').at(-2),
  name: address.split('.').at(-1),
  provider_config_key: 'aws',
  expressions,
  ...more,
});

const plan = (changes: readonly object[], rootModule: object): ReturnType<typeof readJson> =>
  readJson(planOf(changes, { configuration: { root_module: rootModule } }));

test('blocks of a set, which the plan sorts, are told apart by what is constant in them', () => {
  const block = (vlan: number, port: string): object => ({
    vlan: { constant_value: vlan },
    port: { references: [`x_port.${port}.id`, `x_port.${port}`] },
  });
  const reading = plan(
    [
      changeOf('x_link.l', {
        after: { end: [{ vlan: 10 }, { vlan: 20 }] },
        after_unknown: { end: [{ port: true }, { port: true }] },
      }),
    ],
    { resources: [configured('x_link.l', { end: [block(20, 'lisbon'), block(10, 'tallinn')] })] },
  );
  const ends = resourceAt(reading, 'x_link.l').attributes.blocks('end');
  expect(ends.known && ends.value.map((end) => end.references('port'))).toEqual([
    ['x_port.tallinn'],
    ['x_port.lisbon'],
  ]);
});

test('blocks that look alike may draw from any of the references written', () => {
  const block = (port: string): object => ({ port: { references: [`x_port.${port}.id`, `x_port.${port}`] } });
  const reading = plan(
    [changeOf('x_link.l', { after: { end: [{}, {}] }, after_unknown: { end: [{ port: true }, { port: true }] } })],
    { resources: [configured('x_link.l', { end: [block('a'), block('b')] })] },
  );
  const ends = resourceAt(reading, 'x_link.l').attributes.blocks('end');
  expect(ends.known && ends.value[0]!.references('port')).toEqual(['x_port.a', 'x_port.b']);
});

test('each.key as an index leads to the instance of the same key if the plan has it, else to all', () => {
  const reading = plan(
    [
      changeOf('x_vm.v["vienna"]', { after_unknown: { host: true, pool: true } }),
      changeOf('x_host.h["vienna"]', {}),
      changeOf('x_host.h["oslo"]', {}),
      changeOf('x_pool.p["other"]', {}),
    ],
    {
      resources: [
        configured(
          'x_vm.v',
          { host: { references: ['x_host.h', 'each.key'] }, pool: { references: ['x_pool.p', 'each.key'] } },
          { for_each_expression: { references: ['local.cities'] } },
        ),
      ],
    },
  );
  const { attributes } = resourceAt(reading, 'x_vm.v["vienna"]');
  expect(attributes.references('host')).toEqual(['x_host.h["vienna"]']);
  expect(attributes.references('pool')).toEqual(['x_pool.p']);
});

test('the same resource named twice, once as a whole, stands for all its instances as well', () => {
  const reading = plan([changeOf('x_vm.v', { after_unknown: { hosts: true } })], {
    resources: [configured('x_vm.v', { hosts: { references: ['x_h.h[0].id', 'x_h.h[0]', 'x_h.h', 'x_h.h'] } })],
  });
  expect(resourceAt(reading, 'x_vm.v').attributes.references('hosts')).toEqual(['x_h.h[0]', 'x_h.h']);
});

test('a key with dots, brackets and quotes in it is kept as it is', () => {
  const key = String.raw`x_host.h["rack[1].a\"b"]`;
  const reading = plan([changeOf('x_vm.v', { after_unknown: { host: true } })], {
    resources: [configured('x_vm.v', { host: { references: [`${key}.id`, key, 'x_host.h'] } })],
  });
  expect(resourceAt(reading, 'x_vm.v').attributes.references('host')).toEqual([key]);
});

test('a whole module leads to whatever its outputs draw from, and modules that name each other do not hang', () => {
  const call = (other: string): object => ({
    expressions: { in: { references: [`module.${other}`] } },
    module: {
      outputs: {
        id: { expression: { references: ['x_host.h.id', 'x_host.h'] } },
        echo: { expression: { references: ['var.in'] } },
      },
    },
  });
  const reading = plan([changeOf('x_vm.v', { after_unknown: { host: true } })], {
    resources: [configured('x_vm.v', { host: { references: ['module.a'] } })],
    module_calls: { a: call('b'), b: call('a') },
  });
  expect(new Set(resourceAt(reading, 'x_vm.v').attributes.references('host'))).toEqual(
    new Set(['module.a.x_host.h', 'module.b.x_host.h']),
  );
});

test('a provider takes its region from a variable, also through a module call, and from a default', () => {
  const reading = readJson(
    planOf([changeOf('aws_vpc.root', {}), changeOf('module.m.aws_vpc.inner', {}, { type: 'aws_vpc', name: 'inner' })], {
      variables: { place: { value: { region: 'eu-west-1' } } },
      configuration: {
        provider_config: {
          aws: {
            name: 'aws',
            full_name: 'registry.terraform.io/hashicorp/aws',
            expressions: { region: { references: ['var.place.region', 'var.place'] } },
          },
          'module.m:aws.far': {
            name: 'aws',
            alias: 'far',
            module_address: 'module.m',
            expressions: {
              region: { references: ['var.region'] },
              url: { references: ['var.region', 'local.x'] },
              host: { references: ['var.secret'] },
            },
          },
        },
        root_module: {
          resources: [configured('aws_vpc.root', {})],
          module_calls: {
            m: {
              expressions: { region: { references: ['var.place["region"]', 'var.place'] } },
              module: {
                resources: [configured('aws_vpc.inner', {}, { provider_config_key: 'module.m:aws.far' })],
                variables: { region: {}, secret: { default: 'invented', sensitive: true } },
              },
            },
          },
        },
      },
    }),
  );
  const region = (address: string, name = 'region'): unknown =>
    resourceAt(reading, address).provider.attributes.string(name);
  expect(region('aws_vpc.root')).toMatchObject({ value: 'eu-west-1' });
  expect(region('module.m.aws_vpc.inner')).toMatchObject({ value: 'eu-west-1' });
  expect(region('module.m.aws_vpc.inner', 'url')).toMatchObject({ reason: { kind: 'after-apply' } });
  expect(region('module.m.aws_vpc.inner', 'host')).toMatchObject({ reason: { kind: 'sensitive' } });
});

test.each<readonly [string, object]>([
  ['var.s["a"]', { value: 'eu-west-1' }],
  ['var.s["a', { reason: { kind: 'after-apply' } }],
  [String.raw`var.s["\q"]`, { reason: { kind: 'after-apply' } }],
  ['var.s["a"b"]', { reason: { kind: 'after-apply' } }],
  ['var.s["no"]', { reason: { kind: 'after-apply' } }],
])('a provider argument %s is read where its key can be', (reference, expected) => {
  const reading = readJson(
    planOf([changeOf('aws_vpc.v', {})], {
      variables: { s: { value: { a: 'eu-west-1' } } },
      configuration: {
        provider_config: { aws: { name: 'aws', expressions: { region: { references: [reference, 'var.s'] } } } },
        root_module: { resources: [configured('aws_vpc.v', {})] },
      },
    }),
  );
  expect(resourceAt(reading, 'aws_vpc.v').provider.attributes.string('region')).toMatchObject(expected);
});

test('a password in a provider address is not handed out', () => {
  const reading = readJson(
    planOf([changeOf('aws_vpc.v', {})], {
      configuration: {
        provider_config: {
          aws: { name: 'aws', expressions: { endpoint: { constant_value: 'https://ops:invented@pc.example/v1' } } },
        },
        root_module: { resources: [configured('aws_vpc.v', {})] },
      },
    }),
  );
  expect(resourceAt(reading, 'aws_vpc.v').provider.attributes.string('endpoint')).toMatchObject({
    value: 'https://pc.example/v1',
  });
});
