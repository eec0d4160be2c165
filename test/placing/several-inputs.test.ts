import { judge } from '../../lib/check';
import { rules } from '../../policies';
import { alarms, facts, readingOf } from '../support/build';
import { later, terraform } from '../support/resources';

const declared = facts(`
sites:
  vienna: { at: vienna, match: [{ name: '*.vie.example' }, { name: 'host-1?' }] }
  madrid: { at: madrid, match: [{ name: '*.mad.example' }, { name: 'host-2?' }] }
`);

type Resources = readonly ReturnType<typeof terraform>[];

const judgePlans = (...plans: readonly Resources[]) =>
  judge({
    readings: plans.map((resources, index) => readingOf(resources, { path: `plan-${index}.json` })),
    declarations: declared,
    rules,
    version: 'test',
    today: '2026-01-01',
  });

test('what one plan knows by id is found in another', () => {
  const hosts = [
    terraform('vsphere_host.v', { id: 'a', hostname: 'esx.vie.example' }),
    terraform('vsphere_host.m', { id: 'b', hostname: 'esx.mad.example' }),
  ];
  const network = [
    terraform('vsphere_distributed_virtual_switch.s', { host: [{ host_system_id: 'a' }, { host_system_id: 'b' }] }),
  ];
  expect(alarms(judgePlans(hosts, network))).toEqual(['error broadcast-domain-single-site stretched']);
});

/** One module, planned once for each city: every address is in both plans. */
const plan = (number: number, city: string): Resources => [
  terraform('vsphere_host.h', { hostname: `esx.${city}.example`, id: later() }),
  terraform('vsphere_distributed_virtual_switch.s', { name: 's', host: [{ host_system_id: `host-${number}1` }] }),
  terraform('vsphere_compute_cluster.c', {
    name: 'c',
    vsan_enabled: true,
    host_system_ids: [later('vsphere_host.h')],
  }),
];

test('one plan of one city has no finding', () => {
  expect(judgePlans(plan(1, 'vie')).findings).toEqual([]);
  expect(judgePlans(plan(2, 'mad')).findings).toEqual([]);
});

test('two plans with the same addresses are two designs', () => {
  expect(judgePlans(plan(1, 'vie'), plan(2, 'mad')).findings).toEqual([]);
});

test('a reference without key means the instances in its own plan, though another plan has that very address', () => {
  const counted: Resources = [
    terraform('vsphere_host.h[0]', { hostname: 'esx-0.vie.example', id: later() }),
    terraform('vsphere_host.h[1]', { hostname: 'esx-1.vie.example', id: later() }),
    terraform('vsphere_compute_cluster.c', {
      name: 'c',
      vsan_enabled: true,
      host_system_ids: [later('vsphere_host.h')],
    }),
  ];
  expect(judgePlans(counted).findings).toEqual([]);
  expect(judgePlans(plan(2, 'mad'), counted).findings).toEqual([]);
});

test('a port group that hides its name stands for a port before one of another plan on the same host does', () => {
  const groups = (name: unknown): Resources => [
    terraform('vsphere_host.v', { id: 'a', hostname: 'esx.vie.example' }),
    terraform('vsphere_host.m', { id: 'b', hostname: 'esx.mad.example' }),
    terraform('vsphere_compute_cluster.c', { name: 'c', host_system_ids: ['a', 'b'] }),
    ...['a', 'b'].map((host) => terraform(`vsphere_vnic.${host}`, { host, netstack: 'vmotion', portgroup: 'vmotion' })),
    terraform('vsphere_host_port_group.v', { name: 'vmotion', host_system_id: 'a' }),
    terraform('vsphere_host_port_group.m', { name, host_system_id: 'b' }),
  ];
  const other = [terraform('vsphere_host_port_group.m', { name: 'vmotion', host_system_id: 'b', vlan_id: 20 })];
  const outcomes = (name: unknown) =>
    judgePlans(groups(name), other)
      .findings.filter(({ ruleId }) => ruleId === 'migration-bandwidth-floor')
      .map(({ outcome, evidence }) => [outcome, evidence.toDecide?.at(-1)]);
  const bandwidth = expect.stringMatching(/^the bandwidth of link madrid - vienna/u);
  expect(outcomes('vmotion')).toEqual([['undetermined', bandwidth]]);
  expect(outcomes('other')).toEqual([]);
  expect(outcomes(later())).toEqual([['undetermined', bandwidth]]);
});

test('a hidden address leaves the network of a port open, though another plan has ports on its port group', () => {
  const ports = (ipv4: unknown): Resources => [
    terraform('vsphere_host.v', { id: 'a', hostname: 'esx.vie.example' }),
    terraform('vsphere_host.m', { id: 'b', hostname: 'esx.mad.example' }),
    terraform('vsphere_vnic.v', { host: 'a', netstack: 'vmotion', distributed_port_group: 'p1', ipv4 }),
    terraform('vsphere_vnic.m', {
      host: 'b',
      netstack: 'vmotion',
      distributed_port_group: 'p2',
      ipv4: [{ ip: '203.0.113.2', netmask: '255.255.255.0' }],
    }),
  ];
  const other = [
    terraform('vsphere_distributed_port_group.p', { id: 'p1', name: 'vmotion' }),
    ...['v', 'w'].map((name) =>
      terraform(`vsphere_vnic.${name}`, { host: 'a', netstack: 'vmotion', distributed_port_group: 'p1' }),
    ),
  ];
  const found = (ipv4: unknown) =>
    judgePlans(ports(ipv4), other)
      .findings.filter(({ ruleId }) => ruleId === 'migration-bandwidth-floor')
      .map(({ outcome }) => outcome);
  expect(found([{ ip: '203.0.113.1', netmask: '255.255.255.0' }])).toEqual(['undetermined']);
  expect(found([{ ip: later(), netmask: '255.255.255.0' }])).toEqual(['undetermined']);
  expect(found([{ ip: '198.51.100.1', netmask: '255.255.255.0' }])).toEqual([]);
});
