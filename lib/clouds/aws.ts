import type { SiteId } from '../graph/site';
import { known, mapKnown, unknown, type Known } from '../graph/known';
import { parseQuantity } from '../model/quantity';
import { bps, mbps, type BitsPerSecond } from '../model/units';
import type { GraphBuilder } from '../placing/graph-builder';
import {
  coordinates,
  declaredName,
  parent,
  providerRegion,
  regionAttribute,
  siteOfRegion,
} from '../placing/place-hints';
import type { ProviderTable, TypeRow } from '../placing/provider-table';
import type { RawResource } from '../resources/raw-resource';

const byRegion = [regionAttribute('region', 'aws'), providerRegion('aws')];

/** Routed or regional by nature: never layer 2 over a distance; only places others. */
const regional = (pulumi: string): TypeRow => ({ pulumi: [pulumi], place: byRegion });

const zonal = (pulumi: string): TypeRow => ({
  pulumi: [pulumi],
  place: [regionAttribute('availability_zone', 'aws', 'zone'), ...byRegion],
});

export const aws: ProviderTable = {
  name: 'aws',
  types: {
    aws_vpc: regional('aws:ec2/vpc:Vpc'),
    aws_subnet: zonal('aws:ec2/subnet:Subnet'),
    aws_instance: zonal('aws:ec2/instance:Instance'),
    aws_ec2_transit_gateway: regional('aws:ec2transitgateway/transitGateway:TransitGateway'),
    aws_ec2_transit_gateway_vpc_attachment: regional('aws:ec2transitgateway/vpcAttachment:VpcAttachment'),
    aws_ec2_transit_gateway_connect: regional('aws:ec2transitgateway/connect:Connect'),
    aws_ec2_transit_gateway_multicast_domain: regional('aws:ec2transitgateway/multicastDomain:MulticastDomain'),
    aws_ec2_transit_gateway_peering_attachment: {
      pulumi: ['aws:ec2transitgateway/peeringAttachment:PeeringAttachment'],
      place: byRegion,
      read: readPeering,
    },
    aws_vpc_peering_connection: {
      pulumi: ['aws:ec2/vpcPeeringConnection:VpcPeeringConnection'],
      place: byRegion,
      read: readPeering,
    },
    aws_dx_gateway: { pulumi: ['aws:directconnect/gateway:Gateway'], read: readGateway },
    aws_dx_connection: {
      pulumi: ['aws:directconnect/connection:Connection'],
      place: [declaredName('location')],
      read: (circuit, build) => readDirectConnect(circuit, 'bandwidth', 1, build),
    },
    aws_dx_lag: {
      pulumi: ['aws:directconnect/linkAggregationGroup:LinkAggregationGroup'],
      place: [declaredName('location')],
      read: (lag, build) => readDirectConnect(lag, 'connections_bandwidth', lagMembers(lag, build), build),
    },
    aws_dx_hosted_connection: {
      pulumi: ['aws:directconnect/hostedConnection:HostedConnection'],
      place: [parent('connection_id', 'aws_dx_connection', 'aws_dx_lag')],
    },
    aws_dx_connection_association: { pulumi: ['aws:directconnect/connectionAssociation:ConnectionAssociation'] },
    aws_dx_transit_virtual_interface: {
      pulumi: ['aws:directconnect/transitVirtualInterface:TransitVirtualInterface'],
      place: [parent('connection_id', 'aws_dx_connection', 'aws_dx_lag')],
    },
    aws_dx_private_virtual_interface: {
      pulumi: ['aws:directconnect/privateVirtualInterface:PrivateVirtualInterface'],
      place: [parent('connection_id', 'aws_dx_connection', 'aws_dx_lag')],
    },
    aws_networkmanager_site: {
      pulumi: ['aws:networkmanager/site:Site'],
      place: [coordinates('location.latitude', 'location.longitude', 'description')],
    },
    aws_networkmanager_device: {
      pulumi: ['aws:networkmanager/device:Device'],
      place: [parent('site_id', 'aws_networkmanager_site')],
    },
    aws_networkmanager_link: {
      pulumi: ['aws:networkmanager/link:Link'],
      place: [parent('site_id', 'aws_networkmanager_site')],
      read: readSiteLink,
    },
  },
};

