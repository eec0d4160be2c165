import type { ResourceRef } from '../graph/location';

/** What people call the resource: its Terraform address, or type token and name out of its URN. */
export function resourceName(resource: ResourceRef): string {
  if (!resource.address.startsWith('urn:pulumi:')) return resource.address;
  const [, , , , chain, ...name] = resource.address.split('::').flatMap((p, i) => (i === 0 ? p.split(':') : [p]));
  const type = chain?.slice(chain.lastIndexOf('$') + 1);
  return type === undefined || name.length === 0 ? resource.address : `${type} ${name.join('::')}`;
}

/** Where in the resource and in the source: `host_system_ids, main.tf:42`. */
export function resourcePlace({ path, file, line, construct, input }: ResourceRef): string {
  const source = file === undefined || line === undefined ? file : `${file}:${line}`;
  return [path, source, construct, input].filter((p) => p !== undefined && p !== '').join(', ');
}
