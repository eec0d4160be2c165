import type { ResourceRef } from '../graph/location';

/**
 * What people call the resource: its Terraform address; or type token and name out of its URN, and the parent's, which tells
 * children of one name apart.
 */
export function resourceName({ address, parent }: Pick<ResourceRef, 'address' | 'parent'>): string {
  const named = ofUrn(address);
  if (named === undefined) return address;
  const [owner] = parent === undefined ? named.parents : [ofUrn(parent)?.name ?? parent];
  return owner === undefined ? named.name : `${named.name} of ${owner}`;
}

/** The name of a resource, and the types of its parents, nearest first: a URN has no more of them. */
function ofUrn(urn: string): { readonly name: string; readonly parents: readonly string[] } | undefined {
  if (!urn.startsWith('urn:pulumi:')) return undefined;
  const [, , chain, ...name] = urn.split('::');
  const [type, ...parents] = (chain ?? '').split('$').reverse();
  if (type === undefined || type === '' || name.length === 0) return undefined;
  return { name: `${type} ${name.join('::')}`, parents };
}

/** Where in the resource and in the source: `host_system_ids, main.tf:42`. */
export function resourcePlace({ path, file, line, construct, input }: ResourceRef): string {
  const source = file === undefined || line === undefined ? file : `${file}:${line}`;
  return [path, source, construct, input].filter((p) => p !== undefined && p !== '').join(', ');
}
