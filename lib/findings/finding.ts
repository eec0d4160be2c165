import type { Derivation, Given, Measure } from '../graph/derivation';
import type { Change, ResourceRef } from '../graph/location';

export type Level = 'error' | 'warning' | 'note';

export type Category = 'stretched-layer-2' | 'live-migration' | 'synchronous-coupling' | 'interconnect' | 'scale-out';

/**
 * `violation`: the rule's law is broken. `undetermined`: a fact that decides is unknown; never a pass. `remark`: the law holds, and
 * how it holds is worth knowing; it never fails a run.
 */
export type Outcome = 'violation' | 'undetermined' | 'remark';

/**
 * How sure a violation is. `certain`: a declared value, or the minimum that geography sets, breaks the law. All others are at most a
 * warning. `likely`: nothing is declared, and what is typical over that distance breaks it. `by-construction`: the resource exists
 * to stretch, and where its ends are is unknown. `guessed`: it rests on a place that is a guess.
 */
export type Confidence = 'certain' | 'likely' | 'by-construction' | 'guessed';

/** The number that a derived value was compared with, and its source. */
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
  /** What to declare so that the rule can decide, of very many things the first; only where nothing is certain. */
  readonly toDecide?: readonly string[];
  /** How much else would have to be declared. */
  readonly moreToDecide?: number;
}

/** What a finding is about: a node of the graph, or the part of it that the rule judges. */
export interface Subject {
  /** Such as `broadcast-domain` or `link`. */
  readonly kind: string;
  /** Its own id, independent of its members, its numbers and the document that contains it. */
  readonly id: string;
  readonly name: string;
  /** The stacks of the resources that make it, sorted; none for what is declared. */
  readonly stacks: readonly string[];
  /** Ids of the pair of sites, where the rule judges pairs. */
  readonly sites?: readonly [string, string];
  /** Id of the machine or class of machines, where the rule judges each. */
  readonly workload?: string;
}

/** The part of a subject that a rule judges by itself. */
export type SubjectPart = Pick<Subject, 'sites' | 'workload'>;

/** A line of the facts file that a finding is about. */
export interface DeclaredAt {
  readonly source: string;
  readonly path: string;
  readonly line?: number;
  readonly column?: number;
}

/** What became of the waiver that is about a finding. */
export interface FindingWaiver {
  /** `active`: the finding is accepted. `expired`: its last day is over. `lapsed`: what was accepted is no longer what is found. */
  readonly status: 'active' | 'expired' | 'lapsed';
  /** Why it does not hold. */
  readonly because?: string;
  /** What the numbers of the finding must keep. */
  readonly while: readonly string[];
  readonly reason: string;
  readonly owner: string;
  readonly ticket: string;
  /** Its last day, ISO 8601. */
  readonly until: string;
  readonly declaredAt?: DeclaredAt;
}

/**
 * `new` until a baseline knows the finding. `worse`: it is more certain, more severe or farther beyond its limit than the baseline knows
 * it. A known one whose resources the plan changes, in what the finding rests on, is new.
 */
export type FindingState = 'new' | 'known' | 'worse';

export interface Finding {
  readonly ruleId: string;
  readonly level: Level;
  readonly category: Category;
  readonly outcome: Outcome;
  /** Only of a violation. */
  readonly confidence?: Confidence;
  /** Stable key of the message within the rule, such as `tooFar`. */
  readonly messageId: string;
  readonly message: string;
  readonly subject: Subject;
  readonly resources: readonly ResourceRef[];
  /** Where what the finding is about was declared, if it was. */
  readonly declaredAt?: DeclaredAt;
  readonly state: FindingState;
  /** What a finding was in the baseline that is not simply known any longer. */
  readonly stateBecause?: string;
  /** The waiver that is about it, whether or not it holds. */
  readonly waiver?: FindingWaiver;
  /** What the plan does with its resources, the strongest of several changes; null where there are none. */
  readonly change: Change | null;
  /** What the plan changes of what the finding rests on, in place or by replacement, sorted. */
  readonly touched: readonly { readonly address: string; readonly path: string }[];
  readonly evidence: Evidence;
  /** The rule and its subject, whatever members, numbers, order and document: see `fingerprint`. */
  readonly fingerprint: string;
}
