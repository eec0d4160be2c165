import { Attributes } from '../../resources/attributes';
import type { Reading } from '../../resources/document';
import type { Dialect } from '../json/dialect';
import type { JsonMembers } from '../json/json-members';
import { Shape } from '../json/shape';
import { shortText } from '../json/short-text';
import type { ProviderInstance, RawResource } from '../../resources/raw-resource';
import { checkFormatVersion } from './format-version';
import { moduleResources } from './module-resources';
import { providerInstance, providerName } from '../../resources/provider-instance';

/** `terraform show -json` of a state. An empty one has no `values`. */
export const terraformState: Dialect = {
  kind: 'terraform-state',
  title: 'Terraform state',
  tells: 'state',
  howToGet: 'the JSON of a state (`terraform show -json`)',
  files: ['*.json'],
  mark: /"format_version"\s*:/,
  recognises: (members) => members.has('format_version'),
  read: readState,
};

function readState(members: JsonMembers): Reading {
  checkFormatVersion(members);
  const shape = new Shape(members.path, 'a Terraform state');
  const values = shape.optionalObject(members.get('values'), 'values');
  const providers = new StateProviders();
  const resources = new Map<string, RawResource>();
  for (const { resource, planned } of moduleResources(shape, values['root_module'], 'values.root_module')) {
    const { address, type, name, mode, providerName: provider } = resource;
    if (resources.has(address)) shape.refuse(`${shortText(address)} stands in it twice`);
    resources.set(address, {
      ref: { address, type },
      spelling: 'terraform',
      type,
      name,
      mode,
      change: 'exists',
      provider: providers.get(provider),
      attributes: new Attributes({ address, spelling: 'terraform', ...planned }),
    });
  }
  return { path: members.path, from: terraformState, resources: [...resources.values()], warnings: [] };
}

/** A state knows which provider a resource has, and nothing of how it is configured. */
export class StateProviders {
  private readonly instances = new Map<string, ProviderInstance>();

  /** @param module the module that the provider's block stands in, such as `module.a`; empty for the root */
  get(fullName: string, alias = '', module = ''): ProviderInstance {
    const id = `${module} ${fullName} ${alias}`;
    let instance = this.instances.get(id);
    if (instance === undefined) {
      const name = providerName(fullName);
      const address = `provider.${module === '' ? '' : `${module}:`}${name}${alias === '' ? '' : `.${alias}`}`;
      instance = providerInstance('terraform', address, name, alias, new Map());
      this.instances.set(id, instance);
    }
    return instance;
  }
}
