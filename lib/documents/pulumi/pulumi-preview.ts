import { InputError, type Reading } from '../../resources/document';
import type { Dialect } from '../json/dialect';
import type { JsonMembers } from '../json/json-members';
import { own, text } from '../../resources/json-object';
import { Shape } from '../json/shape';
import { shortWord } from '../json/short-text';
import type { Change, RawResource } from '../../resources/raw-resource';
import { isEngineType, isProviderType, PulumiProviders, urnName } from './pulumi-providers';
import { stackOf } from './stack-of';
import { asProvider, pulumiState, stateAttributes, stateRef, type PulumiState } from './pulumi-state';

/** `pulumi preview --json`. Without resources there are no steps. */
export const pulumiPreview: Dialect = {
  kind: 'pulumi-preview',
  title: 'Pulumi preview',
  tells: 'plan',
  howToGet: '`pulumi preview --json`',
  files: ['*.json'],
  mark: /"changeSummary"\s*:|"urn"\s*:\s*"urn:pulumi:/,
  recognises: (members) => members.has('steps') || members.has('changeSummary'),
  read: readPreview,
};

const CHANGES: ReadonlyMap<string, Change> = new Map([
  ['same', 'no-op'],
  ['create', 'create'],
  ['update', 'update'],
  ['replace', 'replace'],
  ['create-replacement', 'replace'],
  ['import-replacement', 'replace'],
  ['delete', 'delete'],
  ['discard', 'delete'],
  ['read', 'read'],
  ['read-replacement', 'read'],
  ['refresh', 'no-op'],
  ['import', 'no-op'],
]);

/** Operations that leave a resource as their new state says. */
const MAKING = new Set(['create', 'update', 'replace', 'create-replacement']);

/** The other half of a replacement, whose new half tells all. */
const OLD_HALVES = new Set(['delete-replaced', 'discard-replaced', 'remove-pending-replace']);

interface Step {
  readonly op: string;
  readonly old: PulumiState | undefined;
  readonly new: PulumiState | undefined;
}

function readPreview(members: JsonMembers): Reading {
  const { path } = members;
  const shape = new Shape(path, 'a Pulumi preview');
  refuseFailed(members, shape);
  const steps = shape.optionalList(members.get('steps'), 'steps').map((item, index) => step(shape, item, index));
  const states = new Map<string, PulumiState>();
  for (const { old, new: planned } of steps) {
    const state = planned ?? old;
    if (state !== undefined && isProviderType(state.type)) states.set(state.urn, state);
  }
  const providers = new PulumiProviders((urn) => asProvider(states.get(urn)));
  const resources = new Map<string, RawResource>();
  const warnings = incompleteness(members, steps);
  for (const one of steps) {
    const resource = resourceOf(one, providers, warnings);
    // A replacement comes as two steps of one resource; the one that says "replace" stays.
    if (resource !== undefined && resources.get(resource.ref.address)?.change !== 'replace') {
      resources.set(resource.ref.address, resource);
    }
  }
  return { path, from: pulumiPreview, resources: [...resources.values()], ...stackOf(resources.values()), warnings };
}

function refuseFailed(members: JsonMembers, shape: Shape): void {
  const diagnostics = shape.optionalList(members.get('diagnostics'), 'diagnostics');
  if (diagnostics.some((d) => own(d, 'severity') === 'error')) {
    throw new InputError(
      members.path,
      'is a preview that failed (it has diagnostics of severity "error"); fix the errors, preview again and check the new preview',
    );
  }
}

/** By default Pulumi leaves out what does not change, providers and all that places others included. */
function incompleteness(members: JsonMembers, steps: readonly Step[]): string[] {
  const warnings: string[] = [];
  const same = own(members.get('changeSummary'), 'same');
  const left = typeof same === 'number' ? same - steps.filter(({ op }) => op === 'same').length : 0;
  if (left > 0) {
    warnings.push(
      `${left} unchanged resources are omitted and were not checked; run \`pulumi preview --json --show-sames\``,
    );
  }
  if (members.get('maybeCorrupt') === true) warnings.push('the preview says that its results may be corrupt');
  return warnings;
}

function step(shape: Shape, item: unknown, index: number): Step {
  const at = `steps[${index}]`;
  const raw = shape.object(item, at);
  const state = (name: string): PulumiState | undefined =>
    raw[name] === undefined || raw[name] === null ? undefined : pulumiState(shape, raw[name], `${at}.${name}`);
  shape.text(raw['urn'], `${at}.urn`);
  const found = { op: shape.text(raw['op'], `${at}.op`), old: state('oldState'), new: state('newState') };
  if (MAKING.has(found.op) && found.new === undefined) shape.object(raw['newState'], `${at}.newState`);
  return found;
}

function resourceOf(step: Step, providers: PulumiProviders, warnings: string[]): RawResource | undefined {
  const state = step.new ?? step.old;
  if (state === undefined || isEngineType(state.type) || OLD_HALVES.has(step.op)) return undefined;
  let change = CHANGES.get(step.op);
  if (change === undefined) {
    change = 'update';
    warnings.push(`${state.urn}: unknown operation ${shortWord(step.op)}, treated as update`);
  }
  const inPlace = change === 'update' || change === 'no-op' ? step.old : undefined;
  const hasBefore = step.old !== undefined && (change === 'update' || change === 'replace' || change === 'delete');
  return {
    ref: stateRef(state),
    spelling: 'pulumi',
    type: state.type,
    name: urnName(state.urn),
    mode: state.external ? 'data' : 'managed',
    change,
    provider: providers.of(state.type, state.provider),
    attributes: stateAttributes(state, inPlace),
    ...(hasBefore && { before: stateAttributes(step.old) }),
    ...previous(step),
  };
}

function previous({ old, new: planned }: Step): { readonly previousAddress?: string } {
  const urn = text(own(old?.raw, 'urn'));
  return urn === undefined || planned === undefined || urn === planned.urn ? {} : { previousAddress: urn };
}
