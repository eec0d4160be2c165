import type { DocumentKind, Reading, Wanted } from '../../resources/document';
import type { RawResource } from '../../resources/raw-resource';
import { pulumiAttributes } from './pulumi-properties';
import { isEngineType, pulumiProvider, urnName, type PulumiProvider } from './pulumi-providers';
import { whereItSpeaks } from '../../resources/speaks-of-stretching';
import { parentOf } from './parent-of';
import { stackOf } from './stack-of';

type Properties = Readonly<Record<string, unknown>>;

/**
 * A resource as the engine shows it to a policy pack, in plain values with the engine's marks of what is unknown or secret.
 * Properties may be made when they are asked for.
 */
export interface PolicyResource {
  readonly urn: string;
  readonly type: string;
  readonly parent?: string | undefined;
  /** What the program gives, once the provider has checked it; undefined where the engine did not show it. */
  readonly inputs?: Properties | undefined;
  /** Undefined before the stack's turn; empty where the provider is not configured yet. */
  readonly outputs?: Properties | undefined;
  /** Names of properties that are secret although nothing in their values says so. */
  readonly secretOutputs: readonly string[];
  /** Components have none. */
  readonly provider?: PulumiProvider | undefined;
  /** URNs by the property that draws from them; only the stack's turn tells. */
  readonly dependencies?: Readonly<Record<string, readonly string[]>> | undefined;
}

export type StackTags = ReadonlyMap<string, string>;

/** What a policy pack sees of a stack; no document holds it. */
const pulumiPolicy: DocumentKind = { kind: 'pulumi-policy', title: 'Pulumi stack', tells: 'plan' };

/** Reads the resources of a stack as its engine shows them; those that are not wanted and do not speak of stretching are counted only. */
export function readPolicyResources(
  seen: readonly PolicyResource[],
  wanted: Wanted = () => true,
  stackTags?: StackTags,
): Reading {
  const passedOver = new Map<string, number>();
  const resources: RawResource[] = [];
  for (const resource of seen) {
    const { type } = resource;
    if (isEngineType(type)) continue;
    const read = readPolicyResource(resource, stackTags);
    if (wanted(type) || whereItSpeaks(read.attributes) !== undefined) resources.push(read);
    else passedOver.set(type, (passedOver.get(type) ?? 0) + 1);
  }
  return { path: 'pulumi', from: pulumiPolicy, resources, passedOver, ...stackOf(resources), warnings: [] };
}

function readPolicyResource(resource: PolicyResource, stackTags: StackTags | undefined): RawResource {
  const { type, urn, provider, inputs, outputs, secretOutputs, dependencies } = resource;
  return {
    ref: { address: urn, type, ...parentOf(resource.parent) },
    spelling: 'pulumi',
    type,
    name: urnName(urn),
    mode: 'managed',
    change: 'exists',
    provider: pulumiProvider(provider?.urn ?? '', type, provider),
    attributes: pulumiAttributes({
      urn,
      inputs,
      outputs,
      secrets: secretOutputs,
      dependencies,
      // Nothing but the engine's silence: what was not shown is not left out.
      isHidden: provider !== undefined && inputs === undefined && isEmpty(outputs),
    }),
    ...(stackTags !== undefined && { stackTags }),
  };
}

const isEmpty = (properties: Properties | undefined): boolean => Object.keys(properties ?? {}).length === 0;
