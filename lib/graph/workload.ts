import type { KnownInputs } from './known-inputs';
import type { ResourceRef } from './location';

/** A machine with what the migration model needs of it. */
export interface Workload extends KnownInputs<'workload'> {
  readonly id: string;
  /** As `GraphNode.identity`. */
  readonly identity: string;
  readonly name: string;
  readonly resource?: ResourceRef;
}
