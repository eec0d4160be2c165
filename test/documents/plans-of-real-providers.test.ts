import { changeOf, listOf, planOf, planText, readJson, readPlan, resourceAt, valueOf } from './fixtures';

// One test for each numbered point that recorded plans of real providers taught.

test('1: an OVH network without regions is unknown like an unresolved reference, and only the configuration tells that it was left out', () => {
  const reading = readPlan('ovh-private-network-regions');
  const everywhere = resourceAt(reading, 'ovh_cloud_project_network_private.everywhere').attributes;
  expect(listOf(everywhere.strings('regions'))).toBe('<after-apply>');
  expect(everywhere.written('regions')).toBe(false);
  const listed = resourceAt(reading, 'ovh_cloud_project_network_private.listed').attributes;
  expect(new Set(listOf(listed.strings('regions')))).toEqual(new Set(['GRA11', 'WAW1', 'BHS5']));
  expect(listed.written('regions')).toBe(true);
});

test('2: an MSO schema member names site and schema by reference only, each its own site', () => {
  const reading = readPlan('mso-bd-stretched');
  const lyon = resourceAt(reading, 'mso_schema_site.member["lyon"]').attributes;
  expect(valueOf(lyon.string('site_id'))).toBe('<after-apply>');
  expect(lyon.references('site_id')).toEqual(['mso_site.s["lyon"]']);
  expect(lyon.references('schema_id')).toEqual(['mso_schema.core']);
  const site = resourceAt(reading, 'mso_site.s["lyon"]').attributes;
  expect([valueOf(site.number('location.lat')), valueOf(site.number('location.long'))]).toEqual([45.76, 4.84]);
});

test('2: an HCX extension finds its far end through the reference of a pairing that is wholly unknown', () => {
  const reading = readPlan('hcx-mesh-with-vmotion');
  const extension = resourceAt(reading, 'hcx_l2_extension.vlan20').attributes;
  expect(valueOf(extension.string('site_pairing.url'))).toBe('<after-apply>');
  expect(extension.references('site_pairing')).toEqual(['hcx_site_pairing.singapore']);
  expect(extension.references('site_pairing.url')).toEqual(['hcx_site_pairing.singapore']);
  const far = resourceAt(reading, 'hcx_site_pairing.singapore').attributes;
  expect(valueOf(far.string('url'))).toBe('https://hcx-cloud.sin.tideway.example');
});

test('3: OpenStack resources do not know their region and their provider blocks do', () => {
  const reading = readPlan('openstack-l2-bgpvpn');
  const regions = ['turin', 'naples'].map((city) => {
    const { attributes, provider } = resourceAt(reading, `openstack_networking_network_v2.${city}`);
    return [
      valueOf(attributes.string('region')),
      provider.name,
      provider.alias,
      valueOf(provider.attributes.string('region')),
    ];
  });
  expect(regions).toEqual([
    ['<after-apply>', 'openstack', 'turin', 'turin'],
    ['<after-apply>', 'openstack', 'naples', 'naples'],
  ]);
});

interface Configured {
  readonly address: string;
  readonly expressions: Record<string, unknown>;
}

test('4: no host of a switch is taken for the one host that is written beside a dynamic block', () => {
  const address = 'vsphere_distributed_virtual_switch.stretched';
  const plan = JSON.parse(planText('vsphere-vsan-stretched-one-datacenter')) as {
    configuration: { root_module: { resources: readonly Configured[] } };
  };
  const { expressions } = plan.configuration.root_module.resources.find((one) => one.address === address)!;
  expect(expressions['host']).toBeUndefined();
  // As Terraform writes the block `host { host_system_id = data.vsphere_host.data["esx-b3.dub.example"].id }`.
  const instance = 'data.vsphere_host.data["esx-b3.dub.example"]';
  expressions['host'] = [
    {
      devices: { constant_value: ['vmnic2', 'vmnic3'] },
      host_system_id: { references: [`${instance}.id`, instance, 'data.vsphere_host.data'] },
    },
  ];
  const { attributes } = resourceAt(readJson(plan), address);
  const hosts = attributes.blocks('host');
  expect(hosts.known && hosts.value).toHaveLength(6);
  expect(hosts.known && hosts.value.map((host) => host.references('host_system_id'))).toEqual([[], [], [], [], [], []]);
  expect(attributes.references('host.host_system_id')).toEqual([instance]);
});

test('4: a wholly dynamic block has no expressions, and its values are there', () => {
  const { attributes } = resourceAt(readPlan('hcx-mesh-with-vmotion'), 'hcx_compute_profile.perth');
  expect(attributes.written('service')).toBe(false);
  const services = attributes.blocks('service');
  expect(services.known && services.value.map((service) => valueOf(service.string('name')))).toContain('VMOTION');
});

