import { refKey } from '../../graph/location';
import type { NodeId } from '../../placing/node-id';
import type { RawResource } from '../../resources/raw-resource';

/** What a name, an id or a subnet stands for in the vCenter of a resource: two managers count their ids alike. */
export function idInVcenter({ ref, provider: { name, alias } }: RawResource, what: string, value: string) {
  const identity = [what, value, name, alias].join(' ').trim();
  return { id: refKey({ ...ref, address: identity }), identity } as const satisfies NodeId;
}
