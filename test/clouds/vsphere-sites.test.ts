import { facts, graphOf, judgeResources, meaningOf, placeOf } from '../support/build';
import { terraform } from '../support/resources';

/* Sites within one datacenter object: what tells the hosts of a cluster apart, and what does not. */

type Values = Readonly<Record<string, unknown>>;

const datacenter = (name = 'production') => terraform('data.vsphere_datacenter.d', { id: 'datacenter-1', name });

const host = (key: string, values: Values = {}) =>
  terraform(`data.vsphere_host.h["${key}"]`, {
    id: `host-${key}`,
    name: `esx-${key}.example`,
    datacenter_id: 'datacenter-1',
    ...values,
  });

const keys = ['a1', 'a2', 'b1', 'b2'];
const ids = keys.map((key) => `host-${key}`);
const [siteA, siteB] = [ids.slice(0, 2), ids.slice(2)];

const cluster = (values: Values = {}) =>
  terraform('vsphere_compute_cluster.c', {
    id: 'domain-c1',
    name: 'c',
    datacenter_id: 'datacenter-1',
    host_system_ids: ids,
    vsan_enabled: true,
    ...values,
  });

const wide = terraform('vsphere_distributed_virtual_switch.s', {
  name: 's',
  datacenter_id: 'datacenter-1',
  host: ids.map((host_system_id) => ({ host_system_id, devices: ['vmnic1'] })),
});

const faultDomains = (a: string, b: string): Values => ({
  vsan_fault_domains: [
    {
      fault_domain: [
        { name: a, host_ids: siteA },
        { name: b, host_ids: siteB },
      ],
    },
  ],
});

const hostGroup = (name: string, host_system_ids: readonly string[]) =>
  terraform(`vsphere_compute_cluster_host_group.${name}`, {
    name,
    compute_cluster_id: 'domain-c1',
    host_system_ids,
  });

const stretched = (more: Values = {}): Values => ({
  vsan_stretched_cluster: [
    {
      preferred_fault_domain_name: 'site-a',
      preferred_fault_domain_host_ids: siteA,
      secondary_fault_domain_name: 'site-b',
      secondary_fault_domain_host_ids: siteB,
      witness_node: 'host-w1',
      ...more,
    },
  ],
});

const hosts = keys.map((key) => host(key));

const declare = (vienna: string, graz: string) =>
  facts(`
sites:
  vienna: { at: { latitude: 48.2, longitude: 16.4 }, match: [${vienna}] }
  graz: { at: { latitude: 47.07, longitude: 15.44 }, match: [${graz}] }
`);

const byName = declare('{ name: esx-a* }', '{ name: esx-b* }');

const spans = (resources: Parameters<typeof graphOf>[0], declared?: Parameters<typeof graphOf>[1]) => {
  const { segments, mirrors } = meaningOf(graphOf(resources, declared));
  return [...mirrors, ...segments].map(({ name, sites }) => `${name}: ${sites.join(' ')}`);
};

const both = ['cluster c: graz vienna', 'distributed switch s: graz vienna'];

