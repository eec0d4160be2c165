import type { JsonMembers } from '../json/json-members';
import { own, text } from '../../resources/json-object';
import type { ProviderInstance } from '../../resources/raw-resource';
import type { Shape } from '../json/shape';
import { Configuration, type ConfiguredResource } from './configuration';
import { checkExpressions, referencesAt, writtenAt } from './expression';
import { PlanProviders } from './plan-providers';
import { ReferenceResolver } from './reference-resolver';

/** What a plan's configuration tells of its resources, found when asked and then kept. */
export class PlanContext {
  private readonly configuration: Configuration;
  private readonly providers: PlanProviders;
  private readonly resolver: ReferenceResolver;
  private readonly configured = new Map<string, ConfiguredResource | undefined>();
  private readonly resolved = new Map<string, readonly string[]>();

  /**
   * @param exists Whether a resource instance is in the plan; asked only once all are read.
   * @throws InputError
   */
  constructor(
    members: JsonMembers,
    private readonly shape: Shape,
    exists: (address: string) => boolean,
  ) {
    this.configuration = new Configuration(members, shape);
    const variables = shape.optionalObject(members.get('variables'), 'variables');
    this.providers = new PlanProviders(this.configuration, variables);
    this.resolver = new ReferenceResolver(exists);
  }

  references(address: string, path: readonly string[], values: unknown): readonly string[] {
    const id = `${address} ${path.join('.')}`;
    let found = this.resolved.get(id);
    if (found === undefined) {
      const resource = this.find(address);
      found =
        resource === undefined
          ? []
          : this.resolver.resolve(
              referencesAt(own(resource.configuration, 'expressions') ?? {}, path, values),
              resource,
            );
      this.resolved.set(id, found);
    }
    return found;
  }

  written(address: string, path: readonly string[], values: unknown): boolean | undefined {
    const resource = this.find(address);
    return resource && writtenAt(own(resource.configuration, 'expressions') ?? {}, path, values);
  }

  provider(address: string, fullName: string): ProviderInstance {
    return this.providers.get(text(own(this.find(address)?.configuration, 'provider_config_key')), fullName);
  }

  /** @throws InputError for expressions of a wrong shape, which are looked at only here */
  private find(address: string): ConfiguredResource | undefined {
    if (!this.configured.has(address)) {
      const found = this.configuration.find(address);
      const expressions = own(found?.configuration, 'expressions') ?? {};
      checkExpressions(this.shape, expressions, `the configuration of ${address}: expressions`);
      this.configured.set(address, found);
    }
    return this.configured.get(address);
  }
}
