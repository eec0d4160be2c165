import type { Bytes, BytesPerSecond, Ratio, Seconds } from '../model/units';
import type { Known } from './known';
import type { ResourceRef } from './location';

/** Distinct memory that was dirtied within a time. */
export interface DirtyPoint {
  readonly within: Seconds;
  readonly dirtied: Bytes;
}

/** A machine with what the migration model needs of it. */
export interface Workload {
  readonly id: string;
  /** As `GraphNode.identity`. */
  readonly identity: string;
  readonly name: string;
  readonly resource?: ResourceRef;
  readonly memory: Known<Bytes>;
  readonly nonZeroShare: Known<Ratio>;
  readonly dirtyRate: Known<BytesPerSecond>;
  readonly workingSet: Known<Bytes>;
  /** In any order, or one page after the other, which is the worst case. */
  readonly writes: Known<'random' | 'cyclic'>;
  /** Measured; ascending in both. */
  readonly dirtyCurve: Known<readonly DirtyPoint[]>;
  readonly disk: Known<Bytes>;
  /** What changes on the disk in a second. */
  readonly diskChurn: Known<BytesPerSecond>;
}
