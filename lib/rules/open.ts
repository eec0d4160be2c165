import type { Finding } from '../findings/finding';
import type { Graph } from '../graph/graph';
import type { Gap } from './gap';

/** What rules leave open under some declarations, and the infrastructure as these let it stand. */
export interface Open {
  readonly graph: Graph;
  readonly findings: readonly OpenFinding[];
}

/** A finding that some fact would decide, and what keeps its rule from it. */
export interface OpenFinding {
  readonly finding: Finding;
  readonly gaps: readonly Gap[];
}
