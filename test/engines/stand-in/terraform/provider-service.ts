import { type CtyObject, type CtyValue, decodeValue, encodeValue, isObject, isUnknown, unknown } from './cty-value';
import { type DataFixture, fixtureFor } from './data-fixture';
import { fillBlock, fingerprint, inventValue } from './fill-value';
import type { Block, ProviderSchema, Schema } from '../../../schemas/provider-schema';
import { schemaMessage } from './schema-message';

type Wire = { msgpack: Uint8Array } | null;
export interface Request {
  type_name: string;
  config: Wire;
  prior_state: Wire;
  planned_state: Wire;
  current_state: Wire;
  raw_state: { json: Uint8Array };
}
/** Every configuration of a provider, so every alias, has a connection of its own, told apart by `peer`. */
export type Answer = (request: Request, peer: string) => object;

/** The answers of a provider that knows its schema and nothing else: no defaults, no value checks, no replacement. */
export function providerService(schema: ProviderSchema, fixtures: readonly DataFixture[]): Record<string, Answer> {
  const resourceBlock = (type: string) => blockNamed(schema.resource_schemas, type);
  const uniqueSeed = seedSequence();
  const configurations = new Map<string, CtyObject>();
  const inherited = (peer: string): CtyObject => {
    const configuration = configurations.get(peer) ?? {};
    return Object.fromEntries((schema.inherited ?? []).map((name) => [name, configuration[name] ?? null]));
  };

  return {
    GetMetadata: () => ({ server_capabilities: {} }),
    GetProviderSchema: () => schemaMessage(schema),
    ValidateProviderConfig: () => ({}),
    ValidateResourceConfig: () => ({}),
    ValidateDataResourceConfig: () => ({}),
    ConfigureProvider: ({ config }, peer) => {
      configurations.set(peer, decodeValue(config) as CtyObject);
      return {};
    },
    StopProvider: () => ({}),

    UpgradeResourceState: ({ type_name, raw_state }) => {
      const stored = JSON.parse(Buffer.from(raw_state.json).toString('utf8')) as CtyObject;
      return { upgraded_state: encodeValue(fillBlock(resourceBlock(type_name), stored, () => undefined)) };
    },

    ReadResource: ({ current_state }) => ({ state: current_state }),

    PlanResourceChange: ({ type_name, prior_state, planned_state: proposed }, peer) => {
      const value = decodeValue(proposed);
      if (decodeValue(prior_state) !== null || !isObject(value)) return { planned_state: proposed };
      const planned = fillBlock(resourceBlock(type_name), value, (attribute, given, path) =>
        given === null && attribute.computed ? (inherited(peer)[path] ?? unknown) : undefined,
      );
      return { planned_state: encodeValue(planned) };
    },

    ApplyResourceChange: ({ type_name, planned_state }) => {
      const planned = decodeValue(planned_state);
      if (!isObject(planned)) return { state: planned_state };
      const seed = uniqueSeed(type_name, planned);
      const created = fillBlock(resourceBlock(type_name), planned, (attribute, value, path) =>
        isUnknown(value) ? inventValue(attribute, `${seed}.${path}`) : undefined,
      );
      return { state: encodeValue(created) };
    },

    ReadDataSource: ({ type_name, config }, peer) => {
      const asked = decodeValue(config) as CtyObject;
      const seed = `${type_name}#${fingerprint(stableText(asked))}`;
      const answer = { ...asked, ...fixtureFor(fixtures, type_name, asked) };
      const read = fillBlock(blockNamed(schema.data_source_schemas, type_name), answer, (attribute, value, path) =>
        value === null && attribute.computed
          ? (inherited(peer)[path] ?? inventValue(attribute, `${seed}.${path}`))
          : undefined,
      );
      return { state: encodeValue(read) };
    },
  };
}

function blockNamed(schemas: Record<string, Schema>, type: string): Block {
  const schema = schemas[type];
  if (!schema) throw new Error(`The stand-in has no schema for ${type}`);
  return schema.block;
}

/** Two resources written alike must still get different ids, so a repeated seed gets a number. */
function seedSequence(): (type: string, value: CtyValue) => string {
  const timesSeen = new Map<string, number>();
  return (type, value) => {
    const seed = `${type}#${fingerprint(stableText(value))}`;
    const times = timesSeen.get(seed) ?? 0;
    timesSeen.set(seed, times + 1);
    return times === 0 ? seed : `${seed}-${times}`;
  };
}

function stableText(value: CtyValue): string {
  return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? inner.toString() : inner));
}