describe('a cluster and its switch span the sites that are told apart by', () => {
  test('the names of the hosts', () => {
    expect(spans([datacenter(), ...hosts, cluster(), wide], byName)).toEqual(both);
  });

  test('the ids of hosts that are not in the input', () => {
    const declared = declare('{ name: host-a* }', '{ name: host-b* }');
    expect(spans([datacenter(), cluster(), wide], declared)).toEqual(both);
  });

  test('the addresses of the hosts', () => {
    const added = keys.map((key, n) => host(key, { name: `10.${key.startsWith('a') ? 1 : 2}.0.${n + 11}` }));
    const declared = declare('{ cidr: 10.1.0.0/16 }', '{ cidr: 10.2.0.0/16 }');
    expect(spans([datacenter(), ...added, cluster(), wide], declared)).toEqual(both);
  });

  test('the tags of the hosts', () => {
    const tagged = keys.map((key) => host(key, { custom_attributes: { hall: key.slice(0, 1) } }));
    const declared = declare('{ tag: { hall: a } }', '{ tag: { hall: b } }');
    expect(spans([datacenter(), ...tagged, cluster(), wide], declared)).toEqual(both);
  });

  test('declared names of fault domains', () => {
    const declared = declare('{ name: hall-a }', '{ name: hall-b }');
    const domains = cluster(faultDomains('hall-a', 'hall-b'));
    expect(spans([datacenter(), ...hosts, domains, wide], declared)).toEqual(both);
    expect(spans([datacenter(), domains], declared)).toEqual(['cluster c: graz vienna']);
  });

  test('declared names of host groups', () => {
    const declared = declare('{ name: hosts-a }', '{ name: hosts-b }');
    const groups = [hostGroup('hosts-a', siteA), hostGroup('hosts-b', siteB)];
    expect(spans([datacenter(), ...hosts, ...groups, cluster(), wide], declared)).toEqual(both);
  });

  test("fault domains that are called after cities, which is a guess as a datacenter's name is", () => {
    const input = [datacenter(), ...hosts, cluster(faultDomains('Vienna', 'Dublin')), wide];
    expect(spans(input)).toEqual([
      'cluster c: city:dublin city:vienna',
      'distributed switch s: city:dublin city:vienna',
    ]);
    const { findings } = judgeResources(input);
    expect(findings.length).toBeGreaterThan(0);
    for (const { level, confidence } of findings) expect([level, confidence]).toEqual(['warning', 'guessed']);
  });
});

describe('a host stands', () => {
  const placed = (values: Values, ...others: Parameters<typeof graphOf>[0]) =>
    placeOf(
      graphOf(
        [datacenter('Parent'), host('a1', values), ...others],
        facts(`
sites:
  tagged: { at: vienna, match: [{ tag: { hall: a } }] }
  named: { at: oslo, match: [{ name: 'named-*' }] }
  addressed: { at: madrid, match: [{ cidr: 10.0.0.0/8 }] }
  grouped: { at: lisbon, match: [{ name: hall-a }] }
  parent: { at: dublin, match: [{ datacenter: Parent }] }
`),
      ),
      'data.vsphere_host.h["a1"]',
    );
  const group = cluster(faultDomains('hall-a', 'hall-b'));

  test('by its tag before its name', () => {
    expect(placed({ name: 'named-1', custom_attributes: { hall: 'a' } }, group)).toBe('tagged');
  });

  test('by its name or address before its fault domain', () => {
    expect(placed({ name: 'named-1' }, group)).toBe('named');
    expect(placed({ name: '10.1.2.3' }, group)).toBe('addressed');
  });

  test('by its fault domain before its datacenter object', () => {
    expect(placed({ name: 'other-1' }, group)).toBe('grouped');
  });

  test('by its datacenter object where nothing else tells', () => {
    expect(placed({ name: 'other-1' })).toBe('parent');
  });

  test('nowhere where its fault domain and its host group are declared apart', () => {
    const apart = facts(`
sites:
  here: { at: vienna, match: [{ name: hall-a }] }
  there: { at: oslo, match: [{ name: hosts-a }] }
`);
    const graph = graphOf([datacenter(), host('a1'), group, hostGroup('hosts-a', ['host-a1'])], apart);
    expect(placeOf(graph, 'data.vsphere_host.h["a1"]')).toBe('<not-placed>');
  });
});

describe('racks', () => {
  const racks = [
    ...hosts,
    hostGroup('rack-1', siteA),
    hostGroup('rack-2', siteB),
    cluster({ ...faultDomains('rack-1', 'rack-2'), drs_enabled: true, drs_automation_level: 'fullyAutomated' }),
    wide,
  ];

  test.each(['production', 'Vienna'])('of the datacenter object %s are one place', (name) => {
    expect(spans([datacenter(name), ...racks]).map((line) => line.split(' ').length)).toEqual([3, 4]);
    expect(judgeResources([datacenter(name), ...racks]).findings).toEqual([]);
  });

  test('of a declared datacenter are that site', () => {
    const declared = declare('{ datacenter: production }', '{ name: none }');
    expect(spans([datacenter(), ...racks], declared)).toEqual(['cluster c: vienna', 'distributed switch s: vienna']);
  });
});

