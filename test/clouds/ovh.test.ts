import { findRegion } from '../../lib/reference/region';
import { Attributes } from '../../lib/resources/attributes';
import { graphOf, judgeResources, meaningOf } from '../support/build';
import { drawn, later, pulumi, terraform, urn } from '../support/resources';

const NETWORK = 'ovh:CloudProject/networkPrivate:NetworkPrivate';
const SUBNET = 'ovh:CloudProject/networkPrivateSubnet:NetworkPrivateSubnet';
const VLAN = 'ovh:CloudProject/regionNetwork:RegionNetwork';

const inBoth = (values: Readonly<Record<string, unknown>>) => [
  terraform('ovh_cloud_project_network_private.pay', { name: 'pay', ...values }),
  pulumi(NETWORK, 'pay', { name: 'pay', ...values }),
];

const segments = (...resources: Parameters<typeof graphOf>[0]) => meaningOf(graphOf(resources)).segments;

test('a network over listed regions is one segment over their places', () => {
  for (const network of inBoth({ regions: ['GRA11', 'WAW1'] })) {
    expect(segments(network)).toEqual([
      {
        name: 'private network pay',
        mechanism: 'OVHcloud private network (vRack)',
        sites: ['ovh:GRA11', 'ovh:WAW1'],
        from: ['pay'],
      },
    ]);
  }
});

test('a network in one region stays in it', () => {
  for (const network of inBoth({ regions: ['GRA11'] })) expect(segments(network)[0]?.sites).toEqual(['ovh:GRA11']);
});

test('a network whose regions are left out is in every region', () => {
  for (const network of inBoth({})) {
    const [{ sites, mechanism } = { sites: [], mechanism: '' }] = segments(network);
    expect(sites).toEqual(expect.arrayContaining(['ovh:BHS5', 'ovh:GRA11', 'ovh:SGP1', 'ovh:WAW1']));
    expect(sites).not.toContain('?');
    expect(mechanism).toContain('left out');
  }
});

test('regions that the provider fills in because nobody wrote them are every region, too', () => {
  // Terraform shows a left-out `regions` as unknown; only the configuration tells that it is not written.
  const network = terraform('ovh_cloud_project_network_private.pay', { name: 'pay' });
  const unwritten = { ...network, attributes: withUnwritten('regions') };
  expect(segments(unwritten)[0]?.sites).toContain('ovh:WAW1');
});

test('regions that are written and known only after apply may be any', () => {
  for (const network of inBoth({ regions: later() })) expect(segments(network)[0]?.sites).toEqual(['?']);
});

test('regions that are a secret may be any, and are told as one', () => {
  const network = pulumi(NETWORK, 'pay', { name: 'pay' });
  const values = { name: 'pay', regions: '[secret]' };
  const hidden = new Attributes({
    address: urn(NETWORK, 'pay'),
    spelling: 'pulumi',
    values,
    sensitive: { regions: true },
  });
  const graph = graphOf([{ ...network, attributes: hidden }]);
  const [segment] = graph.domains['broadcast-domain'];
  expect(segment?.members.map(({ site }) => (site.known ? site.value : site.reason))).toEqual([
    { kind: 'sensitive', text: 'regions is [secret]' },
  ]);
});

test('one region of the list that is known only after apply may be any', () => {
  for (const network of inBoth({ regions: ['GRA11', later()] })) {
    expect(segments(network)[0]?.sites).toEqual(['?', 'ovh:GRA11']);
  }
});

test('subnets of a network that is in the plan belong to it', () => {
  const [network, same] = inBoth({ regions: ['GRA11', 'WAW1'] });
  const subnet = terraform('ovh_cloud_project_network_private_subnet.s', {
    network_id: later('ovh_cloud_project_network_private.pay'),
    region: 'WAW1',
  });
  const other = pulumi(SUBNET, 's', { networkId: later(urn(NETWORK, 'pay')), region: 'WAW1' });
  for (const [one, two] of [
    [subnet, network!],
    [other, same!],
  ]) {
    const [found, ...others] = segments(one!, two!);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ name: 'private network pay', sites: ['ovh:GRA11', 'ovh:WAW1'], from: ['pay', 's'] });
  }
});

