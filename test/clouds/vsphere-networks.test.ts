import { facts, graphOf, judgeResources, meaningOf } from '../support/build';
import { later, pulumi, terraform, urn } from '../support/resources';

const declared = facts(`
sites:
  vienna: { at: { latitude: 48.2, longitude: 16.4 }, match: [{ name: 'esx-*.vie.*' }, { name: 'host-1?' }] }
  graz: { at: { latitude: 47.07, longitude: 15.44 }, match: [{ name: 'esx-*.grz.*' }, { name: 'host-2?' }] }
`);

const HOST = 'vsphere:index/host:Host';
const VDS = 'vsphere:index/distributedVirtualSwitch:DistributedVirtualSwitch';
const PORT_GROUP = 'vsphere:index/distributedPortGroup:DistributedPortGroup';
const VNIC = 'vsphere:index/vnic:Vnic';

const terraformHosts = [
  terraform('vsphere_host.v', { hostname: 'esx-1.vie.example', id: later() }),
  terraform('vsphere_host.g', { hostname: 'esx-1.grz.example', id: later() }),
];
const pulumiHosts = [
  pulumi(HOST, 'v', { hostname: 'esx-1.vie.example' }),
  pulumi(HOST, 'g', { hostname: 'esx-1.grz.example' }),
];

describe('a distributed switch', () => {
  const wide = (sites: readonly string[], from: readonly string[] = ['wide']) => [
    { name: 'distributed switch wide-vds', mechanism: 'distributed virtual switch', sites, from },
  ];

  test('with hosts known by id and hosts that are made in the same run spans the sites of both', () => {
    const one = terraform('vsphere_distributed_virtual_switch.wide', {
      name: 'wide-vds',
      host: [
        { host_system_id: 'host-11', devices: ['vmnic1'] },
        { host_system_id: later('vsphere_host.g'), devices: ['vmnic1'] },
      ],
    });
    const other = pulumi(VDS, 'wide', {
      name: 'wide-vds',
      hosts: [
        { hostSystemId: 'host-11', devices: ['vmnic1'] },
        { hostSystemId: later(urn(HOST, 'g')), devices: ['vmnic1'] },
      ],
    });
    expect(meaningOf(graphOf([...terraformHosts, one], declared)).segments).toEqual(wide(['graz', 'vienna']));
    expect(meaningOf(graphOf([...pulumiHosts, other], declared)).segments).toEqual(wide(['graz', 'vienna']));
  });

  test('whose blocks are all to come draws its hosts from what they depend on', () => {
    const hosts = later(urn(HOST, 'v'), urn(HOST, 'g'));
    const other = pulumi(VDS, 'wide', { name: 'wide-vds', hosts });
    expect(meaningOf(graphOf([...pulumiHosts, other], declared)).segments).toEqual(wide(['graz', 'vienna']));
    const one = terraform('vsphere_distributed_virtual_switch.wide', {
      name: 'wide-vds',
      host: later('vsphere_host.v', 'vsphere_host.g'),
    });
    expect(meaningOf(graphOf([...terraformHosts, one], declared)).segments).toEqual(wide(['graz', 'vienna']));
  });

  test('of whose blocks one is to come is not within one site because of the other', () => {
    const traced = pulumi(VDS, 'wide', {
      name: 'wide-vds',
      hosts: [{ hostSystemId: 'host-11' }, later(urn(HOST, 'g'))],
    });
    expect(meaningOf(graphOf([...pulumiHosts, traced], declared)).segments).toEqual(wide(['graz', 'vienna']));
    const lost = pulumi(VDS, 'wide', { name: 'wide-vds', hosts: [{ hostSystemId: 'host-11' }, later()] });
    expect(meaningOf(graphOf([...pulumiHosts, lost], declared)).segments).toEqual(wide(['?', 'vienna']));
  });

  test("with a host id from a reference that lost its key is somewhere among that host's instances", () => {
    const all = ['vie', 'grz'].map((site) =>
      terraform(`vsphere_host.all["${site}"]`, { hostname: `esx-1.${site}.example`, id: later() }),
    );
    const one = terraform('vsphere_distributed_virtual_switch.wide', {
      name: 'wide-vds',
      host: [{ host_system_id: later('vsphere_host.all') }],
    });
    expect(meaningOf(graphOf([...all, one], declared)).segments).toEqual(wide(['?']));
  });

  test('with host ids from a reference without key stands where all instances of that host stand', () => {
    const all = [0, 1].map((index) =>
      terraform(`vsphere_host.all[${index}]`, { hostname: `esx-${index}.vie.example`, id: later() }),
    );
    const one = terraform('vsphere_distributed_virtual_switch.wide', {
      name: 'wide-vds',
      host: [{ host_system_id: later('vsphere_host.all') }],
    });
    expect(meaningOf(graphOf([...all, one], declared)).segments).toEqual(wide(['vienna']));
  });

  test('without hosts has no members', () => {
    const one = terraform('vsphere_distributed_virtual_switch.wide', { name: 'wide-vds' });
    expect(meaningOf(graphOf([one], declared)).segments).toEqual(wide([]));
  });

  test('is named with its port groups, as what runs on it', () => {
    const one = terraform('vsphere_distributed_virtual_switch.wide', {
      name: 'wide-vds',
      host: [{ host_system_id: 'host-11' }],
    });
    const group = terraform('vsphere_distributed_port_group.db', {
      name: 'db',
      distributed_virtual_switch_uuid: later('vsphere_distributed_virtual_switch.wide'),
    });
    expect(meaningOf(graphOf([group, one], declared)).segments).toEqual(wide(['vienna'], ['wide', 'db']));
  });
});

