import type { RawResource } from '../../lib/resources/raw-resource';
import { facts, graphOf, judgeResources, meaningOf, placeOf } from '../support/build';
import { later, terraform } from '../support/resources';

/* A cluster, and a switch, live in one datacenter object: what tells two sites apart is the hosts, their groups and their names. */

const bySite = facts(`
sites:
  vienna: { at: VIE, match: [{ name: '*.vie.example' }, { cidr: 10.11.0.0/16 }, { tag: { site: vie } }] }
  dublin: { at: DUB, match: [{ name: '*.dub.example' }, { cidr: 10.12.0.0/16 }, { tag: { site: dub } }] }
links: [{ between: [vienna, dublin], rtt: 31 ms, bandwidth: 10 Gbit/s }]
`);

const datacenter = terraform('data.vsphere_datacenter.production', { id: 'datacenter-1', name: 'production' });

const host = (id: number, name: string, more: object = {}): RawResource =>
  terraform(`data.vsphere_host.h${id}`, { id: `host-${id}`, name, datacenter_id: 'datacenter-1', ...more });

const [a1, a2] = [host(1, 'esx-a1.vie.example'), host(2, 'esx-a2.vie.example')];
const [b1, b2] = [host(3, 'esx-b1.dub.example'), host(4, 'esx-b2.dub.example')];
const hosts = [a1, a2, b1, b2];

const cluster = (values: object, name = 'c'): RawResource =>
  terraform(`vsphere_compute_cluster.${name}`, {
    id: `domain-${name}`,
    name,
    datacenter_id: 'datacenter-1',
    host_system_ids: ['host-1', 'host-2', 'host-3', 'host-4'],
    vsan_enabled: true,
    ...values,
  });

const halves = (preferred: readonly unknown[], secondary: readonly unknown[], names = ['site-a', 'site-b']) => ({
  vsan_stretched_cluster: [
    {
      preferred_fault_domain_name: names[0],
      preferred_fault_domain_host_ids: preferred,
      secondary_fault_domain_name: names[1],
      secondary_fault_domain_host_ids: secondary,
    },
  ],
});

const stretched = cluster(halves(['host-1', 'host-2'], ['host-3', 'host-4']));

const found = (resources: readonly RawResource[], declarations?: typeof bySite) =>
  judgeResources(resources, declarations).findings.map(
    ({ ruleId, outcome, confidence, messageId }) =>
      `${outcome}${confidence === undefined ? '' : ` ${confidence}`} ${ruleId} ${messageId}`,
  );

const mirrors = (resources: readonly RawResource[], declarations?: typeof bySite) =>
  meaningOf(graphOf(resources, declarations)).mirrors.map(({ sites }) => sites);

