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
}

/** Something that has members, which may stand in several sites. */
export interface Domain extends GraphNode {
  /** What carries it: "distributed virtual switch", "HCX network extension". */
  readonly mechanism: string;
  readonly members: readonly Member[];
}