/** Between regions, routed, without a bandwidth that anything declares. Within one region it is no link. */
function readPeering(peering: RawResource, build: GraphBuilder): void {
  const peer = peering.attributes.string('peer_region');
  if (!peer.known && peer.reason.kind === 'absent') return;
  const near = build.placer.place(peering).site;
  const far: Known<SiteId> = peer.known ? build.placer.registry.region('aws', peer.value, 'peer region').site : peer;
  if (near.known && far.known && near.value === far.value) return;
  build.link(peering, { ends: [near, far], layer: routed(peering) });
}

/** From a Direct Connect location, which only a declared site can place, to the connection's region. */
function readDirectConnect(circuit: RawResource, path: string, members: number, build: GraphBuilder): void {
  const { placer } = build;
  build.link(circuit, {
    ends: [placer.place(circuit).site, siteOfRegion(circuit, 'aws', placer)],
    bandwidth: written(circuit.attributes.string(path), members),
    layer: routed(circuit),
  });
}

/** An aggregation group carries its own connection and those associated with it; a new one holds one. */
function lagMembers(lag: RawResource, build: GraphBuilder): number {
  const own = lag.attributes.string('connection_id');
  const associated = build.placer.index.referrers(lag, 'aws_dx_connection_association', 'lag_id').length;
  return Math.max(1, associated + (own.known || own.reason.kind === 'after-apply' ? 1 : 0));
}

/** Of so many interfaces of one gateway each is joined with each. */
const mostJoined = 64;

/**
 * SiteLink: interfaces of one gateway at several Direct Connect locations are joined over the provider's backbone. Every
 * further one is joined with the first: such a link states nothing that a verdict rests on, and all pairs would fill the memory.
 */
function readGateway(gateway: RawResource, build: GraphBuilder): void {
  const interfaces = ['aws_dx_transit_virtual_interface', 'aws_dx_private_virtual_interface'].flatMap((type) =>
    build.placer.index.referrers(gateway, type, 'dx_gateway_id').filter(({ attributes }) => {
      const enabled = attributes.boolean('sitelink_enabled');
      return enabled.known && enabled.value;
    }),
  );
  for (const [index, near] of interfaces.slice(0, mostJoined).entries()) {
    for (const far of interfaces.slice(index + 1, index === 0 ? undefined : mostJoined)) {
      const ends = [build.placer.place(near).site, build.placer.place(far).site] as const;
      build.link(near, { ends, layer: routed(near) }, { as: `to ${far.ref.address} from`, of: near.ref });
    }
  }
}

/** `"10Gbps"`, `"50Mbps"`: per member of an aggregation group. */
function written(text: Known<string>, members: number): Known<BitsPerSecond> {
  if (!text.known) return text;
  const parsed = parseQuantity('bandwidth', text.value);
  return parsed.ok ? known(bps(parsed.value * members), text.origin) : unknown('wrong-type', parsed.error);
}

/** A site's own uplink; its other end is the provider's backbone. The slower direction counts. */
function readSiteLink(link: RawResource, build: GraphBuilder): void {
  const { attributes } = link;
  const up = mapKnown(attributes.number('bandwidth.upload_speed'), mbps);
  const down = mapKnown(attributes.number('bandwidth.download_speed'), mbps);
  const far = unknown('not-placed', 'the far end of a site link is the provider backbone');
  const bandwidth = up.known && down.known ? (up.value < down.value ? up : down) : up.known ? down : up;
  build.link(link, { ends: [build.placer.place(link).site, far], bandwidth, layer: routed(link) });
}

const routed = ({ ref }: RawResource): Known<3> => known(3, { kind: 'resource', address: ref.address, path: 'type' });
