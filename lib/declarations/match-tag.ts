import type { MatcherHit, OwnedMatcher } from './matcher-hit';

interface Tag {
  readonly kind: 'tag';
  readonly key: string;
  readonly value: string;
}

/** Which declared tags a resource carries; key and value are exact, as clouds take them. */
export function tagLookup(
  tags: readonly OwnedMatcher<Tag>[],
): (carried: ReadonlyMap<string, string>) => readonly MatcherHit[] {
  return (carried) =>
    tags
      .filter(({ matcher: { key, value } }) => carried.get(key) === value)
      .map(({ owner, matcher: { key, value } }) => ({ owner, because: `tag ${key}=${value}` }));
}
