import type { RawResource } from '../../lib/resources/raw-resource';
import { graphOf, judgeResources, meaningOf } from '../support/build';
import { later, pulumi, terraform } from '../support/resources';
import { bySite, cluster, datacenter, hosts } from './two-sites';

describe('a switch', () => {
  const vds = (more: object = {}) =>
    terraform('vsphere_distributed_virtual_switch.s', {
      id: 'dvs-1',
      name: 's',
      datacenter_id: 'datacenter-1',
      ...more,
    });
  const portGroup = terraform('vsphere_distributed_port_group.p', {
    id: 'dvportgroup-1',
    name: 'p',
    distributed_virtual_switch_uuid: 'dvs-1',
  });
  const spans = (...resources: readonly RawResource[]) =>
    meaningOf(graphOf([datacenter, ...hosts, ...resources], bySite)).segments.map(({ sites }) => sites);

  test('has the hosts of VMkernel ports on its port groups as members, and machines whose host is known', () => {
    const port = (id: number) =>
      terraform(`vsphere_vnic.v${id}`, {
        host: `host-${id}`,
        distributed_port_group: 'dvportgroup-1',
        services: ['vsan'],
      });
    expect(spans(vds(), portGroup, port(1), port(3))).toEqual([['dublin', 'vienna']]);
    const machine = (id: number) =>
      terraform(`vsphere_virtual_machine.m${id}`, {
        name: `m${id}`,
        host_system_id: `host-${id}`,
        network_interface: [{ network_id: 'dvportgroup-1' }],
      });
    expect(spans(vds(), portGroup, machine(2), machine(4))).toEqual([['dublin', 'vienna']]);
    expect(spans(vds(), portGroup, machine(1), machine(2))).toEqual([['vienna']]);
  });

  test('of which only the ids of its hosts are known has them where their groups are', () => {
    const group = (name: string, ids: readonly string[]) =>
      terraform(`vsphere_compute_cluster_host_group.${name}`, {
        name: `${name}.example`,
        compute_cluster_id: 'c',
        host_system_ids: ids,
      });
    const listed = vds({ host: [{ host_system_id: 'host-71' }, { host_system_id: 'host-72' }] });
    const named = [group('a.vie', ['host-71']), group('b.dub', ['host-72'])];
    expect(spans(listed, ...named)).toEqual([['dublin', 'vienna']]);
  });

  test('whose hosts are all to come is where its datacenter object is, if that is one place', () => {
    const graph = graphOf([datacenter, vds({ host: later() })]);
    expect(meaningOf(graph).segments.map(({ sites }) => sites)).toEqual([['datacenter:production']]);
    expect(spans(vds({ host: later() }))).toEqual([['?']]);
  });

  test('of a standard kind is one network for the hosts of a cluster, by name and VLAN', () => {
    const standard = (id: number, vlan: number) =>
      terraform(`vsphere_host_port_group.p${id}`, { name: 'servers', host_system_id: `host-${id}`, vlan_id: vlan });
    expect(spans(cluster({}), standard(1, 20), standard(3, 20))).toEqual([['dublin', 'vienna']]);
    expect(spans(cluster({}), standard(1, 20), standard(3, 30)).sort()).toEqual([['dublin'], ['vienna']]);
    expect(spans(standard(1, 20), standard(3, 20))).toEqual([]);
    const hidden = terraform('vsphere_host_port_group.p3', {
      name: 'servers',
      host_system_id: 'host-3',
      vlan_id: later('x.y'),
    });
    expect(spans(cluster({}), standard(1, 20), hidden)).toContainEqual(['dublin', 'vienna']);
  });
});