describe('the vMotion network of a port group', () => {
  const group = terraform('vsphere_distributed_port_group.pg', { name: 'pg-vmotion', id: later() });
  const port = (name: string, host: string, more: object) =>
    terraform(`vsphere_vnic.${name}`, {
      host,
      distributed_port_group: later('vsphere_distributed_port_group.pg'),
      ...more,
    });
  const expected = (sites: readonly string[], from: readonly string[]) => [
    {
      name: 'vMotion network pg-vmotion',
      mechanism: 'VMkernel ports for vMotion in one network',
      product: 'vmotion',
      sites,
      from,
      cap: '<absent>',
    },
  ];

  test('joins the hosts of ports that carry vMotion by their stack or by their services', () => {
    const byStack = port('a', 'host-11', { netstack: 'vmotion', services: later() });
    const byService = port('b', 'host-21', { netstack: 'defaultTcpipStack', services: ['management', 'vmotion'] });
    expect(meaningOf(graphOf([group, byStack, byService], declared)).moves).toEqual(
      expected(['graz', 'vienna'], ['a', 'b']),
    );
  });

  test('leaves out ports for other services', () => {
    const vmotion = port('a', 'host-11', { netstack: 'vmotion', services: later() });
    const storage = port('b', 'host-21', { netstack: 'defaultTcpipStack', services: ['vsan'] });
    expect(meaningOf(graphOf([group, vmotion, storage], declared)).moves).toEqual(expected(['vienna'], ['a']));
    expect(meaningOf(graphOf([group, storage], declared)).moves).toEqual([]);
  });

  test('means the same in Pulumi', () => {
    const ports = ['host-11', 'host-21'].map((host, index) =>
      pulumi(VNIC, ['a', 'b'][index]!, {
        host,
        distributedPortGroup: later(urn(PORT_GROUP, 'pg')),
        netstack: 'vmotion',
      }),
    );
    const one = pulumi(PORT_GROUP, 'pg', { name: 'pg-vmotion' });
    expect(meaningOf(graphOf([one, ...ports], declared)).moves).toEqual(expected(['graz', 'vienna'], ['a', 'b']));
  });

  test('is found by the key of a port group that is not in the plan', () => {
    const literal = (name: string, host: string) =>
      terraform(`vsphere_vnic.${name}`, { host, distributed_port_group: 'dvportgroup-7', netstack: 'vmotion' });
    const [found, ...others] = meaningOf(graphOf([literal('a', 'host-11'), literal('b', 'host-21')], declared)).moves;
    expect(found?.sites).toEqual(['graz', 'vienna']);
    expect(others).toEqual([]);
  });

  test('two port groups are two networks', () => {
    const literal = (name: string, host: string, key: string) =>
      terraform(`vsphere_vnic.${name}`, { host, distributed_port_group: key, netstack: 'vmotion' });
    const found = meaningOf(
      graphOf([literal('a', 'host-11', 'dvportgroup-7'), literal('b', 'host-21', 'dvportgroup-8')], declared),
    );
    expect(found.moves.map(({ sites }) => sites)).toEqual([['vienna'], ['graz']]);
  });

  test.each([
    { name: "the switch's limit in Mbit/s", vds: { vmotion_maximum_mbit: 4000 }, shaping: {}, cap: 4e9 },
    {
      name: "the port group's shaping in bit/s",
      vds: {},
      shaping: { ingress_shaping_enabled: true, ingress_shaping_average_bandwidth: 1e9 },
      cap: 1e9,
    },
    {
      name: 'the smaller of both',
      vds: { vmotion_maximum_mbit: 4000 },
      shaping: { ingress_shaping_enabled: true, ingress_shaping_average_bandwidth: 1e9 },
      cap: 1e9,
    },
    {
      name: "the switch's, where it is the smaller",
      vds: { vmotion_maximum_mbit: 400 },
      shaping: { ingress_shaping_enabled: true, ingress_shaping_average_bandwidth: 1e9 },
      cap: 4e8,
    },
    {
      name: "the switch's, where shaping is off",
      vds: { vmotion_maximum_mbit: 4000 },
      shaping: { ingress_shaping_enabled: false, ingress_shaping_average_bandwidth: 1e9 },
      cap: 4e9,
    },
    { name: 'none, where the limit is -1', vds: { vmotion_maximum_mbit: -1 }, shaping: {}, cap: '<absent>' },
    { name: 'none, where nothing is set', vds: {}, shaping: {}, cap: '<absent>' },
  ])('has a cap: $name', ({ vds, shaping, cap }) => {
    const resources = [
      terraform('vsphere_distributed_virtual_switch.s', { name: 's', ...vds }),
      terraform('vsphere_distributed_port_group.pg', {
        name: 'pg-vmotion',
        distributed_virtual_switch_uuid: later('vsphere_distributed_virtual_switch.s'),
        ...shaping,
      }),
      port('a', 'host-11', { netstack: 'vmotion' }),
    ];
    expect(meaningOf(graphOf(resources, declared)).moves.map((one) => one.cap)).toEqual([cap]);
  });
});

