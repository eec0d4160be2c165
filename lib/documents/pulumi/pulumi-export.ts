import { InputError, type Reading } from '../../resources/document';
import type { Dialect } from '../json/dialect';
import type { JsonMembers } from '../json/json-members';
import { Shape } from '../json/shape';
import type { RawResource } from '../../resources/raw-resource';
import { stackOf } from './stack-of';
import { isEngineType, isProviderType, PulumiProviders, urnName } from './pulumi-providers';
import { asProvider, pulumiState, stateAttributes, stateRef, type PulumiState } from './pulumi-state';

/** `pulumi stack export`. */
export const pulumiExport: Dialect = {
  kind: 'pulumi-export',
  title: 'Pulumi stack export',
  tells: 'state',
  howToGet: '`pulumi stack export`',
  files: ['*.json'],
  mark: /"deployment"\s*:/,
  recognises: (members) => members.has('deployment'),
  read: readExport,
};

function readExport(members: JsonMembers): Reading {
  const { path } = members;
  const version = members.get('version');
  if (typeof version === 'number' && version > 4) {
    throw new InputError(
      path,
      `is a stack export of version ${version}, but Lightbound reads versions up to 4; upgrade Lightbound`,
    );
  }
  const shape = new Shape(path, 'a Pulumi stack export');
  const deployment = shape.optionalObject(members.get('deployment'), 'deployment');
  const states = shape
    .optionalList(deployment['resources'], 'deployment.resources')
    .map((item, index) => pulumiState(shape, item, `deployment.resources[${index}]`))
    // What a replacement left behind and the next update deletes.
    .filter(({ raw }) => raw['delete'] !== true);
  const byUrn = new Map(states.filter(({ type }) => isProviderType(type)).map((state) => [state.urn, state]));
  const providers = new PulumiProviders((urn) => asProvider(byUrn.get(urn)));
  const resources = states.filter(({ type }) => !isEngineType(type)).map((state) => resourceOf(state, providers));
  const pending = shape.optionalList(deployment['pending_operations'], 'deployment.pending_operations').length;
  const warnings =
    pending === 0
      ? []
      : [`${pending} operation(s) are pending: the stack may have more than the export shows; run \`pulumi refresh\``];
  return { path, from: pulumiExport, resources, ...stackOf(resources), warnings };
}

const resourceOf = (state: PulumiState, providers: PulumiProviders): RawResource => ({
  ref: stateRef(state),
  spelling: 'pulumi',
  type: state.type,
  name: urnName(state.urn),
  mode: state.external ? 'data' : 'managed',
  change: 'exists',
  provider: providers.of(state.type, state.provider),
  attributes: stateAttributes(state),
});
