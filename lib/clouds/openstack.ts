import { displayName, type GraphBuilder } from '../placing/graph-builder';
import { siteOfRegion } from '../placing/place-hints';
import type { ProviderTable } from '../placing/provider-table';
import { isUnset, whether } from '../placing/whether';
import type { Member } from '../graph/domain';
import type { RawResource } from '../resources/raw-resource';
import { mechanism, shareVlan, vlanIn } from './vrack';

export const openstack: ProviderTable = {
  name: 'openstack',
  types: {
    openstack_networking_network_v2: {
      pulumi: ['openstack:networking/network:Network'],
      read: readNetwork,
    },
  },
};

/** Where the provider takes the type of a network and its VLAN: as extensions, or in a segment. */
const spellings = [
  { type: 'value_specs.provider:network_type', vlan: 'value_specs.provider:segmentation_id' },
  { type: 'segments.network_type', vlan: 'segments.segmentation_id' },
];

/**
 * A private network of OVHcloud, which OpenStack writes as one of type `vrack`. Its project is the tenant, whose id OVHcloud's own
 * resources have as well.
 */
function readNetwork(network: RawResource, build: GraphBuilder): void {
  const { attributes, ref } = network;
  for (const { type, vlan: path } of spellings) {
    const exists = whether(network, type, attributes.string(type), (kind) => kind === 'vrack');
    if (exists === false) continue;
    const vlan = vlanIn(network, path);
    const tenant = attributes.string('tenant_id');
    const isOfProvider = !tenant.known && isUnset(network, 'tenant_id', tenant);
    const project = isOfProvider ? undefined : { path: 'tenant_id', id: tenant };
    const mention = {
      name: `VLAN ${vlan.id.known ? vlan.id.value : `of ${displayName(network)}`} of one vRack project`,
      mechanism,
      members: [memberOf(network, build)],
      resources: [{ ...ref, path: attributes.spell(path) }],
      exists,
    };
    shareVlan({ network, project, vlan }, mention, build);
  }
}

/** OVHcloud's OpenStack has its region codes; those of other clouds mean nothing here. */
function memberOf(network: RawResource, { placer }: GraphBuilder): Member {
  const declared = placer.member(network);
  if (declared.site.known) return declared;
  return { ...declared, site: siteOfRegion(network, 'ovh', placer) };
}
