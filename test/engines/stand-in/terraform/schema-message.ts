import type { Attribute, Block, NestingMode, ProviderSchema, Schema } from '../../../schemas/provider-schema';

/** The numbers of the protocol's NestingMode enumeration. */
const nestingNumber: Record<NestingMode, number> = { single: 1, list: 2, set: 3, map: 4, group: 5 };

/** The answer to GetProviderSchema, in the shape of `provider.proto`. */
export function schemaMessage(schema: ProviderSchema): object {
  return {
    provider: schemaOf(schema.provider_schema),
    resource_schemas: mapValues(schema.resource_schemas, schemaOf),
    data_source_schemas: mapValues(schema.data_source_schemas, schemaOf),
    server_capabilities: {},
  };
}

function schemaOf(schema: Schema): object {
  return { version: schema.version ?? 0, block: blockOf(schema.block) };
}

function blockOf(block: Block): object {
  return {
    attributes: attributesOf(block.attributes),
    block_types: Object.entries(block.block_types ?? {}).map(([type_name, nested]) => ({
      type_name,
      block: blockOf(nested.block),
      nesting: nestingNumber[nested.nesting_mode],
      min_items: nested.min_items ?? 0,
      max_items: nested.max_items ?? 0,
    })),
  };
}

function attributesOf(attributes: Record<string, Attribute> = {}): object[] {
  return Object.entries(attributes).map(([name, { type, nested_type, required, optional, computed, sensitive }]) => ({
    name,
    required: required ?? false,
    optional: optional ?? false,
    computed: computed ?? false,
    sensitive: sensitive ?? false,
    ...(nested_type
      ? {
          nested_type: {
            attributes: attributesOf(nested_type.attributes),
            nesting: nestingNumber[nested_type.nesting_mode],
          },
        }
      : { type: Buffer.from(JSON.stringify(type)) }),
  }));
}

function mapValues<In, Out>(record: Record<string, In>, change: (value: In) => Out): Record<string, Out> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
