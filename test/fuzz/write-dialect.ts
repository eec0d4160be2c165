import { providerTables } from '../../lib/clouds/provider-tables';
import { camelCase } from '../../lib/resources/naming';
import type { Thing, Values } from './corpus';

/* The same resources in each dialect, as its tool writes them. */

export const dialects = ['plan', 'state', 'state file', 'stack', 'preview', 'export'] as const;

export type DialectName = (typeof dialects)[number];

const tokens = new Map(
  providerTables.flatMap(({ types }) => Object.entries(types).map(([type, { pulumi }]) => [type, pulumi[0]] as const)),
);

export const addressOf = ({ type, name }: Thing): string => `${type}.${name}`;

const providerOf = (type: string): string => `registry.terraform.io/example/${type.replace(/_.*/, '')}`;

export function writeDialect(dialect: DialectName, things: readonly Thing[]): unknown {
  switch (dialect) {
    case 'plan':
      return plan(things);
    case 'state':
      return {
        format_version: '1.0',
        terraform_version: '1.11.4',
        values: { root_module: { resources: things.map(shown) } },
      };
    case 'state file':
      return {
        version: 4,
        terraform_version: '1.11.4',
        serial: 1,
        lineage: 'l',
        outputs: {},
        resources: things.map(stored),
      };
    case 'stack':
      return stack(things);
    case 'preview':
      return {
        config: {},
        steps: things.map((thing) => ({ op: 'create', urn: urnOf(thing), newState: pulumiState(thing) })),
      };
    case 'export':
      return { version: 3, deployment: { manifest: {}, resources: things.map(pulumiState) } };
  }
}

function plan(things: readonly Thing[]): unknown {
  return {
    format_version: '1.2',
    terraform_version: '1.11.4',
    planned_values: { root_module: {} },
    resource_changes: things.map((thing) => {
      const { type, name, values, unknown, sensitive, before } = thing;
      const change = {
        actions: before === undefined ? ['create'] : ['update'],
        before: before ?? null,
        after: values,
        after_unknown: unknown,
        before_sensitive: before === undefined ? false : sensitive,
        after_sensitive: sensitive,
      };
      return { address: addressOf(thing), mode: 'managed', type, name, provider_name: providerOf(type), change };
    }),
    configuration: {
      root_module: {
        resources: things.map((thing) => ({
          address: addressOf(thing),
          mode: 'managed',
          type: thing.type,
          name: thing.name,
          expressions: Object.fromEntries(
            // What is unknown is written, and drawn from something that the plan does not show.
            [...new Set([...Object.keys(thing.values), ...Object.keys(thing.unknown)])].map((name) => [
              name,
              name in thing.unknown ? {} : { references: [`var.${name}`] },
            ]),
          ),
        })),
      },
    },
  };
}

const shown = (thing: Thing): unknown => ({
  address: addressOf(thing),
  mode: 'managed',
  type: thing.type,
  name: thing.name,
  provider_name: providerOf(thing.type),
  schema_version: 0,
  values: thing.values,
  sensitive_values: thing.sensitive,
});

const stored = ({ type, name, values, sensitive }: Thing): unknown => ({
  mode: 'managed',
  type,
  name,
  provider: `provider["${providerOf(type)}"]`,
  instances: [
    {
      schema_version: 0,
      attributes: values,
      sensitive_attributes: Object.keys(sensitive).map((value) => [{ type: 'get_attr', value }]),
    },
  ],
});

function stack(things: readonly Thing[]): unknown {
  const resource: Record<string, Record<string, unknown>> = {};
  for (const { type, name, values, unknown, sensitive } of things) {
    // A program writes secrets as variables.
    const given = Object.keys({ ...unknown, ...sensitive });
    const drawn = Object.fromEntries(given.map((attribute) => [attribute, `\${var.${attribute}}`]));
    resource[type] = {
      ...resource[type],
      [name]: { ...values, ...drawn, '//': { metadata: { path: `s/${name}`, uniqueId: name } } },
    };
  }
  return { '//': { metadata: { backend: 'local', stackName: 's', version: '0.21.0' } }, terraform: {}, resource };
}

const tokenOf = (type: string): string => tokens.get(type) ?? `x:index/${camelCase(type)}:${type}`;

const urnOf = ({ type, name }: Thing): string => `urn:pulumi:s::p::${tokenOf(type)}::${name}`;

const UNKNOWN = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
const SECRET = { '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270' };

function pulumiState(thing: Thing): unknown {
  const { type, values, unknown, sensitive } = thing;
  const inputs: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    if (name === 'id') continue;
    const plain = camelCased(value);
    inputs[camelCase(name)] = name in sensitive ? { ...SECRET, plaintext: JSON.stringify(plain) } : plain;
  }
  for (const name of Object.keys(unknown)) inputs[camelCase(name)] = UNKNOWN;
  const id = typeof values['id'] === 'string' ? { id: values['id'] } : {};
  return { urn: urnOf(thing), type: tokenOf(type), custom: true, ...id, inputs, outputs: inputs };
}

function camelCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelCased);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as Values).map(([name, inner]) => [camelCase(name), camelCased(inner)]),
  );
}
