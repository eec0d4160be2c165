import type { DocumentKind, Reading } from '../../resources/document';
import type { RawResource } from '../../resources/raw-resource';
import { pulumiAttributes } from './pulumi-properties';
import { isEngineType, pulumiProvider, urnName } from './pulumi-providers';
import { stackOf } from './stack-of';
import { plainCopy } from './policy-proxy';

type Properties = Readonly<Record<string, unknown>>;

/** What the policy SDK hands to `validateResource` and, for each resource, to `validateStack`. */
export interface PolicyResourceLike {
  readonly type: string;
  readonly urn: string;
  readonly name: string;
  readonly props: Properties;
  readonly opts?: { readonly additionalSecretOutputs?: readonly string[] };
  readonly provider?: {
    readonly type: string;
    readonly urn: string;
    readonly name: string;
    readonly props: Properties;
  };
  readonly propertyDependencies?: Readonly<Record<string, readonly { readonly urn: string }[]>>;
}

export type StackTags = ReadonlyMap<string, string>;

/** What a policy sees of a stack; no document holds it. */
const pulumiPolicy: DocumentKind = { kind: 'pulumi-policy', title: 'Pulumi stack', tells: 'plan' };

/** Reads the resources of a stack as a stack policy sees them. */
export function readPolicyResources(seen: readonly PolicyResourceLike[], stackTags?: StackTags): Reading {
  const resources = seen.flatMap((resource) => readPolicyResource(resource, stackTags) ?? []);
  return { path: 'pulumi', from: pulumiPolicy, resources, ...stackOf(resources), warnings: [] };
}

/** Reads one resource as a policy sees it; undefined for the stack itself and for providers. */
export function readPolicyResource(resource: PolicyResourceLike, stackTags?: StackTags): RawResource | undefined {
  const { type, urn, provider } = resource;
  if (isEngineType(type)) return undefined;
  const properties = plainCopy(resource.props) as Properties;
  // Only a stack policy is told of dependencies, and only it sees outputs; the other sees inputs.
  const seesOutputs = resource.propertyDependencies !== undefined;
  return {
    ref: { address: urn, type },
    spelling: 'pulumi',
    type,
    name: urnName(urn),
    mode: 'managed',
    change: 'exists',
    provider: pulumiProvider(
      provider?.urn ?? '',
      type,
      provider && { urn: provider.urn, type: provider.type, properties: plainCopy(provider.props) as Properties },
    ),
    attributes: pulumiAttributes({
      urn,
      ...(seesOutputs ? { outputs: properties } : { inputs: properties }),
      secrets: resource.opts?.additionalSecretOutputs ?? [],
      dependencies: urnsOf(resource.propertyDependencies),
    }),
    ...(stackTags !== undefined && { stackTags }),
  };
}

function urnsOf(
  dependencies: PolicyResourceLike['propertyDependencies'],
): Readonly<Record<string, readonly string[]>> | undefined {
  if (dependencies === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(dependencies).map(([property, resources]) => [property, resources.map(({ urn }) => urn)]),
  );
}
