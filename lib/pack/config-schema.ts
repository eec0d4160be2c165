import type { PolicyConfigSchema } from '@pulumi/policy';
import { quantityPattern } from '../model/quantity';
import type { Rule } from '../rules/define-rule';

type PropertySchema = PolicyConfigSchema['properties'][string];

/** A rule's options as the engine shows and checks them. */
export function optionsSchema(rule: Rule): PolicyConfigSchema {
  const properties = Object.entries(rule.options).map(([name, spec]): [string, PropertySchema] => {
    const { description } = spec;
    if (spec.kind === 'switch') return [name, { type: 'boolean', description }];
    if (spec.kind === 'count') return [name, { type: 'integer', minimum: 1, description }];
    return [name, { type: 'string', pattern: quantityPattern(spec.kind), description }];
  });
  return { properties: Object.fromEntries(properties) };
}

/** The facts of `lightbound.yaml`; their content is checked by the pack itself, with better words than a schema has. */
export const factsSchema: PolicyConfigSchema = {
  properties: {
    sites: { type: 'object', description: 'Sites by name, as in lightbound.yaml' },
    links: { type: 'array', description: 'Links between sites, as in lightbound.yaml' },
    workloads: { type: 'object', description: 'Workload classes by name, as in lightbound.yaml' },
    platforms: { type: 'object', description: 'Product to version, as in lightbound.yaml' },
  },
};
