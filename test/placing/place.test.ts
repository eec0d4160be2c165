import { facts, graphOf, placeOf } from '../support/build';
import { later, pulumi, terraform } from '../support/resources';

const declared = facts(`
sites:
  tagged: { at: vienna, match: [{ tag: { site: vie } }] }
  named: { at: oslo, match: [{ name: 'web-*' }, { name: esx-1.osl.example }] }
  parent: { at: lisbon, match: [{ datacenter: Parent }] }
  vcenter: { at: madrid, match: [{ cidr: 10.0.0.0/8 }] }
  frankfurt: { at: aws:eu-central-1, match: [{ region: 'aws:eu-central-1' }] }
`);

const place = (resources: Parameters<typeof graphOf>[0], address: string) =>
  placeOf(graphOf(resources, declared), address);

describe('the order of trust', () => {
  const vpc = (values: Readonly<Record<string, unknown>>, more: object = {}) =>
    place([terraform('aws_vpc.v', { ...values }, more)], 'aws_vpc.v');

  test('a tag that names a site outright goes before all else', () => {
    expect(vpc({ tags: { 'lightbound:site': 'named', site: 'vie' }, region: 'us-east-1' })).toBe('named');
  });

  test("a declared tag goes before the resource's own region", () => {
    expect(vpc({ tags: { site: 'vie' }, region: 'us-east-1' })).toBe('tagged');
  });

  test("the resource's own region goes before the provider's", () => {
    expect(vpc({ region: 'us-east-1' }, { provider: { region: 'us-west-2' } })).toBe('aws:us-east-1');
  });

  test("the provider's region goes before the declared name", () => {
    expect(vpc({ name: 'web-1' }, { provider: { region: 'us-west-2' } })).toBe('aws:us-west-2');
  });

  test('the declared name goes before nothing', () => {
    expect(vpc({ name: 'web-1' })).toBe('named');
    expect(vpc({ name: 'db-1' })).toBe('<not-placed>');
  });

  test('a declared name goes before the tag of the whole stack', () => {
    expect(vpc({ name: 'web-1' }, { stackTags: { 'lightbound:site': 'parent' } })).toBe('named');
    expect(vpc({ name: 'db-1' }, { stackTags: { 'lightbound:site': 'parent' } })).toBe('parent');
  });

  const host = (values: Readonly<Record<string, unknown>>, more: object = {}) =>
    place(
      [
        terraform('vsphere_datacenter.d', { name: 'Parent', moid: 'datacenter-1' }),
        terraform('vsphere_host.h', values, more),
      ],
      'vsphere_host.h',
    );

  test("what is declared for a host's own name goes before its parent", () => {
    expect(host({ hostname: 'esx-1.osl.example', datacenter: 'datacenter-1' })).toBe('named');
  });

  test('an own name that is hidden may be of any site, so its parent does not tell', () => {
    expect(host({ hostname: later(), datacenter: 'datacenter-1' })).toBe('<not-placed>');
    expect(host({ datacenter: 'datacenter-1' })).toBe('parent');
  });

  test('the parent goes before the manager that the provider talks to', () => {
    expect(
      host({ hostname: 'esx-2.example', datacenter: 'datacenter-1' }, { provider: { vsphere_server: '10.0.0.1' } }),
    ).toBe('parent');
  });

  test('the manager places what has no parent', () => {
    expect(host({ hostname: 'esx-2.example' }, { provider: { vsphere_server: '10.0.0.1' } })).toBe('vcenter');
    expect(host({ hostname: 'esx-2.example' }, { provider: { vsphere_server: '192.0.2.1' } })).toBe('<not-placed>');
  });
});

test('a tag that names a site which nobody declared is no place, whatever else there is', () => {
  expect(
    place([terraform('aws_vpc.v', { tags: { 'lightbound:site': 'atlantis' }, region: 'us-east-1' })], 'aws_vpc.v'),
  ).toBe('<not-placed>');
});

