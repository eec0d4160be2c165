import type { SiteMatcher, WorkloadMatcher } from './declarations';

/** What was seen in the infrastructure, as the start of a facts file. */
export interface FactsDraft {
  readonly sites: readonly DraftSite[];
  readonly links: readonly DraftLink[];
  readonly unplaced: readonly { readonly address: string; readonly because: string }[];
  readonly workloads: readonly DraftWorkload[];
  /** Names of the platforms seen, such as `vmotion`. */
  readonly platforms: readonly string[];
}

export interface DraftSite {
  readonly id: string;
  readonly name: string;
  /** A place as people write it, such as `aws:eu-central-1`. */
  readonly at?: string;
  /** What `at` would be if a name means what it seems to: a guess for people to confirm. */
  readonly guess?: { readonly at: string; readonly from: string };
  readonly position?: { readonly latitude: number; readonly longitude: number };
  readonly match: readonly SiteMatcher[];
}

export interface DraftLink {
  /** Ids of sites of the draft. */
  readonly between: readonly [string, string];
  readonly bandwidth?: string;
  /** The resource that shows the link. */
  readonly foundAs: string;
}

export interface DraftWorkload {
  readonly id: string;
  readonly memory?: string;
  readonly disk?: string;
  readonly match: readonly WorkloadMatcher[];
}
