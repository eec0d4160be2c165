import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Reading } from '../../lib/resources/document';
import { listOf, readJson, readText, resourceAt, valueOf } from './fixtures';

const recorded = (file: string): Reading =>
  readText(readFileSync(path.join(__dirname, '../fixtures/pulumi/vsphere-two-sites', file), 'utf8'), file);

const ROOT = 'urn:pulumi:test::sandbox::';
const VM = `${ROOT}tideway:index:Site$vsphere:index/virtualMachine:VirtualMachine::erp`;
const SWITCH = `${ROOT}tideway:index:Site$vsphere:index/distributedVirtualSwitch:DistributedVirtualSwitch::wide`;
const GROUP = `${ROOT}tideway:index:Site$vsphere:index/distributedPortGroup:DistributedPortGroup::vmotion`;
const FOLDER = `${ROOT}vsphere:index/folder:Folder::apps`;

test('a preview tells for each resource what is done to it, a replacement once', () => {
  const changes = Object.fromEntries(
    recorded('preview.json').resources.map(({ name, type, change }) => [`${type.split(':').at(-1)} ${name}`, change]),
  );
  expect(changes).toEqual({
    'Site graz-hall': 'no-op',
    'Datacenter graz': 'no-op',
    'Datacenter old': 'delete',
    'Folder apps': 'replace',
    'VirtualMachine erp': 'update',
    'DistributedVirtualSwitch wide': 'create',
    'DistributedPortGroup vmotion': 'create',
    'Vpc main': 'no-op',
  });
});

test('a machine that moves to another host keeps its id and its old host', () => {
  const { attributes, before, mode } = resourceAt(recorded('preview.json'), VM);
  expect([valueOf(before!.string('host_system_id')), valueOf(attributes.string('host_system_id'))]).toEqual([
    'host-37',
    'host-91',
  ]);
  expect(valueOf(attributes.string('id'))).toMatch(/^erp-/);
  expect(valueOf(attributes.string('disk.datastore_id'))).toBe('datastore-187');
  expect(mode).toBe('managed');
});

test('a replaced folder and a new switch have no id yet', () => {
  const reading = recorded('preview.json');
  expect(valueOf(resourceAt(reading, FOLDER).attributes.string('id'))).toBe('<after-apply>');
  expect(valueOf(resourceAt(reading, FOLDER).before!.string('path'))).toBe('apps');
  expect(valueOf(resourceAt(reading, SWITCH).attributes.string('id'))).toBe('<after-apply>');
});

test('an unknown property leads to the resource it draws from', () => {
  const { attributes } = resourceAt(recorded('preview.json'), GROUP);
  expect(valueOf(attributes.string('distributed_virtual_switch_uuid'))).toBe('<after-apply>');
  expect(attributes.references('distributed_virtual_switch_uuid')).toEqual([SWITCH]);
  expect(attributes.references('vlan_id')).toEqual([]);
  expect([attributes.written('vlan_id'), attributes.written('max_mtu')]).toEqual([true, false]);
});

test('secrets of resources and providers cannot be read', () => {
  const reading = recorded('preview.json');
  const { attributes, provider } = resourceAt(reading, VM);
  expect(valueOf(attributes.string('admin_password'))).toBe('<sensitive>');
  expect(valueOf(resourceAt(reading, GROUP).attributes.string('secret_note'))).toBe('<sensitive>');
  expect([provider.name, provider.alias, valueOf(provider.attributes.string('vsphere_server'))]).toEqual([
    'vsphere',
    'graz',
    'vc.graz.tideway.example',
  ]);
  expect(valueOf(provider.attributes.string('password'))).toBe('<sensitive>');
  expect(valueOf(provider.attributes.string('user'))).toBe('<sensitive>');
});

test('a finding can name the line of the program', () => {
  const { ref } = resourceAt(recorded('preview.json'), VM);
  const program = readFileSync(path.join(__dirname, '../fixtures/pulumi/vsphere-two-sites/index.js'), 'utf8');
  expect(ref.file).toBe('index.js');
  expect(program).toContain("'erp'");
  expect(ref.line).toBe(12);
});

test('a preview that leaves out what does not change says how many and how to get them', () => {
  const reading = recorded('preview-without-sames.json');
  expect(reading.resources.map(({ name }) => name)).not.toContain('graz');
  expect(reading.warnings).toEqual([expect.stringMatching(/^4 unchanged resources.*--show-sames/)]);
  expect(recorded('preview.json').warnings).toEqual([]);
});

