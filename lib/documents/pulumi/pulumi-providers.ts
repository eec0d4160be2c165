import type { ProviderInstance } from '../../resources/raw-resource';
import { providerInstance, type Argument } from '../../resources/provider-instance';
import { mark, type Marked } from './pulumi-values';

const PREFIX = 'pulumi:providers:';

export interface PulumiProvider {
  readonly urn: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

export const isProviderType = (type: string): boolean => type.startsWith(PREFIX);

/** Resources of the engine itself: the stack and the providers. */
export const isEngineType = (type: string): boolean => type === 'pulumi:pulumi:Stack' || isProviderType(type);

const packageOf = (type: string): string => type.replace(/:.*/, '');

/** The last part of a URN: the resource's name in the program. */
export const urnName = (urn: string): string => urn.slice(urn.lastIndexOf('::') + 2);

/** The provider resources of a stack, each made once. */
export class PulumiProviders {
  private readonly instances = new Map<string, ProviderInstance>();

  constructor(private readonly find: (urn: string) => PulumiProvider | undefined) {}

  /** @param reference `<urn>::<id>`; components have none. */
  of(type: string, reference: string | undefined): ProviderInstance {
    const urn = reference === undefined ? '' : reference.slice(0, reference.lastIndexOf('::'));
    const id = urn === '' ? ` ${packageOf(type)}` : urn;
    let instance = this.instances.get(id);
    if (instance === undefined) {
      instance = pulumiProvider(urn, type, this.find(urn));
      this.instances.set(id, instance);
    }
    return instance;
  }
}

export function pulumiProvider(urn: string, type: string, found: PulumiProvider | undefined): ProviderInstance {
  const token = found?.type ?? /::(pulumi:providers:[^:]+)::/.exec(urn)?.[1];
  const name = token === undefined ? packageOf(type) : token.slice(PREFIX.length);
  const alias = urn === '' ? '' : urnName(urn);
  const args = new Map<string, Argument>();
  const properties = found?.properties ?? {};
  for (const argument of Object.keys(properties)) {
    args.set(argument, toArgument(mark(properties[argument])));
  }
  return providerInstance('pulumi', urn, name, /^default(_|$)/.test(alias) ? '' : alias, args);
}

function toArgument({ value, unknown, sensitive }: Marked): Argument {
  if (sensitive !== undefined) return { kind: 'sensitive' };
  return unknown === undefined ? { kind: 'value', value } : { kind: 'later' };
}
