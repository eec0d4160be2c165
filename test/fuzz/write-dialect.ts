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

/** How a plan shows the arguments of provider instances: as constants, drawn on variables, or as values that are to come. */
export type ArgumentsShown = 'constant' | 'drawn' | 'drawn alike' | 'to come';

export function writeDialect(
  dialect: DialectName,
  things: readonly Thing[],
  args: ArgumentsShown = 'constant',
): unknown {
  switch (dialect) {
    case 'plan':
      return plan(things, args);
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

function plan(things: readonly Thing[], args: ArgumentsShown): unknown {
  const instances = [
    ...new Map(things.flatMap((thing) => (thing.provider ? [[keyOf(thing), thing] as const] : []))).values(),
  ];
  return {
    format_version: '1.2',
    terraform_version: '1.11.4',
    planned_values: { root_module: {} },
    variables: Object.fromEntries(
      instances.flatMap((thing) => variablesOf(thing, args === 'drawn alike' ? instances : [thing])),
    ),
    resource_changes: things.map((thing) => {
      const { type, name, values, unknown, sensitive, before } = thing;
      const change = {
        actions: before === undefined ? ['create'] : ['update'],
        before: before ?? null,
        after: hide(values, unknown, {}, leftOut),
        after_unknown: unknown,
        before_sensitive: before === undefined ? false : sensitive,
        after_sensitive: sensitive,
      };
      return { address: addressOf(thing), mode: 'managed', type, name, provider_name: providerOf(type), change };
    }),
    configuration: {
      provider_config: Object.fromEntries(instances.map((thing) => [keyOf(thing), configOf(thing, args)])),
      root_module: {
        variables: Object.fromEntries(
          instances.flatMap((thing) => variablesOf(thing, [thing]).map(([name]) => [name, {}])),
        ),
        resources: things.map((thing) => ({
          address: addressOf(thing),
          mode: 'managed',
          type: thing.type,
          name: thing.name,
          ...(thing.provider && { provider_config_key: keyOf(thing) }),
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

/** `nsxt` or `nsxt.far`. */
const keyOf = ({ type, provider }: Thing): string =>
  [type.replace(/_.*/, ''), provider?.alias ?? ''].filter((part) => part !== '').join('.');

const variableOf = (thing: Thing, name: string): string => `${keyOf(thing).replace('.', '_')}_${name}`;

/** @param from the instances whose values it holds, the first of which has the argument */
const variablesOf = (
  thing: Thing,
  from: readonly Thing[],
): readonly (readonly [string, { readonly value: string }])[] =>
  Object.entries(thing.provider?.args ?? {}).map(([name, own]) => {
    const value = from.find((one) => one.type.replace(/_.*/, '') === thing.type.replace(/_.*/, ''))?.provider?.args[
      name
    ];
    return [variableOf(thing, name), { value: value ?? own }];
  });

function configOf(thing: Thing, shown: ArgumentsShown): unknown {
  const { alias = '', args = {} } = thing.provider ?? {};
  const expressions = Object.entries(args).map(([name, value]) => {
    if (shown === 'constant') return [name, { constant_value: value }];
    return [name, { references: shown === 'to come' ? ['data.x.y'] : [`var.${variableOf(thing, name)}`] }];
  });
  const name = thing.type.replace(/_.*/, '');
  return {
    name,
    full_name: providerOf(thing.type),
    ...(alias !== '' && { alias }),
    expressions: Object.fromEntries(expressions),
  };
}

/** What stands in the place of a hidden value; `leftOut` as a plan leaves out what is unknown. */
type Stand = (value: unknown, path: string, why: 'unknown' | 'sensitive') => unknown;

const leftOut: Stand = (value, _, why) => (why === 'unknown' ? undefined : value);

/** A value with what its masks hide replaced, at any depth. */
function hide(value: unknown, unknown: unknown, sensitive: unknown, stand: Stand, path = ''): unknown {
  if (unknown === true) return stand(value, path, 'unknown');
  if (sensitive === true) return stand(value, path, 'sensitive');
  const inner = (key: string): unknown =>
    hide(at(value, key), at(unknown, key), at(sensitive, key), stand, path === '' ? key : `${path}_${key}`);
  if (Array.isArray(value)) return value.map((_, index) => inner(String(index)) ?? null);
  if (typeof value !== 'object' || value === null) return value;
  const hidden = Object.entries(objectIn(unknown)).flatMap(([key, mask]) => (mask === true ? [key] : []));
  const keys = new Set([...Object.keys(value), ...hidden]);
  return Object.fromEntries(
    [...keys].flatMap((key) => {
      const found = inner(key);
      return found === undefined ? [] : [[key, found] as const];
    }),
  );
}

const objectIn = (mask: unknown): Values =>
  typeof mask === 'object' && mask !== null && !Array.isArray(mask) ? (mask as Values) : {};

const at = (mask: unknown, key: string): unknown =>
  typeof mask === 'object' && mask !== null && Object.hasOwn(mask, key) ? (mask as Values)[key] : undefined;

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
      sensitive_attributes: pathsOf(sensitive),
    },
  ],
});

/** As a state file names what is sensitive: by steps. */
function pathsOf(mask: unknown, steps: readonly unknown[] = []): readonly (readonly unknown[])[] {
  if (mask === true) return [steps];
  if (typeof mask !== 'object' || mask === null) return [];
  const isList = Array.isArray(mask);
  return Object.entries(mask).flatMap(([key, inner]) =>
    pathsOf(inner, [
      ...steps,
      isList ? { type: 'index', value: { value: Number(key), type: 'number' } } : { type: 'get_attr', value: key },
    ]),
  );
}

function stack(things: readonly Thing[]): unknown {
  const resource: Record<string, Record<string, unknown>> = {};
  for (const { type, name, values, unknown, sensitive } of things) {
    // A program writes secrets as variables.
    const written = hide(values, unknown, sensitive, (_, path) => `\${var.${path}}`) as Values;
    resource[type] = {
      ...resource[type],
      [name]: { ...written, '//': { metadata: { path: `s/${name}`, uniqueId: name } } },
    };
  }
  return { '//': { metadata: { backend: 'local', stackName: 's', version: '0.21.0' } }, terraform: {}, resource };
}

const tokenOf = (type: string): string => tokens.get(type) ?? `x:index/${camelCase(type)}:${type}`;

const urnOf = ({ type, name }: Thing): string => `urn:pulumi:s::p::${tokenOf(type)}::${name}`;

const UNKNOWN = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
const SECRET = { '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270' };

function pulumiState(thing: Thing): unknown {
  const { values, unknown, sensitive } = thing;
  const { id: _, ...shown } = hide(values, unknown, sensitive, (value, __, why) =>
    why === 'unknown' ? UNKNOWN : { ...SECRET, plaintext: JSON.stringify(camelCased(value)) },
  ) as Values;
  const inputs = camelCased(shown);
  const id = typeof values['id'] === 'string' ? { id: values['id'] } : {};
  return { urn: urnOf(thing), type: tokenOf(thing.type), custom: true, ...id, inputs, outputs: inputs };
}

function camelCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelCased);
  if (typeof value !== 'object' || value === null) return value;
  // A secret is an object of the engine's own.
  if (Object.keys(SECRET).some((key) => Object.hasOwn(value, key))) return value;
  return Object.fromEntries(
    Object.entries(value as Values).map(([name, inner]) => [camelCase(name), camelCased(inner)]),
  );
}
