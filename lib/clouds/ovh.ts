import type { Member } from '../graph/domain';
import { regions } from '../reference/place';
import { displayName, type GraphBuilder } from '../placing/graph-builder';
import { joinByReference } from '../placing/join-by-reference';
import { doubtOf, isUnset } from '../placing/whether';
import { datacenterName, regionAttribute } from '../placing/place-hints';
import type { ProviderTable } from '../placing/provider-table';
import type { RawResource } from '../resources/raw-resource';

const mechanism = 'OVHcloud private network (vRack)';

export const ovh: ProviderTable = {
  name: 'ovh',
  types: {
    ovh_cloud_project_network_private: {
      pulumi: ['ovh:CloudProject/networkPrivate:NetworkPrivate'],
      read: readNetwork,
    },
    ovh_cloud_project_network_private_subnet: {
      pulumi: ['ovh:CloudProject/networkPrivateSubnet:NetworkPrivateSubnet'],
      place: [regionAttribute('region', 'ovh')],
      read: readSubnet,
    },
    ovh_cloud_project_region_network: {
      pulumi: ['ovh:CloudProject/regionNetwork:RegionNetwork'],
      place: [regionAttribute('region_name', 'ovh')],
      read: readVlan,
    },
    ovh_cloud_network_private_vrack: {
      pulumi: ['ovh:index/cloudNetworkPrivateVrack:CloudNetworkPrivateVrack'],
      place: [regionAttribute('region', 'ovh')],
      read: readVlan,
    },
    ovh_vrack_cloudproject: { pulumi: ['ovh:Vrack/cloudProject:CloudProject'], place: [] },
    ovh_vrack_dedicated_cloud_datacenter: {
      pulumi: ['ovh:Vrack/dedicatedCloudDatacenter:DedicatedCloudDatacenter'],
      place: [datacenterName('datacenter')],
    },
  },
};

/** One layer-2 network over the listed regions; without a list the provider takes every public-cloud region. */
function readNetwork(network: RawResource, build: GraphBuilder): void {
  const { attributes, ref } = network;
  const at = { ...ref, path: attributes.spell('regions') };
  const listed = attributes.strings('regions');
  const leftOut = !listed.known && (listed.reason.kind === 'absent' || attributes.written('regions') === false);
  const members: readonly Member[] = listed.known
    ? listed.value.map((region, index) => ({
        resource: { ...ref, path: `${at.path}[${index}]` },
        site: region.known ? build.placer.registry.region('ovh', region.value).site : region,
      }))
    : leftOut
      ? everyRegion().map(({ code }) => ({
          resource: { ...ref, path: `${at.path} (left out: every region) ${code}` },
          site: build.placer.registry.region('ovh', code).site,
        }))
      : [{ resource: at, site: listed }];
  build.define('broadcast-domain', ref, {
    name: `private network ${displayName(network)}`,
    mechanism: leftOut ? `${mechanism}, regions left out: every region` : mechanism,
    members,
    resources: [at],
  });
}

/** Subnets of one network; to a network of the input each adds what its own region says. */
function readSubnet(subnet: RawResource, build: GraphBuilder): void {
  const part = { members: [build.placer.member(subnet)], resources: [subnet.ref] };
  joinByReference(subnet, build, {
    path: 'network_id',
    types: ['ovh_cloud_project_network_private'],
    space: 'ovh network',
    part,
    about: (id) => ({ name: `private network ${id ?? `of ${displayName(subnet)}`}`, mechanism }),
  });
}

/** Equal VLAN ids of one project in several regions are one segment of its vRack. */
function readVlan(network: RawResource, build: GraphBuilder): void {
  const { attributes, ref } = network;
  const project = attributes.string('service_name');
  const vlan = attributes.number('vlan_id');
  if (!project.known && isUnset(network, 'service_name', project)) return;
  if (!vlan.known && isUnset(network, 'vlan_id', vlan)) return;
  build.share('broadcast-domain', {
    space: 'ovh vlan',
    by: ref,
    values: [
      project.known ? project.value : doubtOf(network, 'service_name', project),
      vlan.known ? String(vlan.value) : doubtOf(network, 'vlan_id', vlan),
    ],
    id: project.known && vlan.known ? `ovh project ${project.value} vlan ${vlan.value}` : undefined,
    mention: {
      name: `VLAN ${vlan.known ? vlan.value : `of ${displayName(network)}`} of one vRack project`,
      mechanism,
      members: [build.placer.member(network)],
      resources: [{ ...ref, path: attributes.spell('vlan_id') }],
    },
  });
}

const everyRegion = () => regions().places.filter(({ provider }) => provider === 'ovh');
