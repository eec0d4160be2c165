import type { Reading } from '../document';
import type { RawResource } from '../raw-resource';
import { pulumiAttributes } from './pulumi-properties';
import { isEngineType, pulumiProvider, urnName } from './pulumi-providers';
import type { ReadMember } from './pulumi-values';

type Properties = Readonly<Record<string, unknown>>;

/** What the policy SDK hands to `validateResource` and, for each resource, to `validateStack`. */
export interface PolicyResourceLike {
  readonly type: string;
  readonly urn: string;
  readonly name: string;
  readonly props: Properties;
  readonly opts?: { readonly additionalSecretOutputs?: readonly string[] };
  readonly provider?: { readonly type: string; readonly urn: string; readonly name: string; readonly props: Properties };
  readonly propertyDependencies?: Readonly<Record<string, readonly { readonly urn: string }[]>>;
}

export type StackTags = ReadonlyMap<string, string>;

/** Reads the resources of a stack as a stack policy sees them. */
export function readPolicyResources(
  resources: readonly PolicyResourceLike[],
  stackTags?: StackTags,
  path = 'pulumi',
): Reading {
  return {
    path,
    kind: 'pulumi-policy',
    resources: resources.flatMap((resource) => readPolicyResource(resource, stackTags) ?? []),
    warnings: [],
  };
}

/** Reads one resource as a policy sees it; undefined for the stack itself and for providers. */
export function readPolicyResource(resource: PolicyResourceLike, stackTags?: StackTags): RawResource | undefined {
  const { type, urn, provider } = resource;
  if (isEngineType(type)) return undefined;
  return {
    ref: { address: urn, type },
    dialect: 'pulumi',
    type,
    name: urnName(urn),
    mode: 'managed',
    change: 'exists',
    provider: pulumiProvider(
      provider?.urn ?? '',
      type,
      provider && { urn: provider.urn, type: provider.type, properties: provider.props },
      readGuarded,
    ),
    attributes: pulumiAttributes({
      urn,
      outputs: resource.props,
      secrets: resource.opts?.additionalSecretOutputs ?? [],
      dependencies: urnsOf(resource.propertyDependencies),
      read: readGuarded,
    }),
    ...(stackTags !== undefined && { stackTags }),
  };
}

const UNKNOWN_MARKER = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';

/**
 * Reads one member past the SDK's proxy, which throws where a value is unknown; the descriptor has the marker instead.
 * The SDK turns an exception that leaves a policy into a mere note, so that none may.
 */
const readGuarded: ReadMember = (object, key) => {
  try {
    const descriptor = Object.getOwnPropertyDescriptor(object, key);
    if (descriptor !== undefined && 'value' in descriptor) return descriptor.value as unknown;
    return (object as Readonly<Record<string | number, unknown>>)[key];
  } catch {
    return UNKNOWN_MARKER;
  }
};

function urnsOf(
  dependencies: PolicyResourceLike['propertyDependencies'],
): Readonly<Record<string, readonly string[]>> | undefined {
  if (dependencies === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(dependencies).map(([property, resources]) => [property, resources.map(({ urn }) => urn)]),
  );
}
