import type { Derivation, Given, Measure } from '../graph/derivation';
import type { ResourceRef } from '../graph/location';

export type Level = 'error' | 'warning' | 'note';

export type Category = 'stretched-layer-2' | 'live-migration' | 'synchronous-coupling' | 'interconnect' | 'scale-out';

/** `violation`: the rule's law is broken. `undetermined`: it cannot be decided; never a pass. */
export type Outcome = 'violation' | 'undetermined';

/** The number a derived value was held against, and whose it is. */
export interface Limit {
  readonly name: string;
  readonly comparison: 'at most' | 'at least';
  readonly measure: Measure;
  readonly source: { readonly title: string; readonly url?: string; readonly id?: string };
}

/** The value of one input at which the verdict changes, all else fixed. */
export interface FlipPoint {
  readonly input: string;
  readonly passes: 'at most' | 'at least';
  readonly measure: Measure;
}

/** What to build instead, or what a cold move would take. */
export interface WayOut {
  readonly text: string;
  /** Page or template of the project that shows it. */
  readonly see?: string;
}

/** Everything needed to redo the arithmetic by hand. */
export interface Evidence {
  readonly given: readonly Given[];
  readonly steps: readonly Derivation[];
  readonly limit?: Limit;
  readonly flipPoints: readonly FlipPoint[];
  readonly wayOut: readonly WayOut[];
  /** What to declare so that the rule can decide; only when undetermined. */
  readonly toDecide?: readonly string[];
}

export interface Finding {
  readonly ruleId: string;
  readonly level: Level;
  readonly category: Category;
  readonly outcome: Outcome;
  /** Stable key of the message within the rule, such as `tooFar`. */
  readonly messageId: string;
  readonly message: string;
  readonly resources: readonly ResourceRef[];
  readonly evidence: Evidence;
  /** Same design, same fingerprint: rule, message and resources, without numbers. */
  readonly fingerprint: string;
}
