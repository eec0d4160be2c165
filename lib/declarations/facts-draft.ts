import type { FactName } from '../model/inputs';
import type { DeclaredProduct } from '../reference/product';
import type { SiteMatcher, WorkloadMatcher } from './declarations';

/** What people are asked for, as entries of a facts file; in each list the most decisive first. */
export interface FactsDraft {
  readonly sites: readonly DraftSite[];
  readonly links: readonly DraftLink[];
  readonly workloads: readonly DraftWorkload[];
  readonly platforms: readonly DraftPlatform[];
  /** What keeps findings open that no entry can fill, a line each. */
  readonly beyond: readonly string[];
}

/** How many findings of a rule hang on an entry. */
export interface Decides {
  readonly ruleId: string;
  readonly findings: number;
}

interface DraftEntry {
  /** The rule with most findings first; none where the entry is there only for others to name. */
  readonly decides: readonly Decides[];
}

export interface DraftSite extends DraftEntry {
  readonly id: string;
  /** What reports call it. */
  readonly title: string;
  /** A place as people write it, such as `aws:eu-central-1`; where it is asked for, absent. */
  readonly at?: string | Coordinates;
  /** Whether people are asked where it is. */
  readonly asksPlace: boolean;
  /** What `at` would be if a name means what it seems to: a guess for people to confirm. */
  readonly guess?: { readonly at: string; readonly from: string };
  readonly match: readonly SiteMatcher[];
  /** Whether the entry counts only once people confirm it: until then nobody says that what it matches stands together. */
  readonly isToConfirm: boolean;
}

export interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}

export interface DraftLink extends DraftEntry {
  /** Ids of sites of the draft, or of those declared already. */
  readonly between: readonly [string, string];
  readonly asks: readonly FactName<'link'>[];
}

export interface DraftWorkload extends DraftEntry {
  readonly id: string;
  readonly asks: readonly FactName<'workload'>[];
  /** None where the class is that of any machine. */
  readonly match: readonly WorkloadMatcher[];
}

export interface DraftPlatform extends DraftEntry {
  readonly product: DeclaredProduct;
}

/** The entries that people are asked to fill in. */
export const openEntries = ({ sites, links, workloads, platforms }: FactsDraft): number =>
  sites.filter(({ asksPlace }) => asksPlace).length + links.length + workloads.length + platforms.length;
