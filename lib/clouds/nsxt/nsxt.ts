import { declaredAddress, declaredName, parent, providerAddress } from '../../placing/place-hints';
import type { GraphBuilder } from '../../placing/graph-builder';
import type { PlaceHint, Placer } from '../../placing/placer';
import type { ProviderTable, TypeRow } from '../../placing/provider-table';
import type { Located } from '../../placing/site-registry';
import type { RawResource } from '../../resources/raw-resource';
import { readFederated } from './federation';
import { readExtension, readSession } from './l2-vpn';
import { siteIn, siteNamed } from './nsx-site';

/** The NSX manager that the provider instance talks to. */
const manager = providerAddress('host');

/** A policy path names its site: `/global-infra/sites/vienna/enforcement-points/default/...`. */
const sitePath =
  (attribute: string): PlaceHint =>
  ({ attributes }, placer) => {
    const path = attributes.string(attribute);
    return path.known ? siteIn(path.value, placer) : undefined;
  };

const segment = (pulumi: string, read: NonNullable<TypeRow['read']>): TypeRow => ({
  pulumi: [pulumi],
  identity: ['path'],
  place: [parent('transport_zone_path', 'nsxt_policy_transport_zone'), sitePath('transport_zone_path'), manager],
  read,
});

export const nsxt: ProviderTable = {
  name: 'nsxt',
  types: {
    nsxt_policy_segment: segment('nsxt:index/policySegment:PolicySegment', readSegment),
    nsxt_policy_vlan_segment: segment('nsxt:index/policyVlanSegment:PolicyVlanSegment', readExtension),
    nsxt_policy_fixed_segment: segment('nsxt:index/policyFixedSegment:PolicyFixedSegment', readSegment),
    nsxt_policy_transport_zone: {
      pulumi: ['nsxt:index/policyTransportZone:PolicyTransportZone'],
      identity: ['path'],
      place: [parent('site_path', 'nsxt_policy_site'), sitePath('site_path'), sitePath('path'), manager],
    },
    nsxt_policy_edge_cluster: {
      pulumi: ['nsxt:index/policyEdgeCluster:PolicyEdgeCluster'],
      identity: ['path'],
      place: [parent('site_path', 'nsxt_policy_site'), sitePath('site_path'), sitePath('path'), manager],
    },
    nsxt_policy_site: {
      pulumi: ['nsxt:index/policySite:PolicySite'],
      identity: ['path'],
      place: [declaredName('display_name'), declaredAddress('site_connection_info.fqdn'), cityOfSite],
    },
    nsxt_policy_tier1_gateway: {
      pulumi: ['nsxt:index/policyTier1Gateway:PolicyTier1Gateway'],
      identity: ['path'],
      place: [manager],
    },
    nsxt_policy_tier0_gateway: {
      pulumi: ['nsxt:index/policyTier0Gateway:PolicyTier0Gateway'],
      identity: ['path'],
      place: [manager],
    },
    nsxt_policy_l2_vpn_service: {
      pulumi: ['nsxt:index/policyL2VpnService:PolicyL2VpnService'],
      identity: ['path'],
      place: [manager],
    },
    nsxt_policy_l2_vpn_session: {
      pulumi: ['nsxt:index/policyL2VpnSession:PolicyL2VpnSession'],
      identity: ['path', 'local_address'],
      place: [manager],
      read: readSession,
    },
    nsxt_policy_ipsec_vpn_session: {
      pulumi: ['nsxt:index/policyIpsecVpnSession:PolicyIpsecVpnSession'],
      identity: ['path'],
      place: [manager],
    },
  },
};

function cityOfSite({ attributes }: RawResource, placer: Placer): Located | undefined {
  const name = attributes.string('display_name');
  return name.known ? siteNamed(name.value, placer) : undefined;
}

/** A segment that may hang under a gateway, which the VLAN segment of the provider cannot. */
function readSegment(resource: RawResource, build: GraphBuilder): void {
  readExtension(resource, build);
  readFederated(resource, build);
}
