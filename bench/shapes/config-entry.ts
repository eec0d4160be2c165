import { shortName } from './plan-text';
import { sampleOf, type Type, type Values } from './resource-instance';

/** A resource as the configuration of a plan shows it. */
export interface ConfigEntry extends Values {
  readonly address: string;
}

/** As a module of `configuration` shows it; `repeat` is its `count_expression` or `for_each_expression`. */
export function configEntry(type: Type, name: string, expressions: unknown, repeat: object = {}): ConfigEntry {
  return {
    address: `${type}.${name}`,
    mode: 'managed',
    type,
    name,
    provider_config_key: shortName(sampleOf(type).provider),
    expressions,
    schema_version: 0,
    ...repeat,
  };
}

/** The expressions of the sample, but for those that draw from elsewhere; by name, as Terraform orders them. */
export function expressionsOf(type: Type, drawn: object): object {
  const expressions = Object.entries({ ...sampleOf(type).expressions, ...drawn });
  return Object.fromEntries(expressions.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A data source as a module of `configuration` shows it. */
export function dataConfigEntry(type: string, name: string, expressions: unknown, repeat: object = {}): ConfigEntry {
  const head = { address: `data.${type}.${name}`, mode: 'data', type, name, provider_config_key: 'vsphere' };
  return { ...head, expressions, schema_version: 0, ...repeat };
}

/** An expression that draws from what is named. */
export const drawingFrom = (...references: readonly string[]): object => ({ references });

/** An expression that is the id of a resource; Terraform lists the resource behind it, and what has its key. */
export function idOf(address: string): object {
  const withoutKey = address.replace(/\[[^\]]*\]$/u, '');
  return drawingFrom(`${address}.id`, address, ...(withoutKey === address ? [] : [withoutKey]));
}

/** The resources of a module, those that are managed before those that are looked up. */
export function configured(managed: readonly ConfigEntry[], lookedUp: readonly ConfigEntry[]): object {
  const byAddress = (a: ConfigEntry, b: ConfigEntry): number => (a.address < b.address ? -1 : 1);
  const resources = [managed, lookedUp].flatMap((entries) => [...entries].sort(byAddress));
  return resources.length === 0 ? {} : { resources };
}
