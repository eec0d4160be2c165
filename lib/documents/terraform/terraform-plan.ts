import type { UnknownMask } from '../../resources/attribute-tree';
import { InputError, type Reading, type Wanted } from '../../resources/document';
import type { JsonElements } from '../json/json-elements';
import type { JsonMembers } from '../json/json-members';
import { own, text, type JsonObject } from '../../resources/json-object';
import { Shape } from '../json/shape';
import type { Change, RawResource } from '../../resources/raw-resource';
import { typeIn } from './address';
import { checkFormatVersion } from './format-version';
import { moduleResources } from './module-resources';
import { PlanContext } from './plan-context';
import { PlannedResource, type PlannedValues } from './planned-resource';
import { typePrefix } from '../../resources/provider-instance';

const MARKS = [
  'resource_changes',
  'planned_values',
  'configuration',
  'prior_state',
  'output_changes',
  'applyable',
  'complete',
  'errored',
];

export const isTerraformPlan = (members: JsonMembers): boolean =>
  members.has('format_version') && MARKS.some((mark) => members.has(mark));

/** Reads `terraform show -json` of a plan. */
export function readTerraformPlan(members: JsonMembers, wanted: Wanted): Reading {
  const { path } = members;
  checkFormatVersion(members);
  if (members.get('errored') === true) {
    throw new InputError(
      path,
      'is a plan that failed half-way (errored: true); plan again without errors and check that',
    );
  }
  const shape = new Shape(path, 'a Terraform plan');
  const resources = new Map<string, RawResource>();
  const passedOver = new Set<string>();
  const context = new PlanContext(members, (address) => resources.has(address) || passedOver.has(address));
  const warnings: string[] = [];
  if (members.get('complete') === false) {
    warnings.push('the plan is not complete (-target, or deferred changes): what it leaves out was not checked');
  }
  const take = (item: unknown, index: number): void => {
    const resource = plannedResource(shape, item, `resource_changes[${index}]`, context, warnings);
    if (resource !== undefined) resources.set(resource.ref.address, resource);
  };
  wantedChanges(members, shape, wanted, take, (address) => passedOver.add(address));
  for (const resource of dataRead(members, shape, context)) {
    // A read that waits for apply is planned anew; what the state still holds of it is old.
    const { address } = resource.ref;
    if (!resources.has(address) && !passedOver.has(address)) resources.set(address, resource);
  }
  return { path, kind: 'terraform-plan', resources: [...resources.values()], passedOver: passedOver.size, warnings };
}

/** Takes the changes of resources that are wanted, with their places in the list, and the addresses of the others. */
function wantedChanges(
  members: JsonMembers,
  shape: Shape,
  wanted: Wanted,
  take: (item: unknown, index: number) => void,
  passOver: (address: string) => void,
): void {
  const list = members.elementsOf('resource_changes');
  if (list === undefined) {
    shape.optionalList(members.get('resource_changes'), 'resource_changes');
    return;
  }
  // A deposed object has the address of a living resource and is not to be counted. Half the key is found faster.
  const mayPass = !members.mentions('resource_changes', 'posed"');
  const isOther = mayPass ? otherType(list, wanted) : () => false;
  const isWanted = (index: number): boolean => {
    if (!isOther(index)) return true;
    passOver(list.first(index, 'address') ?? '');
    return false;
  };
  list.parseWhere(isWanted, take);
}

/** Whether a change is of a type that is not wanted. Most changes are of the type that the one before was of. */
function otherType(list: JsonElements, wanted: Wanted): (index: number) => boolean {
  let beginning: Uint8Array | undefined;
  let isOther = false;
  return (index) => {
    if (beginning !== undefined && list.begins(index, beginning)) return isOther;
    const address = list.first(index, 'address');
    const type = address === undefined ? undefined : typeIn(address);
    isOther = type !== undefined && !wanted(type);
    beginning = type === undefined ? undefined : Buffer.from(`{"address":"${type}.`);
    return isOther;
  };
}

function plannedResource(
  shape: Shape,
  item: unknown,
  path: string,
  context: PlanContext,
  warnings: string[],
): RawResource | undefined {
  const entry = shape.object(item, path);
  const address = shape.text(entry['address'], `${path}.address`);
  const type = shape.text(entry['type'], `${path}.type`);
  const change = shape.object(entry['change'], `${path}.change`);
  const actions = shape.list(change['actions'], `${path}.change.actions`);
  const mode = entry['mode'];
  // A deposed object is a left-over under the address of a living resource; ephemeral resources never come to be.
  if (text(entry['deposed']) !== undefined || (mode !== 'managed' && mode !== 'data')) return undefined;
  const before = side(change, 'before');
  const after = side(change, 'after');
  const planned = after ?? before;
  if (planned === undefined) return undefined;
  let kind = changeOf(actions);
  if (kind === undefined) {
    kind = after === undefined ? 'delete' : 'update';
    warnings.push(`${address}: unknown actions ${JSON.stringify(actions)}, read as ${kind}`);
  }
  const previous = text(entry['previous_address']);
  return new PlannedResource(context, {
    address,
    type,
    name: text(entry['name']) ?? type,
    mode,
    change: kind,
    providerName: text(entry['provider_name']) ?? typePrefix(type),
    planned,
    before: HAVE_BEFORE.has(kind) ? before : undefined,
    previousAddress: previous === address ? undefined : previous,
  });
}

const HAVE_BEFORE: ReadonlySet<Change> = new Set(['update', 'replace', 'delete']);

function side(change: JsonObject, name: 'before' | 'after'): PlannedValues | undefined {
  const values = change[name];
  if (values === null || values === undefined) return undefined;
  const sensitive = change[`${name}_sensitive`] as UnknownMask;
  return name === 'before'
    ? { values, sensitive }
    : { values, sensitive, unknown: change['after_unknown'] as UnknownMask };
}

function changeOf(actions: readonly unknown[]): Change | undefined {
  switch (actions.join()) {
    case 'create':
    case 'update':
    case 'delete':
    case 'read':
    case 'no-op':
      return actions[0] as Change;
    case 'delete,create':
    case 'create,delete':
      return 'replace';
    // Terraform lets go of it, and it stands as it stood.
    case 'forget':
      return 'no-op';
    // The old one stays where it is beside the new one.
    case 'create,forget':
      return 'create';
    default:
      return undefined;
  }
}

/** Data sources that the plan has read already. They are in the prior state and nowhere else. */
function* dataRead(members: JsonMembers, shape: Shape, context: PlanContext): Generator<RawResource> {
  if (!members.mentions('prior_state', '"data"')) return;
  const root = own(own(members.get('prior_state'), 'values'), 'root_module');
  for (const found of moduleResources(shape, root, 'prior_state.values.root_module')) {
    if (found.mode === 'data') yield new PlannedResource(context, { ...found, change: 'exists' });
  }
}
