import type { JsonElements } from '../json/json-elements';
import type { JsonMembers } from '../json/json-members';
import { own, type JsonObject } from '../../resources/json-object';
import { Shape } from '../json/shape';
import { splitAddress, splitModule, stepText, type Step } from './address';

/** A module of the configuration, once for each of its instances: expressions are resolved in one. */
export class ModuleScope {
  private resources: ((address: string) => JsonObject | undefined) | undefined;
  private readonly children = new Map<string, ModuleScope | undefined>();

  constructor(
    readonly module: unknown,
    /** `module.a["x"].module.b`, empty for the root. A key that is not known is left out. */
    readonly path: string,
    readonly parent?: { readonly scope: ModuleScope; readonly call: unknown; readonly step: Step },
    /** Its resources, where they are not among the module's members but still to be parsed. */
    private readonly unread?: JsonElements,
  ) {}

  /** The configuration of a resource by its address inside the module, without keys. */
  resource(address: string): JsonObject | undefined {
    this.resources ??= this.unread === undefined ? listed(this.module) : parsedWhenAsked(this.unread);
    return this.resources(address);
  }

  child(step: Step): ModuleScope | undefined {
    const id = stepText(step);
    if (!this.children.has(id)) {
      const call = own(own(this.module, 'module_calls'), step.name);
      const module = own(call, 'module');
      const path = `${this.path === '' ? '' : `${this.path}.`}module.${id}`;
      this.children.set(
        id,
        module === undefined ? undefined : new ModuleScope(module, path, { scope: this, call, step }),
      );
    }
    return this.children.get(id);
  }

  /** An address inside this module as seen from the root. */
  absolute(address: string): string {
    return this.path === '' ? address : `${this.path}.${address}`;
  }
}

/** A resource's place in the configuration. */
export interface ConfiguredResource {
  readonly scope: ModuleScope;
  readonly configuration: JsonObject;
  /** The instance key as the address writes it. */
  readonly key?: string;
}

/** The `configuration` of a plan: what people wrote, as far as Terraform hands it on. Parsed when first asked. */
export class Configuration {
  private parsed: { readonly root: ModuleScope; readonly providers: JsonObject } | undefined;

  constructor(private readonly members: JsonMembers) {}

  get root(): ModuleScope {
    return this.load().root;
  }

  get providers(): JsonObject {
    return this.load().providers;
  }

  /** Undefined for what the configuration has no more, such as a resource that is deleted. */
  find(address: string): ConfiguredResource | undefined {
    const { modules, rest } = splitModule(splitAddress(address));
    let scope: ModuleScope | undefined = this.root;
    for (const step of modules) scope = scope?.child(step);
    const configuration = scope?.resource(rest.map((step) => step.name).join('.'));
    if (scope === undefined || configuration === undefined) return undefined;
    const key = rest.at(-1)?.key;
    return { scope, configuration, ...(key !== undefined && { key }) };
  }

  private load(): { readonly root: ModuleScope; readonly providers: JsonObject } {
    if (this.parsed !== undefined) return this.parsed;
    const { members } = this;
    const shape = new Shape(members.path, 'a Terraform plan');
    const names = members.namesIn('configuration', 'root_module');
    const unread = members.elementsOf('configuration', 'root_module', 'resources');
    if (names === undefined) refuseOther(shape, members);
    const read = (names ?? []).filter((name) => name !== 'resources' || unread === undefined);
    const root = Object.fromEntries(read.map((name) => [name, members.get('configuration', 'root_module', name)]));
    checkModule(shape, root, 'configuration.root_module');
    const providers = shape.optionalObject(
      members.get('configuration', 'provider_config'),
      'configuration.provider_config',
    );
    return (this.parsed = { root: new ModuleScope(root, '', undefined, unread), providers });
  }
}

/** No configuration, or no root module, is nothing; anything else in their place is an error. */
function refuseOther(shape: Shape, members: JsonMembers): void {
  const configuration = shape.optionalObject(members.get('configuration'), 'configuration');
  shape.optionalObject(configuration['root_module'], 'configuration.root_module');
}

/** The resources of a module by their addresses inside it. */
function listed(module: unknown): (address: string) => JsonObject | undefined {
  const resources = (own(module, 'resources') ?? []) as readonly JsonObject[];
  const byAddress = new Map(resources.map((resource) => [String(own(resource, 'address')), resource]));
  return (address) => byAddress.get(address);
}

/** The same of a list of which most is never asked for. */
function parsedWhenAsked(list: JsonElements): (address: string) => JsonObject | undefined {
  const byAddress = new Map<string, number>();
  for (let i = 0; i < list.count; i++)
    byAddress.set(list.first(i, 'address') ?? String(own(list.parse(i), 'address')), i);
  return (address) => {
    const index = byAddress.get(address);
    return index === undefined ? undefined : (list.parse(index) as JsonObject);
  };
}

function checkModule(shape: Shape, module: JsonObject, path: string): void {
  shape.optionalList(module['resources'], `${path}.resources`);
  const calls = shape.optionalObject(module['module_calls'], `${path}.module_calls`);
  for (const [name, call] of Object.entries(calls)) {
    const inner = own(call, 'module');
    const innerPath = `${path}.module_calls.${name}.module`;
    if (inner !== undefined) checkModule(shape, shape.object(inner, innerPath), innerPath);
  }
}
