import { isObject, own, text, type JsonObject } from '../../resources/json-object';
import type { ProviderInstance } from '../../resources/raw-resource';
import type { StackValues } from './cdktf-values';
import { providerInstance, providerName, typePrefix, type Argument } from '../../resources/provider-instance';

/** The provider blocks of a stack, each made once. */
export class StackProviders {
  private readonly instances = new Map<string, ProviderInstance>();

  constructor(
    private readonly stack: JsonObject,
    private readonly values: StackValues,
  ) {}

  /** @param key What the resource writes as its `provider`, such as `aws.west`; by default its type's prefix. */
  of(type: string, key = typePrefix(type)): ProviderInstance {
    let instance = this.instances.get(key);
    if (instance === undefined) {
      const [local = key, alias = ''] = key.replace(/^\$\{(.*)\}$/, '$1').split('.');
      instance = this.make(local, alias);
      this.instances.set(key, instance);
    }
    return instance;
  }

  private make(local: string, alias: string): ProviderInstance {
    const source = text(own(own(own(own(this.stack, 'terraform'), 'required_providers'), local), 'source'));
    const written = own(own(this.stack, 'provider'), local);
    const blocks: readonly unknown[] = Array.isArray(written) ? written : [written];
    const block = blocks.find((b) => (own(b, 'alias') ?? '') === alias);
    const args = new Map<string, Argument>();
    for (const [argument, value] of Object.entries(isObject(block) ? block : {})) {
      args.set(argument, this.argument(value));
    }
    const address = `provider.${local}${alias === '' ? '' : `.${alias}`}`;
    return providerInstance('terraform', address, providerName(source ?? local), alias, args);
  }

  private argument(written: unknown): Argument {
    const { value, unknown, sensitive } = this.values.resolve(written);
    if (sensitive === true) return { kind: 'sensitive' };
    return unknown === true ? { kind: 'later' } : { kind: 'value', value };
  }
}
