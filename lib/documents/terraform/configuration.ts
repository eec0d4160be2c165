import type { JsonMembers } from '../json/json-members';
import { type JsonObject } from '../../resources/json-object';
import type { Shape } from '../json/shape';
import { splitAddress, splitModule, stepText, type Step } from './address';

/** The configuration of a resource by its address inside its module, without keys. */
type FindResource = (address: string) => JsonObject | undefined;

/** A module as people wrote it, once for all of its instances. */
interface Module {
  readonly members: JsonObject;
  readonly resource: FindResource;
  readonly calls: ReadonlyMap<string, ModuleCall>;
}

interface ModuleCall {
  readonly call: JsonObject;
  readonly module: Module;
}

/** A module of the configuration, once for each of its instances: expressions are resolved in one. */
export class ModuleScope {
  private readonly children = new Map<string, ModuleScope | undefined>();

  constructor(
    private readonly shared: Module,
    /** `module.a["x"].module.b`, empty for the root. A key that is not known is left out. */
    readonly path: string,
    readonly parent?: { readonly scope: ModuleScope; readonly call: JsonObject; readonly step: Step },
  ) {}

  /** Its members as the plan writes them: `variables`, `outputs`. */
  get module(): JsonObject {
    return this.shared.members;
  }

  get resource(): FindResource {
    return this.shared.resource;
  }

  child(step: Step): ModuleScope | undefined {
    const id = stepText(step);
    if (!this.children.has(id)) {
      const found = this.shared.calls.get(step.name);
      const path = `${this.path === '' ? '' : `${this.path}.`}module.${id}`;
      const parent = found && { scope: this, call: found.call, step };
      this.children.set(id, found && new ModuleScope(found.module, path, parent));
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

/**
 * The `configuration` of a plan: what people wrote, as far as Terraform hands it on. Its shape is checked as a whole; the
 * root module's resources, of which there may be thousands, are parsed when they are asked for.
 */
export class Configuration {
  readonly root: ModuleScope;
  readonly providers: JsonObject;

  /** @throws InputError */
  constructor(members: JsonMembers, shape: Shape) {
    this.root = new ModuleScope(rootModule(members, shape), '');
    const at = 'configuration.provider_config';
    this.providers = shape.optionalObject(members.get('configuration', 'provider_config'), at);
    for (const [key, block] of Object.entries(this.providers)) {
      const { expressions } = shape.object(block, `${at}.${key}`);
      shape.optionalObject(expressions, `${at}.${key}.expressions`);
    }
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
}

const ROOT = 'configuration.root_module';

function rootModule(members: JsonMembers, shape: Shape): Module {
  const names = ['configuration', 'root_module'];
  const own = members.getWithout('resources', ...names);
  if (own === undefined) {
    // No configuration, or no root module, is nothing; anything else in their place is an error.
    const configuration = shape.optionalObject(members.get('configuration'), 'configuration');
    return checkedModule(shape, shape.optionalObject(configuration['root_module'], ROOT), ROOT);
  }
  const keyOf = (item: unknown, index: number): string => addressOf(shape, item, `${ROOT}.resources[${index}]`);
  const find = members.lookup([...names, 'resources'], 'address', keyOf);
  if (find === undefined) shape.optionalList(members.get(...names, 'resources'), `${ROOT}.resources`);
  return checkedModule(shape, own, ROOT, find as FindResource | undefined);
}

/** @param unread finds the module's resources where they are not among its members */
function checkedModule(shape: Shape, members: JsonObject, path: string, unread?: FindResource): Module {
  for (const part of ['variables', 'outputs']) {
    const named = shape.optionalObject(members[part], `${path}.${part}`);
    for (const [name, one] of Object.entries(named)) shape.object(one, `${path}.${part}.${name}`);
  }
  const calls = shape.optionalObject(members['module_calls'], `${path}.module_calls`);
  return {
    members,
    resource: unread ?? listed(shape, members['resources'], `${path}.resources`),
    calls: new Map(
      Object.entries(calls).flatMap(([name, written]): readonly (readonly [string, ModuleCall])[] => {
        const at = `${path}.module_calls.${name}`;
        const call = shape.object(written, at);
        const inner = call['module'];
        // What a call does not say of its module is not in the plan.
        if (inner === undefined) return [];
        return [[name, { call, module: checkedModule(shape, shape.object(inner, `${at}.module`), `${at}.module`) }]];
      }),
    ),
  };
}

/** The resources of a module by their addresses inside it. */
function listed(shape: Shape, list: unknown, path: string): FindResource {
  const byAddress = new Map<string, JsonObject>();
  shape.optionalList(list, path).forEach((item, index) => {
    byAddress.set(addressOf(shape, item, `${path}[${index}]`), item as JsonObject);
  });
  return (address) => byAddress.get(address);
}

function addressOf(shape: Shape, item: unknown, path: string): string {
  const resource = shape.object(item, path);
  shape.optionalObject(resource['expressions'], `${path}.expressions`);
  return shape.text(resource['address'], `${path}.address`);
}
