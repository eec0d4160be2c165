import type { InputValue } from './inputs';
import { bytes, ratio, type Bytes, type Ratio } from './units';

/** Header 14, check sequence 4, preamble 8, gap 12: what an Ethernet port spends on a packet. Source: IEEE 802.3. */
const ETHERNET_PORT = 38;
/** What a policer usually counts on a packet: the Ethernet header. */
const POLICED_SERVICE = 14;
/** Source: IEEE 802.1Q. */
const VLAN_TAG = 4;
/** IPv4 20, TCP 20, timestamps 12. Source: RFC 791, RFC 9293, RFC 7323. */
const TCP_IP_HEADERS = 52;

/** A tunnel that packets cross a link in, told apart by what it adds to them. */
export type Overlay = InputValue<'overlay'>;

/** Bytes that an overlay adds to each packet, over IPv4 where nothing is said. */
export const OVERLAYS = {
  /** IPv4 20, UDP 8, VXLAN 8, inner Ethernet 14. Source: RFC 7348. */
  vxlan: bytes(50),
  /** As VXLAN, without options. Source: RFC 8926. */
  geneve: bytes(50),
  /** IPv4 20, GRE 4. Source: RFC 2784. */
  gre: bytes(24),
  /** IPv4 20, UDP 8, header and tag 32. Source: WireGuard white paper. */
  wireguard: bytes(60),
  /** IPv6 40, UDP 8, header and tag 32. */
  'wireguard-ipv6': bytes(80),
  /** The largest of the usual ciphers; 57 at least. Source: RFC 4303. */
  ipsec: bytes(73),
} as const satisfies Readonly<Record<Overlay, Bytes>>;

export interface Framing {
  /** IP MTU that the TCP connection sees; inside the overlay, if there is one. */
  readonly mtu: Bytes;
  readonly vlanTagged?: boolean | undefined;
  /** Bytes that overlays add to each packet. */
  readonly overlay?: Bytes | undefined;
  /** What the bandwidth counts: every byte time of a port, or Ethernet frames as a policer sees them. */
  readonly bandwidthOf?: 'ethernet-port' | 'policed-service';
}

/** TCP payload of a full packet: MTU - 52. */
export function segmentSize(mtu: Bytes): Bytes {
  return bytes(mtu - TCP_IP_HEADERS);
}

/** What is spent on a packet besides its IP part: 38 bytes at a port, more with a VLAN tag or an overlay. */
export function packetOverhead({ vlanTagged = false, overlay, bandwidthOf = 'ethernet-port' }: Framing): Bytes {
  const link = bandwidthOf === 'ethernet-port' ? ETHERNET_PORT : POLICED_SERVICE;
  return bytes((overlay ?? 0) + link + (vlanTagged ? VLAN_TAG : 0));
}

/**
 * The share of the bandwidth that TCP payload gets, (MTU - 52) / (MTU + overhead): 1448/1538 at a port with MTU 1500.
 * @throws RangeError if the MTU does not hold the headers
 */
export function framingEfficiency(framing: Framing): Ratio {
  const { mtu } = framing;
  const payload = segmentSize(mtu);
  if (!(payload > 0)) throw new RangeError(`an MTU of ${mtu} bytes does not hold the TCP and IP headers`);
  return ratio(payload / (mtu + packetOverhead(framing)));
}

export interface OverlayFit {
  /**
   * `fragments-or-drops`: a full packet is larger than the underlay's MTU. Which of the two depends on the tunnel and on the
   * don't-fragment bit: a VXLAN endpoint must not fragment, and the far one may discard fragments (RFC 7348, section 4.3).
   */
  readonly outcome: 'fits' | 'fragments-or-drops';
  /** The least underlay MTU that carries the inner one whole. */
  readonly underlayNeeded: Bytes;
  /** The largest inner MTU that the underlay carries whole. */
  readonly innerFitting: Bytes;
}

/**
 * Whether full packets of an overlay fit the MTU beneath: inner MTU + overlay <= underlay MTU. An inner MTU of 1500 in VXLAN
 * needs 1550, and an underlay of 1500 carries 1450.
 * @param overlay what the overlay adds to the inner IP packet, counted without the outer Ethernet header; see `OVERLAYS`
 */
export function fitOverlay(inner: Bytes, overlay: Bytes, underlay: Bytes): OverlayFit {
  const needed = inner + overlay;
  return {
    outcome: needed <= underlay ? 'fits' : 'fragments-or-drops',
    underlayNeeded: bytes(needed),
    innerFitting: bytes(underlay - overlay),
  };
}
