import type { Tags } from '../declarations/match-tag';
import { SITE_TAGS, siteTag } from '../declarations/read-tags';
import type { RawResource } from '../resources/raw-resource';

/** Where providers keep tags; a resource's own come before those that `tags_all` takes from its provider. */
const tagAttributes = ['tags', 'tags_all', 'labels', 'custom_attributes'];

/** The site that a resource's tags name outright, without gathering them all. */
export function ownSiteTag(resource: RawResource): string | undefined {
  for (const attribute of tagAttributes) {
    const site = resource.attributes.mapValue(attribute, SITE_TAGS)?.trim();
    if (site !== undefined && site !== '') return site;
  }
  return resource.attributes.has('tag') ? siteTag(scopedTags(resource)) : undefined;
}

/** Tags and labels of a resource, from whichever attribute its provider keeps them in; read when asked for. */
export const tagsOf = (resource: RawResource): Tags => ({
  get: (key) => {
    for (const attribute of tagAttributes) {
      const value = resource.attributes.mapValue(attribute, [key]);
      if (value !== undefined) return value;
    }
    return resource.attributes.has('tag') ? scopedTags(resource).get(key) : undefined;
  },
});

/** NSX writes tags as blocks of scope and tag. */
function scopedTags({ attributes }: RawResource): ReadonlyMap<string, string> {
  const tags = new Map<string, string>();
  // What a tag says shows in where a resource stands; that one of many was read says nothing.
  const pairs = attributes.recording(new Set()).blocks('tag');
  for (const pair of pairs.known ? pairs.value : []) {
    const scope = pair.string('scope');
    const value = pair.string('tag');
    if (scope.known && value.known) tags.set(scope.value, value.value);
  }
  return tags;
}
