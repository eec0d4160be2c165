import { speakOfStretching } from '../../lib/resources/speaks-of-stretching';
import { later, pulumi, terraform } from '../support/resources';

const told = (...resources: Parameters<typeof speakOfStretching>[0]) =>
  speakOfStretching(resources, (type) => type === 'known_type');

test('a type is named for its name, or for an attribute that is set, the one about stretching first', () => {
  expect(
    told(
      terraform('proxmox_sdn_zone_vxlan.z', {}),
      terraform('mso_schema_template_bd.b', { layer2_unknown_unicast: 'proxy', layer2_stretch: true }),
      terraform('acme_cloud.c', { config: [{ placement: { live_migration: true } }] }),
    ),
  ).toEqual(['acme_cloud (live_migration)', 'mso_schema_template_bd (layer2_stretch)', 'proxmox_sdn_zone_vxlan']);
});

test('a value says it as well', () => {
  expect(told(terraform('google_vmwareengine_private_cloud.c', { type: 'STRETCHED' }))).toEqual([
    'google_vmwareengine_private_cloud (type)',
  ]);
  for (const type of ['STRETCHED_CLUSTER', 'stretched-cluster', 'VXLAN_GPE', 'l2vpn_ptp']) {
    expect(told(terraform('acme_cloud.c', { type }))).toEqual(['acme_cloud (type)']);
  }
  expect(told(terraform('acme_cloud.c', { type: 'STRETCHEDNESS', mode: 'not-stretched' }))).toEqual([]);
  const vnis = Array.from({ length: 9 }, (_, n) => ({ encap: n === 8 ? 'vxlan-123456' : 'vlan-1' }));
  expect(told(terraform('acme_fabric.f', { vnis }))).toEqual(['acme_fabric (encap)']);
  expect(told(terraform('helm_release.r', { set: [{ name: 'tunnelProtocol', value: 'vxlan' }] }))).toEqual([]);
});

test('names are told in either spelling', () => {
  expect(told(pulumi('acme:index/bd:Bd', 'b', { layer2Stretch: true }))).toEqual(['acme:index/bd:Bd (layer2Stretch)']);
});

test.each([
  [
    'that is off, empty or left out',
    {
      layer2_stretch: 0,
      stretch: {},
      stretched_zones: '0',
      layer2: false,
      stretched: '',
      vxlan: [],
      vmotion: null,
      vxlanMode: 'Never',
    },
  ],
  ['that speaks of something else', { migration_plan: 'later', html2: true, l2norm: 1, cell2: 'x' }],
])('an attribute %s is silent', (_, values) => {
  expect(told(terraform('acme_thing.t', values))).toEqual([]);
});

test('a type that is known is not named, and what is to come has a name all the same', () => {
  expect(told(terraform('known_type.t', { vxlan: 1 }))).toEqual([]);
  expect(told(terraform('acme_thing.t', { vxlan_id: later() }))).toEqual(['acme_thing (vxlan_id)']);
});

test('what goes away is silent, by its name and by what it holds, and what stands in its place is not', () => {
  const gone = (address: string, values: object) => ({
    ...terraform(address, { ...values }),
    change: 'delete' as const,
  });
  expect(told(gone('proxmox_sdn_zone_vxlan.z', {}), gone('acme_thing.t', { layer2_stretch: true }))).toEqual([]);
  expect(told(gone('acme_thing.t', { layer2_stretch: true }), terraform('acme_thing.u', { vxlan: 1 }))).toEqual([
    'acme_thing (vxlan)',
  ]);
});

test('of two of a type that speak by different attributes the same one tells in any order', () => {
  const [a, b] = [terraform('acme_thing.a', { vxlan: 1 }), terraform('acme_thing.b', { layer2_stretch: true })];
  expect([told(a, b), told(b, a)]).toEqual([['acme_thing (vxlan)'], ['acme_thing (vxlan)']]);
});
