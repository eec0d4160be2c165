import type { ProviderTable } from '../../../lib/placing/provider-table';
import type { UnknownMask } from '../../../lib/resources/attribute-tree';
import { Attributes } from '../../../lib/resources/attributes';
import { providerInstance, type Argument } from '../../../lib/resources/provider-instance';
import type { RawResource } from '../../../lib/resources/raw-resource';
import type { CtyType, ProviderSchema, Schema } from '../../schemas/provider-schema';
import { objectOf } from '../../schemas/type-at-path';

/** What the attributes of all resources hold: each the same of its kind, or only what is known after apply. */
export type Filling = { readonly text: string; readonly flag: boolean; readonly number: number } | 'later';

export interface World {
  readonly filling: Filling;
  /** Where a type has both a resource and a data source, which of them. */
  readonly mode: 'managed' | 'data';
  /** A type of which there is no resource. */
  readonly withoutType?: string;
  /** Whether what is unknown draws on none of the resources. */
  readonly drawsOnNothing?: boolean;
  /** Whether there are two of each type, so that a reference may mean either. */
  readonly isTwice?: boolean;
  /** An attribute of one type that holds something else than all others. */
  readonly except?: { readonly type: string; readonly attribute: string; readonly as: 'later' | 'absent' };
}

/** Of resources that an update in place changes, what was there before. */
const formerly: Filling = { text: 'there', flag: true, number: 2 };

/** A value and which parts of it are known only after apply, as a plan tells them. */
interface Filled {
  readonly value: unknown;
  readonly unknown: UnknownMask;
}

/** The attributes of one resource, or the arguments of a provider instance. */
interface FilledFields {
  readonly values: Readonly<Record<string, unknown>>;
  readonly unknown: Readonly<Record<string, UnknownMask>>;
}

/** Makes the resources of a table out of nothing but its schema. */
export class ResourcesFromSchema {
  private readonly filled = new Map<string, FilledFields>();

  constructor(
    private readonly table: ProviderTable,
    private readonly schema: ProviderSchema,
  ) {}

  /** One resource of each type, each being what every reference of the others may mean. */
  of({ filling, mode, withoutType, except, drawsOnNothing = false, isTwice = false }: World): readonly RawResource[] {
    const once = Object.keys(this.table.types).flatMap((type) => (type === withoutType ? [] : this.choose(type, mode)));
    const again = once.map((one) => ({ ...one, address: one.address.replace(/one$/, 'two') }));
    const chosen = isTwice ? [...once, ...again] : once;
    const addresses = chosen.map(({ address }) => address);
    const provider = this.provider(filling);
    return chosen.map(({ address, type, isData, schema }): RawResource => {
      const all = this.fields(address, schema, filling);
      const planned = except?.type === type ? exceptFor(all, except.attribute, except.as) : all;
      const tree = {
        address,
        spelling: 'terraform' as const,
        references: () => (drawsOnNothing ? [] : addresses),
        written: ([attribute = '']: readonly string[]) => attribute in planned.values,
      };
      return {
        ref: { address, type },
        spelling: 'terraform',
        type,
        name: 'one',
        mode: isData ? 'data' : 'managed',
        change: isData ? 'read' : 'update',
        provider,
        attributes: new Attributes({ ...tree, ...planned }),
        before: new Attributes({ ...tree, ...this.fields(address, schema, formerly) }),
      };
    });
  }

  private choose(type: string, mode: World['mode']) {
    const managed = this.schema.resource_schemas[type];
    const data = this.schema.data_source_schemas[type];
    if (data !== undefined && (mode === 'data' || managed === undefined)) {
      return [{ type, address: `data.${type}.one`, isData: true, schema: data }];
    }
    return managed === undefined ? [] : [{ type, address: `${type}.one`, isData: false, schema: managed }];
  }

  private provider(filling: Filling) {
    const { values, unknown } = this.fields('provider', this.schema.provider_schema, filling);
    const args = Object.entries(values).map(([name, value]): [string, Argument] => [
      name,
      unknown[name] === true ? { kind: 'later' } : { kind: 'value', value },
    ]);
    return providerInstance('terraform', `provider.${this.table.name}`, this.table.name, '', new Map(args));
  }

  private fields(owner: string, { block }: Schema, filling: Filling): FilledFields {
    const key = `${owner} ${JSON.stringify(filling)}`;
    let fields = this.filled.get(key);
    if (fields === undefined) this.filled.set(key, (fields = fillFields(objectOf(block)[1], filling)));
    return fields;
  }
}

function exceptFor({ values, unknown }: FilledFields, attribute: string, as: 'later' | 'absent'): FilledFields {
  const { [attribute]: _value, ...others } = values;
  const { [attribute]: _mask, ...masks } = unknown;
  return as === 'absent'
    ? { values: others, unknown: masks }
    : { values: { ...others, [attribute]: null }, unknown: { ...masks, [attribute]: true } };
}

function fillFields(types: Readonly<Record<string, CtyType>>, filling: Filling): FilledFields {
  const filled = Object.entries(types).map(([name, type]) => [name, fill(type, filling)] as const);
  return {
    values: Object.fromEntries(filled.map(([name, { value }]) => [name, value])),
    unknown: Object.fromEntries(filled.map(([name, { unknown }]) => [name, unknown])),
  };
}

function fill(type: CtyType, filling: Filling): Filled {
  if (Array.isArray(type)) {
    switch (type[0]) {
      case 'object':
        return objectOfFields(fillFields(type[1], filling));
      case 'map':
        return objectOfFields(fillFields({ key: type[1] }, filling));
      case 'tuple':
        return listOf(type[1].map((item) => fill(item, filling)));
      default:
        return listOf([fill(type[1], filling), fill(type[1], filling)]);
    }
  }
  if (filling === 'later') return { value: null, unknown: true };
  const value = type === 'number' ? filling.number : type === 'bool' ? filling.flag : filling.text;
  return { value, unknown: undefined };
}

const objectOfFields = ({ values, unknown }: FilledFields): Filled => ({ value: values, unknown });

const listOf = (items: readonly Filled[]): Filled => ({
  value: items.map(({ value }) => value),
  unknown: items.map(({ unknown }) => unknown),
});
