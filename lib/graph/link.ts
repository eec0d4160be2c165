import type { GraphNode } from './graph-node';
import type { Known } from './known';
import type { KnownInputs } from './known-inputs';
import type { Origin } from './location';
import type { SiteId } from './site';

/** An interconnect between two sites: declared by people or found as a resource. */
export interface Link extends GraphNode, KnownInputs<'link'> {
  readonly kind: 'link';
  readonly ends: readonly [Known<SiteId>, Known<SiteId>];
  /** 2: carries Ethernet frames; 3: routed. */
  readonly layer: Known<2 | 3>;
  readonly origin: Origin;
}
