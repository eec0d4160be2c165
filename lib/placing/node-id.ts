import { refKey, type ResourceRef } from '../graph/location';

/**
 * What a node is known by: the resource that makes it, with a word before it where one resource makes several nodes; a text where
 * several resources make it together; or what another node is known by.
 */
export type NodeId =
  | ResourceRef
  | { readonly as: string; readonly of: ResourceRef }
  | { readonly id: string; readonly identity: string }
  | string;

/** Unique in the graph. */
export const idOf = (id: NodeId): string => (typeof id === 'object' && 'identity' in id ? id.id : textOf(id, refKey));

/** The same whichever document tells of it; the stack is said beside it. */
export const identityOf = (id: NodeId): string =>
  typeof id === 'object' && 'identity' in id ? id.identity : textOf(id, ({ address }) => address);

function textOf(id: Exclude<NodeId, { readonly identity: string }>, key: (ref: ResourceRef) => string): string {
  if (typeof id === 'string') return id;
  return 'of' in id ? `${id.as} ${key(id.of)}` : key(id);
}
