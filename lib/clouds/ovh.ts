import type { Member } from '../graph/domain';
import { regions } from '../reference/place';
import { displayName, type GraphBuilder } from '../placing/graph-builder';
import { joinByReference } from '../placing/join-by-reference';
import { datacenterName, regionAttribute } from '../placing/place-hints';
import type { ProviderTable, TypeRow } from '../placing/provider-table';
import type { RawResource } from '../resources/raw-resource';
import { mechanism, shareVlan, vlanId, vlanIn, type Tagged } from './vrack';

/** What the network's type was called before; it had its project in another attribute. */
const formerNetworks = ['ovh_cloud_network_private', 'ovh_publiccloud_private_network'];
const networkTypes = ['ovh_cloud_project_network_private', ...formerNetworks];

const network = (pulumi: readonly string[]): TypeRow => ({ pulumi, read: readNetwork });

const subnet = (pulumi: readonly string[]): TypeRow => ({
  pulumi,
  place: [regionAttribute('region', 'ovh')],
  read: readSubnet,
});

const attachment = (pulumi: readonly string[]): TypeRow => ({ pulumi, identity: ['project_id'], place: [] });

export const ovh: ProviderTable = {
  name: 'ovh',
  types: {
    ovh_cloud_project_network_private: network(['ovh:CloudProject/networkPrivate:NetworkPrivate']),
    ovh_cloud_network_private: network([]),
    ovh_publiccloud_private_network: network([]),
    ovh_cloud_project_network_private_subnet: subnet(['ovh:CloudProject/networkPrivateSubnet:NetworkPrivateSubnet']),
    ovh_cloud_network_private_subnet: subnet([]),
    ovh_publiccloud_private_network_subnet: subnet([]),
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
    ovh_vrack_cloudproject: attachment(['ovh:Vrack/cloudProject:CloudProject']),
    ovh_vrack_publiccloud_attachment: attachment([]),
    ovh_vrack_dedicated_cloud_datacenter: {
      pulumi: ['ovh:Vrack/dedicatedCloudDatacenter:DedicatedCloudDatacenter'],
      place: [datacenterName('datacenter')],
    },
  },
};

function taggedAs(network: RawResource, { placer }: GraphBuilder): Tagged {
  const { attributes, type } = network;
  const isFormer = placer.accepts(type, formerNetworks) && attributes.has('project_id');
  const path = isFormer ? 'project_id' : 'service_name';
  return { network, project: { path, id: attributes.string(path) }, vlan: vlanIn(network, 'vlan_id') };
}

/** One layer-2 network over the listed regions; without a list the provider takes every public-cloud region. */
function readNetwork(network: RawResource, build: GraphBuilder): void {
  const { attributes, ref } = network;
  const at = { ...ref, path: attributes.spell('regions') };
  const listed = attributes.list('regions');
  const leftOut = listed.known
    ? listed.value.length === 0
    : listed.reason.kind === 'absent' || attributes.written('regions') === false;
  const members: readonly Member[] = leftOut
    ? everyRegion().map(({ code }) => ({
        resource: { ...ref, path: `${at.path} (left out: every region) ${code}` },
        site: build.placer.registry.region('ovh', code).site,
      }))
    : listed.known
      ? listed.value.map((region, index) => ({
          resource: { ...ref, path: `${at.path}[${index}]` },
          site: region.known ? build.placer.registry.region('ovh', region.value).site : region,
        }))
      : [{ resource: at, site: listed, isSeveral: true }];
  const mention = {
    name: `private network ${displayName(network)}`,
    mechanism: leftOut ? `${mechanism}, regions left out: every region` : mechanism,
    members,
    resources: [at],
    isBuiltToStretch: members.length > 1,
  };
  const tagged = taggedAs(network, build);
  if (vlanId(tagged, build) === undefined) build.define('broadcast-domain', ref, mention);
  shareVlan(tagged, mention, build);
}

/** Subnets of one network; to a network of the input each adds what its own region says. */
function readSubnet(subnet: RawResource, build: GraphBuilder): void {
  const part = { members: [build.placer.member(subnet)], resources: [subnet.ref] };
  joinByReference(subnet, build, {
    path: 'network_id',
    types: networkTypes,
    space: 'ovh network',
    idOf: (network) => vlanId(taggedAs(network, build), build) ?? network.ref,
    part,
    about: (id) => ({ name: `private network ${id ?? `of ${displayName(subnet)}`}`, mechanism }),
  });
}

/** A network of one region: those of one VLAN are one segment of the vRack. */
function readVlan(network: RawResource, build: GraphBuilder): void {
  const tagged = taggedAs(network, build);
  const { id } = tagged.vlan;
  const mention = {
    name: `VLAN ${id.known ? id.value : `of ${displayName(network)}`} of one vRack project`,
    mechanism,
    members: [build.placer.member(network)],
    resources: [{ ...network.ref, path: network.attributes.spell('vlan_id') }],
  };
  shareVlan(tagged, mention, build);
}

const everyRegion = () => regions().places.filter(({ provider }) => provider === 'ovh');
