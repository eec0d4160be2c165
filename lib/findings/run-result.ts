import type { Measure } from '../graph/derivation';
import type { ResourceRef } from '../graph/location';
import type { Category, Confidence, DeclaredAt, Finding, Level } from './finding';
import type { JudgedMove } from './judged-move';

/** One document that was read. */
export interface InputSummary {
  readonly path: string;
  /** Such as `terraform-plan`. */
  readonly kind: string;
  /** The same for people: `Terraform plan`. */
  readonly title: string;
  /** The stack that it belongs to; empty for the one without a name. */
  readonly stack: string;
  /** Resources in the document, data sources included. */
  readonly resources: number;
  /** Of these, the resources of types that a provider table knows. */
  readonly understood: number;
  /** Types that no table knows, sorted; their resources were not looked at. */
  readonly unread: readonly { readonly type: string; readonly count: number }[];
  /** What is worth knowing of how it was read, a line each; absent if nothing is. */
  readonly remarks?: readonly string[];
}

/** A file that facts and settings of rules were read from. */
export interface FactsFile {
  /** Relative to the working directory, with `/`. */
  readonly path: string;
  /** SHA-256 of its bytes, in hexadecimal. */
  readonly sha256: string;
  /** What is odd in it without being wrong, a line each. */
  readonly remarks: readonly string[];
}

/** A level or an option of a rule that is not the rule's own. */
export interface RuleSetting {
  readonly ruleId: string;
  /** `level`, or the name of an option. */
  readonly name: string;
  readonly value: string;
  /** What it is unless it is set. */
  readonly default: string;
  /** Whether the rule is off or below its own level. Of an option nobody can say in general. */
  readonly lowers: boolean;
  /** Where it was set. */
  readonly declaredAt?: DeclaredAt;
}

/** One waiver, and what became of it in this run. */
export interface WaiverRun {
  readonly ruleId: string;
  /** Which findings it is about: either of both. */
  readonly subject?: string;
  readonly fingerprint?: string;
  readonly stack: string;
  /** What the finding was when it was accepted. */
  readonly outcome: 'undetermined' | 'violation' | Exclude<Confidence, 'certain'>;
  /** Conditions that the numbers of a finding must keep. */
  readonly while: readonly string[];
  readonly reason: string;
  readonly owner: string;
  readonly ticket: string;
  /** Its last day, ISO 8601. */
  readonly until: string;
  /** `lapsed`: it does not hold for some finding. `unused`: nothing that it is about was found. `elsewhere`: its stack was not read. */
  readonly status: 'active' | 'expired' | 'lapsed' | 'unused' | 'elsewhere';
  readonly because?: string;
  /** Findings that it waives. */
  readonly waived: number;
  readonly declaredAt?: DeclaredAt;
}

/** How the run of a rule ended. */
export interface RuleRun {
  readonly id: string;
  readonly title: string;
  readonly law: string;
  /** Address of the page that explains it; absent for a rule that names none. */
  readonly help?: string;
  readonly category: Category;
  /** The level in force. */
  readonly level: Level | 'off';
  /** `failed`: it threw for at least one subject, which it could not judge. */
  readonly status: 'ran' | 'off' | 'failed';
  /** Subjects that it looked at, and those in which it found nothing. */
  readonly subjects: number;
  readonly passes: number;
}

export interface InventorySite {
  readonly id: string;
  readonly name: string;
  readonly latitude?: number;
  readonly longitude?: number;
  readonly tolerance?: Measure;
  readonly from: string;
  readonly resources: readonly { readonly resource: ResourceRef; readonly because: string }[];
}

export interface InventoryLink {
  readonly id: string;
  readonly name: string;
  /** Site ids; null where the end is not placed. */
  readonly ends: readonly [string | null, string | null];
  readonly bandwidth: Measure | null;
  readonly rtt: Measure | null;
  readonly layer: 2 | 3 | null;
  readonly from: string;
  readonly resources: readonly ResourceRef[];
}

export interface InventoryDomain {
  /** Such as `broadcast-domain`. */
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  readonly mechanism: string;
  /** Ids of the sites with members in it. */
  readonly sites: readonly string[];
  readonly unplaced: number;
  readonly resources: readonly ResourceRef[];
  /** The values that decide whether it exists, and why they are unknown; absent for one that certainly exists. */
  readonly perhaps?: readonly { readonly resource: ResourceRef; readonly because: string }[];
}

/** What was found, so that a pass can be distinguished from an input that was not understood. */
export interface Inventory {
  readonly sites: readonly InventorySite[];
  readonly links: readonly InventoryLink[];
  readonly domains: readonly InventoryDomain[];
  /** What each kind of domain is called and how many there are, in the order of the kinds. */
  readonly kinds: readonly { readonly kind: string; readonly noun: string; readonly count: number }[];
  readonly unplaced: readonly { readonly resource: ResourceRef; readonly because: string }[];
}

/** A finding of the baseline that is no longer there. */
export interface FixedFinding {
  readonly fingerprint: string;
  readonly ruleId: string;
  readonly message: string;
  readonly stacks: readonly string[];
}

/** What became of what an earlier run found; remarks and what is waived are not counted. */
export interface SinceBaseline {
  readonly new: number;
  readonly worse: number;
  readonly known: number;
  readonly fixed: readonly FixedFinding[];
}

/** Something of the run itself that went wrong; findings of the other rules and inputs stay. */
export interface RunError {
  readonly kind: 'input' | 'configuration' | 'internal';
  readonly where: string;
  readonly message: string;
  readonly ruleId?: string;
}

export interface Summary {
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
  readonly undetermined: number;
  readonly remarks: number;
  /** Findings that a waiver accepts; no other count has them. */
  readonly waived: number;
  readonly rulesRun: number;
  /** Subjects that at least one rule looked at. */
  readonly subjectsChecked: number;
}

/** The whole outcome of a run: plain JSON, deterministic, without clock or machine paths. */
export interface RunResult {
  readonly version: '2.2';
  readonly tool: { readonly name: 'lightbound'; readonly version: string };
  /** Scheme of the fingerprints. */
  readonly fingerprints: '2';
  /** The date at which ages were measured, ISO 8601; only if a rule asked for it. */
  readonly today?: string;
  /** Names of the stacks judged, sorted. */
  readonly stacks: readonly string[];
  readonly inputs: readonly InputSummary[];
  readonly factsFiles: readonly FactsFile[];
  /** Settings that differ from the rules' own, sorted by rule. */
  readonly settings: readonly RuleSetting[];
  readonly rules: readonly RuleRun[];
  readonly findings: readonly Finding[];
  /** What became of each waiver, in the order in which they were declared. */
  readonly waivers: readonly WaiverRun[];
  /** Only where a baseline was given. */
  readonly baseline?: SinceBaseline;
  /** For each pair of sites that a rule judged live migrations between, and each platform, the one that is worst off. */
  readonly moves: readonly JudgedMove[];
  readonly inventory: Inventory;
  readonly errors: readonly RunError[];
  readonly summary: Summary;
}