describe('a VMkernel port of which nothing tells the switch', () => {
  const hosts = (sites: readonly string[]) =>
    sites.map((site) => terraform(`vsphere_host.${site}`, { hostname: `esx-1.${site}.example`, id: `host-${site}` }));
  const port = terraform('vsphere_vnic.vmk1', {
    host: 'host-grz',
    distributed_port_group: later(),
    distributed_switch_port: later(),
  });
  const switchIn = (site: string, n: number) =>
    terraform(`vsphere_distributed_virtual_switch.s${n}`, {
      name: `s${n}`,
      host: [{ host_system_id: `host-${site}`, devices: ['vmnic1'] }],
    });
  const perhaps = (sites: readonly string[]) =>
    meaningOf(graphOf([...hosts(['vie', 'grz']), port, ...sites.map(switchIn)], declared)).segments.filter(
      (segment) => segment.perhaps !== undefined,
    );

  test('is perhaps on the only switch there is', () => {
    expect(perhaps(['vie'])).toMatchObject([
      { name: 'distributed switch s0', sites: ['graz', 'vienna'], perhaps: ['vmk1 distributed_port_group'] },
    ]);
  });

  test.each([
    [2, 'distributed switch s0 or distributed switch s1'],
    [5, 'distributed switch s0 or distributed switch s1 or one of 3 more'],
  ])('is on one of %i switches, which is said once', (count, name) => {
    expect(perhaps(Array.from({ length: count }, () => 'vie'))).toMatchObject([
      { name, sites: ['graz', 'vienna'], perhaps: ['vmk1 distributed_port_group'] },
    ]);
  });

  test('is on the switch whose port it names', () => {
    const onSwitch = terraform('vsphere_vnic.vmk1', { host: 'host-grz', distributed_switch_port: 'uuid-1' });
    const wide = terraform('vsphere_distributed_virtual_switch.wide', {
      id: 'uuid-1',
      name: 'wide',
      host: [{ host_system_id: 'host-vie', devices: ['vmnic1'] }],
    });
    expect(meaningOf(graphOf([...hosts(['vie', 'grz']), onSwitch, wide], declared)).segments).toMatchObject([
      { name: 'distributed switch wide', sites: ['graz', 'vienna'] },
    ]);
  });
});

