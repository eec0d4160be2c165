import { facts, graphOf, judgeResources, meaningOf, placeOf } from '../support/build';
import { drawn, later, pulumi, terraform, urn } from '../support/resources';

const declared = facts(`
sites:
  vienna: { at: vienna, match: [{ cidr: 10.1.0.0/16 }, { name: vie-site }, { name: nsx.vie.example }] }
  graz: { at: { latitude: 47.07, longitude: 15.44 }, match: [{ cidr: 10.2.0.0/16 }, { name: grz-site }, { name: nsx.grz.example }] }
`);

const SEGMENT = 'nsxt:index/policySegment:PolicySegment';
const SESSION = 'nsxt:index/policyL2VpnSession:PolicyL2VpnSession';
const IPSEC = 'nsxt:index/policyIpsecVpnSession:PolicyIpsecVpnSession';
const TIER1 = 'nsxt:index/policyTier1Gateway:PolicyTier1Gateway';
const EDGE = 'nsxt:index/policyEdgeCluster:PolicyEdgeCluster';

const vienna = { provider: { host: 'nsx.vie.example' } };
const graz = { provider: { host: 'nsx.grz.example' } };

const segments = (...resources: Parameters<typeof graphOf>[0]) => meaningOf(graphOf(resources, declared)).segments;

test("a segment in an L2 VPN session reaches to the session's peer, although its path is known only after apply", () => {
  const inTerraform = [
    terraform(
      'nsxt_policy_segment.s',
      {
        display_name: 'web',
        l2_extension: [{ l2vpn_paths: [later('nsxt_policy_l2_vpn_session.x')] }],
      },
      vienna,
    ),
    terraform('nsxt_policy_l2_vpn_session.x', { peer_address: '10.2.0.7', path: later() }, vienna),
  ];
  const inPulumi = [
    pulumi(SEGMENT, 's', { displayName: 'web', l2Extension: { l2vpnPaths: [later(urn(SESSION, 'x'))] } }, vienna),
    pulumi(SESSION, 'x', { peerAddress: '10.2.0.7' }, vienna),
  ];
  for (const resources of [inTerraform, inPulumi]) {
    expect(segments(...resources)).toEqual([
      { name: 'segment web', mechanism: 'NSX L2 VPN', sites: ['graz', 'vienna'], from: ['s'] },
    ]);
  }
});

test('a session without peer address is followed to the IPsec tunnel that carries it', () => {
  const tunnel = terraform('nsxt_policy_ipsec_vpn_session.t', { peer_address: '10.2.0.7', path: later() }, vienna);
  const session = terraform(
    'nsxt_policy_l2_vpn_session.x',
    { transport_tunnels: [later('nsxt_policy_ipsec_vpn_session.t')], path: later() },
    vienna,
  );
  const one = terraform(
    'nsxt_policy_segment.s',
    { l2_extension: [{ l2vpn_paths: [later('nsxt_policy_l2_vpn_session.x')] }] },
    vienna,
  );
  expect(segments(one, session, tunnel)[0]?.sites).toEqual(['graz', 'vienna']);
  const inPulumi = [
    pulumi(SEGMENT, 's', { l2Extension: { l2vpnPaths: [later(urn(SESSION, 'x'))] } }, vienna),
    pulumi(SESSION, 'x', { transportTunnels: [later(urn(IPSEC, 't'))] }, vienna),
    pulumi(IPSEC, 't', { peerAddress: '10.2.0.7' }, vienna),
  ];
  expect(segments(...inPulumi)[0]?.sites).toEqual(['graz', 'vienna']);
});

test('paths that are known after an earlier apply lead to the session as well', () => {
  const path = '/infra/tier-1s/t1/l2vpn-services/v/sessions/x';
  const session = terraform('nsxt_policy_l2_vpn_session.x', { peer_address: '10.2.0.7', path }, vienna);
  const one = terraform('nsxt_policy_segment.s', { l2_extension: [{ l2vpn_paths: [path] }] }, vienna);
  expect(segments(one, session)[0]?.sites).toEqual(['graz', 'vienna']);
});

