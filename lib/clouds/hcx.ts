import { hiddenIn, known, mapKnown, unknown, type Known } from '../graph/known';
import type { Member } from '../graph/domain';
import { mbps, type BitsPerSecond } from '../model/units';
import { displayName, type GraphBuilder } from '../placing/graph-builder';
import { datacenterName, declaredAddress, declaredName, parent, providerAddress } from '../placing/place-hints';
import { anyOf, whether } from '../placing/whether';
import type { ProviderTable } from '../placing/provider-table';
import type { RawResource } from '../resources/raw-resource';

/** The HCX manager that the provider instance talks to: the near side. */
const manager = providerAddress('hcx');

export const hcx: ProviderTable = {
  name: 'hcx',
  types: {
    hcx_site_pairing: {
      pulumi: ['hcx:index/sitePairing:SitePairing'],
      place: [declaredAddress('url')],
    },
    hcx_compute_profile: {
      pulumi: ['hcx:index/computeProfile:ComputeProfile'],
      identity: ['name'],
      place: [declaredName('name'), datacenterName('datacenter'), manager],
    },
    hcx_network_profile: {
      pulumi: ['hcx:index/networkProfile:NetworkProfile'],
      place: [declaredName('name'), manager],
    },
    hcx_service_mesh: {
      pulumi: ['hcx:index/serviceMesh:ServiceMesh'],
      place: [parent('local_compute_profile', 'hcx_compute_profile'), manager],
      read: readMesh,
    },
    hcx_l2_extension: {
      pulumi: ['hcx:index/l2Extension:L2Extension'],
      place: [declaredName('source_network'), parent('service_mesh_id', 'hcx_service_mesh'), manager],
      read: readExtension,
    },
  },
};

/** Services that move running machines; bulk migration and disaster recovery are cold or asynchronous. */
const liveServices = ['VMOTION', 'RAV'];

function readMesh(mesh: RawResource, build: GraphBuilder): void {
  const { attributes, ref } = mesh;
  const services = attributes.blocks('service');
  const exists = whether(
    mesh,
    'service',
    services,
    (blocks) =>
      anyOf(
        ...blocks.map((block) =>
          whether(mesh, 'name', block.string('name'), (name) => liveServices.includes(name), { block }),
        ),
      ),
    { isBlock: true },
  );
  const live = (services.known ? services.value : [])
    .flatMap((service) => {
      const name = service.string('name');
      return name.known ? [name.value] : [];
    })
    .filter((name) => liveServices.includes(name));
  build.define('migration-domain', ref, {
    name: `HCX service mesh ${displayName(mesh)}`,
    product: 'hcx-vmotion',
    mechanism: ['service mesh', live.sort().join(' and ')].filter((part) => part !== '').join(' with '),
    members: bothSides(mesh, mesh, build),
    resources: [{ ...ref, path: attributes.spell('service') }],
    rateCap: uplink(mesh),
    workloads: [],
    exists,
  });
}

function readExtension(extension: RawResource, build: GraphBuilder): void {
  const { attributes, ref } = extension;
  const mesh = build.placer.target(extension, 'service_mesh_id', ['hcx_service_mesh']);
  const network = attributes.string('source_network');
  build.define('broadcast-domain', ref, {
    name: `network ${network.known ? network.value : extension.name}`,
    mechanism: 'HCX network extension',
    members: bothSides(extension, mesh, build),
    resources: [{ ...ref, path: attributes.spell('source_network') }],
    isBuiltToStretch: true,
  });
}

/** The near side as the resource is placed; the far side by the site pairing, else by the far profile's name. */
function bothSides(resource: RawResource, mesh: RawResource | undefined, build: GraphBuilder): readonly Member[] {
  const { placer } = build;
  const near: Member = { resource: resource.ref, site: placer.place(resource).site };
  const pairing = placer.target(resource, 'site_pairing', ['hcx_site_pairing']);
  const profile = mesh?.attributes.string('remote_compute_profile');
  const url = resource.attributes.string('site_pairing.url');
  const paired =
    pairing === undefined ? (url.known ? placer.registry.address(url.value) : undefined) : placer.place(pairing);
  const named = profile?.known === true ? placer.registry.named(profile.value) : undefined;
  const found = paired?.site.known === true ? paired : (named ?? paired);
  const path = resource.attributes.spell('site_pairing');
  const names = (): readonly string[] =>
    [url, ...(profile ? [profile] : [])].flatMap((one) => (one.known ? [one.value] : []));
  const site = found?.site ?? unknown('not-placed', `the far side of ${path} is unknown`, names);
  return [near, { resource: { ...resource.ref, path }, site }];
}

/** `uplink_max_bandwidth`, taken as Mbit/s (the provider does not document the unit). */
function uplink({ attributes, ref }: RawResource): Known<BitsPerSecond> {
  const cap = mapKnown(attributes.number('uplink_max_bandwidth'), mbps);
  if (!cap.known || cap.value <= 0) return hiddenIn(cap) ?? unknown('absent', 'no uplink bandwidth is set');
  return known(cap.value, { kind: 'resource', address: ref.address, path: attributes.spell('uplink_max_bandwidth') });
}
