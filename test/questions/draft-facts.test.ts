import { openEntries } from '../../lib/declarations/facts-draft';
import { writeFacts } from '../../lib/declarations/write-facts';
import { draftFacts } from '../../lib/questions/draft-facts';
import type { RawResource } from '../../lib/resources/raw-resource';
import { facts, judgeResources } from '../support/build';
import { openRules } from '../support/open-rules';
import { later, terraform } from '../support/resources';
import { fillIn, type Answers } from './fill-in';

const drafted = (resources: readonly RawResource[], declared = 'version: 1') =>
  draftFacts(openRules(resources), facts(declared));

const answers: Answers = {
  at: (name) => ({ 'equinix-metro-TL': '{ latitude: 43.6, longitude: 1.44 }', vcf: 'DUB' })[name] ?? 'VIE',
  rtt: '40 ms',
  bandwidth: '10 Gbit/s',
  loss: '0.0001 %',
  window: '64 MiB',
  migrationShare: '50 %',
  memory: '64 GiB',
  dirtyRate: '20 MiB/s',
  workingSet: '4 GiB',
  vmotion: '"8.0"',
};

const openAfter = (resources: readonly RawResource[], given = answers): readonly string[] =>
  judgeResources(resources, facts(fillIn(writeFacts(drafted(resources)), given)))
    .findings.filter(({ evidence }) => evidence.toDecide !== undefined)
    .map(({ message, evidence }) => `${message} ${evidence.toDecide?.join()}`);

const circuit = (name: string, a: string, b: string) =>
  terraform(`equinix_fabric_connection.${name}`, {
    name,
    type: 'EPL_VC',
    bandwidth: 1000,
    a_side: [{ access_point: [{ type: 'COLO', port: [{ uuid: 'p' }], location: [{ metro_code: a }] }] }],
    z_side: [{ access_point: [{ type: 'COLO', port: [{ uuid: 'q' }], location: [{ metro_code: b }] }] }],
  });

const vm = (name: string, before: string, after: string) =>
  terraform(
    `vsphere_virtual_machine.${name}`,
    { name, host_system_id: after, memory: 65536 },
    { change: 'update', before: { name, host_system_id: before, memory: 65536 } },
  );

const host = (name: string, datacenter = 'datacenter-1') =>
  terraform(`vsphere_host.${name.replaceAll('.', '-')}`, { id: `id-${name}`, hostname: name, datacenter });

const datacenter = (name: string, id = 'datacenter-1') =>
  terraform(`vsphere_datacenter.${name}`, { moid: id, id, name });

const overHosts = (...hosts: readonly string[]) =>
  terraform('vsphere_distributed_virtual_switch.s', {
    name: 's',
    host: hosts.map((name) => ({ host_system_id: `id-${name}` })),
  });

describe('what no finding hangs on is not asked for', () => {
  test('sites without a finding, and the rules are run once', () => {
    const open = openRules([terraform('aws_instance.a', { availability_zone: 'eu-west-1a' })]);
    const draft = draftFacts(open);
    expect([draft.sites, openEntries(draft), open.runs]).toEqual([[], 0, 1]);
  });

  test('the link between sites that are too far apart whatever it is', () => {
    const draft = drafted([circuit('c', 'DB', 'SY')]);
    expect([openEntries(draft), draft.links]).toEqual([0, []]);
  });

  test('resources that stand nowhere and are in nothing', () => {
    expect(openEntries(drafted([terraform('vsphere_virtual_machine.a', { name: 'a' })]))).toBe(0);
  });
});

describe('a region', () => {
  test('is named as the report names it, with its place', () => {
    const { sites } = drafted([circuit('c', 'LS', 'TL')]);
    expect(sites.find(({ asksPlace }) => !asksPlace)).toMatchObject({
      id: 'lisbon',
      title: 'Lisbon (equinix-metro:LS)',
      at: 'equinix-metro:LS',
      match: [{ kind: 'region', provider: 'equinix-metro', code: 'LS' }],
    });
  });

  test('that the reference data has not is a comment that becomes an entry with coordinates', () => {
    const resources = [circuit('c', 'LS', 'TL')];
    const text = writeFacts(drafted(resources));
    expect(text).toContain('  # equinix-metro-TL:\n  #   at: # as { latitude');
    expect(text).toContain('  # - between: [equinix-metro-TL, lisbon]\n  #   rtt: # such as');
    expect(openAfter(resources)).toEqual([]);
  });

  test('of two in one city keeps its code', () => {
    const ids = drafted([circuit('c', 'LS', 'TL')], 'sites: { Lisbon: { at: LIS } }').sites.map(({ id }) => id);
    expect(ids).toContain('lisbon-equinix-metro-LS');
  });
});

