import type { PolicyConfigSchema } from '@pulumi/policy';
import { quantityPattern } from '../model/quantity';
import type { Rule } from '../rules/define-rule';
import { defaultText, largestCount, type OptionSpec } from '../rules/option';

type PropertySchema = PolicyConfigSchema['properties'][string];

type Written = Readonly<Record<string, unknown>>;

/**
 * A rule's options as the engine shows and checks them. The engine fills in the defaults, so they are what holds without a
 * configuration: the value that the facts file writes, else the rule's own.
 */
export function optionsSchema(rule: Rule, fromFile: Written = {}): PolicyConfigSchema {
  const defaults = optionDefaults(rule, fromFile);
  const properties = Object.entries(rule.options).map(([name, spec]): [string, PropertySchema] => [
    name,
    { ...valueSchema(spec), description: spec.description, default: defaults[name] as string | number | boolean },
  ]);
  return { properties: Object.fromEntries(properties) };
}

/** The options of a rule, each as people write it, that hold if the configuration names none. */
export const optionDefaults = (rule: Rule, fromFile: Written = {}): Written =>
  Object.fromEntries(
    Object.entries(rule.options).map(([name, spec]) => [
      name,
      Object.hasOwn(fromFile, name) ? fromFile[name] : writtenDefault(spec),
    ]),
  );

const writtenDefault = (spec: OptionSpec): unknown =>
  spec.kind === 'switch' || spec.kind === 'count' ? spec.default : defaultText(spec);

function valueSchema({ kind }: OptionSpec): PropertySchema {
  if (kind === 'switch') return { type: 'boolean' };
  if (kind === 'count') return { type: 'integer', minimum: 1, maximum: largestCount };
  return { type: 'string', pattern: quantityPattern(kind) };
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
