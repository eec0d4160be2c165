import type { BitsPerSecond, Bytes, Ratio, Seconds } from '../model/units';
import type { GraphNode } from './graph-node';
import type { Known } from './known';
import type { Origin } from './location';
import type { SiteId } from './site';

/** Tunnels that are told apart by what they add to a packet. */
export const overlays = ['vxlan', 'geneve', 'gre', 'wireguard', 'wireguard-ipv6', 'ipsec'] as const;
export type Overlay = (typeof overlays)[number];

/** How the sender reacts to loss. */
export type CongestionControl = 'loss-based' | 'bbr';

/** An interconnect between two sites: declared by people or found as a resource. */
export interface Link extends GraphNode {
  readonly kind: 'link';
  readonly ends: readonly [Known<SiteId>, Known<SiteId>];
  readonly bandwidth: Known<BitsPerSecond>;
  readonly rtt: Known<Seconds>;
  readonly loss: Known<Ratio>;
  /** IP MTU in bytes. */
  readonly mtu: Known<Bytes>;
  /** Share of the bandwidth reserved for migration. */
  readonly migrationShare: Known<Ratio>;
  readonly streams: Known<number>;
  /** Bytes that one stream can have in flight. */
  readonly window: Known<Bytes>;
  /** The queue before the bottleneck. */
  readonly queue: Known<Bytes>;
  /** The tunnel that packets cross the link in. */
  readonly overlay: Known<Overlay>;
  readonly congestionControl: Known<CongestionControl>;
  /** Day of the measurement as declared, ISO 8601. */
  readonly measuredOn: Known<string>;
  /** 2: carries Ethernet frames; 3: routed. */
  readonly layer: Known<2 | 3>;
  readonly origin: Origin;
}