describe('a VMkernel port for vMotion whose host is hidden', () => {
  const ports = (host: unknown, network: string, others: string) => [
    terraform('vsphere_host.other', { hostname: `esx-1.${others}.example`, id: 'host-1' }),
    terraform('vsphere_vnic.hidden', { host, netstack: 'vmotion', distributed_port_group: network }),
    terraform('vsphere_vnic.other', { host: 'host-1', netstack: 'vmotion', distributed_port_group: network }),
  ];
  const moves = (...of: Parameters<typeof ports>) =>
    graphOf(ports(...of), declared).domains['migration-domain'].map(({ members }) => members.map(({ site }) => site));

  test('is not within a site because people gave that name to its port group as well', () => {
    const [members] = moves(later(), 'esx-net.grz.example', 'grz');
    expect(members).toMatchObject([{ value: 'graz' }, { value: 'graz', origin: { kind: 'guess' } }]);
    const { findings } = judgeResources(ports(later(), 'esx-net.grz.example', 'grz'), declared);
    expect(findings.map(({ outcome, ruleId }) => `${outcome} ${ruleId}`)).toContain(
      'undetermined migration-rtt-budget',
    );
  });

  test('is within it where its host is', () => {
    expect(moves('host-21', 'esx-net.grz.example', 'grz')).toMatchObject([[{ value: 'graz' }, { value: 'graz' }]]);
  });
});

describe('machines on a distributed port group that is not in the input', () => {
  const hosts = ['vie', 'grz'].map((site) =>
    terraform(`vsphere_host.${site}`, { hostname: `esx-1.${site}.example`, id: `host-${site}` }),
  );
  const machine = (name: string, site: string, network: unknown) =>
    terraform(`vsphere_virtual_machine.${name}`, {
      name,
      host_system_id: `host-${site}`,
      network_interface: network,
    });
  const on = (id: unknown) => [{ network_id: id }];
  const segments = (one: unknown, other: unknown) =>
    meaningOf(graphOf([...hosts, machine('a', 'vie', one), machine('b', 'grz', other)], declared)).segments.filter(
      ({ sites }) => sites.length > 1,
    );

  test('are in one segment where they name it by one id', () => {
    expect(segments(on('dvportgroup-1'), on('dvportgroup-1'))).toMatchObject([
      { name: 'distributed port group dvportgroup-1', sites: ['graz', 'vienna'] },
    ]);
    expect(segments(on('dvportgroup-1'), on('dvportgroup-2'))).toEqual([]);
  });

  test('are perhaps where the network of one is unknown, alone or with its whole block', () => {
    const perhaps = (path: string) => [{ sites: ['graz', 'vienna'], perhaps: [path] }];
    expect(segments(on('dvportgroup-1'), on(later()))).toMatchObject(perhaps('b network_interface.0.network_id'));
    expect(segments(on('dvportgroup-1'), later())).toMatchObject(perhaps('b network_interface'));
  });

  test('are not where its name is all that they share: each host has a standard switch of its own', () => {
    expect(segments(on('network-6'), on('network-6'))).toEqual([]);
  });
});

