import type { Member } from '../graph/domain';
import { displayName, type GraphBuilder } from '../placing/graph-builder';
import { declaredAddress, declaredName, parent, providerAddress } from '../placing/place-hints';
import type { PlaceHint, Placer, Pointed } from '../placing/placer';
import type { ProviderTable, TypeRow } from '../placing/provider-table';
import type { RawResource } from '../resources/raw-resource';
import { allOf, doubtOf, whether } from '../placing/whether';
import type { Attributes } from '../resources/attributes';
import { nowhere, type Located } from '../placing/site-registry';

/** The NSX manager that the provider instance talks to. */
const manager = providerAddress('host');

/** A policy path names its site: `/global-infra/sites/vienna/enforcement-points/default/...`. */
const sitePath =
  (attribute: string): PlaceHint =>
  ({ attributes }, placer) => {
    const path = attributes.string(attribute);
    return path.known ? siteIn(path.value, placer) : undefined;
  };

function siteIn(path: string, placer: Placer): Located | undefined {
  const site = /\/sites\/([^/]+)/.exec(path)?.[1];
  return site === undefined || site === 'default' ? undefined : siteNamed(site, placer);
}

const siteNamed = (name: string, { registry }: Placer): Located | undefined =>
  registry.named(name) ?? registry.city(name, 'NSX site');

const sessionType = 'nsxt_policy_l2_vpn_session';
const sessionPaths = 'l2_extension.l2vpn_paths';
const segmentTypes = ['nsxt_policy_segment', 'nsxt_policy_vlan_segment', 'nsxt_policy_fixed_segment'];
const [tier0, tier1] = ['nsxt_policy_tier0_gateway', 'nsxt_policy_tier1_gateway'];

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

/**
 * A segment in L2 VPN sessions reaches to their peers. Segments with one tunnel id between the same two sites are the ends of one
 * stretch; tunnel ids are counted by session, so that elsewhere the same one means another. An unknown path is a declared
 * extension with a value to come.
 */
function readExtension(resource: RawResource, build: GraphBuilder): void {
  const { attributes, ref } = resource;
  const paths = attributes.strings(sessionPaths);
  if (paths.known ? paths.value.length === 0 : paths.reason.kind === 'absent') return;
  const tunnelId = 'l2_extension.tunnel_id';
  const tunnel = attributes.number(tunnelId);
  const peers = build.placer.targets(resource, sessionPaths, [sessionType]).map((session) => peerOf(session, build));
  if (peers.length === 0) {
    const { site } = nowhere('the L2 VPN session that the segment is in is not in the input');
    peers.push({ resource: { ...ref, path: attributes.spell(sessionPaths) }, site });
  }
  const members = [build.placer.member(resource), ...peers];
  const mention = {
    name: `segment ${displayName(resource)}`,
    mechanism: 'NSX L2 VPN',
    members,
    resources: [{ ...ref, path: attributes.spell('l2_extension') }],
    isBuiltToStretch: true,
  };
  const sites = members.flatMap(({ site }) => (site.known ? [site.value] : []));
  const isAlone = sites.length < members.length || (!tunnel.known && tunnel.reason.kind === 'absent');
  if (isAlone || !tunnel.known) build.define('broadcast-domain', ref, mention);
  if (isAlone) return;
  const between = [...new Set(sites)].sort().join(' and ');
  build.share('broadcast-domain', {
    space: 'nsx l2vpn tunnel',
    by: ref,
    values: [between, tunnel.known ? String(tunnel.value) : doubtOf(resource, tunnelId, tunnel)],
    id: tunnel.known ? `nsx l2vpn tunnel ${tunnel.value} between ${between}` : undefined,
    mention,
  });
}

/** A session that no segment of the input is in carries those of its manager, or those that are to come. */
function readSession(session: RawResource, build: GraphBuilder): void {
  const { index } = build.placer;
  const members = [build.placer.member(session), peerOf(session, build)];
  const isUsed = segmentTypes.some((type) => index.referrers(session, type, sessionPaths).length > 0);
  if (isUsed) return;
  build.define('broadcast-domain', session.ref, {
    name: `L2 VPN session ${displayName(session)}`,
    mechanism: 'NSX L2 VPN',
    members,
    resources: [session.ref],
    isBuiltToStretch: true,
  });
}

const peerOf = (session: RawResource, build: GraphBuilder): Member => ({
  resource: { ...session.ref, path: session.attributes.spell('peer_address') },
  site: placeOfPeer(session, build).site,
});

/** By the address of the session's own peer, else by that of the IPsec tunnel that carries it. */
function placeOfPeer(session: RawResource, { placer }: GraphBuilder): Located {
  const carriers = placer.targets(session, 'transport_tunnels', ['nsxt_policy_ipsec_vpn_session']);
  const addresses = [session, ...carriers].map((end) => end.attributes.string('peer_address'));
  for (const address of addresses) {
    if (!address.known) continue;
    const far = placer.index.named(address.value, session).filter(({ ref }) => ref !== session.ref);
    const found = placer.registry.address(address.value) ?? placer.common(far, 'peer_address');
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
  for (const { target, exists: isUnder } of build.placer.mayPointAt(resource, 'connectivity_path', [tier1, tier0])) {
    for (const { target: gateway, exists: spans } of spanning(target, build)) {
      const services = gateway.attributes.blocks('locale_service');
      const at = { ...gateway.ref, path: gateway.attributes.spell('locale_service') };
      const areSeveral = whether(gateway, 'locale_service', services, ({ length }) => length > 1, { isBlock: true });
      build.define('broadcast-domain', ref, {
        name: `segment ${displayName(resource)}`,
        mechanism: 'NSX Federation, segment under a gateway of several sites',
        members: services.known
          ? sitesOf(gateway, services.value, build)
          : [{ resource: at, site: services, isSeveral: true }],
        resources: [{ ...ref, path: attributes.spell('connectivity_path') }, gateway.ref],
        exists: allOf(isUnder, spans, areSeveral),
        isBuiltToStretch: true,
      });
    }
  }
}

/** A tier-1 gateway without locale services of its own spans what its tier-0 gateway spans. */
function spanning(gateway: RawResource, { placer }: GraphBuilder): readonly Pointed[] {
  const services = gateway.attributes.blocks('locale_service');
  const hasOwn = whether(gateway, 'locale_service', services, ({ length }) => length > 0, { isBlock: true });
  const own: readonly Pointed[] = hasOwn === false ? [] : [{ target: gateway, exists: hasOwn }];
  return hasOwn === true || !placer.accepts(gateway.type, [tier1])
    ? own
    : [...own, ...placer.mayPointAt(gateway, 'tier0_path', [tier0])];
}

/** Where the locale services of a gateway stand. */
function sitesOf(gateway: RawResource, services: readonly Attributes[], build: GraphBuilder): readonly Member[] {
  return services.flatMap((service, index): readonly Member[] => {
    const path = service.string('edge_cluster_path');
    // All that the value may come from: the input may tell references only for all services together.
    if (!path.known) return build.placer.oneMember(gateway, 'edge_cluster_path', ['nsxt_policy_edge_cluster'], service);
    const [cluster] = build.placer.index.named(path.value, gateway);
    const place =
      (cluster === undefined ? undefined : build.placer.place(cluster)) ??
      siteIn(path.value, build.placer) ??
      nowhere(`the site of locale service ${index + 1} is unknown`);
    return [{ resource: { ...gateway.ref, path: service.spell('edge_cluster_path') }, site: place.site }];
  });
}
