import { facts, graphOf, judgeResources, meaningOf } from '../support/build';
import { later, pulumi, terraform, urn } from '../support/resources';

const CONNECTION = 'equinix:fabric/connection:Connection';
const NETWORK = 'equinix:fabric/network:Network';

interface End {
  readonly type?: string;
  readonly metro?: string;
  readonly tag?: unknown;
  readonly port?: unknown;
  readonly network?: { readonly terraform: unknown; readonly pulumi: unknown };
}

/** One connection in both spellings: lists of blocks, and single objects. */
const connection = (name: string, type: unknown, a: End, z: End, bandwidth: unknown = 1000) => [
  terraform(`equinix_fabric_connection.${name}`, {
    name,
    type,
    bandwidth,
    a_side: [{ access_point: [snakeEnd(a)] }],
    z_side: [{ access_point: [snakeEnd(z)] }],
  }),
  pulumi(CONNECTION, name, {
    name,
    type,
    bandwidth,
    aSide: { accessPoint: camelEnd(a) },
    zSide: { accessPoint: camelEnd(z) },
  }),
];

const snakeEnd = ({ type = 'COLO', metro, tag, port, network }: End) => ({
  type,
  ...(metro !== undefined && { location: [{ metro_code: metro }] }),
  ...(tag !== undefined && { link_protocol: [{ type: 'DOT1Q', vlan_tag: tag }] }),
  ...(port !== undefined && { port: [{ uuid: port }] }),
  ...(network !== undefined && { network: [{ uuid: network.terraform }] }),
});

const camelEnd = ({ type = 'COLO', metro, tag, port, network }: End) => ({
  type,
  ...(metro !== undefined && { location: { metroCode: metro } }),
  ...(tag !== undefined && { linkProtocol: { type: 'DOT1Q', vlanTag: tag } }),
  ...(port !== undefined && { port: { uuid: port } }),
  ...(network !== undefined && { network: { uuid: network.pulumi } }),
});

const dublin = { metro: 'DB' };
const helsinki = { metro: 'HE' };
const meaning = (...resources: Parameters<typeof graphOf>[0]) => meaningOf(graphOf(resources));
const ends = ['equinix-metro:DB', 'equinix-metro:HE'];

test('a whole port carried between two metros is one segment and a link of that bandwidth', () => {
  for (const circuit of connection('storage', 'EPL_VC', dublin, helsinki, 10_000)) {
    const { segments, links } = meaning(circuit);
    expect(segments).toEqual([
      {
        name: 'Ethernet circuit storage',
        mechanism: 'Equinix Fabric EPL between customer ports',
        sites: ends,
        from: ['storage'],
      },
    ]);
    expect(links).toEqual([{ name: 'storage', ends, bandwidth: 10e9, layer: 2 }]);
  }
});

test.each([
  { name: 'one VLAN tagged alike at both ends is one segment', a: { tag: 100 }, z: { tag: 100 }, count: 1 },
  { name: 'one VLAN tagged differently at the ends is two networks', a: { tag: 100 }, z: { tag: 200 }, count: 0 },
  {
    name: 'a VLAN whose tag is known at one end only is not known to be one segment',
    a: { tag: 100 },
    z: {},
    count: 0,
  },
  { name: 'an on-ramp to a cloud ends layer 2', a: { tag: 100 }, z: { tag: 100, type: 'SP' }, count: 0 },
  { name: 'a cloud router ends layer 2', a: { tag: 100 }, z: { tag: 100, type: 'CLOUD_ROUTER' }, count: 0 },
])('EVPL: $name', ({ a, z, count }) => {
  for (const circuit of connection('vlan', 'EVPL_VC', { ...dublin, ...a }, { ...helsinki, ...z })) {
    const { segments, links } = meaning(circuit);
    expect(segments).toHaveLength(count);
    expect(links).toEqual([{ name: 'vlan', ends, bandwidth: 1e9, layer: 2 }]);
  }
});