test.each([
  { name: 'whose session is not in the plan', paths: ['/infra/x'] },
  { name: 'whose session is known only after apply, and its site is unknown', paths: [later()] },
])('a segment $name has a far end somewhere', ({ paths }) => {
  const inTerraform = terraform('nsxt_policy_segment.s', { l2_extension: [{ l2vpn_paths: paths }] }, vienna);
  const inPulumi = pulumi(SEGMENT, 's', { l2Extension: { l2vpnPaths: paths } }, vienna);
  for (const one of [inTerraform, inPulumi]) expect(segments(one)[0]?.sites).toEqual(['?', 'vienna']);
});

test('a peer that no declared range holds is somewhere', () => {
  const session = terraform('nsxt_policy_l2_vpn_session.x', { peer_address: '192.0.2.1', path: later() }, vienna);
  const one = terraform(
    'nsxt_policy_segment.s',
    { l2_extension: [{ l2vpn_paths: [later('nsxt_policy_l2_vpn_session.x')] }] },
    vienna,
  );
  expect(segments(one, session)[0]?.sites).toEqual(['?', 'vienna']);
});

test('segments of two managers with one tunnel id are the ends of one stretch', () => {
  const end = (name: string, at: object, tunnel: number) => {
    const session = `nsxt_policy_l2_vpn_session.${name}`;
    return [
      terraform(
        `nsxt_policy_segment.${name}`,
        { display_name: name, l2_extension: [{ l2vpn_paths: [later(session)], tunnel_id: tunnel }] },
        at,
      ),
      terraform(session, { peer_address: at === vienna ? '10.2.0.7' : '10.1.0.7', path: later() }, at),
    ];
  };
  const [found, ...others] = segments(...end('v', vienna, 7), ...end('g', graz, 7));
  expect(others).toEqual([]);
  expect(found).toMatchObject({ sites: ['graz', 'vienna'], from: ['g', 'v'] });
  expect(segments(...end('v', vienna, 7), ...end('g', graz, 8))).toHaveLength(2);
});

const farApart = facts(`
sites:
  vienna: { at: VIE, match: [{ cidr: 10.1.0.0/16 }, { name: nsx.vie.example }] }
  dublin: { at: DUB, match: [{ cidr: 10.12.0.0/16 }, { name: nsx.dub.example }] }
`);

describe('segments with one tunnel id whose managers only variables name', () => {
  const end = (name: string, host: string, peer: object) => {
    const at = { alias: name, provider: { host: drawn(host, `var.${name}`) } };
    const session = `nsxt_policy_l2_vpn_session.${name}`;
    return [
      terraform(
        `nsxt_policy_segment.${name}`,
        { display_name: name, l2_extension: [{ l2vpn_paths: [later(session)], tunnel_id: 7 }] },
        at,
      ),
      terraform(session, { ...peer, path: later() }, at),
    ];
  };
  const found = (...resources: Parameters<typeof graphOf>[0]) =>
    judgeResources(resources, farApart).findings.map(
      ({ subject, level, confidence }) => `${level} ${confidence} ${subject.name}`,
    );

  test('do not make each other certain by their peers', () => {
    const [v, d] = [
      end('v', 'nsx.vie.example', { peer_address: '10.12.0.7' }),
      end('d', 'nsx.dub.example', { peer_address: '10.1.0.7' }),
    ];
    expect(found(...v, ...d)).toEqual(['warning guessed segment d', 'warning guessed segment v']);
  });

  test('do not by the addresses that their own sessions have', () => {
    const [v, d] = [
      end('v', 'nsx.vie.example', { local_address: '192.0.2.1', peer_address: '192.0.2.2' }),
      end('d', 'nsx.dub.example', { local_address: '192.0.2.2', peer_address: '192.0.2.1' }),
    ];
    expect(found(...v, ...d)).toEqual(['warning guessed segment d', 'warning guessed segment v']);
  });

  test('are stretches by construction where both guesses are one site', () => {
    const [v, d] = [
      end('v', 'nsx.vie.example', { local_address: '192.0.2.1', peer_address: '192.0.2.2' }),
      end('d', 'nsx.vie.example', { local_address: '192.0.2.2', peer_address: '192.0.2.1' }),
    ];
    expect(found(...v, ...d)).toEqual(['warning by-construction segment d', 'warning by-construction segment v']);
  });
});

