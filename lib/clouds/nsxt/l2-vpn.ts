import type { Member } from '../../graph/domain';
import { displayName, type GraphBuilder } from '../../placing/graph-builder';
import { nowhere, type Located } from '../../placing/site-registry';
import { doubtOf } from '../../placing/whether';
import type { RawResource } from '../../resources/raw-resource';
import { oneForEachSite } from './nsx-site';

const sessionType = 'nsxt_policy_l2_vpn_session';
const sessionPaths = 'l2_extension.l2vpn_paths';
const segmentTypes = ['nsxt_policy_segment', 'nsxt_policy_vlan_segment', 'nsxt_policy_fixed_segment'];

/**
 * A segment in L2 VPN sessions reaches to their peers. Segments with one tunnel id between the same two sites are the ends of one
 * stretch; tunnel ids are counted by session, so that elsewhere the same one means another. An unknown path is a declared
 * extension with a value to come.
 */
export function readExtension(resource: RawResource, build: GraphBuilder): void {
  const { attributes, ref } = resource;
  const paths = attributes.strings(sessionPaths);
  if (paths.known ? paths.value.length === 0 : paths.reason.kind === 'absent') return;
  const tunnelId = 'l2_extension.tunnel_id';
  const tunnel = attributes.number(tunnelId);
  const peers = peersOf(build.placer.targets(resource, sessionPaths, [sessionType]), build);
  const { site } = nowhere('the L2 VPN session that the segment is in is not in the input');
  const elsewhere = { resource: { ...ref, path: attributes.spell(sessionPaths) }, site };
  const members = [build.placer.member(resource), ...(peers.length > 0 ? peers : [elsewhere])];
  const mention = {
    name: `segment ${displayName(resource)}`,
    mechanism: 'NSX L2 VPN',
    members,
    resources: [{ ...ref, path: attributes.spell('l2_extension') }],
    isBuiltToStretch: true,
  };
  // Ends that meet by a guess would make each other certain.
  const sites = members.flatMap(({ site }) => (site.known && site.origin.kind !== 'guess' ? [site.value] : []));
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
export function readSession(session: RawResource, build: GraphBuilder): void {
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

const peersFound = new WeakMap<readonly RawResource[], readonly Member[]>();

/** One for each site, found once for all segments that name the same sessions. */
function peersOf(sessions: readonly RawResource[], build: GraphBuilder): readonly Member[] {
  const before = peersFound.get(sessions);
  if (before !== undefined) return before;
  const peers = oneForEachSite(sessions.map((session) => peerOf(session, build)));
  peersFound.set(sessions, peers);
  return peers;
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
    () => (literal?.known === true ? [literal.value] : []),
  );
}
