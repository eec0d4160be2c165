import type { Member } from '../graph/domain';
import type { SiteId } from '../graph/site';
import { hiddenIn, mapKnown, unknown, type Known } from '../graph/known';
import { mbps } from '../model/units';
import { displayName, type GraphBuilder } from '../placing/graph-builder';
import { joinByReference } from '../placing/join-by-reference';
import { allOf, anyOf, whether, type Whether } from '../placing/whether';
import { regionAttribute } from '../placing/place-hints';
import type { ProviderTable } from '../placing/provider-table';
import type { ResourceIndex } from '../placing/resource-index';
import type { RawResource } from '../resources/raw-resource';

/** Point-to-point and multipoint Ethernet, and what routes. */
const routed = ['IP_VC', 'IPWAN_VC', 'IA_VC'];
const pointToPoint = ['EVPL_VC', 'EPL_VC', 'ACCESS_EPL_VC'];
const multipoint = ['EVPLAN_VC', 'EPLAN_VC', 'EVPTREE_VC', 'EPTREE_VC'];
const portList = 'equinix_fabric_ports';
const networkId = 'z_side.access_point.network.uuid';
const lanTypes = ['EVPLAN', 'EPLAN', 'EVPTREE', 'EPTREE'];

/** Access points at which a customer's own switch may stand; clouds, virtual devices and routers terminate layer 2. */
const ownEquipment = ['COLO'];

export const equinix: ProviderTable = {
  name: 'equinix',
  types: {
    equinix_fabric_connection: {
      pulumi: ['equinix:fabric/connection:Connection'],
      read: readConnection,
    },
    equinix_fabric_network: { pulumi: ['equinix:fabric/network:Network'], read: readLan },
    [portList]: { pulumi: [] },
    equinix_fabric_port: {
      pulumi: ['equinix:fabric/port:Port'],
      place: [regionAttribute('location.metro_code', 'equinix-metro', 'metro')],
    },
  },
};

function readConnection(connection: RawResource, build: GraphBuilder): void {
  const { attributes } = connection;
  const type = attributes.string('type');
  const isOneOf = (kinds: readonly string[]) => whether(connection, 'type', type, (kind) => kinds.includes(kind));
  const isNotOneOf = (kinds: readonly string[]) => whether(connection, 'type', type, (kind) => !kinds.includes(kind));
  // An IP-WAN ends at a network too, and routes.
  const isLan = allOf(isNotOneOf(routed), anyOf(endsAtNetwork(connection), isOneOf(multipoint)));
  joinLan(connection, isLan, build);
  if (isLan === true) return;
  const ends = [endSite(connection, 'a_side', build), endSite(connection, 'z_side', build)] as const;
  const bandwidth = attributes.number('bandwidth');
  build.link(connection, {
    ends,
    ...(bandwidth.known && bandwidth.value > 0 ? { bandwidth: mapKnown(bandwidth, mbps) } : {}),
    layer: mapKnown(type, (kind) => (pointToPoint.includes(kind) ? 2 : 3)),
  });
  const kind = type.known ? type.value.replace('_VC', '') : 'connection';
  const exists = allOf(isOneOf(pointToPoint), carriesSegment(connection, type));
  addCircuit(connection, { kind, ends, exists }, build);
}

/** What counts is where a connection ends: one of any type may end at a network. */
const endsAtNetwork = (connection: RawResource): Whether =>
  whether(connection, farEnd, connection.attributes.string(farEnd), (end) => end === 'NETWORK');

const farEnd = 'z_side.access_point.type';

/**
 * A whole port is carried as it is, and so is what an outer tag (QinQ) or no tag wraps; one VLAN is one segment where both ends tag it
 * alike. Different tags are two networks that meet at a router or a translation that the plan does not show.
 */
function carriesSegment(connection: RawResource, type: Known<string>): Whether {
  const { attributes } = connection;
  const [atA, atZ] = ['a_side.access_point', 'z_side.access_point'];
  const isOwn = (path: string) =>
    whether(connection, path, attributes.string(path), (end) => ownEquipment.includes(end));
  const ends = allOf(isOwn(`${atA}.type`), isOwn(`${atZ}.type`));
  if (!type.known || type.value !== 'EVPL_VC') return ends;
  const [a, z] = [`${atA}.link_protocol.vlan_tag`, `${atZ}.link_protocol.vlan_tag`];
  const areAlike = whether(connection, a, attributes.number(a), (tag) =>
    whether(connection, z, attributes.number(z), (other) => tag === other),
  );
  const isWhole = (side: string) =>
    whether(connection, `${side}.link_protocol.type`, attributes.string(`${side}.link_protocol.type`), (protocol) =>
      ['QINQ', 'UNTAGGED'].includes(protocol),
    );
  return allOf(ends, anyOf(allOf(isWhole(atA), isWhole(atZ)), areAlike));
}

