import type { Hit, Owned } from './hit';

interface Tag {
  readonly kind: 'tag';
  readonly key: string;
  readonly value: string;
}

/** Which declared tags a resource carries; key and value are exact, as clouds take them. */
export function tagLookup(tags: readonly Owned<Tag>[]): (carried: ReadonlyMap<string, string>) => readonly Hit[] {
  return (carried) =>
    tags
      .filter(({ matcher: { key, value } }) => carried.get(key) === value)
      .map(({ owner, matcher: { key, value } }) => ({ owner, because: `tag ${key}=${value}` }));
}