describe('the halves of a stretched cluster', () => {
  test('are two places by themselves: a stretch until both are placed, one gap a half', () => {
    const { findings } = judgeResources([datacenter, ...hosts, stretched]);
    expect(findings).toMatchObject([
      {
        ruleId: 'stretched-cluster-rtt',
        confidence: 'by-construction',
        level: 'warning',
        evidence: {
          toDecide: [
            'where preferred fault domain site-a (esx-a1.vie.example, esx-a2.vie.example) stands',
            'where secondary fault domain site-b (esx-b1.dub.example, esx-b2.dub.example) stands',
          ],
        },
      },
    ]);
  });

  test('stand where their hosts do by name', () => {
    expect(found([datacenter, ...hosts, stretched], bySite)).toEqual([
      'violation certain stretched-cluster-rtt tooFar',
    ]);
  });

  test('stand where one of their hosts does by its address, its tag or the name of the fault domain', () => {
    const [byAddress, byTag] = [host(1, '10.11.0.5'), host(3, 'x', { tags: { site: 'dub' } })];
    const others = [host(2, 'y'), host(4, 'z')];
    expect(mirrors([datacenter, byAddress, byTag, ...others, stretched], bySite)).toEqual([['dublin', 'vienna']]);
    const plain = [1, 2, 3, 4].map((id) => host(id, `esx${id}`));
    const named = cluster(halves(['host-1', 'host-2'], ['host-3', 'host-4'], ['fd.vie.example', 'fd.dub.example']));
    expect(mirrors([datacenter, ...plain, named], bySite)).toEqual([['dublin', 'vienna']]);
  });

  test('that are called after cities stand there, by a guess', () => {
    const plain = [1, 2, 3, 4].map((id) => host(id, `esx${id}`));
    const cities = cluster(halves(['host-1', 'host-2'], ['host-3', 'host-4'], ['Wien', 'Dublin']));
    expect(found([datacenter, ...plain, cities])).toEqual(['violation guessed stretched-cluster-rtt tooFar']);
  });

  test('are not told by hosts that are not in the input, but by what is declared for their ids', () => {
    expect(mirrors([datacenter, stretched], bySite)).toEqual([['?']]);
    const byId = facts(
      'sites: { vienna: { at: VIE, match: [{ name: host-1 }] }, dublin: { at: DUB, match: [{ name: host-3 }] } }',
    );
    expect(mirrors([datacenter, stretched], byId)).toEqual([['dublin', 'vienna']]);
  });

  test('are not told by a declared datacenter object, which holds both', () => {
    const declared = facts('sites: { vienna: { at: VIE, match: [{ datacenter: production }] } }');
    expect(found([datacenter, ...hosts, stretched], declared)).toContain(
      'violation by-construction stretched-cluster-rtt byConstruction',
    );
  });

  test('in one declared site are a remark', () => {
    const metro = facts("sites: { vienna: { at: VIE, match: [{ name: 'esx-*' }] } }");
    expect(found([datacenter, ...hosts, stretched], metro)).toEqual(['remark stretched-cluster-rtt withinSite']);
  });

  test('have hosts that are to come: one gap each, never a pass', () => {
    const toCome = cluster({ ...halves([later()], [later()]), host_system_ids: [later()] });
    expect(found([datacenter, toCome])).toEqual(['violation by-construction stretched-cluster-rtt byConstruction']);
  });
});

describe('other fault domains, and host groups,', () => {
  const domains = (names: readonly string[]) =>
    cluster({
      vsan_fault_domains: [
        {
          fault_domain: names.map((name, index) => ({
            name,
            host_ids: [`host-${2 * index + 1}`, `host-${2 * index + 2}`],
          })),
        },
      ],
    });
  const plain = [1, 2, 3, 4].map((id) => host(id, `esx${id}.example`));

  test('are racks where nothing tells sites apart', () => {
    expect(found([datacenter, ...plain, domains(['rack-1', 'rack-2'])])).toEqual([]);
    expect(found([datacenter, ...plain, domains(['rack-1', 'rack-2'])], bySite)).toEqual([]);
  });

  test('are places where a pattern tells their names, or their hosts', () => {
    const tooFar = ['violation certain stretched-cluster-rtt tooFar'];
    expect(found([datacenter, ...plain, domains(['1.vie.example', '2.dub.example'])], bySite)).toEqual(tooFar);
    expect(found([datacenter, ...hosts, domains(['rack-1', 'rack-2'])], bySite)).toEqual(tooFar);
  });

  test('are places, by a guess, where they are called after cities', () => {
    expect(found([datacenter, ...plain, domains(['Madrid', 'Oslo'])])).toEqual([
      'violation guessed stretched-cluster-rtt tooFar',
    ]);
    const group = (name: string, ids: readonly string[]) =>
      terraform(`vsphere_compute_cluster_host_group.${name}`, {
        name,
        compute_cluster_id: 'domain-c',
        host_system_ids: ids,
      });
    expect(
      found([
        datacenter,
        ...plain,
        cluster({}),
        group('Madrid', ['host-1', 'host-2']),
        group('Oslo', ['host-3', 'host-4']),
      ]),
    ).toEqual(['violation guessed stretched-cluster-rtt tooFar']);
  });

  test('hold the members of a cluster that lists none', () => {
    const members = cluster({
      host_system_ids: [],
      vsan_fault_domains: [
        {
          fault_domain: [
            { name: 'a', host_ids: ['host-1'] },
            { name: 'b', host_ids: ['host-3'] },
          ],
        },
      ],
    });
    expect(mirrors([datacenter, ...hosts, members], bySite)).toEqual([['dublin', 'vienna']]);
  });
});