test('a certain peer counts beside one that a guess puts into the same site', () => {
  const session = (name: string, host: unknown, ends: object) =>
    terraform(`nsxt_policy_l2_vpn_session.${name}`, { ...ends, path: `/${name}` }, { alias: name, provider: { host } });
  const segment = (paths: readonly string[]) =>
    terraform('nsxt_policy_segment.s', { l2_extension: [{ l2vpn_paths: paths }] }, vienna);
  const sessions = [
    session('far', drawn('nsx.dub.example', 'var.d'), { local_address: '192.0.2.9' }),
    session('a', 'nsx.vie.example', { peer_address: '192.0.2.9' }),
    session('b', 'nsx.vie.example', { peer_address: '10.12.0.7' }),
  ];
  const found = (paths: readonly string[]) =>
    judgeResources([...sessions, segment(paths)], farApart)
      .findings.filter(({ subject }) => subject.name === 'segment s')
      .map(({ level, confidence }) => `${level} ${confidence}`);
  expect(found(['/a'])).toEqual(['warning guessed']);
  expect(found(['/b'])).toEqual(['error certain']);
  expect(found(['/a', '/b'])).toEqual(['error certain']);
});

test('one tunnel id between other sites is another segment', () => {
  const bratislava = facts(`
sites:
  vienna: { at: VIE, match: [{ name: nsx.vie.example }] }
  bratislava: { at: BTS, match: [{ cidr: 10.13.0.0/16 }] }
  dublin: { at: DUB, match: [{ name: nsx.dub.example }] }
  cork: { at: ORK, match: [{ cidr: 10.14.0.0/16 }] }
`);
  const end = (name: string, host: string, peer: string) => [
    terraform(
      `nsxt_policy_segment.${name}`,
      {
        display_name: name,
        l2_extension: [{ l2vpn_paths: [later(`nsxt_policy_l2_vpn_session.${name}`)], tunnel_id: 10 }],
      },
      { provider: { host }, alias: name },
    ),
    terraform(`nsxt_policy_l2_vpn_session.${name}`, { peer_address: peer }, { provider: { host }, alias: name }),
  ];
  const graph = graphOf(
    [...end('web', 'nsx.vie.example', '10.13.0.9'), ...end('db', 'nsx.dub.example', '10.14.0.9')],
    bratislava,
  );
  expect(meaningOf(graph).segments.map(({ name, sites }) => ({ name, sites }))).toEqual([
    { name: 'segment db', sites: ['cork', 'dublin'] },
    { name: 'segment web', sites: ['bratislava', 'vienna'] },
  ]);
});

test('a peer is found by the address that its own session has', () => {
  const end = (name: string, at: object, local: string, peer: string) => [
    terraform(
      `nsxt_policy_segment.${name}`,
      {
        display_name: name,
        l2_extension: [{ l2vpn_paths: [later(`nsxt_policy_l2_vpn_session.${name}`)], tunnel_id: 7 }],
      },
      at,
    ),
    terraform(`nsxt_policy_l2_vpn_session.${name}`, { local_address: local, peer_address: peer }, at),
  ];
  const [found, ...others] = segments(
    ...end('v', { ...vienna, alias: 'v' }, '192.0.2.1', '192.0.2.2'),
    ...end('g', { ...graz, alias: 'g' }, '192.0.2.2', '192.0.2.1'),
  );
  expect(others).toEqual([]);
  expect(found).toMatchObject({ sites: ['graz', 'vienna'], from: ['g', 'v'] });
});

test.each([
  { name: 'without an extension', snake: {}, camel: {} },
  {
    name: 'with an empty list of sessions',
    snake: { l2_extension: [{ l2vpn_paths: [], tunnel_id: 4 }] },
    camel: { l2Extension: { l2vpnPaths: [], tunnelId: 4 } },
  },
  { name: 'with an empty extension', snake: { l2_extension: [] }, camel: { l2Extension: {} } },
])('a segment $name is not stretched', ({ snake, camel }) => {
  expect(segments(terraform('nsxt_policy_segment.s', snake, vienna))).toEqual([]);
  expect(segments(pulumi(SEGMENT, 's', camel, vienna))).toEqual([]);
});