test('subnets of one network that is not in the plan are found by its id', () => {
  const subnet = (name: string, region: string, id = 'pn-1') =>
    terraform(`ovh_cloud_project_network_private_subnet.${name}`, { network_id: id, region });
  const found = segments(subnet('a', 'GRA11'), subnet('b', 'WAW1'), subnet('c', 'BHS5', 'pn-2'));
  expect(found.map(({ sites }) => sites)).toEqual([['ovh:GRA11', 'ovh:WAW1'], ['ovh:BHS5']]);
});

describe('subnets of one of several networks, where the plan does not show which', () => {
  const networks = ['GRA11', 'WAW1'].map((region, index) =>
    terraform(`ovh_cloud_project_network_private.n[${index}]`, { name: `n${index}`, regions: [region] }),
  );
  const spans = (keys: readonly string[]) => {
    const subnets = ['GRA11', 'WAW1'].map((region, index) =>
      terraform(`ovh_cloud_project_network_private_subnet.s[${keys[index] ?? ''}]`, {
        network_id: later('ovh_cloud_project_network_private.n'),
        region,
      }),
    );
    return segments(...networks, ...subnets).filter(({ sites }) => sites.length > 1);
  };

  test('are those of the network with their own key, as in a loop', () => {
    expect(spans(['0', '1'])).toEqual([]);
  });

  test('are perhaps in either where no key tells', () => {
    expect(spans(['"a"', '"b"'])).toMatchObject([
      {
        name: 'private network n0 or private network n1',
        sites: ['ovh:GRA11', 'ovh:WAW1'],
        perhaps: ['s["a"] network_id', 's["b"] network_id'],
      },
    ]);
  });
});

describe('networks of single regions', () => {
  const inTerraform = (name: string, region: string, project: unknown, vlan: unknown) =>
    terraform(`ovh_cloud_project_region_network.${name}`, {
      service_name: project,
      region_name: region,
      vlan_id: vlan,
    });

  test('with one VLAN in two regions of one project are one segment of its vRack, in either tool', () => {
    const both = [
      [inTerraform('a', 'GRA11', 'p1', 20), inTerraform('b', 'WAW1', 'p1', 20)],
      ['GRA11', 'WAW1'].map((regionName, index) =>
        pulumi(VLAN, ['a', 'b'][index]!, { serviceName: 'p1', regionName, vlanId: 20 }),
      ),
    ];
    for (const networks of both) {
      expect(segments(...networks)).toEqual([
        {
          name: 'VLAN 20 of one vRack project',
          mechanism: 'OVHcloud private network (vRack)',
          sites: ['ovh:GRA11', 'ovh:WAW1'],
          from: ['a', 'b'],
        },
      ]);
    }
  });

  test.each([
    { name: 'different VLANs', second: ['p1', 21] },
    { name: 'the same VLAN in different projects', second: ['p2', 20] },
  ])('with $name are two segments', ({ second: [project, vlan] }) => {
    const found = segments(inTerraform('a', 'GRA11', 'p1', 20), inTerraform('b', 'WAW1', project, vlan));
    expect(found.map(({ sites }) => sites)).toEqual([['ovh:GRA11'], ['ovh:WAW1']]);
  });

  test('whose project is to come are perhaps one segment', () => {
    const found = segments(inTerraform('a', 'GRA11', later(), 20), inTerraform('b', 'WAW1', later(), 20));
    expect(found).toMatchObject([{ sites: ['ovh:GRA11', 'ovh:WAW1'], perhaps: ['a service_name', 'b service_name'] }]);
  });

  test('of which one has a VLAN that is to come are perhaps one segment', () => {
    const found = segments(inTerraform('a', 'GRA11', 'p1', later()), inTerraform('b', 'WAW1', 'p1', 20));
    expect(found).toEqual([
      expect.objectContaining({ name: 'VLAN 20 of one vRack project', sites: ['ovh:WAW1'] }),
      expect.objectContaining({ sites: ['ovh:GRA11', 'ovh:WAW1'], perhaps: ['a vlan_id'] }),
    ]);
  });

  test.each([
    { name: 'in another project', a: [later(), 20], b: ['p1', 21] },
    { name: 'in another VLAN', a: ['p1', later()], b: ['p2', 20] },
  ])('that can only be $name share none with it', ({ a, b }) => {
    const found = segments(inTerraform('a', 'GRA11', a[0], a[1]), inTerraform('b', 'WAW1', b[0], b[1]));
    expect(found.map(({ sites }) => sites)).toEqual([['ovh:WAW1']]);
  });

  test('whose VLAN nobody wrote share none', () => {
    expect(segments(inTerraform('a', 'GRA11', 'p1', null), inTerraform('b', 'WAW1', 'p1', null))).toEqual([]);
  });
});

