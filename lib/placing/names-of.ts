import type { Known } from '../graph/known';
import type { RawResource } from '../resources/raw-resource';

/** What holds something against the names of declared sites. */
export interface NameHint {
  readonly called?: (resource: RawResource) => Known<string>;
}

/** Where the names of resources stand. */
export const nameAttributes = ['name', 'display_name', 'hostname'];

/** What its hints and its name hold against the names of declared sites, in the order in which they do. */
export function namesOf(resource: RawResource, hints: readonly NameHint[] = []): readonly string[] {
  const texts = [
    ...hints.flatMap(({ called }) => called?.(resource) ?? []),
    ...nameAttributes.map((attribute) => resource.attributes.string(attribute)),
  ];
  const names = texts.flatMap((text) => (text.known && text.value !== '' ? [text.value] : []));
  return [...new Set([...names, resource.name])];
}
