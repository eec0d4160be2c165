/**
 * Derives `terraform/aws.json` from `@cdktf/provider-aws`, whose generated code was written from the provider's schema
 * and travels as TypeScript in its inline source maps. Lost on that way: item counts, sensitivity, schema versions.
 *
 *     npx ts-node --transpile-only test/schemas/derive-aws-schema.ts
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { aws } from '../../lib/clouds/aws';
import type { Attribute, Block, CtyType, NestedBlock, Schema } from './provider-schema';
import { writeProviderSchema } from './write-provider-schema';

/** What configurations in the tests need besides the types of our rows. */
const tests = { resources: ['networkmanager-global-network'], dataSources: ['availability-zones', 'region'] };

const rows = Object.keys(aws.types).map((type) => type.replace('aws_', '').replaceAll('_', '-'));

const packageFile = require.resolve('@cdktf/provider-aws/package.json');
const scalarTypes: Record<string, CtyType> = { string: 'string', number: 'number', boolean: 'bool' };

const moduleFile = (folder: string): string => join(dirname(packageFile), 'lib', folder, 'index.js');

/** The TypeScript of one generated module. */
function sourceOf(folder: string): string {
  const compiled = readFileSync(moduleFile(folder), 'utf8');
  const inline = /sourceMappingURL=data:application\/json;base64,(\S+)/.exec(compiled)?.[1] ?? '';
  const map = JSON.parse(Buffer.from(inline, 'base64').toString('utf8')) as { sourcesContent: string[] };
  return map.sourcesContent.join('\n');
}

/** The text of a class or function, up to the next one that is exported. */
function declaration(source: string, start: RegExp): string {
  const from = source.search(start);
  if (from < 0) throw new Error(`Not found in the generated code: ${start}`);
  const next = source.indexOf('\nexport ', from + 1);
  return source.slice(from, next < 0 ? undefined : next);
}

type Collection = 'list' | 'set' | 'map';

interface Written {
  isBlock: boolean;
  collection: 'simple' | 'struct' | Collection;
  storage: string;
}

/** How each attribute is written as HCL: what the generated code says of those that can be set. */
function writtenAttributes(code: string): Map<string, Written> {
  const entry = /(\w+): \{\s+value: [^\n]*\s+isBlock: (true|false),\s+type: "(\w+)",\s+storageClassType: "(\w+)"/g;
  return new Map(
    [...code.matchAll(entry)].map(([, name = '', isBlock, collection = '', storage = '']) => [
      name,
      { isBlock: isBlock === 'true', collection: collection as Written['collection'], storage },
    ]),
  );
}

function blockOf(source: string, code: string, written: Map<string, Written>): Block {
  const attributes: Record<string, Attribute> = {};
  const block_types: Record<string, NestedBlock> = {};
  const comment =
    /\/\/ (\w+) - computed: (true|false), optional: (true|false), required: (true|false)([\s\S]*?)(?=\n {2}\/\/ \w+ - computed|$)/g;
  for (const [, name = '', computed, optional, required, body = ''] of code.matchAll(comment)) {
    const how = written.get(name);
    if (how?.isBlock) {
      block_types[name] = nestedBlock(source, how, required === 'true');
      continue;
    }
    const flags = { computed: computed === 'true', optional: optional === 'true', required: required === 'true' };
    const set = Object.entries(flags).filter(([, value]) => value);
    attributes[name] = { ...Object.fromEntries(set), type: how ? typeWritten(how) : typeRead(source, name, body) };
  }
  return { attributes, ...(Object.keys(block_types).length > 0 ? { block_types } : {}) };
}

function nestedBlock(source: string, { collection, storage }: Written, required: boolean): NestedBlock {
  const struct = collection === 'struct' ? storage : storage.replace(/List$/, '');
  const nesting_mode = collection === 'struct' || collection === 'simple' ? 'single' : collection;
  const helper = struct.charAt(0).toLowerCase() + struct.slice(1);
  const written = writtenAttributes(declaration(source, new RegExp(`export function ${helper}ToHclTerraform\\(`)));
  const block = blockOf(source, outputReference(source, struct), written);
  return { nesting_mode, block, ...(required ? { min_items: 1 } : {}) };
}

function outputReference(source: string, struct: string): string {
  return declaration(source, new RegExp(`export class ${struct}OutputReference `));
}

function typeWritten({ collection, storage }: Written): CtyType {
  const element = scalarTypes[storage.replace(/(List|Map)$/, '')];
  if (!element || collection === 'struct') throw new Error(`No type for ${storage}`);
  return collection === 'simple' ? element : [collection, element];
}

/** The type of an attribute that can only be read, from its getter. */
function typeRead(source: string, name: string, body: string): CtyType {
  const mapped = /new cdktf\.(String|Number|Boolean)Map\(this/.exec(body)?.[1];
  if (mapped) return ['map', scalarTypes[mapped.toLowerCase()]!];
  const complex = /new (\w+?)(List|Map|OutputReference)\(this, "\w+"(?:, (true|false))?\)/.exec(body);
  if (complex) {
    const [, struct = '', kind, isSet] = complex;
    const { attributes = {} } = blockOf(source, outputReference(source, struct), new Map());
    const fields = Object.entries(attributes).map(([field, { type }]) => [field, type!]);
    const object: CtyType = ['object', Object.fromEntries(fields) as Record<string, CtyType>];
    return [kind === 'Map' ? 'map' : isSet === 'true' ? 'set' : 'list', object];
  }
  const [, isSet, scalar, collection] =
    /return (cdktf\.Fn\.tolist\()?this\.get(String|Number|Boolean)?(List|Map)?Attribute\(/.exec(body) ?? [];
  const element = scalarTypes[(scalar ?? 'string').toLowerCase()] ?? 'string';
  if (!scalar && !collection) throw new Error(`No type for ${name}`);
  if (!collection) return element;
  return [isSet ? 'set' : collection === 'Map' ? 'map' : 'list', element];
}

function schemaOf(folder: string, base: string): [string, Schema] {
  const source = sourceOf(folder);
  const code = declaration(source, new RegExp(`export class \\w+ extends cdktf\\.${base} `));
  const name = /tfResourceType = "(\w+)"/.exec(code)?.[1] ?? '';
  return [name, { version: 0, block: blockOf(source, code, writtenAttributes(code)) }];
}

/** The provider's own settings: nothing is computed, so what can be written is all there is; blocks stay out. */
function providerSchema(): Schema {
  const code = declaration(sourceOf('provider'), /export class AwsProvider extends/);
  const settings = [...writtenAttributes(code)].filter(([, { isBlock }]) => !isBlock);
  return {
    block: {
      attributes: Object.fromEntries(settings.map(([name, how]) => [name, { optional: true, type: typeWritten(how) }])),
    },
  };
}

const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string };
const providerVersion = /providerVersion: '([\d.]+)'/.exec(sourceOf('vpc'))?.[1];
const dataModules = [...rows, ...tests.dataSources].map((name) => `data-aws-${name}`);

writeProviderSchema('aws', {
  provider: 'registry.terraform.io/hashicorp/aws',
  source: { package: `@cdktf/provider-aws@${version}`, providerVersion },
  inherited: ['region'],
  provider_schema: providerSchema(),
  resource_schemas: Object.fromEntries(
    [...rows, ...tests.resources].map((folder) => schemaOf(folder, 'TerraformResource')),
  ),
  // Not every resource has a data source of the same name.
  data_source_schemas: Object.fromEntries(
    dataModules
      .filter((folder) => existsSync(moduleFile(folder)))
      .map((folder) => schemaOf(folder, 'TerraformDataSource')),
  ),
});