test('a numbered region stands where its place stands, and a zone in its region', () => {
  expect(findRegion('ovh', 'GRA13')?.position).toEqual(findRegion('ovh', 'GRA')?.position);
  const zones = ['EU-WEST-PAR-A', 'EU-WEST-PAR-B'].map((region, index) =>
    terraform(`ovh_cloud_project_network_private_subnet.${['a', 'b'][index]!}`, { network_id: 'pn-1', region }),
  );
  expect(segments(...zones)[0]?.sites).toEqual(['ovh:EU-WEST-PAR']);
});

function withUnwritten(name: string) {
  const { attributes } = terraform('ovh_cloud_project_network_private.pay', { name: 'pay', [name]: later() });
  return Object.assign(Object.create(attributes) as typeof attributes, { written: (path: string) => path !== name });
}

describe('one VLAN of one vRack is one segment', () => {
  const inRegion = (name: string, project: unknown, region: string) =>
    terraform(`ovh_cloud_project_region_network.${name}`, {
      name,
      service_name: project,
      region_name: region,
      vlan_id: 42,
    });

  test('in whichever types of one project it is written', () => {
    const list = terraform('ovh_cloud_project_network_private.a', {
      name: 'a',
      service_name: 'p1',
      vlan_id: 42,
      regions: ['GRA11'],
    });
    expect(segments(list, inRegion('b', 'p1', 'BHS5'))).toMatchObject([
      { sites: ['ovh:BHS5', 'ovh:GRA11'], from: ['a', 'b'] },
    ]);
    expect(segments(list, inRegion('b', 'p2', 'BHS5'))).toHaveLength(2);
  });

  test('in projects that are attached to it', () => {
    const attached = (name: string, project: string, vrack: unknown) =>
      terraform(`ovh_vrack_cloudproject.${name}`, { project_id: project, service_name: vrack });
    const networks = [inRegion('a', 'p1', 'GRA11'), inRegion('b', 'p2', 'BHS5')];
    const sites = ['ovh:BHS5', 'ovh:GRA11'];
    expect(segments(...networks, attached('x', 'p1', 'pn-1'), attached('y', 'p2', 'pn-1'))).toMatchObject([{ sites }]);
    expect(segments(...networks, attached('x', 'p1', 'pn-1'), attached('y', 'p2', 'pn-2'))).toHaveLength(2);
    const made = (name: string, project: string) => attached(name, project, later('ovh_vrack.new'));
    expect(segments(...networks, made('x', 'p1'), made('y', 'p2'))).toMatchObject([{ sites }]);
    const old = terraform('ovh_vrack_publiccloud_attachment.y', { project_id: 'p2', vrack_id: 'pn-1' });
    expect(segments(...networks, attached('x', 'p1', 'pn-1'), old)).toMatchObject([{ sites }]);
  });

  test('perhaps in projects that are attached to nobody knows which', () => {
    const attached = terraform('ovh_vrack_cloudproject.x', { project_id: 'p1', service_name: later() });
    const [found] = segments(inRegion('a', 'p1', 'GRA11'), inRegion('b', 'p2', 'BHS5'), attached).filter(
      ({ perhaps }) => perhaps !== undefined,
    );
    expect(found).toMatchObject({ sites: ['ovh:BHS5', 'ovh:GRA11'], perhaps: ['x service_name'] });
  });

  test('under the older names of the types', () => {
    for (const type of ['ovh_cloud_network_private', 'ovh_publiccloud_private_network']) {
      const network = terraform(`${type}.n`, { name: 'n', project_id: 'p1', vlan_id: 42, regions: ['GRA11', 'BHS5'] });
      expect(segments(network)).toMatchObject([{ name: 'private network n', sites: ['ovh:BHS5', 'ovh:GRA11'] }]);
      expect(segments(network, inRegion('b', 'p1', 'WAW1'))).toMatchObject([
        { sites: ['ovh:BHS5', 'ovh:GRA11', 'ovh:WAW1'] },
      ]);
    }
  });

  test('written for OpenStack, in extensions or in a segment, in its own tenant or in that of the provider', () => {
    const rack = (name: string, region: string, more: object) =>
      terraform(`openstack_networking_network_v2.${name}`, { name, region, ...more });
    const specs = { value_specs: { 'provider:network_type': 'vrack', 'provider:segmentation_id': '42' } };
    const segment = { segments: [{ network_type: 'vrack', segmentation_id: 42 }] };
    const sites = ['ovh:BHS5', 'ovh:GRA11'];
    expect(segments(rack('a', 'GRA11', specs), rack('b', 'BHS5', segment))).toMatchObject([{ sites }]);
    const tenant = { tenant_id: 'p1' };
    expect(segments(rack('a', 'GRA11', { ...specs, ...tenant }), inRegion('b', 'p1', 'BHS5'))).toMatchObject([
      { sites },
    ]);
    expect(segments(rack('a', 'GRA11', { ...specs, ...tenant }), rack('b', 'BHS5', specs))).toMatchObject([
      { sites: ['ovh:BHS5'] },
      { sites: ['ovh:GRA11'] },
      { sites, perhaps: ['b tenant_id'] },
    ]);
  });

  test('written for OpenStack in any of its segments', () => {
    const network = (name: string, region: string, ...vlans: readonly unknown[]) =>
      terraform(`openstack_networking_network_v2.${name}`, {
        name,
        region,
        tenant_id: 'p1',
        segments: vlans.map((vlan) => ({ network_type: 'vrack', segmentation_id: vlan })),
      });
    const sites = ['ovh:BHS5', 'ovh:GRA11'];
    const wide = (...all: Parameters<typeof graphOf>[0]) =>
      segments(...all).filter(({ sites: { length } }) => length > 1);
    expect(wide(network('a', 'GRA11', 41, 42), network('b', 'BHS5', 42))).toMatchObject([
      { name: 'VLAN 42 of one vRack project', sites },
    ]);
    expect(wide(network('a', 'GRA11', 41, later()), network('b', 'BHS5', 42))).toMatchObject([
      { sites, perhaps: ['a segments.1.segmentation_id'] },
    ]);
    expect(segments(network('a', 'GRA11', later(), later()))).toEqual([]);
  });

  test('an OpenStack network of another type is none of it', () => {
    const network = terraform('openstack_networking_network_v2.a', { name: 'a', region: 'RegionOne' });
    const graph = graphOf([network]);
    expect(meaningOf(graph).segments).toEqual([]);
    expect([...graph.sites.keys()]).toEqual([]);
  });

  test('a subnet belongs to the segment of its network', () => {
    const network = terraform('ovh_cloud_project_network_private.n', {
      id: 'pn-1_42',
      name: 'n',
      service_name: 'p1',
      vlan_id: 42,
      regions: ['GRA11'],
    });
    const subnet = terraform('ovh_cloud_project_network_private_subnet.s', { network_id: 'pn-1_42', region: 'WAW1' });
    expect(segments(network, subnet)).toMatchObject([{ sites: ['ovh:GRA11', 'ovh:WAW1'], from: ['n', 's'] }]);
  });
});