test.each(['IP_VC', 'IPWAN_VC', 'IA_VC', 'EIA_VC'])('%s is routed: a link, no segment', (type) => {
  for (const circuit of connection('routed', type, { ...dublin, tag: 5 }, { ...helsinki, tag: 5 })) {
    expect(meaning(circuit)).toMatchObject({ segments: [], links: [{ ends, bandwidth: 1e9, layer: 3 }] });
  }
});

test('a connection whose type is to come is a link of unknown layer, and perhaps a segment', () => {
  for (const circuit of connection('late', later(), dublin, helsinki)) {
    expect(meaning(circuit)).toMatchObject({
      segments: [{ sites: ends, perhaps: ['late type'] }],
      links: [{ ends, layer: '<after-apply>' }],
    });
  }
});

test('a connection without metro stands where its port stands', () => {
  const port = (name: string, metro: string, id: string) =>
    terraform(`data.equinix_fabric_port.${name}`, { id, name, location: { metro_code: metro } });
  const [circuit] = connection('storage', 'EPL_VC', { port: 'uuid-a' }, { port: 'uuid-z' });
  expect(meaning(port('a', 'DB', 'uuid-a'), port('z', 'HE', 'uuid-z'), circuit!).segments[0]?.sites).toEqual(ends);
});

test('a connection without metro stands where a list of ports has its port', () => {
  const ports = (name: string, metro: string, uuid: string) =>
    terraform(`data.equinix_fabric_ports.${name}`, { data: [{ uuid, location: [{ metro_code: metro }] }] });
  const both = [ports('a', 'DB', 'uuid-a'), ports('z', 'HE', 'uuid-z')];
  const [known] = connection('storage', 'EPL_VC', { port: 'uuid-a' }, { port: 'uuid-z' });
  expect(meaning(...both, known!).segments[0]?.sites).toEqual(ends);
  const drawn = (name: string) => ({ port: later(`data.equinix_fabric_ports.${name}`) });
  const [toCome] = connection('storage', 'EPL_VC', drawn('a'), drawn('z'));
  expect(meaning(...both, toCome!).segments[0]?.sites).toEqual(ends);
});

test('a port that may be one of several in different metros places nothing', () => {
  const ports = ['DB', 'HE'].map((metro, index) =>
    terraform(`equinix_fabric_port.p[${index}]`, { id: later(), location: { metro_code: metro } }),
  );
  const [circuit] = connection('storage', 'EPL_VC', { port: later('equinix_fabric_port.p') }, dublin);
  expect(meaning(...ports, circuit!).segments[0]?.sites).toEqual(['?', 'equinix-metro:DB']);
});

test('a port that is not in the plan is somewhere, unless its id is declared', () => {
  const [circuit] = connection('storage', 'EPL_VC', { port: 'uuid-a' }, helsinki);
  expect(meaning(circuit!).segments[0]?.sites).toEqual(['?', 'equinix-metro:HE']);
  const declared = facts('sites: { cork: { at: { latitude: 51.9, longitude: -8.5 }, match: [{ name: uuid-a }] } }');
  expect(meaningOf(graphOf([circuit!], declared)).segments[0]?.sites).toEqual(['cork', 'equinix-metro:HE']);
});

test('a bandwidth of zero is none that anybody declared', () => {
  for (const circuit of connection('late', 'EPL_VC', dublin, helsinki, 0)) {
    expect(meaning(circuit).links[0]?.bandwidth).toBe('<not-declared>');
  }
});

