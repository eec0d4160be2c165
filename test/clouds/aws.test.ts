import type { Position } from '../../lib/graph/site';
import { facts, graphOf, meaningOf, placeOf } from '../support/build';
import { drawn, later, pulumi, terraform, urn } from '../support/resources';

const LAG = 'aws:directconnect/linkAggregationGroup:LinkAggregationGroup';
const ASSOCIATION = 'aws:directconnect/connectionAssociation:ConnectionAssociation';
const GATEWAY = 'aws:directconnect/gateway:Gateway';
const CONNECTION = 'aws:directconnect/connection:Connection';
const TRANSIT = 'aws:directconnect/transitVirtualInterface:TransitVirtualInterface';
const SITE = 'aws:networkmanager/site:Site';

const declared = facts(`
sites:
  ashburn: { at: { latitude: 39.02, longitude: -77.46 }, match: [{ name: EqDC2 }] }
  dublin: { at: dublin, match: [{ name: EqDB1 }] }
`);

const links = (...resources: Parameters<typeof graphOf>[0]) => meaningOf(graphOf(resources, declared)).links;
const nothing = { segments: [], moves: [], mirrors: [], links: [] };

describe('a Direct Connect connection', () => {
  test.each([
    ['1Gbps', 1e9],
    ['10Gbps', 10e9],
    ['400Gbps', 400e9],
    ['50Mbps', 50e6],
    ['fast', '<wrong-type>'],
  ])('of %s links its facility to its region', (bandwidth, rate) => {
    const values = { name: 'dx', location: 'EqDC2', region: 'eu-west-1', bandwidth };
    const expected = [{ name: 'dx', ends: ['ashburn', 'aws:eu-west-1'], bandwidth: rate, layer: 3 }];
    expect(links(terraform('aws_dx_connection.dx', values))).toEqual(expected);
    expect(links(pulumi(CONNECTION, 'dx', values))).toEqual(expected);
  });

  test('whose facility nobody declared starts somewhere', () => {
    expect(
      links(
        terraform('aws_dx_connection.dx', { name: 'dx', location: 'EqSV5', region: 'us-west-1', bandwidth: '1Gbps' }),
      )[0]?.ends,
    ).toEqual(['?', 'aws:us-west-1']);
  });

  test('takes its region from the provider where it has none of its own', () => {
    const one = terraform(
      'aws_dx_connection.dx',
      { location: 'EqDC2', bandwidth: '1Gbps' },
      { provider: { region: 'eu-west-1' } },
    );
    expect(links(one)[0]?.ends).toEqual(['ashburn', 'aws:eu-west-1']);
    const unknown = terraform('aws_dx_connection.dx', { location: 'EqDC2', bandwidth: '1Gbps' });
    expect(links(unknown)[0]?.ends).toEqual(['ashburn', '?']);
  });

  test('has no end in the region of the provider where its own is known only after apply, and a guess where a variable tells it', () => {
    const values = { location: 'EqDC2', bandwidth: '1Gbps' };
    const provider = { region: 'eu-west-1' };
    const [hidden] = links(terraform('aws_dx_connection.dx', { ...values, region: later() }, { provider }));
    expect(hidden?.ends).toEqual(['ashburn', '?']);
    const byVariable = terraform('aws_dx_connection.dx', values, { provider: { region: drawn('eu-west-1', 'var.a') } });
    const [link] = graphOf([byVariable], declared).links;
    expect(link?.ends[1]).toMatchObject({ value: 'aws:eu-west-1', origin: { kind: 'guess' } });
  });
});