describe('a move', () => {
  const move = [datacenter('DC0'), host('esx1.example'), vm('erp-1', 'host-37', 'id-esx1.example')];

  test('asks where its old host stands, which is not in the plan', () => {
    const { sites } = drafted(move);
    expect(sites.map(({ id, match }) => [id, match])).toEqual([
      ['host-37', [{ kind: 'name', glob: 'host-37' }]],
      ['DC0', [{ kind: 'datacenter', name: 'DC0' }]],
    ]);
  });

  test('asks what the rules need of its machine, by its name, and not what the plan states', () => {
    expect(drafted(move).workloads).toMatchObject([
      { id: 'erp-1', asks: ['dirtyRate'], match: [{ kind: 'name', glob: 'erp-1' }] },
    ]);
  });

  test('asks for the link between sites that are placed only once their places are known', () => {
    const { links } = drafted(move);
    expect(links).toMatchObject([{ between: ['DC0', 'host-37'], asks: expect.arrayContaining(['rtt', 'bandwidth']) }]);
  });

  test('is decided once all this is answered', () => {
    expect(openAfter(move)).toEqual([]);
  });

  test('of machines with names that are alike asks for one class', () => {
    const moves = ['erp-a', 'erp-b', 'erp-c'].map((name) => vm(name, 'host-37', 'id-esx1.example'));
    const { workloads } = drafted([datacenter('DC0'), host('esx1.example'), ...moves]);
    expect(workloads).toMatchObject([{ id: 'erp', match: [{ kind: 'name', glob: 'erp-*' }] }]);
    expect(workloads[0]?.decides).toEqual([{ ruleId: 'migration-converges', findings: 3 }]);
  });
});

describe('a manager', () => {
  const session = terraform(
    'nsxt_policy_l2_vpn_session.far',
    { display_name: 'far', peer_address: '192.0.2.7' },
    { provider: { host: 'https://nsx.vcf.example' } },
  );

  test('is asked for by the address that the provider talks to, its peer by its own', () => {
    const { sites } = drafted([session]);
    expect(sites.flatMap(({ match }) => match)).toEqual([
      { kind: 'name', glob: '192.0.2.7' },
      { kind: 'name', glob: 'nsx.vcf.example' },
    ]);
    expect(openAfter([session])).toEqual([]);
  });
});

describe('many members that stand nowhere', () => {
  const hosts = (names: readonly string[]) => names.map((name) => host(name));

  test('are asked for by a few patterns', () => {
    const names = Array.from({ length: 40 }, (_, index) => `esx${index}.${index % 2 === 0 ? 'vie' : 'dub'}.example`);
    const resources = [...hosts(names), overHosts(...names)];
    expect(drafted(resources).sites.map(({ match }) => match)).toEqual([
      [{ kind: 'name', glob: '*.dub.*' }],
      [{ kind: 'name', glob: '*.vie.*' }],
    ]);
    expect(openAfter(resources, { ...answers, at: (name) => name.toUpperCase() })).toEqual([]);
  });

  test('that only a pattern puts together count as one place once somebody says so', () => {
    const names = ['node-a', 'node-b', 'node-c', 'node-d'];
    const resources = [...hosts(names), overHosts(...names)];
    const draft = drafted(resources);
    expect(draft.sites).toMatchObject([{ match: [{ glob: 'node-*' }], isToConfirm: true }]);
    const findings = (yaml: string) => judgeResources(resources, facts(yaml)).findings.map(({ outcome }) => outcome);
    expect(findings(writeFacts(draft))).toEqual(['undetermined']);
    expect(findings(fillIn(writeFacts(draft), answers))).toEqual([]);
  });

  test('with nothing in common are asked for one by one', () => {
    const names = ['one', 'two', 'three', 'four', 'five'];
    const { sites } = drafted([...hosts(names), overHosts(...names)]);
    expect(sites.map(({ id }) => id).sort()).toEqual([...names].sort());
  });
});

