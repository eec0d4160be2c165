import type { MatcherHit, OwnedMatcher } from './matcher-hit';

interface Tag {
  readonly kind: 'tag';
  readonly key: string;
  readonly value: string;
}

/** What a resource is tagged with: a map, or what reads the tags one by one. */
export interface Tags {
  readonly get: (key: string) => string | undefined;
}

/** Which declared tags a resource carries; key and value are exact, as clouds take them. */
export function tagLookup(tags: readonly OwnedMatcher<Tag>[]): (carried: Tags) => readonly MatcherHit[] {
  const declared = new Map<string, Map<string, MatcherHit[]>>();
  for (const { owner, matcher } of tags) {
    const { key, value } = matcher;
    const ofKey = declared.get(key) ?? new Map<string, MatcherHit[]>();
    const hits = ofKey.get(value) ?? [];
    declared.set(key, ofKey.set(value, [...hits, { owner, because: `tag ${key}=${value}` }]));
  }
  const keys = [...declared];
  return (carried) =>
    keys.flatMap(([key, ofKey]) => {
      const value = carried.get(key);
      return value === undefined ? [] : (ofKey.get(value) ?? []);
    });
}
