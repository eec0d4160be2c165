import type { Position } from '../graph/site';
import type { Known } from '../graph/known';
import type { KnownInputs } from '../graph/known-inputs';
import type { Origin } from '../graph/location';
import type { CheckDefaults } from './check-defaults';
import type { RefusedWaiver, Waiver } from './waiver';

/** How resources are recognised as standing in a site. */
export type SiteMatcher =
  | { readonly kind: 'region'; readonly provider: string; readonly code: string }
  | { readonly kind: 'datacenter'; readonly name: string }
  | { readonly kind: 'name'; readonly glob: string }
  | { readonly kind: 'tag'; readonly key: string; readonly value: string }
  | { readonly kind: 'cidr'; readonly cidr: string };

export interface DeclaredSite {
  readonly id: string;
  readonly position: Known<Position>;
  readonly match: readonly SiteMatcher[];
  readonly origin: Origin;
}

export interface DeclaredLink extends KnownInputs<'link'> {
  readonly between: readonly [string, string];
  readonly origin: Origin;
}

export type WorkloadMatcher =
  | { readonly kind: 'name'; readonly glob: string }
  | { readonly kind: 'tag'; readonly key: string; readonly value: string };

export interface WorkloadClass extends KnownInputs<'workload'> {
  readonly id: string;
  readonly match: readonly WorkloadMatcher[];
  readonly origin: Origin;
}

/** A rule's level and options as people wrote them; options are parsed by the rule that owns them. */
export interface RuleSetting {
  readonly level?: 'error' | 'warning' | 'note' | 'off';
  readonly options: Readonly<Record<string, unknown>>;
  /** Whether its findings can be waived. */
  readonly waivable?: boolean;
  /** Where each option was written. */
  readonly optionOrigins?: Readonly<Record<string, Origin>>;
  readonly origin: Origin;
}

/** A file that declarations were read from. */
export interface DeclaringFile {
  /** As people know it: relative, with `/`. */
  readonly path: string;
  /** SHA-256 of its bytes, in hexadecimal. */
  readonly sha256: string;
  /** What is odd in it without being wrong, a clear line each. */
  readonly remarks: readonly string[];
}

/** What people declared, from every source merged: facts file, policy-pack config, tags. */
export interface Declarations {
  readonly sites: readonly DeclaredSite[];
  readonly links: readonly DeclaredLink[];
  readonly workloads: readonly WorkloadClass[];
  /** Product name (`vmotion`, `vsan`) to version text. */
  readonly platforms: ReadonlyMap<string, Known<string>>;
  readonly rules: ReadonlyMap<string, RuleSetting>;
  /** Findings that somebody accepts. */
  readonly waivers: readonly Waiver[];
  /** Those that are not taken; only where some are. */
  readonly refusedWaivers?: readonly RefusedWaiver[];
  /** Rules that nothing but the file itself may set or waive; `all` stands for each. */
  readonly locked: readonly string[];
  /** Modules of rules, as written, and the files that name them by their names. */
  readonly plugins: readonly { readonly path: string; readonly source: string }[];
  /** Options of `lightbound check` that the command line does not give. */
  readonly check: CheckDefaults;
  /** The part of it that a change of the work tree cannot reach; only where a trusted copy was named. */
  readonly trusted?: Declarations;
  /** That no tag of a resource names its site: whoever writes the resource writes the tag. */
  readonly ignoresSiteTags?: true;
  /** All of it but the settings of rules that were added; only where some were. */
  readonly underTrustedRules?: Declarations;
  /** The files that it comes from; none where all comes from configuration and tags. */
  readonly files?: readonly DeclaringFile[];
}

export const noDeclarations: Declarations = {
  sites: [],
  links: [],
  workloads: [],
  platforms: new Map(),
  rules: new Map(),
  waivers: [],
  locked: [],
  plugins: [],
  check: {},
};
