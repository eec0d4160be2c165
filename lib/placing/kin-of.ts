import type { RawResource } from '../resources/raw-resource';

const found = new WeakMap<readonly RawResource[], ReadonlyMap<string, readonly RawResource[]>>();

/** Of several instances those with the resource's own key, `x["a"]` of `y["a"]`; all where none has it. */
export function kinOf({ ref }: RawResource, targets: readonly RawResource[]): readonly RawResource[] {
  const key = keyOf(ref.address);
  return (key === undefined ? undefined : byKey(targets).get(key)) ?? targets;
}

/** Found once for all that draw from the same list. */
function byKey(targets: readonly RawResource[]): ReadonlyMap<string, readonly RawResource[]> {
  const before = found.get(targets);
  if (before !== undefined) return before;
  const kin = new Map<string, RawResource[]>();
  for (const target of targets) {
    const key = keyOf(target.ref.address);
    if (key === undefined) continue;
    const list = kin.get(key);
    if (list === undefined) kin.set(key, [target]);
    else list.push(target);
  }
  found.set(targets, kin);
  return kin;
}

/** The key of the last loop that made an address: `["a"]`. */
const keyOf = (address: string): string | undefined => /\[(?:"(?:[^"\\]|\\.)*"|\d+)\](?=[^[\]]*$)/u.exec(address)?.[0];