describe('the two halves of a stretched cluster', () => {
  const mirrored = (declared?: Parameters<typeof graphOf>[1], more: Values = {}) =>
    spans([datacenter(), ...hosts, cluster(stretched(more))], declared);

  test('are two places, which nobody knows until they are declared', () => {
    expect(mirrored()).toEqual(['cluster c: ?']);
    const [found] = judgeResources([datacenter(), ...hosts, cluster(stretched())]).findings;
    expect(found).toMatchObject({ ruleId: 'stretched-cluster-rtt', messageId: 'byConstruction', level: 'warning' });
    expect(found?.evidence.toDecide).toEqual([
      'where preferred fault domain site-a (esx-a1.example, esx-a2.example) stands',
      'where secondary fault domain site-b (esx-b1.example, esx-b2.example) stands',
    ]);
  });

  test('are not placed by the datacenter object that holds both, be it declared or called after a city', () => {
    expect(mirrored(declare('{ datacenter: production }', '{ name: none }'))).toEqual(['cluster c: ?']);
    expect(spans([datacenter('Vienna'), ...hosts, cluster(stretched())])).toEqual(['cluster c: ?']);
  });

  test('stand where their fault domains are declared', () => {
    expect(mirrored(declare('{ name: site-a }', '{ name: site-b }'))).toEqual(['cluster c: graz vienna']);
  });

  test('stand each where one of its hosts stands', () => {
    expect(mirrored(declare('{ name: esx-a2* }', '{ name: esx-b1* }'))).toEqual(['cluster c: graz vienna']);
  });

  test('may be two rooms of one site', () => {
    expect(mirrored(declare('{ name: esx-a* }, { name: esx-b* }', '{ name: none }'))).toEqual(['cluster c: vienna']);
  });

  test('are asked for one by one: only the half that is not placed', () => {
    const declared = declare('{ name: esx-a* }', '{ name: none }');
    const findings = judgeResources([datacenter(), ...hosts, cluster(stretched())], declared).findings.filter(
      ({ ruleId }) => ruleId === 'stretched-cluster-rtt',
    );
    expect(findings).toMatchObject([{ messageId: 'byConstruction' }]);
    expect(findings[0]?.evidence.toDecide?.join()).toContain('secondary fault domain site-b');
    expect(findings[0]?.evidence.toDecide?.join()).not.toContain('preferred');
  });

  test('do not count the witness, wherever it stands', () => {
    const witness = host('w1', { name: 'esx-b9.example' });
    const declared = declare('{ name: esx-a* }, { name: "esx-b[12]*" }', '{ name: esx-b9* }');
    expect(spans([datacenter(), ...hosts, witness, cluster(stretched())], declared)).toEqual(['cluster c: vienna']);
  });

  test('of an input that has each in a datacenter object of its own, which no vCenter accepts, stand in these', () => {
    const second = terraform('data.vsphere_datacenter.second', { id: 'datacenter-2', name: 'Dublin' });
    const moved = keys.map((key) => host(key, key.startsWith('b') ? { datacenter_id: 'datacenter-2' } : {}));
    expect(spans([datacenter('Vienna'), second, ...moved, cluster(stretched())])).toEqual([
      'cluster c: city:dublin city:vienna',
    ]);
  });
});

describe('a datacenter object that holds hosts of several sites', () => {
  const placeOfDatacenter = (name: string, declared?: Parameters<typeof graphOf>[1]) =>
    placeOf(graphOf([datacenter(name), ...hosts, cluster()], declared), 'data.vsphere_datacenter.d');

  test('is no site, though it has the name of a city', () => {
    expect(placeOfDatacenter('Vienna')).toBe('city:vienna');
    expect(placeOfDatacenter('Vienna', byName)).toBe('<not-placed>');
  });

  test('is one where it is declared', () => {
    const declared = declare('{ name: esx-a* }', '{ name: esx-b* }, { datacenter: production }');
    expect(placeOfDatacenter('production', declared)).toBe('graz');
  });
});