describe('a guess', () => {
  const resources = [
    datacenter('Amsterdam'),
    datacenter('Madrid', 'datacenter-2'),
    host('a'),
    host('b', 'datacenter-2'),
    overHosts('a', 'b'),
  ];

  test('is asked for as what it is taken from, and not made certain', () => {
    const { sites } = drafted(resources);
    expect(sites).toMatchObject([
      { id: 'amsterdam', asksPlace: true, guess: { at: 'amsterdam', from: 'datacenter Amsterdam' } },
      { id: 'madrid', asksPlace: true, guess: { at: 'madrid', from: 'datacenter Madrid' } },
    ]);
    expect(sites.some((site) => 'at' in site)).toBe(false);
  });

  test('of a fault domain is told by its name', () => {
    const cluster = terraform('vsphere_compute_cluster.c', {
      name: 'c',
      datacenter_id: 'datacenter-1',
      vsan_enabled: true,
      vsan_fault_domains: [
        {
          fault_domain: [
            { name: 'Wien', host_ids: ['id-e1'] },
            { name: 'Dublin', host_ids: ['id-e2'] },
          ],
        },
      ],
    });
    const { sites } = drafted([datacenter('production'), host('e1'), host('e2'), cluster]);
    expect(sites.map(({ id, guess, match }) => [id, guess?.from, match])).toEqual([
      ['dublin', 'what is called Dublin', [{ kind: 'name', glob: 'Dublin' }]],
      ['vienna', 'what is called Wien', [{ kind: 'name', glob: 'Wien' }]],
    ]);
  });
});

test('the entry on which most findings hang comes first', () => {
  const { sites } = drafted([
    datacenter('DC0'),
    host('esx1.example'),
    vm('a', 'host-1', 'id-esx1.example'),
    ...['b', 'c', 'd'].map((name) => vm(name, 'host-9', 'id-esx1.example')),
  ]);
  expect(sites.map(({ id }) => id)).toEqual(['DC0', 'host-9', 'host-1']);
});

test('what a plan does not know yet is told, and not asked for', () => {
  const draft = drafted([
    terraform('ovh_cloud_project_network_private.n', { name: 'n', service_name: 's', vlan_id: 7, regions: later() }),
  ]);
  expect([openEntries(draft), draft.beyond]).toEqual([0, [expect.stringContaining('regions')]]);
});

describe('with facts that are declared already', () => {
  const move = [datacenter('DC0'), host('esx1.example'), vm('erp-1', 'host-37', 'id-esx1.example')];
  const declared = `
sites:
  vienna: { at: VIE, match: [{ datacenter: DC0 }] }
  dublin: { at: DUB, match: [{ name: host-37 }] }
links:
  - { between: [vienna, dublin], rtt: 40 ms }
workloads:
  erp: { match: [{ name: 'erp-*' }] }
`;

  test('only the rest is asked for, of the entries that are there', () => {
    const draft = drafted(move, declared);
    expect(draft.sites).toEqual([]);
    expect(draft.links).toMatchObject([{ between: ['dublin', 'vienna'] }]);
    expect(draft.links[0]?.asks).toContain('bandwidth');
    expect(draft.links[0]?.asks).not.toContain('rtt');
    expect(draft.workloads).toMatchObject([{ id: 'erp', asks: ['dirtyRate'] }]);
  });

  test('nothing is asked for where these decide', () => {
    const whole = declared
      .replace('rtt: 40 ms', 'rtt: 40 ms, bandwidth: 10 Gbit/s, loss: 0.0001 %, window: 64 MiB, migrationShare: 50 %')
      .replace('erp: {', 'erp: { dirtyRate: 20 MiB/s, workingSet: 4 GiB,');
    expect(openEntries(drafted(move, `${whole}platforms: { vmotion: '8.0' }\n`))).toBe(0);
  });
});
