import type { ResourceRef } from '../../graph/location';
import type { AttributeTree, UnknownMask } from '../../resources/attribute-tree';
import { Attributes } from '../../resources/attributes';
import type { Change, ProviderInstance, RawResource } from '../../resources/raw-resource';
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
  private readonly providerName: string;

  constructor(
    private readonly context: PlanContext,
    entry: PlannedEntry,
  ) {
    const { address, type } = entry;
    this.ref = { address, type };
    this.type = type;
    this.name = entry.name;
    this.mode = entry.mode;
    this.change = entry.change;
    this.hasNoSiteTag = context.hasNoSiteTag;
    this.attributes = new Attributes(new PlannedTree(context, address, entry.planned));
    // What the configuration says is about the planned values: the old ones have no references.
    if (entry.before !== undefined) this.before = new Attributes({ address, dialect: 'terraform', ...entry.before });
    if (entry.previousAddress !== undefined) this.previousAddress = entry.previousAddress;
    this.providerName = entry.providerName;
  }

  get provider(): ProviderInstance {
    return this.context.provider(this.ref.address, this.providerName);
  }
}

class PlannedTree implements AttributeTree {
  readonly dialect = 'terraform';
  readonly values: unknown;
  readonly unknown: UnknownMask;
  readonly sensitive: UnknownMask;

  constructor(
    private readonly context: PlanContext,
    readonly address: string,
    planned: PlannedValues,
  ) {
    this.values = planned.values;
    this.unknown = planned.unknown;
    this.sensitive = planned.sensitive;
  }

  references(path: readonly string[]): readonly string[] {
    return this.context.references(this.address, path, this.values);
  }

  written(path: readonly string[]): boolean | undefined {
    return this.context.written(this.address, path, this.values);
  }
}