describe('OpenStack networks of one VLAN whose regions their provider instances state', () => {
  const specs = { 'provider:network_type': 'vrack', 'provider:segmentation_id': '42' };
  const network = (name: string, alias: string, region: unknown, more: object = {}) =>
    terraform(
      `openstack_networking_network_v2.${name}`,
      { name, tenant_id: 'p', value_specs: specs, ...more },
      { alias, provider: { region } },
    );
  const found = (...networks: Parameters<typeof judgeResources>[0]) =>
    judgeResources(networks).findings.map(({ outcome, level, confidence }) => [outcome, level, confidence]);

  test('as constants are what they are', () => {
    expect(found(network('a', '', 'GRA11'), network('b', 'far', 'BHS5'))).toEqual([['violation', 'error', 'certain']]);
    expect(found(network('a', '', 'GRA11'), network('b', 'near', 'GRA11'))).toEqual([]);
  });

  test('as variables make no error, only a guess', () => {
    const [a, b] = [network('a', '', drawn('GRA11', 'var.a')), network('b', 'far', drawn('BHS5', 'var.b'))];
    expect(found(a, b)).toEqual([['violation', 'warning', 'guessed']]);
  });

  test.each([
    ['two variables of one value', 'var.b'],
    ['one variable', 'var.a'],
  ])('as %s are not told to be one region', (_, variable) => {
    const [a, b] = [network('a', '', drawn('GRA11', 'var.a')), network('b', 'far', drawn('GRA11', variable))];
    expect(found(a, b)).toEqual([['undetermined', 'warning', undefined]]);
  });

  test('of one instance stand together, whatever its variable holds', () => {
    const region = drawn('GRA11', 'var.a');
    expect(found(network('a', '', region), network('b', '', region))).toEqual([]);
  });

  test('are perhaps in one project where that of one is hidden', () => {
    const other = network('b', '', 'GRA11', { region: 'BHS5', tenant_id: later() });
    expect(found(network('a', '', 'GRA11'), other)).toEqual([['undetermined', 'warning', undefined]]);
  });

  test('say nothing of a network with a region of its own that nobody can read', () => {
    const own = network('b', '', 'GRA11', { region: later() });
    expect(found(network('a', '', 'GRA11'), own)).toEqual([['undetermined', 'warning', undefined]]);
  });
});

