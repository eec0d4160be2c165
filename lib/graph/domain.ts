import type { GraphNode } from './graph-node';
import type { Known } from './known';
import type { ResourceRef } from './location';
import type { SiteId } from './site';

/** A part of a domain: which resource, where. */
export interface Member {
  readonly resource: ResourceRef;
  /** The id that stands for it, where no resource of the input has that id; `resource` then holds the id. */
  readonly id?: string;
  readonly site: Known<SiteId>;
  /** What people know it by, where that says more than its address. */
  readonly name?: string;
  /** The part of the domain that it is in, such as a fault domain, where parts are places by themselves. */
  readonly part?: string;
  /** Whether it stands for members of which nobody knows how many there are. */
  readonly isSeveral?: boolean;
}

/** Something that has members, which may stand in several sites. */
export interface Domain extends GraphNode {
  /** What carries it: "distributed virtual switch", "HCX network extension". */
  readonly mechanism: string;
  readonly members: readonly Member[];
  /** Whether its only purpose is to reach another place: a stretch even where its ends are unknown. */
  readonly isBuiltToStretch?: boolean;
}