test('5: a for expression and an index by a local lead to all instances, whose ids tell which', () => {
  const reading = readPlan('vsphere-vsan-stretched-one-datacenter');
  const { attributes } = resourceAt(reading, 'vsphere_compute_cluster.stretched');
  const halves = ['preferred', 'secondary'].map((half) => `vsan_stretched_cluster.${half}_fault_domain_host_ids`);
  for (const path of ['host_system_ids', ...halves]) {
    expect(attributes.references(path)).toEqual(['data.vsphere_host.data']);
  }
  const named = (ids: readonly string[] | string): readonly unknown[] =>
    reading.resources
      .filter(({ type, attributes: host }) => type === 'vsphere_host' && ids.includes(valueOf(host.string('id'))))
      .map(({ attributes: host }) => valueOf(host.string('name')));
  expect(halves.map((half) => named(listOf(attributes.strings(half))))).toEqual([
    ['esx-a1.vie.example', 'esx-a2.vie.example', 'esx-a3.vie.example'],
    ['esx-b1.dub.example', 'esx-b2.dub.example', 'esx-b3.dub.example'],
  ]);
  expect(attributes.references('vsan_stretched_cluster.witness_node')).toEqual(['data.vsphere_host.witness']);
  expect(named([valueOf(attributes.string('vsan_stretched_cluster.witness_node'))])).toEqual(['esx-w1.fra.example']);
});

test('5: an index by a variable leads to all instances, an index by the key of the instance itself to one', () => {
  const { attributes: machine } = resourceAt(readPlan('vsphere-stretched-vm-move'), 'vsphere_virtual_machine.erp');
  expect(machine.references('host_system_id')).toEqual(['data.vsphere_host.stretched']);
  const host = 'data.vsphere_host.data["esx-b2.dub.example"]';
  const { attributes: port } = resourceAt(
    readPlan('vsphere-vsan-stretched-one-datacenter'),
    'vsphere_vnic.vmotion["esx-b2.dub.example"]',
  );
  expect(port.references('host')).toEqual([host]);
});

test('5: a splat leads to all instances, a written key beside it to one', () => {
  const { attributes: rule } = resourceAt(
    readPlan('vsphere-vsan-racks-one-site'),
    'vsphere_compute_cluster_vm_anti_affinity_rule.web',
  );
  expect(rule.references('virtual_machine_ids')).toEqual(['vsphere_virtual_machine.web']);
  // As Terraform writes `concat([vsphere_host.near["a"].id], vsphere_host.far[*].id)`.
  const references = ['vsphere_host.near["a"].id', 'vsphere_host.near["a"]', 'vsphere_host.near', 'vsphere_host.far'];
  const resources = [{ address: 'vsphere_compute_cluster.c', expressions: { host_system_ids: { references } } }];
  const plan = planOf([changeOf('vsphere_compute_cluster.c', { after_unknown: { host_system_ids: true } })], {
    configuration: { root_module: { resources } },
  });
  const { attributes: cluster } = resourceAt(readJson(plan), 'vsphere_compute_cluster.c');
  expect(cluster.references('host_system_ids')).toEqual(['vsphere_host.near["a"]', 'vsphere_host.far']);
});

test('6: a vmkernel port on the vmotion stack has unknown services, one on the default stack says its stack', () => {
  const reading = readPlan('vsphere-vsan-stretched-one-datacenter');
  const said = (name: string) => {
    const { attributes } = resourceAt(reading, `vsphere_vnic.${name}["esx-b1.dub.example"]`);
    return [valueOf(attributes.string('netstack')), listOf(attributes.strings('services'))];
  };
  expect(said('vmotion')).toEqual(['vmotion', '<after-apply>']);
  expect(said('vsan')).toEqual(['defaultTcpipStack', ['vsan']]);
});

test('7: a move keeps both sides, and its disk does not follow', () => {
  const reading = readPlan('vsphere-vmotion-update');
  const { change, attributes, before } = resourceAt(reading, 'vsphere_virtual_machine.erp');
  expect(change).toBe('update');
  const moved = ['host_system_id', 'resource_pool_id', 'datastore_id', 'disk.datastore_id'].map((path) => [
    valueOf(before!.string(path)),
    valueOf(attributes.string(path)),
  ]);
  // The prior state is written by hand (README); the target's ids are those of the data sources.
  const target = (name: string, attribute: string): unknown =>
    valueOf(resourceAt(reading, name).attributes.string(attribute));
  expect(moved.map(([, now]) => now)).toEqual([
    target('data.vsphere_host.target', 'id'),
    target('data.vsphere_compute_cluster.target', 'resource_pool_id'),
    target('data.vsphere_datastore.target', 'id'),
    moved[2]![0],
  ]);
  for (const [old, now] of moved.slice(0, 3)) expect(old).not.toBe(now);
});

