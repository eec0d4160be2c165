import type { SiteId } from '../graph/site';
import { known, mapKnown, unknown, type Known } from '../graph/known';
import { mbps } from '../model/units';
import { displayName, type GraphBuilder } from '../placing/graph-builder';
import { regionAttribute } from '../placing/place-hints';
import type { ProviderTable } from '../placing/provider-table';
import type { RawResource } from '../resources/raw-resource';

/** Point-to-point and multipoint Ethernet; the other types (`IP_VC`, `IPWAN_VC`, `IA_VC`, ...) are routed. */
const pointToPoint = ['EVPL_VC', 'EPL_VC', 'ACCESS_EPL_VC'];
const multipoint = ['EVPLAN_VC', 'EPLAN_VC', 'EVPTREE_VC', 'EPTREE_VC'];
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
    equinix_fabric_port: {
      pulumi: ['equinix:fabric/port:Port'],
      place: [regionAttribute('location.metro_code', 'equinix-metro', 'metro')],
    },
  },
};

function readConnection(connection: RawResource, build: GraphBuilder): void {
  const { attributes } = connection;
  const type = attributes.string('type');
  const kind = type.known ? type.value : '';
  if (multipoint.includes(kind)) {
    joinLan(connection, build);
    return;
  }
  const ethernet = pointToPoint.includes(kind);
  const ends = [endSite(connection, 'a_side', build), endSite(connection, 'z_side', build)] as const;
  const bandwidth = attributes.number('bandwidth');
  build.link(connection, {
    ends,
    ...(bandwidth.known && bandwidth.value > 0 ? { bandwidth: mapKnown(bandwidth, mbps) } : {}),
    layer: type.known ? known(ethernet ? 2 : 3, type.origin) : type,
  });
  if (ethernet && carriesSegment(connection, kind)) addCircuit(connection, kind, ends, build);
}

/**
 * A whole port is carried as it is; one VLAN is one segment where both ends tag it alike. Different tags are two
 * networks that meet at a router or a translation that the plan does not show.
 */
function carriesSegment({ attributes }: RawResource, kind: string): boolean {
  const ends = ['a_side', 'z_side'].map((side) => attributes.string(`${side}.access_point.type`));
  if (!ends.every((end) => end.known && ownEquipment.includes(end.value))) return false;
  if (kind !== 'EVPL_VC') return true;
  const [a, z] = ['a_side', 'z_side'].map((side) => attributes.number(`${side}.access_point.link_protocol.vlan_tag`));
  return a?.known === true && z?.known === true && a.value === z.value;
}

function addCircuit(
  connection: RawResource,
  kind: string,
  ends: readonly [Known<SiteId>, Known<SiteId>],
  build: GraphBuilder,
): void {
  const { attributes, ref } = connection;
  build.define('broadcast-domain', ref, {
    name: `Ethernet circuit ${displayName(connection)}`,
    mechanism: `Equinix Fabric ${kind.replace('_VC', '')} between customer ports`,
    members: (['a_side', 'z_side'] as const).map((side, index) => ({
      resource: { ...ref, path: attributes.spell(`${side}.access_point.location.metro_code`) },
      site: ends[index as 0 | 1],
    })),
    resources: [{ ...ref, path: attributes.spell('type') }],
  });
}

/** The metro written at the end; else the port's, else the cloud region behind a provider's end. */
function endSite(connection: RawResource, side: 'a_side' | 'z_side', build: GraphBuilder): Known<SiteId> {
  const point = `${side}.access_point`;
  const metro = connection.attributes.string(`${point}.location.metro_code`);
  if (metro.known) return build.placer.registry.region('equinix-metro', metro.value, 'metro').site;
  const port = build.placer.placeAt(connection, `${point}.port.uuid`, ['equinix_fabric_port']);
  return port?.site ?? unknown('not-placed', `${connection.attributes.spell(point)} has no metro`);
}

function readLan(lan: RawResource, build: GraphBuilder): void {
  const { attributes, ref } = lan;
  const type = attributes.string('type');
  const scope = attributes.string('scope');
  if (!type.known || !lanTypes.includes(type.value) || isLocal(lan)) return;
  build.define('broadcast-domain', ref, {
    name: `Ethernet LAN ${displayName(lan)}`,
    mechanism: `Equinix Fabric ${type.value}${scope.known ? ` of ${scope.value.toLowerCase()} scope` : ''}`,
    members: [],
    resources: [{ ...ref, path: attributes.spell('scope') }],
  });
}

/** A LAN of local scope cannot leave its metro. */
function isLocal(lan: RawResource): boolean {
  const scope = lan.attributes.string('scope');
  return scope.known && scope.value === 'LOCAL';
}

function joinLan(connection: RawResource, build: GraphBuilder): void {
  const path = 'z_side.access_point.network.uuid';
  const { ref, attributes } = connection;
  const lan = build.placer.target(connection, path, ['equinix_fabric_network']);
  const uuid = attributes.string(path);
  const here = { resource: { ...ref, path: attributes.spell('a_side') }, site: endSite(connection, 'a_side', build) };
  const part = { members: [here], resources: [ref] };
  if (lan !== undefined) build.join('broadcast-domain', lan.ref, part);
  else if (uuid.known) {
    const mechanism = 'Equinix Fabric multipoint Ethernet';
    build.define('broadcast-domain', `equinix network ${uuid.value}`, {
      name: `Ethernet LAN ${uuid.value}`,
      mechanism,
      ...part,
    });
  }
}
