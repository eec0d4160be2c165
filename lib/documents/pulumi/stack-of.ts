import type { RawResource } from '../../resources/raw-resource';

/** `project/stack`, as `urn:pulumi:<stack>::<project>::...` names both; nothing where no resource tells. */
export function stackOf(resources: Iterable<RawResource>): { readonly stack?: string } {
  for (const { ref } of resources) {
    const [, stack, project] = /^urn:pulumi:([^:]+)::([^:]+)::/.exec(ref.address) ?? [];
    if (stack !== undefined && project !== undefined) return { stack: `${project}/${stack}` };
  }
  return {};
}