test('7: "<computed>" in a value is neither an id nor a name', () => {
  const plan = planOf([changeOf('vsphere_virtual_machine.vm', { after: { host_system_id: '<computed>' } })]);
  const { attributes } = resourceAt(readJson(plan), 'vsphere_virtual_machine.vm');
  expect(attributes.string('host_system_id').known).toBe(false);
});

test('8: a replaced datacenter keeps its old name, and the folder in it waits for the new id', () => {
  const reading = readPlan('vsphere-replace');
  const datacenter = resourceAt(reading, 'vsphere_datacenter.site');
  expect(datacenter.change).toBe('replace');
  expect([valueOf(datacenter.before!.string('name')), valueOf(datacenter.attributes.string('name'))]).toEqual([
    'Porto',
    'Sofia',
  ]);
  const folder = resourceAt(reading, 'vsphere_folder.apps');
  expect([folder.change, valueOf(folder.attributes.string('datacenter_id'))]).toEqual(['replace', '<after-apply>']);
  expect(folder.attributes.references('datacenter_id')).toEqual(['vsphere_datacenter.site']);
});

test('8: create-before-destroy is a replacement too, and drift is not a change', () => {
  const reading = readPlan('example-replace');
  expect(resourceAt(reading, 'terraform_data.gw').change).toBe('replace');
  expect(resourceAt(reading, 'terraform_data.vm').change).toBe('replace');
  expect(readPlan('vsphere-replace').resources).toHaveLength(3);
});

test('9: zeros and empty strings that providers put for unset arguments are not written', () => {
  const reading = readPlan('packetfabric-backbone-longhaul');
  const { attributes } = resourceAt(reading, 'packetfabric_backbone_virtual_circuit.ethernet');
  const a = attributes.blocks('interface_a');
  if (!a.known) throw new Error('interface_a is not known');
  const [port] = a.value;
  expect([valueOf(port!.number('vlan')), port!.written('vlan')]).toEqual([300, true]);
  expect([valueOf(port!.number('svlan')), port!.written('svlan')]).toEqual([0, false]);
});

test('10: no secret of a plan can be read, whatever attribute is asked', () => {
  const reading = readPlan('modules-three-deep');
  const { attributes, provider } = resourceAt(
    reading,
    'module.north.module.fabric["wide"].module.zone[0].proxmox_virtual_environment_vm.gw[0]',
  );
  expect(valueOf(attributes.string('initialization.user_account.password'))).toBe('<sensitive>');
  expect(valueOf(provider.attributes.string('api_token'))).toBe('<sensitive>');
  expect(valueOf(provider.attributes.string('endpoint'))).toBe('https://127.0.0.1:9/');
  const { provider: equinix } = resourceAt(reading, 'equinix_fabric_connection.carrier[0]');
  expect(valueOf(equinix.attributes.string('token'))).toBe('<sensitive>');
  expect(JSON.stringify(equinix)).not.toContain('not-a-real-token');
  expect(JSON.stringify(provider)).not.toContain('lightbound=');
});

test('11: provider blocks without arguments and those inside nested modules are found', () => {
  const reading = readPlan('modules-three-deep');
  const gateway = resourceAt(reading, 'module.north.terraform_data.gateway["lisbon"]');
  expect([gateway.provider.name, gateway.provider.alias]).toEqual(['terraform', '']);
  const zone = resourceAt(reading, 'module.south.module.fabric["wide"].module.zone[0].proxmox_sdn_zone_vxlan.z');
  expect([zone.provider.name, zone.provider.alias]).toEqual(['proxmox', 'south']);
  const own = resourceAt(readPlan('example-providerkeys'), 'module.own.terraform_data.y');
  expect([own.provider.name, own.provider.alias]).toEqual(['terraform', 'own']);
});

test('12: an unknown list element is a value to come, not an empty list', () => {
  const plan = planOf([
    changeOf('nsxt_policy_segment.s', {
      after: { l2_extension: [{ l2vpn_paths: [null] }] },
      after_unknown: { l2_extension: [{ l2vpn_paths: [true] }], intersite_config: true },
    }),
  ]);
  const { attributes } = resourceAt(readJson(plan), 'nsxt_policy_segment.s');
  expect(listOf(attributes.strings('l2_extension.l2vpn_paths'))).toEqual(['<after-apply>']);
  expect(valueOf(attributes.blocks('intersite_config'))).toBe('<after-apply>');
  const members = resourceAt(readPlan('example-replace'), 'terraform_data.members').attributes;
  expect(listOf(members.strings('input'))).toEqual(['host-1', '<after-apply>', '<wrong-type>']);
});