describe('a datacenter object', () => {
  const vds = terraform('vsphere_distributed_virtual_switch.s', {
    name: 's',
    datacenter_id: 'datacenter-1',
    host: [{ host_system_id: 'host-1' }, { host_system_id: 'host-5' }],
  });

  test('is one place where nothing tells its hosts apart', () => {
    expect(found([datacenter, a1, host(5, 'other'), vds])).toEqual([]);
  });

  test('of which some hosts have places of their own does not tell where the others stand', () => {
    const graph = graphOf([datacenter, a1, host(5, 'other'), vds], bySite);
    expect(placeOf(graph, 'data.vsphere_datacenter.production')).toBe('<not-placed>');
    expect(placeOf(graph, 'data.vsphere_host.h5')).toBe('<not-placed>');
    const { findings } = judgeResources([datacenter, a1, host(5, 'other'), vds], bySite);
    expect(findings).toMatchObject([{ outcome: 'undetermined', evidence: { toDecide: ['where other stands'] } }]);
  });

  test('that is declared does', () => {
    const declared = facts(`
sites:
  vienna: { at: VIE, match: [{ datacenter: production }] }
  dublin: { at: DUB, match: [{ name: '*.dub.example' }] }
`);
    const graph = graphOf([datacenter, a1, b1], declared);
    expect(placeOf(graph, 'data.vsphere_host.h1')).toBe('vienna');
    expect(placeOf(graph, 'data.vsphere_host.h3')).toBe('dublin');
  });
});

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

  test('of two vCenters in one subnet are two', () => {
    const [a, b] = [port(1, at('10.31.40.11')), port(3, at('10.31.40.51'))];
    expect(moves(a, b)).toEqual([{ name: 'vMotion network 10.31.40.0/24', sites: both }]);
    expect(moves(a, { ...b, provider: { ...b.provider, alias: 'other' } })).toHaveLength(2);
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
  const moves = (...resources: readonly RawResource[]) =>
    meaningOf(graphOf([datacenter, ...hosts, drs, ...resources], bySite)).moves.length;
  const here = [machine('m'), group('home', ['host-1', 'host-2']), machines('ms', ['vm-m'])];

  test('keep machines from moving between sites where they pin all that the input shows', () => {
    expect(moves(...here, rule('ms', 'home', true))).toBe(0);
    expect(moves(...here, rule('ms', 'home', true), machine('free'))).toBe(1);
  });

  test.each([
    { name: 'that only should hold', rules: [rule('ms', 'home', false)] },
    { name: 'of which it is unknown whether they must', rules: [rule('ms', 'home', later())] },
    { name: 'to hosts of two sites', rules: [rule('ms', 'all', true), group('all', ['host-1', 'host-3'])] },
  ])('keep nothing $name', ({ rules }) => {
    expect(moves(...here, ...rules)).toBe(1);
  });

  test('keep nothing where the input shows no machine', () => {
    expect(moves(group('home', ['host-1']), machines('ms', []), rule('ms', 'home', true))).toBe(1);
  });
});

describe('a datastore', () => {
  const nas = (more: object = {}) =>
    terraform('vsphere_nas_datastore.d', {
      id: 'datastore-1',
      name: 'd',
      host_system_ids: ['host-1', 'host-3'],
      ...more,
    });

  test('that hosts of two sites mount takes writes over the link', () => {
    const { findings } = judgeResources([datacenter, ...hosts, nas()], bySite);
    expect(findings).toMatchObject([{ ruleId: 'stretched-cluster-rtt', messageId: 'tooFar', level: 'error' }]);
    expect(findings[0]?.message).toMatch(
      /^datastore d takes writes over the link between dublin and vienna: round trip 31 ms/u,
    );
  });

  test('that is mounted for reading, or within one site, is in order', () => {
    expect(found([datacenter, ...hosts, nas({ access_mode: 'readOnly' })], bySite)).toEqual([]);
    expect(found([datacenter, ...hosts, nas({ host_system_ids: ['host-1', 'host-2'] })], bySite)).toEqual([]);
  });

  test('that machines on hosts of two sites use is shared between them', () => {
    const vmfs = terraform('vsphere_vmfs_datastore.d', { id: 'datastore-1', name: 'd', host_system_id: 'host-1' });
    const machine = terraform('vsphere_virtual_machine.m', {
      name: 'm',
      host_system_id: 'host-3',
      datastore_id: 'datastore-1',
    });
    expect(mirrors([datacenter, ...hosts, vmfs, machine], bySite)).toEqual([['dublin', 'vienna']]);
    const seen = terraform('data.vsphere_datastore.d', { id: 'datastore-1', name: 'd', datacenter_id: 'datacenter-1' });
    const near = terraform('vsphere_virtual_machine.n', {
      name: 'n',
      host_system_id: 'host-1',
      datastore_id: 'datastore-1',
    });
    expect(mirrors([datacenter, ...hosts, seen, machine, near], bySite)).toEqual([['dublin', 'vienna']]);
  });
});

