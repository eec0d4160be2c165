/**
 * Cuts what `terraform providers schema -json` said down to the types of our rows and those recorded before:
 *
 *     npx ts-node --transpile-only test/schemas/record-schema.ts vsphere schema.json version=2.15.0
 */
import { existsSync, readFileSync } from 'node:fs';
import { providerTables } from '../../lib/clouds/provider-tables';
import { isFormer } from './former-types';
import { isProviderName, loadProviderSchema, providerSchemaFile, type Schema } from './provider-schema';
import { writeProviderSchema } from './write-provider-schema';

interface SchemaOutput {
  readonly provider_schemas: {
    readonly [address: string]: {
      readonly provider: Schema;
      readonly resource_schemas?: Record<string, Schema>;
      readonly data_source_schemas?: Record<string, Schema>;
    };
  };
}

const [name = '', file = '', ...source] = process.argv.slice(2);
if (!isProviderName(name) || source.length === 0) {
  throw new Error('usage: record-schema.ts <provider> <output of terraform providers schema -json> <key>=<value> ...');
}
const { provider_schemas } = JSON.parse(readFileSync(file, 'utf8')) as SchemaOutput;
const found = Object.entries(provider_schemas).find(([address]) => address.endsWith(`/${name}`));
if (found === undefined) throw new Error(`${file} holds no provider ${name}`);
const [provider, { provider: provider_schema, resource_schemas = {}, data_source_schemas = {} }] = found;
const before = existsSync(providerSchemaFile(name)) ? loadProviderSchema(name) : undefined;
const ofTable = Object.keys(providerTables.find((table) => table.name === name)?.types ?? {});
const rows = ofTable.filter((type) => !isFormer(name, type));
const missing = rows.filter((type) => !(type in resource_schemas) && !(type in data_source_schemas));
if (missing.length > 0) throw new Error(`${file} has no ${missing.join(', ')}`);

const cut = (schemas: Record<string, Schema>, recorded: Record<string, Schema> = {}): Record<string, Schema> =>
  Object.fromEntries(
    Object.entries(schemas).filter(([type]) => rows.includes(type) || (type in recorded && !isFormer(name, type))),
  );

writeProviderSchema(name, {
  provider,
  source: Object.fromEntries(source.map((pair) => pair.split(/=(.*)/s).slice(0, 2))) as Record<string, string>,
  ...(before?.inherited === undefined ? {} : { inherited: before.inherited }),
  provider_schema,
  resource_schemas: cut(resource_schemas, before?.resource_schemas),
  data_source_schemas: cut(data_source_schemas, before?.data_source_schemas),
});