test('an L2 VPN session without any segment reaches to its peer, a service alone nowhere', () => {
  const service = terraform('nsxt_policy_l2_vpn_service.v', { path: later() }, vienna);
  const session = terraform('nsxt_policy_l2_vpn_session.x', { peer_address: '10.2.0.7' }, vienna);
  expect(segments(service)).toEqual([]);
  expect(segments(service, session)).toEqual([
    { name: 'L2 VPN session x', mechanism: 'NSX L2 VPN', sites: ['graz', 'vienna'], from: ['x'] },
  ]);
});

describe('a segment of a federation', () => {
  const edge = (site: string) => `/global-infra/sites/${site}/enforcement-points/default/edge-clusters/e`;
  const gateway = (sites: readonly string[]) => [
    terraform('nsxt_policy_tier1_gateway.t1', {
      path: later(),
      locale_service: sites.map((one) => ({ edge_cluster_path: edge(one) })),
    }),
    pulumi(TIER1, 't1', { localeServices: sites.map((one) => ({ edgeClusterPath: edge(one) })) }),
  ];
  const under = [
    terraform('nsxt_policy_segment.s', {
      display_name: 'web',
      connectivity_path: later('nsxt_policy_tier1_gateway.t1'),
    }),
    pulumi(SEGMENT, 's', { displayName: 'web', connectivityPath: later(urn(TIER1, 't1')) }),
  ];

  test('spans the sites of its gateway, in either tool', () => {
    const both = gateway(['vie-site', 'grz-site']);
    for (const tool of [0, 1]) {
      expect(segments(both[tool]!, under[tool]!)).toEqual([
        {
          name: 'segment web',
          mechanism: 'NSX Federation, segment under a gateway of several sites',
          sites: ['graz', 'vienna'],
          from: ['s', 't1'],
        },
      ]);
    }
  });

  test('spans what the tier-0 gateway spans where its own gateway has no locale services', () => {
    const sites = ['vie-site', 'grz-site'].map((one) => ({ edge_cluster_path: edge(one) }));
    const tier0 = terraform('nsxt_policy_tier0_gateway.t0', { path: later(), locale_service: sites });
    const tier1 = (more: object) =>
      terraform('nsxt_policy_tier1_gateway.t1', {
        path: later(),
        tier0_path: later('nsxt_policy_tier0_gateway.t0'),
        ...more,
      });
    expect(segments(tier0, tier1({}), under[0]!)).toMatchObject([{ sites: ['graz', 'vienna'], from: ['s', 't0'] }]);
    expect(segments(tier0, tier1({ locale_service: sites.slice(1) }), under[0]!)).toEqual([]);
  });

  test('stands, by a guess, in the cities that its sites are named after', () => {
    const both = gateway(['Madrid', 'oslo']);
    for (const tool of [0, 1]) {
      expect(segments(both[tool]!, under[tool]!)[0]?.sites).toEqual(['city:madrid', 'city:oslo']);
    }
  });

  test('under a gateway of one site is not stretched', () => {
    const both = gateway(['vie-site']);
    for (const tool of [0, 1]) expect(segments(both[tool]!, under[tool]!)).toEqual([]);
  });

  test('a gateway over several sites without a segment is no segment', () => {
    for (const one of gateway(['vie-site', 'grz-site'])) expect(segments(one)).toEqual([]);
  });

  test('sites that nobody declared are somewhere', () => {
    const both = gateway(['vie-site', 'nowhere']);
    for (const tool of [0, 1]) expect(segments(both[tool]!, under[tool]!)[0]?.sites).toEqual(['?', 'vienna']);
  });

  test('sites are found through edge clusters that are in the plan', () => {
    const cluster = (name: string, site: string) =>
      terraform(`data.nsxt_policy_edge_cluster.${name}`, {
        path: `/edge/${name}`,
        site_path: `/global-infra/sites/${site}`,
      });
    const one = terraform('nsxt_policy_tier1_gateway.t1', {
      path: later(),
      locale_service: [{ edge_cluster_path: '/edge/a' }, { edge_cluster_path: '/edge/b' }],
    });
    expect(segments(cluster('a', 'vie-site'), cluster('b', 'grz-site'), one, under[0]!)[0]?.sites).toEqual([
      'graz',
      'vienna',
    ]);
  });
});

