import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CtyType } from './provider-schema';

/** The types of resources that a published SDK has, by token; properties under the names that the engine uses. */
export interface PulumiTypes {
  readonly package: string;
  readonly version: string;
  readonly resources: Readonly<Record<string, CtyType>>;
}

/** Published on PyPI; the SDKs of other languages are written from the same schema, with the same tokens and names. */
export const pulumiPackages = {
  aws: 'pulumi-aws',
  equinix: 'pulumi-equinix',
  openstack: 'pulumi-openstack',
  ovh: 'pulumi-ovh',
  vsphere: 'pulumi-vsphere',
} as const;

export type PulumiPackage = keyof typeof pulumiPackages;

export const hasPulumiPackage = (provider: string): provider is PulumiPackage => provider in pulumiPackages;

export const pulumiTypesFile = (provider: PulumiPackage): string => join(__dirname, 'pulumi', `${provider}.json`);

export const loadPulumiTypes = (provider: PulumiPackage): PulumiTypes =>
  JSON.parse(readFileSync(pulumiTypesFile(provider), 'utf8')) as PulumiTypes;