interface Circuit {
  readonly kind: string;
  readonly ends: readonly [Known<SiteId>, Known<SiteId>];
  readonly exists: Whether;
}

function addCircuit(connection: RawResource, { kind, ends, exists }: Circuit, build: GraphBuilder): void {
  const { attributes, ref } = connection;
  build.define('broadcast-domain', ref, {
    name: `Ethernet circuit ${displayName(connection)}`,
    mechanism: `Equinix Fabric ${kind} between customer ports`,
    members: (['a_side', 'z_side'] as const).map((side, index) => ({
      resource: { ...ref, path: attributes.spell(`${side}.access_point.location.metro_code`) },
      site: ends[index as 0 | 1],
    })),
    resources: [{ ...ref, path: attributes.spell('type') }],
    exists,
  });
}

/** The metro written at the end; else the port's, else the cloud region behind a provider's end. */
function endSite(connection: RawResource, side: 'a_side' | 'z_side', build: GraphBuilder): Known<SiteId> {
  const point = `${side}.access_point`;
  const metro = connection.attributes.string(`${point}.location.metro_code`);
  if (metro.known) return build.placer.registry.region('equinix-metro', metro.value, 'metro').site;
  const path = `${point}.port.uuid`;
  const port = build.placer.placeAt(connection, path, ['equinix_fabric_port']);
  if (port?.site.known === true) return port.site;
  const listed = listedMetro(connection, path, build);
  if (listed !== undefined) return build.placer.registry.region('equinix-metro', listed, 'metro').site;
  if (port !== undefined) return port.site;
  return hiddenIn(metro) ?? unknown('not-placed', `${connection.attributes.spell(point)} has no metro`);
}

/** The metros of the ports that a lookup of several found, by their ids; made once for all connections. */
const metrosByPort = new WeakMap<ResourceIndex, ReadonlyMap<string, string>>();

/** The metro of a port that was looked up with others: by its id, else the one in which all stand that it may be. */
function listedMetro(connection: RawResource, path: string, { placer }: GraphBuilder): string | undefined {
  const { index } = placer;
  const known = metrosByPort.get(index) ?? new Map(index.ofTypes([portList]).flatMap(metrosIn));
  metrosByPort.set(index, known);
  const id = connection.attributes.string(path);
  if (id.known) return known.get(id.value);
  const metros = new Set(
    placer
      .targets(connection, path, [portList])
      .flatMap(metrosIn)
      .map(([, metro]) => metro),
  );
  return metros.size === 1 ? [...metros][0] : undefined;
}

/** Ids and metros. */
function metrosIn({ attributes }: RawResource): readonly (readonly [string, string])[] {
  const ports = attributes.blocks('data');
  return (ports.known ? ports.value : []).flatMap((port) => {
    const [id, metro] = [port.string('uuid'), port.string('location.metro_code')];
    return id.known && metro.known ? [[id.value, metro.value] as const] : [];
  });
}

function readLan(lan: RawResource, build: GraphBuilder): void {
  const { attributes, ref } = lan;
  const type = attributes.string('type');
  const scope = attributes.string('scope');
  const noMember: Member = {
    resource: ref,
    site: unknown('not-placed', 'none of its connections is known'),
    isSeveral: true,
  };
  build.define('broadcast-domain', ref, {
    name: `Ethernet LAN ${displayName(lan)}`,
    mechanism: `Equinix Fabric ${type.known ? type.value : 'network'}${scope.known ? ` of ${scope.value.toLowerCase()} scope` : ''}`,
    members: hasConnections(lan, build) ? [] : [noMember],
    resources: [{ ...ref, path: attributes.spell('scope') }],
    // A LAN of local scope cannot leave its metro.
    exists: allOf(
      whether(lan, 'type', type, (kind) => lanTypes.includes(kind)),
      whether(lan, 'scope', scope, (reach) => reach !== 'LOCAL', { unset: true }),
    ),
  });
}

const hasConnections = (lan: RawResource, { placer }: GraphBuilder): boolean =>
  placer.index.referrers(lan, 'equinix_fabric_connection', networkId).length > 0;

function joinLan(connection: RawResource, isLan: Whether, build: GraphBuilder): void {
  if (isLan === false) return;
  const path = networkId;
  const { ref, attributes } = connection;
  const here = { resource: { ...ref, path: attributes.spell('a_side') }, site: endSite(connection, 'a_side', build) };
  joinByReference(connection, build, {
    path,
    types: ['equinix_fabric_network'],
    space: 'equinix network',
    part: { members: [here], resources: [ref], exists: isLan },
    about: (uuid) => ({
      name: `Ethernet LAN ${uuid ?? `of ${displayName(connection)}`}`,
      mechanism: 'Equinix Fabric multipoint Ethernet',
    }),
  });
}
