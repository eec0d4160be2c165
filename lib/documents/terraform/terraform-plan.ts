import { InputError, type Reading, type Wanted } from '../../resources/document';
import type { Dialect } from '../json/dialect';
import type { Expected } from '../json/json-elements';
import type { JsonMembers } from '../json/json-members';
import { text, type JsonObject } from '../../resources/json-object';
import { Shape } from '../json/shape';
import { shortText, shortWord } from '../json/short-text';
import type { Change, RawResource } from '../../resources/raw-resource';
import { typeIn } from './address';
import { checkFormatVersion } from './format-version';
import { moduleResources } from './module-resources';
import { PlanContext } from './plan-context';
import { plannedResource, type PlannedValues } from './planned-resource';
import { MODES, resourceEntry } from './resource-entry';

const PLAN_MEMBERS = [
  'resource_changes',
  'planned_values',
  'configuration',
  'prior_state',
  'output_changes',
  'applyable',
  'complete',
  'errored',
];

/** `terraform show -json` of a plan, or `tofu show -json`. */
export const terraformPlan: Dialect = {
  kind: 'terraform-plan',
  title: 'Terraform plan',
  tells: 'plan',
  howToGet: 'the JSON of a Terraform plan (`terraform show -json FILE`)',
  files: ['*.json'],
  mark: /"format_version"\s*:|"resource_changes"\s*:|"planned_values"\s*:/,
  recognises: (members) => members.has('format_version') && PLAN_MEMBERS.some((member) => members.has(member)),
  read: readPlan,
};

/** What of a plan holds resources; a plan without any still has planned values. */
const PARTS = ['resource_changes', 'planned_values', 'prior_state'];

function readPlan(members: JsonMembers, wanted: Wanted): Reading {
  const { path } = members;
  checkFormatVersion(members);
  if (members.get('errored') === true) {
    throw new InputError(
      path,
      'is a plan that failed (errored: true); fix the errors, plan again and check the new plan',
    );
  }
  if (!PARTS.some((part) => members.has(part))) {
    throw new InputError(
      path,
      `is a part of a plan: it holds none of ${PARTS.join(', ')}; give the whole output of \`terraform show -json\``,
    );
  }
  const shape = new Shape(path, 'a Terraform plan');
  const resources = new Map<string, RawResource>();
  const passedOver = new Map<string, string>();
  const context = new PlanContext(members, shape, (address) => isThere(address));
  const warnings: string[] = [];
  const isThere = (address: string): boolean => resources.has(address) || passedOver.has(address);
  // An address states its type, so it stands in one of both only.
  const add = <Entry>(entries: Map<string, Entry>, address: string, entry: Entry): void => {
    const before = entries.size;
    if (entries.set(address, entry).size === before) shape.refuse(`${shortText(address)} stands in it twice`);
  };
  const take = (item: unknown, index: number): void => {
    const resource = readChange(shape, item, `resource_changes[${index}]`, context, warnings);
    if (resource !== undefined) add(resources, resource.ref.address, resource);
  };
  // Most changes are of the type that the one before was of.
  let last: ReturnType<typeof typeIn>;
  let others: Expected | undefined;
  const passesOver = (address: string): Expected | undefined => {
    if (last === undefined || !address.startsWith(last.beginning)) {
      last = typeIn(address);
      others = last === undefined || wanted(last.type) ? undefined : { type: [last.type], mode: MODES };
    }
    return others;
  };
  const passed = (address: string): void => {
    add(passedOver, address, last?.type ?? '');
  };
  // A deposed object has the address of a living resource and is not to be counted.
  const sieve = { key: 'address', passesOver, passed, unless: 'deposed' };
  if (!members.sift(['resource_changes'], sieve, take)) {
    shape.optionalList(members.get('resource_changes'), 'resource_changes');
  }
  const more = [...onlyPlanned(members, shape, context, isThere)];
  for (const resource of more) add(resources, resource.ref.address, resource);
  for (const resource of dataRead(members, shape, context)) {
    // A read that waits for apply is planned anew; what the state still holds of it is old.
    const { address } = resource.ref;
    if (!isThere(address)) resources.set(address, resource);
  }
  return {
    path,
    from: terraformPlan,
    resources: [...resources.values()],
    passedOver: countByType(passedOver.values()),
    ...(members.get('complete') === false && {
      incomplete:
        'the plan is incomplete (-target, or deferred changes) and what it omits was not checked; plan the whole configuration',
    }),
    warnings,
    remarks: more.length === 0 ? [] : [remarkOn(more.length, members.has('resource_changes'))],
  };
}