describe('vMotion ports', () => {
  const port = (id: number, more: object) =>
    terraform(`vsphere_vnic.v${id}`, { host: `host-${id}`, netstack: 'vmotion', ...more });
  const at = (ip: string, netmask = '255.255.255.0') => ({ ipv4: [{ ip, netmask }] });
  const moves = (...resources: readonly RawResource[]) =>
    meaningOf(graphOf([datacenter, ...hosts, ...resources], bySite)).moves.map(({ name, sites }) => ({ name, sites }));
  const both = ['dublin', 'vienna'];

  test('in one subnet are one network, on whichever port groups', () => {
    const [a, b] = [
      port(1, { distributed_port_group: 'dvportgroup-1', ...at('10.31.40.11') }),
      port(3, { distributed_port_group: 'dvportgroup-2', ...at('10.31.40.51') }),
    ];
    expect(moves(a, b)).toEqual([{ name: 'vMotion network dvportgroup-1', sites: both }]);
    expect(moves(a, port(3, { distributed_port_group: 'dvportgroup-2', ...at('10.31.41.51') }))).toHaveLength(2);
  });

  describe('of which the address is hidden', () => {
    const perhaps = (...resources: readonly RawResource[]) =>
      meaningOf(graphOf([datacenter, ...hosts, ...resources], bySite)).moves.flatMap((one) =>
        one.perhaps === undefined ? [] : [{ sites: one.sites, perhaps: one.perhaps }],
      );
    const near = port(1, { distributed_port_group: 'dvportgroup-1', ...at('10.31.40.11') });
    const far = (ipv4: unknown, group: object = { distributed_port_group: 'dvportgroup-2' }) =>
      port(3, { ...group, ipv4 });

    test.each([
      ['address', [{ ip: later(), netmask: '255.255.255.0' }], 'v3 ipv4.ip'],
      ['mask', [{ ip: '10.31.40.51', netmask: later() }], 'v3 ipv4.netmask'],
      ['block', later(), 'v3 ipv4.ip'],
    ])('by its %s are perhaps in the subnet of another', (_, ipv4, path) => {
      expect(perhaps(near, far(ipv4))).toEqual([{ sites: both, perhaps: [path] }]);
      expect(perhaps(near, far(ipv4, { portgroup: 'vmo' }))).toEqual([{ sites: both, perhaps: [path] }]);
    });

    test('are on their port group all the same, and nothing else is told where there is no other network', () => {
      const ipv4 = [{ ip: later(), netmask: '255.255.255.0' }];
      const [a, b] = [1, 3].map((id) => port(id, { distributed_port_group: 'dvportgroup-1', ipv4 }));
      expect(moves(a!, b!)).toEqual([{ name: 'vMotion network dvportgroup-1', sites: both }]);
    });

    test('mean the same in Pulumi', () => {
      const vnic = (id: number, ip: unknown) =>
        pulumi('vsphere:index/vnic:Vnic', `v${id}`, {
          host: `host-${id}`,
          netstack: 'vmotion',
          portgroup: `vmo${id}`,
          ipv4: { ip, netmask: '255.255.255.0' },
        });
      const moved = (ip: unknown) => perhaps(vnic(1, '10.31.40.11'), vnic(3, ip));
      expect(moved('10.31.40.51')).toEqual([]);
      expect(moved(later())).toEqual([{ sites: both, perhaps: ['v3 ipv4.ip'] }]);
    });

    test('are of one vCenter: an address elsewhere is in another subnet', () => {
      const other = far([{ ip: later(), netmask: '255.255.255.0' }]);
      expect(
        perhaps(near, { ...other, provider: { ...other.provider, alias: 'other', address: 'provider.vsphere.other' } }),
      ).toEqual([]);
    });
  });

  test('on one of several port groups, where neither their subnet nor the plan tells which, are perhaps in one network', () => {
    const group = (key: string) =>
      terraform(`vsphere_distributed_port_group.p["${key}"]`, { id: later(), name: `vmotion-${key}` });
    const onSome = (id: number, more: object = {}) =>
      port(id, { distributed_port_group: later('vsphere_distributed_port_group.p'), ...more });
    const found = (a: RawResource, b: RawResource) =>
      meaningOf(graphOf([datacenter, ...hosts, group('a'), group('b'), a, b], bySite)).moves;
    expect(found(onSome(1), onSome(3))).toMatchObject([
      { sites: both, perhaps: ['v1 distributed_port_group', 'v3 distributed_port_group'] },
    ]);
    const apart = found(onSome(1, at('10.31.40.11')), onSome(3, at('10.31.41.11')));
    expect(apart.map(({ sites, perhaps }) => [sites, perhaps])).toEqual([
      [['vienna'], undefined],
      [['dublin'], undefined],
    ]);
  });

  test('in a subnet of which an address is taken twice are networks of their own', () => {
    const at1 = { distributed_port_group: 'dvportgroup-1', ...at('192.168.50.11') };
    const at2 = { distributed_port_group: 'dvportgroup-2', ...at('192.168.50.11') };
    expect(moves(port(1, at1), port(3, at2))).toEqual([
      { name: 'vMotion network dvportgroup-1', sites: ['vienna'] },
      { name: 'vMotion network dvportgroup-2', sites: ['dublin'] },
    ]);
  });

  test('of two vCenters in one subnet are two', () => {
    const [a, b] = [port(1, at('10.31.40.11')), port(3, at('10.31.40.51'))];
    expect(moves(a, b)).toEqual([{ name: 'vMotion network 10.31.40.0/24', sites: both }]);
    expect(moves(a, { ...b, provider: { ...b.provider, alias: 'other' } })).toHaveLength(2);
  });

  test('on a port group id that two vCenters have, and on one name in two subnets, are two', () => {
    const on = { distributed_port_group: 'dvportgroup-7' };
    const far = port(3, on);
    expect(moves(port(1, on), { ...far, provider: { ...far.provider, alias: 'other' } })).toHaveLength(2);
    const [a, b] = [at('10.0.1.5'), at('10.0.2.5')].map((address) => ({ portgroup: 'vMotion', ...address }));
    expect(moves(port(1, a!), port(3, b!))).toHaveLength(2);
  });

  test('whose port group and subnet are unknown may be on one', () => {
    const [found] = moves(port(1, { portgroup: later() }), port(3, { portgroup: 'vmotion' }));
    expect(found).toBeDefined();
    const graph = graphOf(
      [datacenter, ...hosts, port(1, { portgroup: later() }), port(3, { portgroup: 'vmotion' })],
      bySite,
    );
    expect(graph.domains['migration-domain'].some(({ perhaps }) => perhaps !== undefined)).toBe(true);
  });

  test('on standard port groups of one name are one network', () => {
    expect(moves(port(1, { portgroup: 'vmotion' }), port(3, { portgroup: 'vmotion' }))).toEqual([
      { name: 'vMotion network vmotion', sites: both },
    ]);
  });

  test('whose host is to come stand where their switch does', () => {
    const vds = terraform('vsphere_distributed_virtual_switch.s', { id: 'dvs-1', name: 'dvs.vie.example' });
    const on = { host: later(), distributed_switch_port: 'dvs-1', portgroup: 'vmotion' };
    expect(moves(vds, port(7, on), port(3, { portgroup: 'vmotion' }))).toEqual([
      { name: 'vMotion network vmotion', sites: both },
    ]);
  });
});

