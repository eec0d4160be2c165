import { bps, bytes, seconds, type BitsPerSecond, type Bytes, type Seconds } from './units';

/** What a machine pays for what it left behind: its storage, its gateway, its peers, its broadcast domain. */

/**
 * Operations a second against storage a round trip away: queue depth / RTT, since each waits for its answer (Little's law).
 * Infinite without round trip; the storage itself is not in it.
 */
export function remoteOperationsPerSecond(rtt: Seconds, queueDepth = 1): number {
  return queueDepth / rtt;
}

/**
 * The least time of a synchronous write to storage a round trip away.
 * @param roundTrips 1, or 2 where the target first asks for the data: SCSI over Fibre Channel does (FCP-4, transfer ready),
 * iSCSI only without immediate data (RFC 7143)
 */
export function remoteWriteLatency(rtt: Seconds, roundTrips: 1 | 2 = 1): Seconds {
  return seconds(roundTrips * rtt);
}

/** The time that a transaction of so many exchanges, one after the other, waits for the link: n x RTT. */
export function chattyLatency(exchanges: number, rtt: Seconds): Seconds {
  return seconds(exchanges * rtt);
}

/**
 * Where the other end of a flow stands, when gateway or balancer stayed in the old site and the machine is in the new one.
 * `old-site`: there, or it enters there. `new-site`: beside the machine, and each packet goes there and comes back.
 */
export type PeerPlace = 'old-site' | 'new-site';

export interface Detour {
  /** What a request and its answer take longer than over a gateway in the machine's own site and a direct entry. */
  readonly addedRtt: Seconds;
  /** What the flow puts on the link between the sites, both directions together. */
  readonly linkLoad: BitsPerSecond;
}

/**
 * The detour over a gateway or balancer left behind. The flow crosses the link twice, as request and as answer; with a peer
 * in the new site each of the two crosses twice, which doubles the load: one RTT or two, once the flow or twice.
 * @param flow requests and answers together
 */
export function detour(flow: BitsPerSecond, rtt: Seconds, peer: PeerPlace): Detour {
  const crossings = peer === 'new-site' ? 2 : 1;
  return { addedRtt: seconds(crossings * rtt), linkLoad: bps(crossings * flow) };
}

/** A broadcast ARP request at an Ethernet port: the least frame 64, preamble 8, gap 12. Source: IEEE 802.3; RFC 826. */
export const ARP_REQUEST = bytes(84);

export interface FloodLoad {
  /** On each segment and each link of the domain. */
  readonly each: BitsPerSecond;
  /** On all links together. */
  readonly total: BitsPerSecond;
}

/** One broadcast domain is one failure domain: what is flooded anywhere loads every link of it; flood rate x links. */
export function floodLoad(flood: BitsPerSecond, links: number): FloodLoad {
  return { each: flood, total: bps(flood * links) };
}

/**
 * What ARP requests of all hosts come to: hosts x requests a second x frame x 8, on every segment.
 * @param requestsPerSecond by one host
 */
export function arpFlood(hosts: number, requestsPerSecond: number, frame: Bytes = ARP_REQUEST): BitsPerSecond {
  return bps(hosts * requestsPerSecond * frame * 8);
}
