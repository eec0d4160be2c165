import type { AttributeTree, UnknownMask } from '../../resources/attribute-tree';
import { Attributes } from '../../resources/attributes';
import type { Change, ProviderInstance, RawResource } from '../../resources/raw-resource';
import type { PlanContext } from './plan-context';
import type { ResourceEntry } from './resource-entry';

/** One side of a planned change: the values with what is unknown or sensitive in them. */
export interface PlannedValues {
  readonly values: unknown;
  readonly unknown?: UnknownMask;
  readonly sensitive: UnknownMask;
}

export interface PlannedEntry {
  readonly resource: ResourceEntry;
  readonly change: Change;
  readonly planned: PlannedValues;
  readonly before?: PlannedValues | undefined;
  readonly previousAddress?: string | undefined;
}

/** A resource of a plan. Its provider and references are looked up in the configuration only when someone asks. */
export function plannedResource(context: PlanContext, entry: PlannedEntry): RawResource {
  const { resource, change, planned, before, previousAddress } = entry;
  const { address, type, name, mode, providerName } = resource;
  return {
    ref: { address, type },
    spelling: 'terraform',
    type,
    name,
    mode,
    change,
    provider: new PlannedProvider(context, address, providerName),
    attributes: new Attributes(new PlannedTree(context, address, planned)),
    // What the configuration says is about the planned values: the old ones have no references.
    before: before && new Attributes({ address, spelling: 'terraform', ...before }),
    previousAddress,
  };
}

class PlannedProvider implements ProviderInstance {
  constructor(
    private readonly context: PlanContext,
    private readonly resource: string,
    private readonly fullName: string,
  ) {}

  get name(): string {
    return this.instance.name;
  }

  get alias(): string {
    return this.instance.alias;
  }

  get address(): string {
    return this.instance.address;
  }

  get attributes(): Attributes {
    return this.instance.attributes;
  }

  toJSON(): ProviderInstance {
    return this.instance;
  }

  private get instance(): ProviderInstance {
    return this.context.provider(this.resource, this.fullName);
  }
}

class PlannedTree implements AttributeTree {
  readonly spelling = 'terraform';
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