describe('OpenStack networks of one VLAN whose tenant is that of their provider instances', () => {
  const specs = { 'provider:network_type': 'vrack', 'provider:segmentation_id': '42' };
  const network = (alias: string, region: string, provider: object = {}, more: object = {}) =>
    terraform(
      `openstack_networking_network_v2.${alias}`,
      { name: alias, value_specs: specs, ...more },
      { alias, provider: { region, ...provider } },
    );
  const found = (...networks: Parameters<typeof judgeResources>[0]) =>
    judgeResources(networks).findings.map(({ outcome, confidence }) => `${outcome} ${confidence ?? ''}`.trim());
  const pair = (a: object, b: object, more: object = {}) =>
    found(network('gra', 'GRA11', a), network('bhs', 'BHS5', b, more));

  test('are in one project where no instance gives one: the environment is one', () => {
    expect(pair({}, {})).toEqual(['violation certain']);
  });

  test.each([
    [{ tenant_id: 'p' }, { tenant_id: 'p' }],
    [{ tenant_name: 'shop' }, { tenant_name: 'shop' }],
    [{ cloud: 'ovh' }, { cloud: 'ovh' }],
  ])('are in one project where both give the same: %j', (a, b) => {
    expect(pair(a, b)).toEqual(['violation certain']);
  });

  test.each([
    [{ tenant_id: 'p' }, { tenant_id: 'q' }],
    [{ tenant_name: 'shop' }, { tenant_name: 'bank' }],
  ])('are in two projects where they give two: %j and %j', (a, b) => {
    expect(pair(a, b)).toEqual([]);
  });

  test.each([
    [{ tenant_id: 'p' }, {}],
    [{ tenant_id: 'p' }, { tenant_name: 'shop' }],
    [{ tenant_id: later() }, { tenant_id: 'p' }],
    [{ tenant_id: drawn('p', 'var.a') }, { tenant_id: drawn('p', 'var.b') }],
    [{ cloud: 'gra' }, { cloud: 'bhs' }],
    [{ user_name: 'a' }, {}],
    [{ application_credential_id: 'a' }, { application_credential_id: 'a' }],
  ])('are perhaps in one where that is open: %j and %j', (a, b) => {
    expect(pair(a, b)).toEqual(['undetermined']);
  });

  test('are in one project in one instance, whatever gives it', () => {
    const [a, b] = [
      network('', 'GRA11', { user_name: 'a' }),
      network('', 'GRA11', { user_name: 'a' }, { region: 'BHS5' }),
    ];
    expect(found(a, { ...b, ref: { ...b.ref, address: `${b.ref.address}2` } })).toEqual(['violation certain']);
  });

  test('are none of those of other VLANs, however many there are', () => {
    const many = Array.from({ length: 100 }, (_, vlan) =>
      terraform(
        `openstack_networking_network_v2.n${vlan}`,
        { value_specs: { ...specs, 'provider:segmentation_id': vlan }, ...(vlan === 99 && { tenant_id: 'p' }) },
        { alias: vlan % 2 === 0 ? 'gra' : 'bhs', provider: { region: vlan % 2 === 0 ? 'GRA11' : 'BHS5' } },
      ),
    );
    expect(found(...many)).toEqual([]);
  });

  test('what to write is said', () => {
    const { findings } = judgeResources([network('gra', 'GRA11', { tenant_id: 'p' }), network('bhs', 'BHS5')]);
    expect(findings[0]?.evidence.toDecide).toEqual([
      'the value of tenant_id of openstack_networking_network_v2.bhs (not written; provider openstack bhs takes it from the environment)',
    ]);
  });
});

test('an empty list of regions is none that anybody wrote: every region', () => {
  for (const network of inBoth({ regions: [] })) expect(segments(network)[0]?.sites).toContain('ovh:WAW1');
});

test('networks of one VLAN are perhaps in one vRack where the project of an attachment is unknown', () => {
  const network = (name: string, project: string, region: string) =>
    terraform(`ovh_cloud_project_region_network.${name}`, { service_name: project, region_name: region, vlan_id: 20 });
  const attachment = (name: string, project: unknown) =>
    terraform(`ovh_vrack_cloudproject.${name}`, { service_name: 'pn-1', project_id: project });
  const wide = (...resources: Parameters<typeof graphOf>[0]) =>
    segments(network('a', 'p1', 'GRA11'), network('b', 'p2', 'WAW1'), ...resources).filter(
      ({ sites }) => sites.length > 1,
    );
  expect(wide(attachment('a', 'p1'), attachment('b', 'p2'))).toMatchObject([{ sites: ['ovh:GRA11', 'ovh:WAW1'] }]);
  expect(wide(attachment('a', 'p1'), attachment('b', later()))).toMatchObject([{ perhaps: ['b project_id'] }]);
});
