import type { ResourceRef } from '../../graph/location';
import { Attributes, type UnknownMask } from '../attributes';
import type { Change, ProviderInstance, RawResource } from '../raw-resource';
import type { PlanContext } from './plan-context';

/** One side of a planned change: the values with what is unknown or sensitive in them. */
export interface PlannedValues {
  readonly values: unknown;
  readonly unknown?: UnknownMask;
  readonly sensitive: UnknownMask;
}

export interface PlannedEntry {
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly mode: 'managed' | 'data';
  readonly change: Change;
  readonly providerName: string;
  readonly planned: PlannedValues;
  readonly before?: PlannedValues | undefined;
  readonly previousAddress?: string | undefined;
}

/** A resource of a plan. Its provider and references are looked up in the configuration only when someone asks. */
export class PlannedResource implements RawResource {
  readonly dialect = 'terraform';
  readonly ref: ResourceRef;
  readonly type: string;
  readonly name: string;
  readonly mode: 'managed' | 'data';
  readonly change: Change;
  readonly attributes: Attributes;
  readonly before?: Attributes;
  readonly previousAddress?: string;
  readonly hasNoSiteTag: boolean;

  constructor(
    private readonly context: PlanContext,
    private readonly entry: PlannedEntry,
  ) {
    const { address, type, planned } = entry;
    this.ref = { address, type };
    this.type = type;
    this.name = entry.name;
    this.mode = entry.mode;
    this.change = entry.change;
    this.hasNoSiteTag = context.hasNoSiteTag;
    this.attributes = new Attributes({
      address,
      dialect: 'terraform',
      values: planned.values,
      unknown: planned.unknown,
      sensitive: planned.sensitive,
      references: (path) => context.references(address, path, planned.values),
      written: (path) => context.written(address, path, planned.values),
    });
    // What the configuration says is about the planned values: the old ones have no references.
    if (entry.before !== undefined) this.before = new Attributes({ address, dialect: 'terraform', ...entry.before });
    if (entry.previousAddress !== undefined) this.previousAddress = entry.previousAddress;
  }

  get provider(): ProviderInstance {
    return this.context.provider(this.entry.address, this.entry.providerName);
  }
}