test("tags are read in each provider's own form", () => {
  expect(place([pulumi('aws:ec2/vpc:Vpc', 'v', { tags: { site: 'vie' } })], 'v')).toBe('tagged');
  expect(
    place([terraform('nsxt_policy_segment.s', { tag: [{ scope: 'site', tag: 'vie' }] })], 'nsxt_policy_segment.s'),
  ).toBe('tagged');
  expect(place([terraform('vsphere_host.h', { custom_attributes: { site: 'vie' } })], 'vsphere_host.h')).toBe('tagged');
});

test('a declared tag without a value is one that a resource carries without a value, not one that it lacks', () => {
  const retired = facts("sites: { old: { at: vienna, match: [{ tag: { retired: '' } }] } }");
  const placed = (tags: Readonly<Record<string, string>>) =>
    placeOf(graphOf([terraform('aws_vpc.v', { tags })], retired), 'aws_vpc.v');
  expect(placed({ retired: '' })).toBe('old');
  expect(placed({ Name: 'v' })).toBe('<not-placed>');
});

test("tags that a provider gives to all its resources count as the resource's own", () => {
  expect(place([terraform('aws_vpc.v', { tags_all: { site: 'vie' }, region: 'us-east-1' })], 'aws_vpc.v')).toBe(
    'tagged',
  );
});

describe('what is not known is not the same place', () => {
  test.each([
    ['a region known only after apply', { region: later() }, {}],
    ['a provider region known only after apply', {}, { provider: { region: later() } }],
    ['no region at all', {}, {}],
    ['an empty region', { region: '' }, {}],
  ])('%s', (_, values, more) => {
    expect(place([terraform('aws_vpc.v', values, more)], 'aws_vpc.v')).toBe('<not-placed>');
  });
});

describe('places that do not agree are none', () => {
  test('two sites that match one name', () => {
    const both = facts(`
sites:
  a: { at: vienna, match: [{ name: 'web-*' }] }
  b: { at: oslo, match: [{ name: '*-1' }] }
`);
    expect(placeOf(graphOf([terraform('vsphere_host.h', { hostname: 'web-1' })], both), 'vsphere_host.h')).toBe(
      '<not-placed>',
    );
    expect(placeOf(graphOf([terraform('vsphere_host.h', { hostname: 'web-2' })], both), 'vsphere_host.h')).toBe('a');
  });

  const datacenters = (names: readonly string[]) =>
    names.map((name, index) => terraform(`vsphere_datacenter.d[${index}]`, { name, moid: later() }));
  const inOneOf = (names: readonly string[]) =>
    place(
      [...datacenters(names), terraform('vsphere_host.h', { datacenter: later('vsphere_datacenter.d') })],
      'vsphere_host.h',
    );

  test('a parent that may be one of two in different cities', () => {
    expect(inOneOf(['Vienna', 'Oslo'])).toBe('<not-placed>');
    expect(inOneOf(['Vienna', 'Vienna'])).toBe('city:vienna');
  });

  test('a parent that may be one of two, of which one is somewhere', () => {
    const [somewhere] = [terraform('vsphere_datacenter.d[1]', { name: later(), moid: later() })];
    const resources = [
      ...datacenters(['Vienna']),
      somewhere,
      terraform('vsphere_host.h', { datacenter: later('vsphere_datacenter.d') }),
    ];
    expect(place(resources, 'vsphere_host.h')).toBe('<not-placed>');
  });

  test('one id that two managers gave: that of the same manager is meant', () => {
    const at = (alias: string, name: string) =>
      terraform(`vsphere_datacenter.${alias}`, { name, moid: 'datacenter-1' }, { alias });
    const one = (alias: string) => terraform('vsphere_host.h', { datacenter: 'datacenter-1' }, { alias });
    for (const all of [
      [at('east', 'Vienna'), at('west', 'Oslo')],
      [at('west', 'Oslo'), at('east', 'Vienna')],
    ]) {
      expect(place([...all, one('east')], 'vsphere_host.h')).toBe('city:vienna');
      expect(place([...all, one('west')], 'vsphere_host.h')).toBe('city:oslo');
      expect(place([...all, one('third')], 'vsphere_host.h')).toBe('<not-placed>');
    }
  });
});