describe('VMkernel ports for vMotion on standard port groups of one name', () => {
  const hosts = ['vie', 'grz'].map((site) =>
    terraform(`vsphere_host.${site}`, { hostname: `esx-1.${site}.example`, id: `host-${site}` }),
  );
  const port = (site: string, more: object = {}) =>
    terraform(`vsphere_vnic.${site}`, { host: `host-${site}`, portgroup: 'vMotion', netstack: 'vmotion', ...more });
  const group = (site: string, vlan: number) =>
    terraform(`vsphere_host_port_group.${site}`, { name: 'vMotion', host_system_id: `host-${site}`, vlan_id: vlan });
  const together = terraform('vsphere_compute_cluster.c', { name: 'c', host_system_ids: ['host-vie', 'host-grz'] });
  const moves = (...more: Parameters<typeof graphOf>[0]) =>
    meaningOf(graphOf([...hosts, ...more], declared)).moves.filter(({ sites }) => sites.length > 1);

  test('are one network on hosts of one cluster, and perhaps one elsewhere', () => {
    expect(moves(port('vie'), port('grz'), together)).toMatchObject([{ name: 'vMotion network vMotion' }]);
    expect(moves(port('vie'), port('grz'))).toMatchObject([{ perhaps: ['grz portgroup', 'vie portgroup'] }]);
  });

  test('are two where their VLANs differ, also in one subnet', () => {
    expect(moves(port('vie'), port('grz'), together, group('vie', 100), group('grz', 200))).toEqual([]);
    const inSubnet = (ip: string) => ({ ipv4: [{ ip, netmask: '255.255.255.0' }] });
    const ports = [port('vie', inSubnet('10.0.0.1')), port('grz', inSubnet('10.0.0.2'))];
    expect(moves(...ports, group('vie', 100), group('grz', 200))).toEqual([]);
    expect(moves(...ports, group('vie', 100), group('grz', 100))).toHaveLength(1);
  });

  test('are perhaps one where the VLAN, the name or the host of a port group is hidden', () => {
    const ports = [port('vie'), port('grz'), together, group('vie', 100)];
    const far = (more: object) =>
      terraform('vsphere_host_port_group.grz', {
        name: 'vMotion',
        host_system_id: 'host-grz',
        vlan_id: 100,
        ...more,
      });
    expect(moves(...ports, far({})).map(({ perhaps }) => perhaps)).toEqual([undefined]);
    expect(moves(...ports, far({ vlan_id: later() }))).toMatchObject([{ perhaps: ['grz vlan_id'] }]);
    expect(moves(...ports, far({ name: later() }))).toMatchObject([{ perhaps: ['grz name'] }]);
    expect(moves(...ports, far({ host_system_id: later() }))).toMatchObject([{ perhaps: ['grz host_system_id'] }]);
    const inSubnet = (ip: string) => ({ ipv4: [{ ip, netmask: '255.255.255.0' }] });
    const inOne = [port('vie', inSubnet('10.0.0.1')), port('grz', inSubnet('10.0.0.2')), group('vie', 100)];
    expect(moves(...inOne, far({ vlan_id: later() }))).toMatchObject([{ perhaps: ['grz vlan_id'] }]);
  });

  test('are perhaps one with those of which the cluster is hidden', () => {
    const half = terraform('vsphere_compute_cluster.c', { name: 'c', id: 'domain-c', host_system_ids: ['host-vie'] });
    expect(moves(port('vie'), port('grz'), half)).toMatchObject([{ perhaps: ['grz portgroup'] }]);
  });
});
