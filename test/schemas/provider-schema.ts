import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withFormer } from './former-types';

/** A type as `terraform providers schema -json` writes it: "string", ["list", "string"], ["object", {...}]. */
export type CtyType =
  | 'string'
  | 'number'
  | 'bool'
  | 'dynamic'
  | ['list' | 'set' | 'map', CtyType]
  | ['tuple', CtyType[]]
  | ['object', Record<string, CtyType>];

export type NestingMode = 'single' | 'list' | 'set' | 'map' | 'group';

export interface Attribute {
  type?: CtyType;
  nested_type?: { attributes: Record<string, Attribute>; nesting_mode: NestingMode };
  required?: boolean;
  optional?: boolean;
  computed?: boolean;
  sensitive?: boolean;
}

export interface NestedBlock {
  nesting_mode: NestingMode;
  block: Block;
  min_items?: number;
  max_items?: number;
}

export interface Block {
  attributes?: Record<string, Attribute>;
  block_types?: Record<string, NestedBlock>;
}

export interface Schema {
  version?: number;
  block: Block;
}

export interface ProviderSchema {
  /** The address in Terraform's registry, such as `registry.terraform.io/vmware/vsphere`. */
  provider: string;
  /** What the file was recorded from: repository and commit, or package and version. */
  source: Record<string, unknown>;
  /** Attributes that a resource or data source which leaves them out takes from the provider's configuration. */
  inherited?: string[];
  provider_schema: Schema;
  resource_schemas: Record<string, Schema>;
  data_source_schemas: Record<string, Schema>;
}

export const providerNames = ['aws', 'equinix', 'hcx', 'nsxt', 'openstack', 'ovh', 'vsphere'] as const;
export type ProviderName = (typeof providerNames)[number];

export const isProviderName = (name: string): name is ProviderName => providerNames.some((known) => known === name);

export const providerSchemaFile = (name: ProviderName): string => join(__dirname, 'terraform', `${name}.json`);

export function loadProviderSchema(name: ProviderName): ProviderSchema {
  const schema = JSON.parse(readFileSync(providerSchemaFile(name), 'utf8')) as ProviderSchema;
  return { ...schema, resource_schemas: withFormer(name, schema.resource_schemas) };
}