test.each([
  { name: 'two sites', far: 'grz-site', sites: ['graz', 'vienna'] },
  { name: 'one site', far: 'vie-site', sites: ['vienna'] },
  { name: 'a site and one that nobody declared', far: 'nowhere', sites: ['?', 'vienna'] },
])('edge clusters that the program makes in $name tell where its gateway is', ({ far, sites }) => {
  const at = (site: string) => `/global-infra/sites/${site}`;
  const inTerraform = [
    terraform('nsxt_policy_edge_cluster.a', { site_path: at('vie-site'), path: later() }),
    terraform('nsxt_policy_edge_cluster.b', { site_path: at(far), path: later() }),
    terraform('nsxt_policy_tier1_gateway.t1', {
      path: later(),
      locale_service: ['a', 'b'].map((name) => ({ edge_cluster_path: later(`nsxt_policy_edge_cluster.${name}`) })),
    }),
    terraform('nsxt_policy_segment.s', { connectivity_path: later('nsxt_policy_tier1_gateway.t1') }),
  ];
  const inPulumi = [
    pulumi(EDGE, 'a', { sitePath: at('vie-site') }),
    pulumi(EDGE, 'b', { sitePath: at(far) }),
    pulumi(TIER1, 't1', { localeServices: ['a', 'b'].map((name) => ({ edgeClusterPath: later(urn(EDGE, name)) })) }),
    pulumi(SEGMENT, 's', { connectivityPath: later(urn(TIER1, 't1')) }),
  ];
  for (const resources of [inTerraform, inPulumi]) expect(segments(...resources)[0]?.sites).toEqual(sites);
});

test('a segment stands where the manager stands that its provider talks to', () => {
  const graph = graphOf([terraform('nsxt_policy_segment.s', { display_name: 'web' }, graz)], declared);
  expect(placeOf(graph, 'nsxt_policy_segment.s')).toBe('graz');
});

test('a segment in one of two zones, which only two variables put into one site, stands in none', () => {
  const zone = (name: string, variable: string) =>
    terraform(
      `nsxt_policy_transport_zone.${name}`,
      { path: later() },
      { alias: variable, provider: { host: drawn('nsx.vie.example', `var.${variable}`) } },
    );
  const segment = terraform('nsxt_policy_segment.s', {
    transport_zone_path: later('nsxt_policy_transport_zone.a', 'nsxt_policy_transport_zone.b'),
  });
  const placed = (...zones: Parameters<typeof graphOf>[0]) =>
    placeOf(graphOf([...zones, segment], declared), 'nsxt_policy_segment.s');
  expect(placed(zone('a', 'one'), zone('b', 'one'))).toBe('vienna');
  expect(placed(zone('a', 'one'), zone('b', 'two'))).toBe('<not-placed>');
});

test('one path on two managers names two things: the one of the same manager is meant', () => {
  const path = '/infra/tier-1s/t1/l2vpn-services/v/sessions/x';
  const at = (alias: string, host: string) => ({ provider: { host }, alias });
  const session = (name: string, peer: string, where: ReturnType<typeof at>) =>
    terraform(`nsxt_policy_l2_vpn_session.${name}`, { peer_address: peer, path }, where);
  const one = terraform(
    'nsxt_policy_segment.s',
    { l2_extension: [{ l2vpn_paths: [path] }] },
    at('vie', 'nsx.vie.example'),
  );
  const found = segments(
    session('a', '10.1.9.9', at('grz', 'nsx.grz.example')),
    session('b', '10.1.0.7', at('vie', 'nsx.vie.example')),
    one,
  );
  // Its own session peers with Vienna itself; the other manager's session of the same path carries no segment of the input.
  expect(found.map(({ name, sites }) => ({ name, sites }))).toEqual([
    { name: 'L2 VPN session a', sites: ['graz', 'vienna'] },
    { name: 'segment s', sites: ['vienna'] },
  ]);
});
