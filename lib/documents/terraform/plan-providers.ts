import { isObject, own, text, type JsonObject } from '../../resources/json-object';
import type { ProviderInstance } from '../../resources/raw-resource';
import { splitAddress, splitModule } from './address';
import type { Configuration, ModuleScope } from './configuration';
import { providerInstance, providerName, type Argument } from '../../resources/provider-instance';

const LATER: Argument = { kind: 'later' };

/** The provider blocks of a plan, each made once, when a resource that uses it asks. */
export class PlanProviders {
  private readonly instances = new Map<string, ProviderInstance>();

  constructor(
    private readonly configuration: Configuration,
    private readonly variables: JsonObject,
  ) {}

  /**
   * @param key `provider_config_key`, absent for resources that the configuration has no more.
   * @param fullName `provider_name` of the resource, such as `registry.terraform.io/hashicorp/aws`.
   */
  get(key: string | undefined, fullName: string): ProviderInstance {
    const id = key ?? ` ${fullName}`;
    let instance = this.instances.get(id);
    if (instance === undefined) {
      instance = this.make(key, fullName);
      this.instances.set(id, instance);
    }
    return instance;
  }

  private make(key: string | undefined, fullName: string): ProviderInstance {
    const block = key === undefined ? undefined : own(this.configuration.providers, key);
    const name = providerName(text(own(block, 'full_name')) ?? fullName);
    const alias = text(own(block, 'alias')) ?? '';
    const expressions = own(block, 'expressions');
    const args = new Map<string, Argument>();
    if (isObject(expressions)) {
      const scope = this.scope(text(own(block, 'module_address')));
      for (const [argument, expression] of Object.entries(expressions)) {
        args.set(argument, scope === undefined ? LATER : this.guarded(expression, scope, `${argument} of ${name}`));
      }
    }
    // What a module inherits some versions write with a key that no block has.
    const address = `provider.${block === undefined ? name : key}`;
    return providerInstance('terraform', address, name, alias, args);
  }

  private scope(moduleAddress: string | undefined): ModuleScope | undefined {
    let scope: ModuleScope | undefined = this.configuration.root;
    for (const step of splitModule(splitAddress(moduleAddress ?? '')).modules) scope = scope?.child(step);
    return scope;
  }

  /** A plan lists the same references for a variable as for a function, a template or a condition of it. */
  private guarded(expression: unknown, scope: ModuleScope, what: string): Argument {
    const found = this.argument(expression, scope);
    if (found.kind !== 'value' || own(expression, 'constant_value') !== undefined) return found;
    const [first] = own(expression, 'references') as readonly string[];
    return { ...found, guess: `${what} draws on ${first ?? ''}, and the plan does not show how` };
  }

  /** The value of an expression that is a constant or leads to one through nothing but variables. */
  private argument(expression: unknown, scope: ModuleScope): Argument {
    const constant = own(expression, 'constant_value');
    if (constant !== undefined) return { kind: 'value', value: constant };
    const references = own(expression, 'references');
    const first: unknown = Array.isArray(references) ? references[0] : undefined;
    if (typeof first !== 'string' || !first.startsWith('var.')) return LATER;
    // Behind the first reference stand its own prefixes; anything else makes it a computation.
    if (!(references as readonly unknown[]).every((r) => typeof r === 'string' && first.startsWith(r))) return LATER;
    const [, variable, ...inside] = splitAddress(first);
    if (variable === undefined) return LATER;
    const found = this.variable(variable.name, scope);
    if (found.kind !== 'value') return found;
    const steps = [variable.key, ...inside.flatMap((step) => [step.name, step.key])];
    let value = found.value;
    for (const written of steps) {
      if (written === undefined) continue;
      const step = stepOf(written);
      if (step === undefined) return LATER;
      value = Array.isArray(value) ? value[Number(step)] : own(value, step);
    }
    return value === undefined ? LATER : { kind: 'value', value };
  }

  private variable(name: string, scope: ModuleScope): Argument {
    const declared = own(own(scope.module, 'variables'), name);
    if (own(declared, 'sensitive') === true) return { kind: 'sensitive' };
    if (scope.parent === undefined) {
      const value = own(own(this.variables, name), 'value');
      return value === undefined ? LATER : { kind: 'value', value };
    }
    const expression = own(own(scope.parent.call, 'expressions'), name);
    if (expression !== undefined) return this.argument(expression, scope.parent.scope);
    const byDefault = own(declared, 'default');
    return byDefault === undefined ? LATER : { kind: 'value', value: byDefault };
  }
}

/** A name, or a key without its quotes; undefined for a text that is none. */
function stepOf(written: string): string | undefined {
  if (!written.startsWith('"')) return written;
  try {
    return JSON.parse(written) as string;
  } catch {
    return undefined;
  }
}
