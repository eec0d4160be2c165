import { writeFileSync } from 'node:fs';
import { providerSchemaFile, type ProviderName, type ProviderSchema, type Schema } from './provider-schema';

/** Writes `terraform/<name>.json`: names sorted, one type a line, so that a new recording shows as what it changed. */
export function writeProviderSchema(name: ProviderName, schema: ProviderSchema): void {
  const { provider, source, inherited, provider_schema, resource_schemas, data_source_schemas } = schema;
  const members = [
    `"provider": ${JSON.stringify(provider)}`,
    `"source": ${JSON.stringify(source)}`,
    ...(inherited === undefined ? [] : [`"inherited": ${JSON.stringify(inherited)}`]),
    `"provider_schema": ${JSON.stringify(plain(provider_schema))}`,
    `"resource_schemas": ${oneLineEach(resource_schemas)}`,
    `"data_source_schemas": ${oneLineEach(data_source_schemas)}`,
  ];
  writeFileSync(providerSchemaFile(name), `{\n${members.map((member) => `  ${member}`).join(',\n')}\n}\n`);
}

function oneLineEach(schemas: Record<string, Schema>): string {
  const lines = sorted(schemas).map(
    ([type, schema]) => `    ${JSON.stringify(type)}: ${JSON.stringify(plain(schema))}`,
  );
  return `{\n${lines.join(',\n')}\n  }`;
}

const plain = ({ block, version = 0 }: Schema): Schema => ({ block: plainBlock(block), version });

type Block = Schema['block'];

function plainBlock(block: Block): Block {
  const { attributes, block_types } = block;
  const blocks = sorted(block_types ?? {}).map(([name, nested]) => [
    name,
    { ...withoutDescription(nested), block: plainBlock(nested.block) },
  ]);
  return {
    ...withoutDescription(block),
    ...(attributes === undefined ? {} : { attributes: plainAttributes(attributes) }),
    ...(block_types === undefined ? {} : { block_types: Object.fromEntries(blocks) }),
  };
}

type Attributes = NonNullable<Block['attributes']>;

const plainAttributes = (attributes: Attributes): Attributes =>
  Object.fromEntries(
    sorted(attributes).map(([name, attribute]) => {
      const { nested_type: nested } = attribute;
      const nested_type = nested && { ...nested, attributes: plainAttributes(nested.attributes) };
      return [name, { ...withoutDescription(attribute), ...(nested_type === undefined ? {} : { nested_type }) }];
    }),
  );

/** What a type decides about itself, without what is told of it to people. */
const withoutDescription = <Told extends object>(told: Told): Told =>
  Object.fromEntries(sorted(told).filter(([key]) => !key.startsWith('description'))) as Told;

const sorted = <Value>(record: { readonly [key: string]: Value } | object): [string, Value][] =>
  (Object.entries(record) as [string, Value][]).sort(([a], [b]) => (a < b ? -1 : 1));
