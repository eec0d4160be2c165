import type { ResourceRef } from '../../graph/location';

/** The parent of a resource, by its URN; the stack, which everything belongs to in the end, is none. */
export const parentOf = (urn: string | undefined): Pick<ResourceRef, 'parent'> =>
  urn === undefined || urn === '' || urn.split('::')[2] === 'pulumi:pulumi:Stack' ? {} : { parent: urn };