describe('a multipoint LAN', () => {
  const network = {
    terraform: later('equinix_fabric_network.lan'),
    pulumi: later(urn(NETWORK, 'lan')),
  };
  const lan = (type: string, scope: string) => [
    terraform('equinix_fabric_network.lan', { name: 'lan', type, scope, id: later() }),
    pulumi(NETWORK, 'lan', { name: 'lan', type, scope }),
  ];
  const joined = (name: string, at: End) => connection(name, 'EVPLAN_VC', at, { type: 'NETWORK', network });

  test('of global scope is one segment over the metros of its members', () => {
    const [a, b, both] = [joined('a', dublin), joined('b', helsinki), lan('EVPLAN', 'GLOBAL')];
    for (const tool of [0, 1]) {
      expect(meaning(a[tool]!, b[tool]!, both[tool]!).segments).toEqual([
        {
          name: 'Ethernet LAN lan',
          mechanism: 'Equinix Fabric EVPLAN of global scope',
          sites: ends,
          from: ['lan', 'a', 'b'],
        },
      ]);
    }
  });

  test('is what a connection of any type joins that ends at it', () => {
    const end = { type: 'NETWORK', network };
    const [a, b, both] = [
      connection('a', 'EVPL_VC', { ...dublin, tag: 7 }, end),
      connection('b', 'EVPL_VC', { ...helsinki, tag: 8 }, end),
      lan('EVPLAN', 'GLOBAL'),
    ];
    for (const tool of [0, 1]) {
      expect(meaning(a[tool]!, b[tool]!, both[tool]!).segments).toMatchObject([
        { name: 'Ethernet LAN lan', sites: ends },
      ]);
    }
  });

  test('of which no connection is known may be anywhere', () => {
    for (const one of lan('EVPLAN', 'GLOBAL')) {
      expect(judgeResources([one]).findings).toMatchObject([{ outcome: 'undetermined', messageId: 'open' }]);
    }
    for (const one of lan('EVPLAN', 'LOCAL')) expect(judgeResources([one]).findings).toEqual([]);
  });

  test('of local scope cannot leave its metro, wherever a member stands', () => {
    const [a, lost, both] = [joined('a', dublin), joined('b', { port: 'uuid-x' }), lan('EVPLAN', 'LOCAL')];
    for (const tool of [0, 1]) expect(meaning(a[tool]!, lost[tool]!, both[tool]!).segments).toEqual([]);
  });

  test('that is routed is no segment', () => {
    for (const one of lan('IPWAN', 'GLOBAL')) expect(meaning(one).segments).toEqual([]);
  });

  test('that is not in the plan is found by its id', () => {
    const known = (name: string, at: End, id: string) =>
      connection(name, 'EVPLAN_VC', at, { type: 'NETWORK', network: { terraform: id, pulumi: id } });
    const [a, b, c] = [known('a', dublin, 'n1'), known('b', helsinki, 'n1'), known('c', helsinki, 'n2')];
    for (const tool of [0, 1]) {
      expect(meaning(a[tool]!, b[tool]!, c[tool]!).segments.map(({ sites }) => sites)).toEqual([
        ends,
        ['equinix-metro:HE'],
      ]);
    }
  });
});

test('an IP-WAN ends at a network and routes, whether or not that network is in the input', () => {
  const toWan = (name: string, metro: string) =>
    connection(
      name,
      'IPWAN_VC',
      { type: 'CLOUD_ROUTER', metro },
      { type: 'NETWORK', network: { terraform: 'u1', pulumi: 'u1' } },
    )[0]!;
  expect(meaning(toWan('a', 'AM'), toWan('s', 'SG')).segments).toEqual([]);
});

test('what an outer tag wraps is carried as it is, whatever that tag is at either end', () => {
  const point = (metro: string, protocol: object) => [
    { access_point: [{ type: 'COLO', location: [{ metro_code: metro }], link_protocol: [protocol] }] },
  ];
  const circuit = (a: object, z: object) =>
    terraform('equinix_fabric_connection.c', {
      name: 'c',
      type: 'EVPL_VC',
      a_side: point('DB', a),
      z_side: point('HE', z),
    });
  const qinq = (tag: number) => ({ type: 'QINQ', vlan_s_tag: tag, vlan_tag: later() });
  expect(meaning(circuit(qinq(1), qinq(2))).segments).toMatchObject([{ sites: ends }]);
  expect(meaning(circuit({ type: 'UNTAGGED' }, { type: 'UNTAGGED' })).segments).toMatchObject([{ sites: ends }]);
  expect(meaning(circuit(qinq(1), { type: 'DOT1Q', vlan_tag: 5 })).segments[0]?.perhaps).toBeDefined();
});
