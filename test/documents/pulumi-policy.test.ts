import {
  readPolicyResource,
  readPolicyResources,
  type PolicyResourceLike,
} from '../../lib/documents/pulumi/pulumi-policy';
import { listOf, valueOf } from './fixtures';

/** The SDK's own proxy, which it does not declare: the reader must get past it. */
const { unknownCheckingProxy } = jest.requireActual<{ unknownCheckingProxy: (props: object) => unknown }>(
  '@pulumi/policy/proxy',
);

const UNKNOWN_TEXT = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
const UNKNOWN_LIST = '6a19a0b0-7e62-4c92-b797-7f8e31da9cc2';

const proxied = (props: object): Record<string, unknown> => unknownCheckingProxy(props) as Record<string, unknown>;

const resource = (name: string, props: object, more: Partial<PolicyResourceLike> = {}): PolicyResourceLike => ({
  type: 'vsphere:index/virtualMachine:VirtualMachine',
  urn: `urn:pulumi:s::p::vsphere:index/virtualMachine:VirtualMachine::${name}`,
  name,
  props: proxied(props),
  ...more,
});

test('the proxy of the SDK throws at an unknown value, and the reader hands it out as unknown', () => {
  const vm = resource('erp', {
    name: 'erp-1',
    hostSystemId: UNKNOWN_TEXT,
    tags: UNKNOWN_LIST,
    disks: [{ label: 'a', datastoreId: UNKNOWN_TEXT }],
    ips: ['10.0.0.1', UNKNOWN_TEXT],
  });
  expect(() => vm.props['hostSystemId']).toThrow(/can't be known during preview/);
  const { attributes } = readPolicyResource(vm)!;
  expect(valueOf(attributes.string('name'))).toBe('erp-1');
  expect(valueOf(attributes.string('host_system_id'))).toBe('<after-apply>');
  expect(listOf(attributes.strings('tags'))).toBe('<after-apply>');
  expect([valueOf(attributes.string('disk.label')), valueOf(attributes.string('disk.datastore_id'))]).toEqual([
    'a',
    '<after-apply>',
  ]);
  expect(listOf(attributes.strings('ips'))).toEqual(['10.0.0.1', '<after-apply>']);
});

test('a property that throws whatever one does is unknown, and the others are read', () => {
  const props = Object.defineProperty({ name: 'x' }, 'bad', {
    enumerable: true,
    get: () => {
      throw new Error('no');
    },
  });
  const { attributes } = readPolicyResource({ ...resource('x', {}), props })!;
  expect([valueOf(attributes.string('name')), valueOf(attributes.string('bad'))]).toEqual(['x', '<after-apply>']);
});

test('a stack policy knows what a property draws from, by its Terraform name', () => {
  const host = resource('host', {});
  const vm = resource('erp', { hostSystemId: UNKNOWN_TEXT }, { propertyDependencies: { hostSystemId: [host] } });
  const { attributes } = readPolicyResource(vm)!;
  expect(attributes.references('host_system_id')).toEqual([host.urn]);
  expect([attributes.written('host_system_id'), attributes.written('datastore_id')]).toEqual([true, false]);
});

test('a provider tells its server and no secret', () => {
  const provider = {
    type: 'pulumi:providers:vsphere',
    urn: 'urn:pulumi:s::p::pulumi:providers:vsphere::graz',
    name: 'graz',
    props: proxied({ vsphereServer: 'vc.graz', password: 'invented', user: UNKNOWN_TEXT }),
  };
  const read = readPolicyResource(resource('erp', {}, { provider }))!.provider;
  expect([read.name, read.alias, valueOf(read.attributes.string('vsphere_server'))]).toEqual([
    'vsphere',
    'graz',
    'vc.graz',
  ]);
  expect(valueOf(read.attributes.string('password'))).toBe('<sensitive>');
  expect(JSON.stringify(read)).not.toContain('invented');
});

test('properties that the program marks as secret outputs cannot be read', () => {
  const vm = resource('erp', { guestId: 'linux', name: 'hush' }, { opts: { additionalSecretOutputs: ['name'] } });
  expect(valueOf(readPolicyResource(vm)!.attributes.string('name'))).toBe('<sensitive>');
});

test('the stack and its providers are no resources, and stack tags go to each of the others', () => {
  const tags = new Map([['site', 'graz']]);
  const engine = ['pulumi:pulumi:Stack', 'pulumi:providers:vsphere'].map((type) => ({ ...resource('s', {}), type }));
  const reading = readPolicyResources([...engine, resource('erp', {})], tags);
  expect(reading.resources.map(({ name, stackTags, spelling }) => [name, stackTags, spelling])).toEqual([
    ['erp', tags, 'pulumi'],
  ]);
});