describe('a link aggregation group', () => {
  const values = (own?: unknown) =>
    [
      {
        name: 'lag',
        location: 'EqDC2',
        region: 'eu-west-1',
        connections_bandwidth: '10Gbps',
        ...(own === undefined ? {} : { connection_id: own }),
      },
      {
        name: 'lag',
        location: 'EqDC2',
        region: 'eu-west-1',
        connectionsBandwidth: '10Gbps',
        ...(own === undefined ? {} : { connectionId: own }),
      },
    ] as const;
  const associated = (count: number) => [
    Array.from({ length: count }, (_, index) =>
      terraform(`aws_dx_connection_association.a${index}`, { lag_id: later('aws_dx_lag.lag') }),
    ),
    Array.from({ length: count }, (_, index) => pulumi(ASSOCIATION, `a${index}`, { lagId: later(urn(LAG, 'lag')) })),
  ];

  test.each([
    { own: undefined, associations: 0, members: 1 },
    { own: undefined, associations: 3, members: 3 },
    { own: 'dxcon-1', associations: 0, members: 1 },
    { own: 'dxcon-1', associations: 2, members: 3 },
    { own: later(), associations: 1, members: 2 },
  ])(
    "with own connection $own and $associations associated carries $members times its members' rate",
    ({ own, associations, members }) => {
      const [[snake, camel], [inTerraform, inPulumi]] = [values(own), associated(associations)];
      expect(links(terraform('aws_dx_lag.lag', { ...snake, id: later() }), ...inTerraform!)[0]?.bandwidth).toBe(
        members * 10e9,
      );
      expect(links(pulumi(LAG, 'lag', camel), ...inPulumi!)[0]?.bandwidth).toBe(members * 10e9);
    },
  );

  test('does not count the members of another group', () => {
    const other = terraform('aws_dx_connection_association.a', { lag_id: later('aws_dx_lag.other') });
    const groups = ['lag', 'other'].map((name) =>
      terraform(`aws_dx_lag.${name}`, { ...values('dxcon-1')[0], name, id: later() }),
    );
    expect(links(...groups, other).map(({ bandwidth }) => bandwidth)).toEqual([10e9, 20e9]);
  });
});

describe('peering', () => {
  test.each(['aws_ec2_transit_gateway_peering_attachment', 'aws_vpc_peering_connection'])(
    '%s between regions is a routed link of unknown bandwidth',
    (type) => {
      const one = terraform(`${type}.p`, { region: 'eu-central-1', peer_region: 'us-east-1' });
      expect(meaningOf(graphOf([one]))).toEqual({
        ...nothing,
        links: [{ name: 'p', ends: ['aws:eu-central-1', 'aws:us-east-1'], bandwidth: '<not-declared>', layer: 3 }],
      });
    },
  );

  test.each([
    ['aws:ec2transitgateway/peeringAttachment:PeeringAttachment'],
    ['aws:ec2/vpcPeeringConnection:VpcPeeringConnection'],
  ])('%s means the same in Pulumi', (type) => {
    expect(links(pulumi(type, 'p', { region: 'eu-central-1', peerRegion: 'us-east-1' }))).toEqual([
      { name: 'p', ends: ['aws:eu-central-1', 'aws:us-east-1'], bandwidth: '<not-declared>', layer: 3 },
    ]);
  });

  test('within one region is no link, said or not said', () => {
    expect(links(terraform('aws_vpc_peering_connection.p', { region: 'eu-central-1' }))).toEqual([]);
    expect(
      links(terraform('aws_vpc_peering_connection.p', { region: 'eu-central-1', peer_region: 'eu-central-1' })),
    ).toEqual([]);
  });

  test('with a region that is known only after apply is a link to somewhere', () => {
    expect(
      links(terraform('aws_vpc_peering_connection.p', { region: 'eu-central-1', peer_region: later() }))[0]?.ends,
    ).toEqual(['aws:eu-central-1', '?']);
  });
});

