import type { Change, ResourceRef } from '../graph/location';
import type { Attributes } from './attributes';
import type { Spelling } from './naming';

export type { Change, Spelling };

/** The provider block (Terraform) or provider resource (Pulumi) that a resource uses. */
export interface ProviderInstance {
  /** `aws`, `vsphere`, ... without namespace or host. */
  readonly name: string;
  /** Alias or name of the instance; empty for the default one. */
  readonly alias: string;
  /** The same for the resources of one instance: blocks of one alias in two modules are two. */
  readonly address: string;
  readonly attributes: Attributes;
}

/** One resource as a dialect's reader found it: the seam between readers and provider tables. */
export interface RawResource {
  readonly ref: ResourceRef;
  readonly spelling: Spelling;
  /** Terraform type or Pulumi token, as `ref.type`. */
  readonly type: string;
  /** Logical name in the program. */
  readonly name: string;
  readonly mode: 'managed' | 'data';
  readonly change: Change;
  readonly provider: ProviderInstance;
  /** Planned values; for a deleted resource its last ones. */
  readonly attributes: Attributes;
  /** Prior values where the plan changes or deletes the resource. */
  readonly before?: Attributes | undefined;
  /** Address before a `moved` block, where the plan tells it. */
  readonly previousAddress?: string | undefined;
  /** Tags that belong to the whole stack (Pulumi stack tags); resource tags are attributes. */
  readonly stackTags?: ReadonlyMap<string, string>;
}
