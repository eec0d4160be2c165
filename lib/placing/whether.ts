import type { Doubt } from '../graph/graph-node';
import type { Known, NotKnown } from '../graph/known';
import type { Attributes } from '../resources/attributes';
import type { RawResource } from '../resources/raw-resource';

/** Whether something is there: it is, it is not, or what would decide. A switch that is unknown is not off. */
export type Whether = boolean | readonly Doubt[];

/**
 * Whether a value of a resource meets a condition.
 * @returns what its value comes to; for one that nobody wrote `unset`, which is what the provider's default comes to
 */
export function whether<T>(
  resource: RawResource,
  path: string,
  value: Known<T>,
  meets: (value: T) => Whether,
  { unset = false, ...at }: Whereabouts & { readonly unset?: boolean } = {},
): Whether {
  if (value.known) return meets(value.value);
  return isUnset(resource, path, value, at) ? unset : [doubtOf(resource, path, value, at.block)];
}

interface Whereabouts {
  /** The block that the path starts in, if not the resource itself. */
  readonly block?: Attributes;
  /** Whether it is blocks that the path leads to. */
  readonly isBlock?: boolean;
}

/** A value that would decide, and why it is unknown. */
export const doubtOf = (
  { ref, attributes }: RawResource,
  path: string,
  { reason }: NotKnown,
  block: Attributes = attributes,
): Doubt => ({ resource: { ...ref, path: block.spell(path) }, because: reason.text });

/**
 * Whether nobody wrote a value: it is absent, or a new resource has it from the provider once it is applied. Blocks and what
 * stands in them count as written, since the configuration does not show those that it makes in a loop.
 */
export function isUnset(
  { mode, change, attributes }: RawResource,
  path: string,
  { reason }: NotKnown,
  { block, isBlock = false }: Whereabouts = {},
): boolean {
  if (reason.kind === 'absent') return true;
  const isNew = mode === 'managed' && (change === 'create' || change === 'replace');
  const isOwn = block === undefined && !isBlock && !path.includes('.');
  return reason.kind === 'after-apply' && isNew && isOwn && attributes.written(path) === false;
}

/** One that holds decides; else one that is in doubt. */
export const anyOf = (...all: readonly Whether[]): Whether => together(all, true);

/** One that does not hold decides; else one that is in doubt. */
export const allOf = (...all: readonly Whether[]): Whether => together(all, false);

function together(all: readonly Whether[], decisive: boolean): Whether {
  if (all.includes(decisive)) return decisive;
  const doubts = all.flatMap((one) => (typeof one === 'boolean' ? [] : one));
  return doubts.length > 0 ? doubts : !decisive;
}
