import type { Origin, ResourceRef } from './location';

/** A value that is unknown, and decides whether something is there. */
export interface Doubt {
  /** Whose value it is, with its path. */
  readonly resource: ResourceRef;
  /** For people: why it is unknown. */
  readonly because: string;
}

/** What every node of the graph has. */
export interface GraphNode {
  /** Such as `broadcast-domain`. */
  readonly kind: string;
  /** Unique in the graph. */
  readonly id: string;
  /** What it is known by whichever document tells of it, in the stacks that its resources belong to. */
  readonly identity: string;
  readonly name: string;
  /** The resources that make it, the defining one first. */
  readonly resources: readonly ResourceRef[];
  /** Where it was written, if it was declared. */
  readonly origin?: Origin;
  /** What decides whether it exists; absent for a node that certainly does. */
  readonly perhaps?: readonly Doubt[];
}
