import type { Plan } from './plan-of';

/* Plans in which one value is hidden. */

/** What may keep a value from deciding. */
export const maskKinds = ['known after apply', 'sensitive', 'of another type'] as const;

export type MaskKind = (typeof maskKinds)[number];

export interface MaskedPlan {
  readonly what: string;
  readonly plan: Plan;
}

export type Path = readonly (string | number)[];

type Mutable = Record<string | number, unknown>;

/** Every plan that hides one value of a resource, at any depth, one at a time. */
export function* maskedPlans(plan: Plan, kinds: readonly MaskKind[] = maskKinds): Generator<MaskedPlan> {
  for (const [index, { address, change }] of plan.resource_changes.entries()) {
    for (const path of pathsIn(change.after)) {
      for (const kind of kinds) {
        // Values that two resources share in the test are two values in a plan.
        const masked = JSON.parse(JSON.stringify(plan)) as Plan;
        hide(masked.resource_changes[index]!.change, path, kind);
        writeSomehow(masked.configuration, address, String(path[0]));
        yield { what: `${path.join('.')} of ${address} is ${kind}`, plan: masked };
      }
    }
  }
}

/** Of values and of the blocks and lists that hold them, each. */
export function* pathsIn(value: unknown, path: Path = []): Generator<Path> {
  // Nobody writes the ids that providers give, and no plan hides one where it shows those that point at it.
  if (path.length === 1 && ['id', 'path', 'uuid'].includes(String(path[0]))) return;
  if (path.length > 0 && value !== null) yield path;
  if (typeof value !== 'object' || value === null) return;
  const members = Array.isArray(value) ? [...(value as readonly unknown[]).entries()] : Object.entries(value);
  for (const [key, member] of members) yield* pathsIn(member, [...path, key]);
}

interface Sides {
  readonly after: unknown;
  after_unknown: unknown;
  after_sensitive: unknown;
}

function hide(change: Sides, path: Path, kind: MaskKind): void {
  const last = path.at(-1)!;
  const holder = path.slice(0, -1).reduce<unknown>((value, key) => (value as Mutable)[key], change.after) as Mutable;
  if (kind === 'of another type') {
    const isBlocks = Array.isArray(holder[last]) && holder[last].every((item) => typeof item === 'object');
    holder[last] = isBlocks || isBlock(holder[last]) ? 'text' : { of: 'another type' };
    return;
  }
  if (kind === 'sensitive') {
    change.after_sensitive = marked(change.after_sensitive, path, change.after);
    return;
  }
  change.after_unknown = marked(change.after_unknown, path, change.after);
  // As Terraform writes it: an unknown attribute is left out, an unknown element is null.
  if (Array.isArray(holder)) holder[last as number] = null;
  else Reflect.deleteProperty(holder, last);
}

const isBlock = (value: unknown): boolean => typeof value === 'object' && !Array.isArray(value);

/** A mask with a mark at the path, and lists as long as those of the values. */
export function marked(mask: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined || mask === true) return true;
  const inner = (value as Mutable | undefined)?.[key];
  if (typeof key === 'number') {
    const held = Array.isArray(mask) ? (mask as readonly unknown[]) : [];
    const length = Math.max((value as readonly unknown[]).length, key + 1);
    return Array.from({ length }, (_, index) =>
      index === key ? marked(held[index], rest, inner) : (held[index] ?? false),
    );
  }
  const held = typeof mask === 'object' && mask !== null ? (mask as Mutable) : {};
  return { ...held, [key]: marked(held[key], rest, inner) };
}

/** The masked value is written, and drawn from something that the plan does not show. */
function writeSomehow(configuration: unknown, address: string, attribute: string): void {
  const bare = address.replaceAll(/\[[^\]]*\]/g, '');
  const steps = bare.split('.');
  let module = (configuration as { root_module?: Mutable }).root_module;
  while (steps[0] === 'module') {
    const [, name = ''] = steps.splice(0, 2);
    module = ((module?.['module_calls'] as Mutable | undefined)?.[name] as Mutable | undefined)?.['module'] as Mutable;
  }
  const resources = (module?.['resources'] ?? []) as { address: string; expressions?: Mutable }[];
  const found = resources.find((one) => one.address === steps.join('.'));
  if (found !== undefined) (found.expressions ??= {})[attribute] = {};
}