describe('rules that must hold', () => {
  const drs = cluster({ vsan_enabled: false, drs_automation_level: 'fullyAutomated', resource_pool_id: 'resgroup-1' });
  const machine = (name: string) =>
    terraform(`vsphere_virtual_machine.${name}`, { id: `vm-${name}`, name, resource_pool_id: 'resgroup-1' });
  const group = (name: string, ids: readonly string[]) =>
    terraform(`vsphere_compute_cluster_host_group.${name}`, {
      name,
      compute_cluster_id: 'domain-c',
      host_system_ids: ids,
    });
  const machines = (name: string, ids: readonly string[]) =>
    terraform(`vsphere_compute_cluster_vm_group.${name}`, {
      name,
      compute_cluster_id: 'domain-c',
      virtual_machine_ids: ids,
    });
  const rule = (name: string, hostGroup: string, mandatory: unknown) =>
    terraform(`vsphere_compute_cluster_vm_host_rule.${name}`, {
      compute_cluster_id: 'domain-c',
      vm_group_name: name,
      affinity_host_group_name: hostGroup,
      mandatory,
    });
  const moves = (...resources: readonly RawResource[]): number => {
    const { findings } = judgeResources([datacenter, ...hosts, drs, ...resources], bySite);
    return new Set(findings.filter(({ outcome }) => outcome !== 'remark').map(({ subject }) => subject.name)).size;
  };
  const here = [machine('m'), group('home', ['host-1', 'host-2']), machines('ms', ['vm-m'])];

  test('keep machines from moving between sites where they pin all that the input shows', () => {
    expect(moves(...here, rule('ms', 'home', true))).toBe(0);
    expect(moves(...here, rule('ms', 'home', true), machine('free'))).toBe(1);
  });

  const port = (id: number) =>
    terraform(`vsphere_vnic.v${id}`, {
      host: `host-${id}`,
      portgroup: '',
      netstack: 'vmotion',
      distributed_port_group: 'dvportgroup-8',
    });

  test.each([
    { name: 'whether it moves machines by itself', path: 'drs_automation_level' },
    { name: 'which hosts it has', path: 'host_system_ids' },
  ])('perhaps keep them over a network of a cluster of which it is hidden $name', ({ path }) => {
    const known = { vsan_enabled: false, drs_automation_level: 'fullyAutomated', resource_pool_id: 'resgroup-1' };
    const all = [datacenter, ...hosts, cluster({ ...known, [path]: later() }), port(1), port(3), ...here];
    const inDoubt = (...rules: readonly RawResource[]) =>
      new Set(
        judgeResources([...all, ...rules], bySite)
          .findings.filter(({ subject, outcome }) => subject.name.startsWith('vMotion') && outcome !== 'remark')
          .map(({ message }) => message.includes(`depends on the value of ${path}`)),
      );
    expect(inDoubt()).toEqual(new Set([false]));
    expect(inDoubt(rule('ms', 'home', true))).toEqual(new Set([true]));
  });

  test('perhaps keep them over a network of which it is hidden what host one of its ports is on', () => {
    const hidden = terraform('vsphere_vnic.v4', {
      host: later(),
      netstack: 'vmotion',
      distributed_port_group: 'dvportgroup-8',
    });
    const inDoubt = (...rules: readonly RawResource[]) =>
      new Set(
        judgeResources([datacenter, ...hosts, drs, port(1), port(3), hidden, ...here, ...rules], bySite)
          .findings.filter(({ subject, outcome }) => subject.name.startsWith('vMotion') && outcome !== 'remark')
          .map(({ message }) => message.includes('depends on the value of host of vsphere_vnic.v4')),
      );
    expect(inDoubt()).toEqual(new Set([false]));
    expect(inDoubt(rule('ms', 'home', true))).toEqual(new Set([true]));
  });

  test('keep them whatever network they could move over', () => {
    const { findings } = judgeResources(
      [datacenter, ...hosts, drs, port(1), port(3), ...here, rule('ms', 'home', true)],
      bySite,
    );
    expect(findings.filter(({ ruleId }) => ruleId.startsWith('migration'))).toMatchObject([
      { messageId: 'keptAtHome' },
    ]);
  });

  test('keep nothing where a machine may be in the cluster without a rule', () => {
    const loose = terraform('vsphere_virtual_machine.loose', {
      id: 'vm-loose',
      name: 'loose',
      resource_pool_id: 'resgroup-77',
    });
    expect(moves(...here, rule('ms', 'home', true), loose)).toBe(1);
  });

  test('are told, since the input does not show every machine', () => {
    const { findings } = judgeResources([datacenter, ...hosts, drs, ...here, rule('ms', 'home', true)], bySite);
    expect(findings).toMatchObject([
      { ruleId: 'migration-rtt-budget', outcome: 'remark', message: expect.stringContaining('every machine') },
    ]);
  });

  test('keep nothing of a machine that runs in a pool of a pool', () => {
    const pool = (id: string, parent: string) =>
      terraform(`vsphere_resource_pool.${id}`, { id, name: id, parent_resource_pool_id: parent });
    const deep = terraform('vsphere_virtual_machine.deep', { id: 'vm-deep', name: 'deep', resource_pool_id: 'b' });
    expect(moves(...here, rule('ms', 'home', true), pool('a', 'resgroup-1'), pool('b', 'a'), deep)).toBe(1);
  });

  test.each([
    { name: 'that only should hold', rules: [rule('ms', 'home', false)] },
    { name: 'to hosts of two sites', rules: [rule('ms', 'all', true), group('all', ['host-1', 'host-3'])] },
  ])('keep nothing $name', ({ rules }) => {
    expect(moves(...here, ...rules)).toBe(1);
  });

  test.each(['mandatory', 'enabled'])('perhaps keep them where it is hidden whether they are %s', (path) => {
    const rules = terraform('vsphere_compute_cluster_vm_host_rule.r', {
      compute_cluster_id: 'domain-c',
      vm_group_name: 'ms',
      affinity_host_group_name: 'home',
      mandatory: true,
      [path]: later(),
    });
    const outcomes = (...resources: readonly RawResource[]) => [
      ...new Set(
        judgeResources([datacenter, ...hosts, drs, ...here, rules, ...resources], bySite).findings.map(
          ({ outcome }) => outcome,
        ),
      ),
    ];
    const message = judgeResources([datacenter, ...hosts, drs, ...here, rules], bySite).findings[0]?.message;
    expect(message).toContain(`depends on the value of ${path} of vsphere_compute_cluster_vm_host_rule.r`);
    expect(outcomes()).toEqual(['undetermined']);
    // A second rule that certainly must decides.
    expect(outcomes(rule('ms', 'home', true))).toEqual(['remark']);
  });

  test('keep nothing where the input shows no machine', () => {
    expect(moves(group('home', ['host-1']), machines('ms', []), rule('ms', 'home', true))).toBe(1);
  });
});

test('a cluster of which no host is known is open, whatever its datacenter object is called', () => {
  const elsewhere = cluster({ host_system_ids: undefined, host_managed: true, drs_automation_level: 'fullyAutomated' });
  const { findings } = judgeResources([datacenter, elsewhere], bySite);
  expect(findings.map(({ outcome }) => outcome)).toContain('undetermined');
});
