import { refKey } from '../../graph/location';
import type { NodeId } from '../../placing/node-id';
import type { RawResource } from '../../resources/raw-resource';

/** What a name, an id or a subnet stands for in the vCenter of a resource: two managers count their ids alike. */
export function idInVcenter({ ref, provider: { name, alias, address } }: RawResource, what: string, value: string) {
  // Blocks of one alias in two modules are two.
  const instance = address.startsWith('provider.module.') ? address : alias;
  const identity = [what, value, name, instance].join(' ').trim();
  return { id: refKey({ ...ref, address: identity }), identity } as const satisfies NodeId;
}