describe('SiteLink', () => {
  const interfaces = (enabled: readonly unknown[], gateways = ['g', 'g']) =>
    ['EqDC2', 'EqDB1'].flatMap((location, index) => [
      terraform(`aws_dx_connection.c${index}`, { location, bandwidth: '1Gbps', region: 'us-east-1', id: later() }),
      terraform(`aws_dx_transit_virtual_interface.v${index}`, {
        connection_id: later(`aws_dx_connection.c${index}`),
        dx_gateway_id: later(`aws_dx_gateway.${gateways[index]!}`),
        sitelink_enabled: enabled[index],
      }),
    ]);
  const gateways = ['g', 'h'].map((name) => terraform(`aws_dx_gateway.${name}`, { name, id: later() }));
  const between = (...resources: Parameters<typeof graphOf>[0]) =>
    links(...gateways, ...resources).filter(({ ends }) => ends.every((end) => ['ashburn', 'dublin'].includes(end)));

  test('joins the facilities of two interfaces of one gateway', () => {
    expect(between(...interfaces([true, true]))).toMatchObject([
      { ends: ['ashburn', 'dublin'], layer: 3, bandwidth: '<not-declared>' },
    ]);
  });

  test('means the same in Pulumi', () => {
    const resources = [
      pulumi(GATEWAY, 'g', { name: 'g' }),
      ...['EqDC2', 'EqDB1'].flatMap((location, index) => [
        pulumi(CONNECTION, `c${index}`, { location, bandwidth: '1Gbps', region: 'us-east-1' }),
        pulumi(TRANSIT, `v${index}`, {
          connectionId: later(urn(CONNECTION, `c${index}`)),
          dxGatewayId: later(urn(GATEWAY, 'g')),
          sitelinkEnabled: true,
        }),
      ]),
    ];
    expect(between(...resources)).toMatchObject([{ ends: ['ashburn', 'dublin'] }]);
  });

  test('joins each of 64 interfaces with each, and every further one with the first', () => {
    const countOf = (count: number): number => {
      const all = Array.from({ length: count }, (_, index) =>
        terraform(`aws_dx_transit_virtual_interface.v${index}`, {
          dx_gateway_id: later('aws_dx_gateway.g'),
          sitelink_enabled: true,
        }),
      );
      return links(...gateways, ...all).length;
    };
    expect([2, 64, 65, 1_064].map(countOf)).toEqual([1, 2016, 2017, 3016]);
  });

  test.each([
    { name: 'is off at one of them', enabled: [true, false], of: ['g', 'g'] },
    { name: 'is not set', enabled: [undefined, undefined], of: ['g', 'g'] },
    { name: 'is on at two different gateways', enabled: [true, true], of: ['g', 'h'] },
  ])('joins nothing where it $name', ({ enabled, of }) => {
    expect(between(...interfaces(enabled, of))).toEqual([]);
  });
});

describe('a Network Manager site', () => {
  const [snake, camel] = [
    { location: [{ latitude: '45.764', longitude: '4.8357' }], description: 'Lyon' },
    { location: { latitude: '45.764', longitude: '4.8357' }, description: 'Lyon' },
  ];

  test.each([
    ['Terraform', terraform('aws_networkmanager_site.lyon', snake), 'aws_networkmanager_site.lyon'],
    ['Pulumi', pulumi(SITE, 'lyon', camel), urn(SITE, 'lyon')],
  ])('states its coordinates as strings, in %s', (_, resource, id) => {
    const graph = graphOf([resource]);
    expect(placeOf(graph, id)).toBe(id);
    const site = graph.sites.get(id);
    expect(site?.name).toBe('Lyon');
    const position = site?.position as { known: true; value: Position };
    expect([position.value.latitude, position.value.longitude]).toEqual([45.764, 4.8357]);
  });

  test('whose coordinates are no numbers is somewhere', () => {
    const one = terraform('aws_networkmanager_site.x', { location: [{ latitude: 'north', longitude: '4.8' }] });
    expect(placeOf(graphOf([one]), 'aws_networkmanager_site.x')).toBe('<not-placed>');
  });

  test('places its devices and links; the slower direction of a link counts', () => {
    const device = terraform('aws_networkmanager_device.d', { site_id: later('aws_networkmanager_site.lyon') });
    const link = terraform('aws_networkmanager_link.l', {
      site_id: later('aws_networkmanager_site.lyon'),
      bandwidth: [{ upload_speed: 50, download_speed: 200 }],
    });
    const resources = [terraform('aws_networkmanager_site.lyon', { ...snake, id: later() }), device, link];
    expect(placeOf(graphOf(resources), 'aws_networkmanager_device.d')).toBe('aws_networkmanager_site.lyon');
    expect(links(...resources)).toEqual([
      { name: 'l', ends: ['aws_networkmanager_site.lyon', '?'], bandwidth: 50e6, layer: 3 },
    ]);
  });
});