describe('regions', () => {
  test.each([
    ['a zone stands in its region', 'eu-west-1b', 'aws:eu-west-1'],
    ['a local zone is a place of its own', 'us-east-1-atl-1a', 'aws:us-east-1-atl-1'],
    ['a zone of a declared region stands in that site', 'eu-central-1a', 'frankfurt'],
  ])('%s', (_, zone, expected) => {
    expect(
      place([terraform('aws_subnet.s', { availability_zone: zone, region: zone.slice(0, 9) })], 'aws_subnet.s'),
    ).toBe(expected);
  });

  test('two zones of one region are one site', () => {
    const zone = (name: string) => terraform(`aws_subnet.${name}`, { availability_zone: `eu-west-1${name}` });
    const graph = graphOf([zone('a'), zone('b')]);
    expect([...graph.sites.keys()]).toEqual(['aws:eu-west-1']);
  });

  test('a region that no list has is a site of its own, without position', () => {
    const graph = graphOf(
      ['xx-moon-1', 'xx-mars-1'].map((region, index) => terraform(`aws_vpc.v${index}`, { region })),
    );
    expect([...graph.sites.keys()]).toEqual(['aws:xx-mars-1', 'aws:xx-moon-1']);
    for (const { position } of graph.sites.values()) expect(position.known).toBe(false);
  });

  test('regions of two providers with one code are two sites', () => {
    const graph = graphOf([
      terraform('ovh_cloud_project_network_private_subnet.s', { region: 'DE', network_id: 'n' }),
      terraform('equinix_fabric_port.p', { location: { metro_code: 'DE' } }),
    ]);
    expect([...graph.sites.keys()]).toEqual(['equinix-metro:DE', 'ovh:DE']);
  });
});

describe('datacenters', () => {
  const datacenter = (name: string) => graphOf([terraform('vsphere_datacenter.d', { name })], declared);

  test("with a city's name stand in that city", () => {
    expect(placeOf(datacenter('Porto'), 'vsphere_datacenter.d')).toBe('city:porto');
    expect(datacenter('Porto').sites.get('city:porto')?.position.known).toBe(true);
  });

  test('that are declared stand where the declaration says, whatever their name', () => {
    expect(placeOf(datacenter('parent'), 'vsphere_datacenter.d')).toBe('parent');
  });

  test('with any other name are sites of their own, without position', () => {
    const graph = datacenter('DC0');
    expect(placeOf(graph, 'vsphere_datacenter.d')).toBe('datacenter:DC0');
    expect(graph.sites.get('datacenter:DC0')?.position.known).toBe(false);
  });

  test("with a name that only begins with a city's are not that city", () => {
    expect(placeOf(datacenter('Porto-Alegre-2'), 'vsphere_datacenter.d')).toBe('datacenter:Porto-Alegre-2');
  });
});

describe('a circle of parents', () => {
  const circle = (own: 'a' | 'b' | 'none') => [
    terraform(
      'vsphere_resource_pool.a',
      { id: 'a', parent_resource_pool_id: 'b' },
      { provider: own === 'a' ? { vsphere_server: '10.0.0.1' } : {} },
    ),
    terraform(
      'vsphere_resource_pool.b',
      { id: 'b', parent_resource_pool_id: 'a' },
      { provider: own === 'b' ? { vsphere_server: '10.0.0.1' } : {} },
    ),
  ];

  test('places nobody', () => {
    const graph = graphOf(circle('none'), declared);
    expect(['a', 'b'].map((name) => placeOf(graph, `vsphere_resource_pool.${name}`))).toEqual([
      '<not-placed>',
      '<not-placed>',
    ]);
  });

  test.each(['a', 'b'] as const)('with a way out at %s places both alike, whichever comes first', (own) => {
    for (const resources of [circle(own), circle(own).reverse()]) {
      const graph = graphOf(resources, declared);
      expect(['a', 'b'].map((name) => placeOf(graph, `vsphere_resource_pool.${name}`))).toEqual(['vcenter', 'vcenter']);
    }
  });
});
