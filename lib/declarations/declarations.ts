import type { CongestionControl, Overlay } from '../graph/link';
import type { Position } from '../graph/site';
import type { DirtyPoint } from '../graph/workload';
import type { Known } from '../graph/known';
import type { Origin } from '../graph/location';
import type { BitsPerSecond, Bytes, BytesPerSecond, Ratio, Seconds } from '../model/units';

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

export interface DeclaredLink {
  readonly between: readonly [string, string];
  readonly bandwidth: Known<BitsPerSecond>;
  readonly rtt: Known<Seconds>;
  readonly loss: Known<Ratio>;
  readonly mtu: Known<Bytes>;
  readonly migrationShare: Known<Ratio>;
  readonly streams: Known<number>;
  readonly window: Known<Bytes>;
  readonly queue: Known<Bytes>;
  readonly overlay: Known<Overlay>;
  readonly congestionControl: Known<CongestionControl>;
  readonly measuredOn: Known<string>;
  readonly origin: Origin;
}

export type WorkloadMatcher =
  | { readonly kind: 'name'; readonly glob: string }
  | { readonly kind: 'tag'; readonly key: string; readonly value: string };

export interface WorkloadClass {
  readonly id: string;
  readonly memory: Known<Bytes>;
  readonly nonZeroShare: Known<Ratio>;
  readonly dirtyRate: Known<BytesPerSecond>;
  readonly workingSet: Known<Bytes>;
  readonly writes: Known<'random' | 'cyclic'>;
  readonly dirtyCurve: Known<readonly DirtyPoint[]>;
  readonly disk: Known<Bytes>;
  readonly diskChurn: Known<BytesPerSecond>;
  readonly match: readonly WorkloadMatcher[];
  readonly origin: Origin;
}

/** A rule's level and options as people wrote them; options are parsed by the rule that owns them. */
export interface RuleSetting {
  readonly level?: 'error' | 'warning' | 'note' | 'off';
  readonly options: Readonly<Record<string, unknown>>;
  /** Where each option was written. */
  readonly optionOrigins?: Readonly<Record<string, Origin>>;
  readonly origin: Origin;
}

/** What people declared, from every source merged: facts file, policy-pack config, tags. */
export interface Declarations {
  readonly sites: readonly DeclaredSite[];
  readonly links: readonly DeclaredLink[];
  readonly workloads: readonly WorkloadClass[];
  /** Product name (`vmotion`, `vsan`) to version text. */
  readonly platforms: ReadonlyMap<string, Known<string>>;
  readonly rules: ReadonlyMap<string, RuleSetting>;
}

export const noDeclarations: Declarations = {
  sites: [],
  links: [],
  workloads: [],
  platforms: new Map(),
  rules: new Map(),
};

/** Platforms whose version may be declared, with the product each version is of. */
export const platformProducts = {
  vmotion: 'vSphere vMotion',
  vsan: 'vSAN',
  'hcx-vmotion': 'VMware HCX',
} as const;

export const isVersion = (text: string): boolean => /^v?\d/iu.test(text) && text.length <= 64;
