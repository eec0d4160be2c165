import { readJson, resourceAt, valueOf } from './fixtures';

const PROVIDER = 'registry.terraform.io/vmware/vsphere';

test('a state has its resources at any depth, with sensitive values hidden and deposed objects left out', () => {
  const entry = (address: string, more: object): object => ({
    address,
    mode: 'managed',
    type: 'vsphere_virtual_machine',
    name: 'vm',
    provider_name: PROVIDER,
    values: { id: 'vm-1', password: 'invented' },
    sensitive_values: { password: true },
    ...more,
  });
  const reading = readJson({
    format_version: '1.0',
    terraform_version: '1.11.4',
    values: {
      root_module: {
        resources: [
          entry('vsphere_virtual_machine.vm', {}),
          entry('vsphere_virtual_machine.vm', { deposed_key: 'ab' }),
        ],
        child_modules: [
          {
            address: 'module.a["x"]',
            child_modules: [
              {
                resources: [
                  entry('module.a["x"].module.b.data.vsphere_host.h', { mode: 'data', type: 'vsphere_host' }),
                ],
              },
            ],
          },
        ],
      },
    },
  });
  expect(reading.from.kind).toBe('terraform-state');
  expect(reading.resources.map(({ ref, mode, change }) => [ref.address, mode, change])).toEqual([
    ['vsphere_virtual_machine.vm', 'managed', 'exists'],
    ['module.a["x"].module.b.data.vsphere_host.h', 'data', 'exists'],
  ]);
  const { attributes, provider } = resourceAt(reading, 'vsphere_virtual_machine.vm');
  expect([valueOf(attributes.string('id')), valueOf(attributes.string('password'))]).toEqual(['vm-1', '<sensitive>']);
  expect([provider.name, provider.alias]).toEqual(['vsphere', '']);
});

test('a state file gives the same addresses as Terraform does', () => {
  const instances = [
    {
      index_key: 'a.b',
      attributes: { id: '1', keys: [{ secret: 's' }, { secret: 't' }], tags: { x: 'y' } },
      sensitive_attributes: [
        [
          { type: 'get_attr', value: 'keys' },
          { type: 'index', value: { value: 1, type: 'number' } },
          { type: 'get_attr', value: 'secret' },
        ],
        [
          { type: 'get_attr', value: 'tags' },
          { type: 'index', value: { value: 'x', type: 'string' } },
        ],
      ],
    },
    { index_key: 0, attributes: { id: '2' } },
    { attributes: { id: '3' }, deposed: 'abcd' },
  ];
  const resource = (more: object): object => ({
    mode: 'managed',
    type: 'aws_vpc',
    name: 'v',
    provider: `provider["registry.terraform.io/hashicorp/aws"].west`,
    instances,
    ...more,
  });
  const reading = readJson({
    version: 4,
    terraform_version: '1.11.4',
    serial: 3,
    lineage: 'b1',
    outputs: {},
    resources: [
      resource({ module: 'module.m["k"]' }),
      resource({ mode: 'data', instances: [{ attributes: { id: '4' } }] }),
    ],
  });
  expect(reading.resources.map(({ ref }) => ref.address)).toEqual([
    'module.m["k"].aws_vpc.v["a.b"]',
    'module.m["k"].aws_vpc.v[0]',
    'data.aws_vpc.v',
  ]);
  const { attributes, provider } = reading.resources[0]!;
  expect([provider.name, provider.alias]).toEqual(['aws', 'west']);
  const keys = attributes.blocks('keys');
  expect(keys.known && keys.value.map((key) => valueOf(key.string('secret')))).toEqual(['s', '<sensitive>']);
  expect(attributes.mapValue('tags', ['x'])).toBeUndefined();
});

test.each(['__proto__', 'constructor', 'toString'])(
  'a path of sensitive values that begins with %s hides what stands there and nothing else',
  (name) => {
    const step = (value: string): object => ({ type: 'get_attr', value });
    const reading = readJson({
      version: 4,
      lineage: 'b1',
      resources: [
        {
          mode: 'managed',
          type: 'aws_vpc',
          name: 'v',
          provider: 'provider["registry.terraform.io/hashicorp/aws"]',
          instances: [
            {
              attributes: { id: '1', region: 'eu-west-1' },
              sensitive_attributes: [[step(name), step('region')], [step(name), step('polluted')], [step(name)]],
            },
          ],
        },
      ],
    });
    expect(valueOf(reading.resources[0]!.attributes.string('region'))).toBe('eu-west-1');
    expect([({} as { polluted?: unknown }).polluted, ({} as { region?: unknown }).region]).toEqual([
      undefined,
      undefined,
    ]);
  },
);
