import { readPolicyResources, type PolicyResource } from '../../lib/documents/pulumi/pulumi-policy';
import type { RawResource } from '../../lib/resources/raw-resource';
import { listOf, valueOf } from './fixtures';

const UNKNOWN_TEXT = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
const UNKNOWN_LIST = '6a19a0b0-7e62-4c92-b797-7f8e31da9cc2';

/** How the engine marks a secret in what it sends. */
const secret = (value: unknown) => ({ '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270', value });

type Properties = Readonly<Record<string, unknown>>;

const resource = (name: string, inputs: Properties, more: Partial<PolicyResource> = {}): PolicyResource => ({
  type: 'vsphere:index/virtualMachine:VirtualMachine',
  urn: `urn:pulumi:s::p::vsphere:index/virtualMachine:VirtualMachine::${name}`,
  inputs,
  secretOutputs: [],
  ...more,
});

function read(one: PolicyResource): RawResource {
  const [only] = readPolicyResources([one]).resources;
  if (only === undefined) throw new Error(`${one.type} was not read`);
  return only;
}

test('unknown values are unknown, in lists and blocks too', () => {
  const { attributes } = read(
    resource('erp', {
      name: 'erp-1',
      hostSystemId: UNKNOWN_TEXT,
      tags: UNKNOWN_LIST,
      disks: [{ label: 'a', datastoreId: UNKNOWN_TEXT }],
      ips: ['10.0.0.1', UNKNOWN_TEXT],
    }),
  );
  expect(valueOf(attributes.string('name'))).toBe('erp-1');
  expect(valueOf(attributes.string('host_system_id'))).toBe('<after-apply>');
  expect(listOf(attributes.strings('tags'))).toBe('<after-apply>');
  expect([valueOf(attributes.string('disk.label')), valueOf(attributes.string('disk.datastore_id'))]).toEqual([
    'a',
    '<after-apply>',
  ]);
  expect(listOf(attributes.strings('ips'))).toEqual(['10.0.0.1', '<after-apply>']);
});

test('outputs are read where they are known, else inputs', () => {
  const inputs = { name: 'erp', hostSystemId: 'host-1', datastoreId: UNKNOWN_TEXT };
  const outputs = { name: 'erp-a1b2', hostSystemId: UNKNOWN_TEXT, datastoreId: UNKNOWN_TEXT, uuid: 'u' };
  const { attributes } = read(resource('erp', inputs, { outputs }));
  const values = ['name', 'host_system_id', 'datastore_id', 'uuid'].map((name) => valueOf(attributes.string(name)));
  expect(values).toEqual(['erp-a1b2', 'host-1', '<after-apply>', 'u']);
});

test.each([
  ['marked by the engine', resource('erp', { name: secret('invented') })],
  ['named among the secret outputs', resource('erp', { name: 'invented' }, { secretOutputs: ['name'] })],
  ['secret as an output only', resource('erp', { name: 'invented' }, { outputs: { name: secret('invented') } })],
  ['secret as an input only', resource('erp', { name: secret('invented') }, { outputs: { name: 'invented' } })],
])('a value %s is not handed out', (_, one) => {
  const { attributes } = read(one);
  expect(valueOf(attributes.string('name'))).toBe('<sensitive>');
  expect(JSON.stringify(attributes)).not.toContain('invented');
});

test('of a resource of which the engine shows nothing all is unknown; of a component nothing is there', () => {
  const provider = {
    type: 'pulumi:providers:vsphere',
    urn: 'urn:pulumi:s::p::pulumi:providers:vsphere::v',
    properties: {},
  };
  const hidden = read(resource('erp', {}, { inputs: undefined, outputs: {}, provider }));
  const component = read(resource('erp', {}, { inputs: undefined, outputs: {} }));
  expect([hidden, component].map(({ attributes }) => valueOf(attributes.string('name')))).toEqual([
    '<after-apply>',
    '<absent>',
  ]);
});

test('a stack policy knows what a property draws from, by its Terraform name', () => {
  const host = resource('host', {});
  const dependencies = { hostSystemId: [host.urn] };
  const vm = read(resource('erp', { hostSystemId: UNKNOWN_TEXT }, { outputs: {}, dependencies }));
  expect(vm.attributes.references('host_system_id')).toEqual([host.urn]);
  expect([vm.attributes.written('host_system_id'), vm.attributes.written('datastore_id')]).toEqual([true, false]);
});

test('a provider tells its server and no secret', () => {
  const provider = {
    type: 'pulumi:providers:vsphere',
    urn: 'urn:pulumi:s::p::pulumi:providers:vsphere::graz',
    properties: { vsphereServer: 'vc.graz', password: 'invented', user: UNKNOWN_TEXT, apiUrl: secret('invented too') },
  };
  const instance = read(resource('erp', {}, { provider })).provider;
  expect([instance.name, instance.alias, valueOf(instance.attributes.string('vsphere_server'))]).toEqual([
    'vsphere',
    'graz',
    'vc.graz',
  ]);
  expect(['password', 'api_url'].map((name) => valueOf(instance.attributes.string(name)))).toEqual([
    '<sensitive>',
    '<sensitive>',
  ]);
  expect(JSON.stringify(instance)).not.toContain('invented');
});

test('the stack and its providers are no resources, unwanted ones are counted, and stack tags go to each of the others', () => {
  const tags = new Map([['site', 'graz']]);
  const of = (type: string) => ({ ...resource('s', {}), type });
  const engine = ['pulumi:pulumi:Stack', 'pulumi:providers:vsphere'].map(of);
  const unwanted = ['other:index/thing:Thing', 'other:index/thing:Thing'].map(of);
  const wanted = (type: string): boolean => type.startsWith('vsphere:');
  const reading = readPolicyResources([...engine, resource('erp', {}), ...unwanted], wanted, tags);
  expect(reading.resources.map(({ name, stackTags, spelling }) => [name, stackTags, spelling])).toEqual([
    ['erp', tags, 'pulumi'],
  ]);
  expect(reading.passedOver).toEqual(new Map([['other:index/thing:Thing', 2]]));
});
