import type { Member } from '../graph/domain';
import { displayName, type GraphBuilder } from '../placing/graph-builder';
import { declaredAddress, declaredName, parent } from '../placing/place-hints';
import type { PlaceHint } from '../placing/placer';
import type { ProviderTable, TypeRow } from '../placing/provider-table';
import type { RawResource } from '../resources/raw-resource';
import { allOf, doubtOf, whether } from '../placing/whether';
import type { Attributes } from '../resources/attributes';
import { nowhere, type Located } from '../placing/site-registry';

/** The NSX manager that the provider instance talks to. */
const manager: PlaceHint = (resource, placer) => {
  const host = resource.provider.attributes.string('host');
  return host.known ? placer.registry.address(host.value) : undefined;
};

/** A policy path names its site: `/global-infra/sites/vienna/enforcement-points/default/...`. */
const sitePath =
  (attribute: string): PlaceHint =>
  ({ attributes }, placer) => {
    const path = attributes.string(attribute);
    const site = path.known ? /\/sites\/([^/]+)/.exec(path.value)?.[1] : undefined;
    return site === undefined || site === 'default' ? undefined : placer.registry.named(site);
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
      place: [declaredName('display_name'), declaredAddress('site_connection_info.fqdn')],
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
      identity: ['path'],
      place: [manager],
    },
    nsxt_policy_ipsec_vpn_session: {
      pulumi: ['nsxt:index/policyIpsecVpnSession:PolicyIpsecVpnSession'],
      identity: ['path'],
      place: [manager],
    },
  },
};

/** A segment that may hang under a gateway, which the VLAN segment of the provider cannot. */
function readSegment(resource: RawResource, build: GraphBuilder): void {
  readExtension(resource, build);
  readFederated(resource, build);
}

/**
 * A segment in an L2 VPN session. Segments with one tunnel id are the ends of one stretch, so they share a domain;
 * the far end of a lone one is the session's peer. An unknown path is a declared extension with a value to come.
 */
function readExtension(resource: RawResource, build: GraphBuilder): void {
  const { attributes, ref } = resource;
  const paths = attributes.strings('l2_extension.l2vpn_paths');
  if (paths.known ? paths.value.length === 0 : paths.reason.kind === 'absent') return;
  const tunnelId = 'l2_extension.tunnel_id';
  const tunnel = attributes.number(tunnelId);
  const sessions = build.placer.targets(resource, 'l2_extension.l2vpn_paths', ['nsxt_policy_l2_vpn_session']);
  const peers = sessions.map((session): Member => ({
    resource: { ...session.ref, path: session.attributes.spell('peer_address') },
    site: peer(session, build).site,
  }));
  if (sessions.length === 0) {
    const { site } = nowhere('the L2 VPN session that the segment is in is not in the input');
    peers.push({ resource: { ...ref, path: attributes.spell('l2_extension.l2vpn_paths') }, site });
  }
  const mention = {
    name: `segment ${displayName(resource)}`,
    mechanism: 'NSX L2 VPN',
    members: [build.placer.member(resource), ...peers],
    resources: [{ ...ref, path: attributes.spell('l2_extension') }],
  };
  if (!tunnel.known) build.define('broadcast-domain', ref, mention);
  if (!tunnel.known && tunnel.reason.kind === 'absent') return;
  build.share('broadcast-domain', {
    space: 'nsx l2vpn tunnel',
    by: ref,
    values: [tunnel.known ? String(tunnel.value) : doubtOf(resource, tunnelId, tunnel)],
    id: tunnel.known ? `nsx l2vpn tunnel ${tunnel.value}` : undefined,
    mention,
  });
}

/** The session's own peer, else the peer of the IPsec tunnel that carries it. */
function peer(session: RawResource, build: GraphBuilder): Located {
  const { placer } = build;
  const carriers = placer.targets(session, 'transport_tunnels', ['nsxt_policy_ipsec_vpn_session']);
  const addresses = [session, ...carriers].map((end) => end.attributes.string('peer_address'));
  for (const address of addresses) {
    const found = address.known ? placer.registry.address(address.value) : undefined;
    if (found !== undefined) return found;
  }
  const literal = addresses.find((address) => address.known);
  return nowhere(
    literal?.known === true
      ? `no declared site matches the peer ${literal.value}`
      : 'the peer of the L2 VPN session is unknown',
  );
}

/** On a Global Manager a segment spans the sites of its gateway. */
function readFederated(resource: RawResource, build: GraphBuilder): void {
  const { attributes, ref } = resource;
  const gateways = ['nsxt_policy_tier1_gateway', 'nsxt_policy_tier0_gateway'];
  for (const { target: gateway, exists } of build.placer.mayPointAt(resource, 'connectivity_path', gateways)) {
    const services = gateway.attributes.blocks('locale_service');
    const at = { ...gateway.ref, path: gateway.attributes.spell('locale_service') };
    const areSeveral = whether(gateway, 'locale_service', services, ({ length }) => length > 1, { isBlock: true });
    build.define('broadcast-domain', ref, {
      name: `segment ${displayName(resource)}`,
      mechanism: 'NSX Federation, segment under a gateway of several sites',
      members: services.known ? sitesOf(gateway, services.value, build) : [{ resource: at, site: services }],
      resources: [{ ...ref, path: attributes.spell('connectivity_path') }, gateway.ref],
      exists: allOf(exists, areSeveral),
    });
  }
}

/** Where the locale services of a gateway stand. */
function sitesOf(gateway: RawResource, services: readonly Attributes[], build: GraphBuilder): readonly Member[] {
  return services.flatMap((service, index): readonly Member[] => {
    const path = service.string('edge_cluster_path');
    // All that the value may come from: the input may tell references only for all services together.
    if (!path.known) return build.placer.members(gateway, 'edge_cluster_path', ['nsxt_policy_edge_cluster'], service);
    const [cluster] = build.placer.index.named(path.value, gateway);
    const site = /\/sites\/([^/]+)/.exec(path.value)?.[1];
    const place =
      (cluster === undefined ? undefined : build.placer.place(cluster)) ??
      (site === undefined ? undefined : build.placer.registry.named(site)) ??
      nowhere(`the site of locale service ${index + 1} is unknown`);
    return [{ resource: { ...gateway.ref, path: service.spell('edge_cluster_path') }, site: place.site }];
  });
}