function countByType(types: Iterable<string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const type of types) counts.set(type, (counts.get(type) ?? 0) + 1);
  return counts;
}

function readChange(
  shape: Shape,
  item: unknown,
  path: string,
  context: PlanContext,
  warnings: string[],
): RawResource | undefined {
  const entry = shape.object(item, path);
  const resource = resourceEntry(shape, entry, path);
  const change = shape.object(entry['change'], `${path}.change`);
  const actions = shape.list(change['actions'], `${path}.change.actions`);
  // A deposed object is a left-over under the address of a living resource.
  if (resource === undefined || text(entry['deposed']) !== undefined) return undefined;
  const { address } = resource;
  const before = side(shape, change, 'before', path);
  const after = side(shape, change, 'after', path);
  const planned = after ?? before;
  let kind = changeOf(actions);
  if (planned === undefined) {
    // What is gone already stays gone.
    if (kind === 'no-op') return undefined;
    return shape.refuse(`${path}.change holds values neither before nor after it`);
  }
  if (kind === undefined) {
    kind = after === undefined ? 'delete' : 'update';
    warnings.push(`${address}: unknown actions (${actions.slice(0, 3).map(shortWord).join(', ')}), treated as ${kind}`);
  }
  const previous = text(entry['previous_address']);
  return plannedResource(context, {
    resource,
    change: kind,
    planned,
    before: HAVE_BEFORE.has(kind) ? before : undefined,
    previousAddress: previous === address ? undefined : previous,
  });
}

const HAVE_BEFORE: ReadonlySet<Change> = new Set(['update', 'replace', 'delete']);

function side(shape: Shape, change: JsonObject, name: 'before' | 'after', path: string): PlannedValues | undefined {
  const written = change[name];
  if (written === null || written === undefined) return undefined;
  const at = `${path}.change`;
  const values = shape.object(written, `${at}.${name}`);
  const sensitive = shape.mask(change[`${name}_sensitive`], `${at}.${name}_sensitive`);
  return name === 'before'
    ? { values, sensitive }
    : { values, sensitive, unknown: shape.mask(change['after_unknown'], `${at}.after_unknown`) };
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

/** What is planned of resources that the plan lists no change of, as one that only refreshes does. */
function* onlyPlanned(
  members: JsonMembers,
  shape: Shape,
  context: PlanContext,
  isThere: (address: string) => boolean,
): Generator<RawResource> {
  // Where each resource begins with its address, as Terraform writes it, addresses tell; modules begin with theirs as well.
  const written = members.firstTexts('planned_values', 'address')?.filter((address) => typeIn(address) !== undefined);
  const planned = members.countTexts(['planned_values'], 'mode');
  if (planned === (written?.length ?? 0) && written?.every(isThere) !== false) return;
  const values = shape.optionalObject(members.get('planned_values'), 'planned_values');
  for (const found of moduleResources(shape, values['root_module'], 'planned_values.root_module')) {
    if (!isThere(found.resource.address)) yield plannedResource(context, { ...found, change: 'no-op' });
  }
}

const remarkOn = (count: number, hasChanges: boolean): string =>
  hasChanges
    ? `read from planned_values, since resource_changes lacks them: ${count === 1 ? '1 resource' : `${count} resources`}`
    : 'the plan lists no changes, as with -refresh-only; its resources were read from planned_values';

/** Data sources that the plan has read already. They are in the prior state and nowhere else. */
function* dataRead(members: JsonMembers, shape: Shape, context: PlanContext): Generator<RawResource> {
  const state = shape.optionalObject(members.get('prior_state'), 'prior_state');
  const values = shape.optionalObject(state['values'], 'prior_state.values');
  for (const found of moduleResources(shape, values['root_module'], 'prior_state.values.root_module')) {
    if (found.resource.mode === 'data') yield plannedResource(context, { ...found, change: 'exists' });
  }
}
