import type { UnknownMask } from '../../resources/attribute-tree';
import { Attributes } from '../../resources/attributes';
import { InputError, type Reading } from '../../resources/document';
import type { Dialect } from '../json/dialect';
import type { JsonMembers } from '../json/json-members';
import { isObject, own, text, type JsonObject } from '../../resources/json-object';
import { Shape } from '../json/shape';
import { shortText } from '../json/short-text';
import type { RawResource } from '../../resources/raw-resource';
import { modeOf } from './resource-entry';
import { StateProviders } from './terraform-state';
import { typePrefix } from '../../resources/provider-instance';

/** `terraform.tfstate`, whose form is Terraform's own affair; `lineage` is in no other document. */
export const terraformStateFile: Dialect = {
  kind: 'terraform-state',
  title: 'Terraform state',
  tells: 'state',
  howToGet: 'a state file (`terraform.tfstate`)',
  files: ['*.tfstate'],
  mark: /"lineage"\s*:/,
  recognises: (members) => members.has('lineage') && members.has('version'),
  read: readStateFile,
};

function readStateFile(members: JsonMembers): Reading {
  const { path } = members;
  const version = members.get('version');
  if (version !== 4) {
    const found = typeof version === 'number' ? String(version) : 'no number';
    throw new InputError(
      path,
      `is a state file of version ${found}, not 4; run \`terraform show -json > state.json\` and check state.json`,
    );
  }
  const shape = new Shape(path, 'a Terraform state file');
  const providers = new StateProviders();
  const resources = new Map<string, RawResource>();
  const take = (resource: RawResource): void => {
    const { address } = resource.ref;
    if (resources.has(address)) shape.refuse(`${shortText(address)} stands in it twice`);
    resources.set(address, resource);
  };
  shape.optionalList(members.get('resources'), 'resources').forEach((item, index) => {
    const at = `resources[${index}]`;
    const resource = shape.object(item, at);
    shape.text(resource['type'], `${at}.type`);
    shape.text(resource['name'], `${at}.name`);
    const mode = modeOf(shape, resource, at);
    if (mode === undefined) return;
    shape.optionalList(resource['instances'], `${at}.instances`).forEach((found, n) => {
      const instance = shape.object(found, `${at}.instances[${n}]`);
      if (text(instance['deposed']) === undefined) take(instanceOf(resource, mode, instance, providers));
    });
  });
  return { path, from: terraformStateFile, resources: [...resources.values()], warnings: [] };
}

function instanceOf(
  resource: JsonObject,
  mode: RawResource['mode'],
  instance: JsonObject,
  providers: StateProviders,
): RawResource {
  const type = resource['type'] as string;
  const name = resource['name'] as string;
  const module = text(resource['module']);
  const key = instance['index_key'];
  const address = `${module === undefined ? '' : `${module}.`}${mode === 'data' ? 'data.' : ''}${type}.${name}${
    key === undefined || key === null ? '' : `[${JSON.stringify(key)}]`
  }`;
  // `module.a.provider["registry.terraform.io/hashicorp/aws"].west`
  const provider = /^(?:(module\..*)\.)?provider\["([^"]+)"\](?:\.(\w[\w-]*))?$/.exec(
    text(instance['provider']) ?? text(resource['provider']) ?? '',
  );
  return {
    ref: { address, type },
    spelling: 'terraform',
    type,
    name,
    mode,
    change: 'exists',
    provider: providers.get(provider?.[2] ?? typePrefix(type), provider?.[3], provider?.[1]),
    attributes: new Attributes({
      address,
      spelling: 'terraform',
      values: instance['attributes'] ?? {},
      sensitive: sensitiveMask(instance['sensitive_attributes']),
    }),
  };
}

interface MutableMask {
  [key: string]: UnknownMask;
}

/** No name that a document's values give leads out of it. */
const emptyMask = (): MutableMask => Object.create(null) as MutableMask;

/** The paths of `sensitive_attributes` in the shape of the values. */
function sensitiveMask(paths: unknown): UnknownMask {
  const mask = emptyMask();
  for (const path of Array.isArray(paths) ? paths : []) {
    if (!Array.isArray(path)) continue;
    let here = mask;
    path.forEach((step: unknown, index) => {
      const value = own(step, 'value');
      const name = String(isObject(value) ? own(value, 'value') : value);
      if (index === path.length - 1) here[name] = true;
      else {
        const inner = here[name];
        if (inner === true) return;
        here = here[name] = isObject(inner) ? inner : emptyMask();
      }
    });
  }
  return mask;
}