test('a default provider has no alias', () => {
  const { provider } = resourceAt(recorded('preview.json'), `${ROOT}aws:ec2/vpc:Vpc::main`);
  expect([provider.name, provider.alias]).toEqual(['aws', '']);
});

const state = (more: object = {}): object => ({
  urn: `${ROOT}vsphere:index/host:Host::h`,
  custom: true,
  type: 'vsphere:index/host:Host',
  ...more,
});

test('the steps of a replacement count once, whatever their order', () => {
  const step = (op: string, sides: object): object => ({ op, urn: `${ROOT}vsphere:index/host:Host::h`, ...sides });
  const both = { oldState: state({ id: 'old' }), newState: state() };
  const steps = [
    step('create-replacement', both),
    step('replace', both),
    step('delete-replaced', { oldState: state({ id: 'old' }) }),
  ];
  for (const order of [steps, steps.toReversed()]) {
    expect(readJson({ steps: order }).resources.map(({ change }) => change)).toEqual(['replace']);
  }
});

test.each([
  '04da6b54-80e4-46f7-96ec-b56ff0331ba9',
  '3eeb2bf0-c639-47a8-9e75-3b44932eb421',
  '1c4a061d-8072-4f0a-a4cb-0ff528b18fe7',
  '6a19a0b0-7e62-4c92-b797-7f8e31da9cc2',
  '030794c1-ac77-496b-92df-f27374a8bd58',
  'e48ece36-62e2-4504-bad9-02848725956a',
  'dd056dcd-154b-4c76-9bd3-c8f88648b5ff',
])('the marker %s stands for an unknown value wherever it is', (marker) => {
  const newState = state({
    inputs: { name: marker, networks: [{ ip: marker, mask: 24 }], peers: ['10.0.0.1', marker] },
  });
  const { attributes } = readJson({ steps: [{ op: 'create', urn: 'u', newState }] }).resources[0]!;
  expect(valueOf(attributes.string('name'))).toBe('<after-apply>');
  expect([valueOf(attributes.string('network.ip')), valueOf(attributes.number('network.mask'))]).toEqual([
    '<after-apply>',
    24,
  ]);
  expect(listOf(attributes.strings('peers'))).toEqual(['10.0.0.1', '<after-apply>']);
});

test('a known input counts where the output is still unknown, an output where both are known', () => {
  const unknownText = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
  const newState = state({
    inputs: { region: 'eu-west-1', zone: 'A' },
    outputs: { region: unknownText, zone: 'a', extra: 1 },
  });
  const { attributes } = readJson({ steps: [{ op: 'create', urn: 'u', newState }] }).resources[0]!;
  expect([
    valueOf(attributes.string('region')),
    valueOf(attributes.string('zone')),
    valueOf(attributes.number('extra')),
  ]).toEqual(['eu-west-1', 'a', 1]);
});

test('what the bridge put in by default is not written', () => {
  const newState = state({ inputs: { regions: ['A'], name: 'x', __defaults: ['regions'] } });
  const { attributes } = readJson({ steps: [{ op: 'create', urn: 'u', newState }] }).resources[0]!;
  expect([attributes.written('regions'), attributes.written('name')]).toEqual([false, true]);
});

test('a stack export has all resources with their ids, and neither stack nor providers among them', () => {
  const reading = recorded('export.json');
  expect(reading.from.kind).toBe('pulumi-export');
  expect(reading.resources.map(({ name, change }) => `${name} ${change}`).sort()).toEqual(
    ['apps', 'erp', 'graz', 'graz-hall', 'main', 'old'].map((name) => `${name} exists`),
  );
  const { attributes, provider } = resourceAt(reading, VM);
  expect(valueOf(attributes.string('id'))).toMatch(/^erp-/);
  expect(valueOf(attributes.string('admin_password'))).toBe('<sensitive>');
  expect(attributes.references('datacenter_id')).toEqual([
    `${ROOT}tideway:index:Site$vsphere:index/datacenter:Datacenter::graz`,
  ]);
  expect(valueOf(provider.attributes.string('vsphere_server'))).toBe('vc.graz.tideway.example');
  expect(JSON.stringify(provider)).not.toContain('v1:');
});

test('pending operations and leftovers of replacements are told and left out', () => {
  const reading = readJson({
    version: 3,
    deployment: {
      resources: [state({ id: 'a', delete: true }), state({ id: 'b' })],
      pending_operations: [{ resource: state(), type: 'creating' }],
    },
  });
  expect(reading.resources.map(({ attributes }) => valueOf(attributes.string('id')))).toEqual(['b']);
  expect(reading.warnings).toEqual([expect.stringContaining('1 operation(s) are pending')]);
});
