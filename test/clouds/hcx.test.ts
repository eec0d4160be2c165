import { facts, graphOf, meaningOf, placeOf } from '../support/build';
import { later, pulumi, terraform, urn } from '../support/resources';

const declared = facts(`
sites:
  perth: { at: perth, match: [{ datacenter: Perth }, { cidr: 10.1.0.0/16 }] }
  singapore: { at: singapore, match: [{ name: 'hcx-cloud.sin.*' }, { name: 'sin-*' }] }
`);

const PAIRING = 'hcx:index/sitePairing:SitePairing';
const PROFILE = 'hcx:index/computeProfile:ComputeProfile';
const MESH = 'hcx:index/serviceMesh:ServiceMesh';
const EXTENSION = 'hcx:index/l2Extension:L2Extension';
const url = 'https://hcx-cloud.sin.tideway.example';

interface Design {
  readonly services?: readonly string[];
  readonly far?: string;
  readonly remoteProfile?: string;
  readonly uplink?: number;
}

/** A first apply: what others know of the pairing is still to come. */
const inTerraform = ({ services = ['VMOTION'], far = url, remoteProfile = 'far', uplink }: Design = {}) => [
  terraform('hcx_site_pairing.far', { url: far, id: later() }),
  terraform('hcx_compute_profile.near', { name: 'near', datacenter: 'Perth' }),
  terraform('hcx_service_mesh.mesh', {
    name: 'mesh',
    site_pairing: later('hcx_site_pairing.far'),
    local_compute_profile: 'near',
    remote_compute_profile: remoteProfile,
    ...(uplink !== undefined && { uplink_max_bandwidth: uplink }),
    service: services.map((name) => ({ name })),
    id: later(),
  }),
  terraform('hcx_l2_extension.vlan', {
    site_pairing: later('hcx_site_pairing.far'),
    service_mesh_id: later('hcx_service_mesh.mesh'),
    source_network: 'vlan-20',
  }),
];

const inPulumi = ({ services = ['VMOTION'], far = url, remoteProfile = 'far', uplink }: Design = {}) => [
  pulumi(PAIRING, 'far', { url: far }),
  pulumi(PROFILE, 'near', { name: 'near', datacenter: 'Perth' }),
  pulumi(MESH, 'mesh', {
    name: 'mesh',
    sitePairing: later(urn(PAIRING, 'far')),
    localComputeProfile: 'near',
    remoteComputeProfile: remoteProfile,
    ...(uplink !== undefined && { uplinkMaxBandwidth: uplink }),
    services: services.map((name) => ({ name })),
  }),
  pulumi(EXTENSION, 'vlan', {
    sitePairing: later(urn(PAIRING, 'far')),
    serviceMeshId: later(urn(MESH, 'mesh')),
    sourceNetwork: 'vlan-20',
  }),
];

const inBoth = (design?: Design) => [inTerraform(design), inPulumi(design)];

test("a mesh with vMotion moves machines between the near profile's datacenter and the paired manager's site", () => {
  for (const resources of inBoth({ services: ['INTERCONNECT', 'VMOTION'] })) {
    expect(meaningOf(graphOf(resources, declared)).moves).toEqual([
      {
        name: 'HCX service mesh mesh',
        mechanism: 'service mesh with VMOTION',
        product: 'hcx-vmotion',
        sites: ['perth', 'singapore'],
        from: ['mesh'],
        cap: '<absent>',
      },
    ]);
  }
});

test.each([
  { services: ['RAV'], moves: ['service mesh with RAV'] },
  { services: ['VMOTION', 'RAV'], moves: ['service mesh with RAV and VMOTION'] },
  { services: ['BULK_MIGRATION'], moves: [] },
  { services: ['DISASTER_RECOVERY', 'SRM', 'WANOPT', 'INTERCONNECT', 'NETWORK_EXTENSION'], moves: [] },
  { services: [], moves: [] },
])('a mesh with services $services moves running machines: $moves', ({ services, moves }) => {
  for (const resources of inBoth({ services })) {
    expect(meaningOf(graphOf(resources, declared)).moves.map(({ mechanism }) => mechanism)).toEqual(moves);
  }
});

test('an extended network is one segment over both sides', () => {
  for (const resources of inBoth()) {
    expect(meaningOf(graphOf(resources, declared)).segments).toEqual([
      { name: 'network vlan-20', mechanism: 'HCX network extension', sites: ['perth', 'singapore'], from: ['vlan'] },
    ]);
  }
});

test('a far side that nothing places is somewhere', () => {
  for (const resources of inBoth({ far: 'https://other.example' })) {
    const { segments, moves } = meaningOf(graphOf(resources, declared));
    expect(segments[0]?.sites).toEqual(['?', 'perth']);
    expect(moves[0]?.sites).toEqual(['?', 'perth']);
  }
});

test("a far side whose manager nothing places is found by the remote profile's name", () => {
  for (const resources of inBoth({ far: 'https://other.example', remoteProfile: 'sin-compute' })) {
    const { segments, moves } = meaningOf(graphOf(resources, declared));
    expect(segments[0]?.sites).toEqual(['perth', 'singapore']);
    expect(moves[0]?.sites).toEqual(['perth', 'singapore']);
  }
});

test('a pairing that is written out in the mesh is found by its URL', () => {
  const mesh = terraform('hcx_service_mesh.mesh', {
    site_pairing: { url, username: 'x' },
    local_compute_profile: 'near',
    service: [{ name: 'VMOTION' }],
  });
  const profile = terraform('hcx_compute_profile.near', { name: 'near', datacenter: 'Perth' });
  expect(meaningOf(graphOf([mesh, profile], declared)).moves[0]?.sites).toEqual(['perth', 'singapore']);
});

test('the near side without a profile is the site of the manager that the provider talks to', () => {
  const mesh = terraform(
    'hcx_service_mesh.mesh',
    { site_pairing: { url }, service: [{ name: 'VMOTION' }] },
    { provider: { hcx: 'https://10.1.0.9' } },
  );
  expect(placeOf(graphOf([mesh], declared), 'hcx_service_mesh.mesh')).toBe('perth');
});

test("the uplink's limit, taken as Mbit/s, is a cap", () => {
  for (const resources of inBoth({ uplink: 2000 }))
    expect(meaningOf(graphOf(resources, declared)).moves[0]?.cap).toBe(2e9);
  for (const resources of inBoth({ uplink: 0 }))
    expect(meaningOf(graphOf(resources, declared)).moves[0]?.cap).toBe('<absent>');
});

test('a profile stands where its own name is declared to, whatever its datacenter object is called', () => {
  const profile = terraform('hcx_compute_profile.near', { name: 'sin-compute', datacenter: 'Unheard' });
  const network = terraform('hcx_network_profile.uplink', { name: 'sin-uplink' });
  const graph = graphOf([profile, network], declared);
  expect(placeOf(graph, 'hcx_compute_profile.near')).toBe('singapore');
  expect(placeOf(graph, 'hcx_network_profile.uplink')).toBe('singapore');
});