describe('a live move', () => {
  const moved = (from: object, to: object) =>
    terraform(
      'vsphere_virtual_machine.erp',
      { name: 'erp-1', resource_pool_id: 'resgroup-1', disk: [{ size: 200 }], ...to },
      {
        change: 'update',
        before: { name: 'erp-1', resource_pool_id: 'resgroup-1', ...from },
      },
    );
  const pool = cluster({ vsan_enabled: false, resource_pool_id: 'resgroup-1' });
  const text = (from: object, to: object) =>
    judgeResources([datacenter, ...hosts, pool, moved(from, to)], bySite).findings.find(
      ({ ruleId }) => ruleId === 'migration-rtt-budget',
    );

  test('from a host that the input lacks has an old place that nobody knows', () => {
    const finding = text({ host_system_id: 'host-77' }, { host_system_id: 'host-3' });
    expect(finding).toMatchObject({ outcome: 'undetermined', evidence: { toDecide: ['where host-77 stands'] } });
  });

  test('within a datacenter object that is one place stays in it, whatever its hosts are', () => {
    const resources = [
      datacenter,
      host(1, 'x'),
      pool,
      moved({ host_system_id: 'host-77' }, { host_system_id: 'host-1' }),
    ];
    expect(judgeResources(resources).findings).toEqual([]);
  });

  test('says what becomes of the disks', () => {
    const hostOnly = text(
      { host_system_id: 'host-1', datastore_id: 'ds-a' },
      { host_system_id: 'host-3', datastore_id: 'ds-a' },
    );
    expect(hostOnly?.message).toMatch(/; its disks \(200 GiB\) stay on ds-a\.$/u);
    const both = text(
      { host_system_id: 'host-1', datastore_id: 'ds-a' },
      { host_system_id: 'host-3', datastore_id: 'ds-b' },
    );
    expect(both?.message).toMatch(/; its disks \(200 GiB\) are copied to ds-b over the same link\.$/u);
  });
});

describe('the witness of a stretched cluster', () => {
  const [block] = halves(['host-1', 'host-2'], ['host-3', 'host-4']).vsan_stretched_cluster;
  const withWitness = cluster({ vsan_stretched_cluster: [{ ...block, witness_node: 'host-9' }] });
  const about = (resources: readonly RawResource[], declarations = bySite) =>
    judgeResources(resources, declarations).findings.filter(({ ruleId }) => ruleId === 'cluster-witness-rtt');

  test('is no data site, and is asked for where nothing places it', () => {
    const resources = [datacenter, ...hosts, host(9, 'esx-w1.fra.example'), withWitness];
    expect(mirrors(resources, bySite)).toEqual([['dublin', 'vienna']]);
    expect(about(resources)).toMatchObject([
      { outcome: 'undetermined', evidence: { toDecide: expect.arrayContaining(['where esx-w1.fra.example stands']) } },
    ]);
  });

  test('is in order within its own limit of 200 ms, which Frankfurt is of both sites', () => {
    const declared = facts(`
sites:
  vienna: { at: VIE, match: [{ name: '*.vie.example' }] }
  dublin: { at: DUB, match: [{ name: '*.dub.example' }] }
  frankfurt: { at: FRA, match: [{ name: '*.fra.example' }] }
`);
    expect(about([datacenter, ...hosts, host(9, 'esx-w1.fra.example'), withWitness], declared)).toEqual([]);
  });
});