test('13: what the configuration has with count 0 is not there, and what is deleted is, with its last values', () => {
  const deep = readPlan('modules-three-deep');
  expect(deep.resources.filter(({ mode }) => mode === 'data')).toEqual([]);
  const old = resourceAt(readPlan('example-replace'), 'terraform_data.old[0]');
  expect(old.change).toBe('delete');
  expect(valueOf(old.attributes.string('id'))).toBe('a08b2dd3-dc2c-7c03-0b26-9f350bc067ad');
  const gone = planOf([
    changeOf('aws_vpc.gone', { actions: ['delete'], before: { cidr_block: '10.0.0.0/16' }, after: null }),
  ]);
  const { attributes, provider } = resourceAt(readJson(gone), 'aws_vpc.gone');
  expect([valueOf(attributes.string('cidr_block')), attributes.written('cidr_block')]).toEqual([
    '10.0.0.0/16',
    undefined,
  ]);
  expect([provider.name, provider.alias]).toEqual(['aws', '']);
});

test('14: data read while planning is in the prior state only, data that waits for apply is planned', () => {
  const reading = readPlan('vsphere-vsan-stretched-one-datacenter');
  const host = resourceAt(reading, 'data.vsphere_host.data["esx-b2.dub.example"]');
  expect([host.mode, host.change, valueOf(host.attributes.string('name'))]).toEqual([
    'data',
    'exists',
    'esx-b2.dub.example',
  ]);
  const datacenter = resourceAt(reading, 'data.vsphere_datacenter.production');
  expect(valueOf(datacenter.attributes.string('name'))).toBe('production');
  expect(valueOf(host.attributes.string('datacenter_id'))).toBe(valueOf(datacenter.attributes.string('id')));
  const later = resourceAt(readPlan('example-replace'), 'data.terraform_remote_state.later');
  expect([later.mode, later.change]).toEqual(['data', 'read']);
});

test('15: of a set block that differs as a whole, the leaves tell what changed', () => {
  const port = { uuid: '6a1c1f5e-1111-4c1e-9d1a-0d0000000001' };
  const plan = planOf([
    changeOf('equinix_fabric_connection.c', {
      actions: ['update'],
      before: { bandwidth: 1000, a_side: [{ access_point: [{ port: [{ ...port, name: 'P1' }] }] }] },
      after: { bandwidth: 2000, a_side: [{ access_point: [{ port: [port] }] }] },
      after_unknown: { a_side: [{ access_point: [{ port: [{ name: true }] }] }] },
    }),
  ]);
  const { attributes, before } = resourceAt(readJson(plan), 'equinix_fabric_connection.c');
  const leaf = 'a_side.access_point.port.uuid';
  expect(valueOf(attributes.string(leaf))).toBe(valueOf(before!.string(leaf)));
  expect([valueOf(before!.number('bandwidth')), valueOf(attributes.number('bandwidth'))]).toEqual([1000, 2000]);
});

test('16: each reference is one address, though the plan lists it with its prefixes', () => {
  const { attributes } = resourceAt(readPlan('example-modules'), 'terraform_data.vm[0]');
  expect(attributes.references('input')).toEqual(['terraform_data.host', 'module.site["a"].terraform_data.pg']);
});

test('16: a partly unknown map hands out what is known and no secret', () => {
  const plan = planOf([
    changeOf('hcx_network_profile.p', {
      after: { site_pairing: { url: 'https://hcx.sin', password: 'invented' } },
      after_unknown: { site_pairing: { id: true } },
      after_sensitive: { site_pairing: { password: true } },
    }),
  ]);
  const { attributes } = resourceAt(readJson(plan), 'hcx_network_profile.p');
  expect(['url', 'password', 'id'].map((key) => valueOf(attributes.string(`site_pairing.${key}`)))).toEqual([
    'https://hcx.sin',
    '<sensitive>',
    '<after-apply>',
  ]);
});

test('17: a moved resource keeps its previous address, and a plan without changes lists everything', () => {
  const moved = planOf([
    changeOf(
      'aws_vpc.new',
      { actions: ['no-op'], before: { id: 'vpc-1' }, after: { id: 'vpc-1' } },
      { previous_address: 'aws_vpc.old' },
    ),
  ]);
  const { change, previousAddress, before } = resourceAt(readJson({ ...moved, applyable: false }), 'aws_vpc.new');
  expect([change, previousAddress, before]).toEqual(['no-op', 'aws_vpc.old', undefined]);
});

test('every resource change of every recorded plan is read', () => {
  for (const name of ['modules-three-deep', 'nutanix-stretched-and-sync', 'hcloud-vswitch', 'vmc-stretched-sddc']) {
    const { resource_changes: changes } = JSON.parse(planText(name)) as { resource_changes: { address: string }[] };
    expect(readPlan(name).resources.map(({ ref }) => ref.address)).toEqual(changes.map(({ address }) => address));
  }
});
