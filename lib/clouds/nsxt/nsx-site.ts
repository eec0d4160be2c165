import type { Member } from '../../graph/domain';
import type { Placer } from '../../placing/placer';
import type { Located } from '../../placing/site-registry';

/** The site that a policy path names. */
export function siteIn(path: string, placer: Placer): Located | undefined {
  const site = /\/sites\/([^/]+)/.exec(path)?.[1];
  return site === undefined || site === 'default' ? undefined : siteNamed(site, placer);
}

export const siteNamed = (name: string, { registry }: Placer): Located | undefined =>
  registry.named(name) ?? registry.city(name, 'NSX site');

/** The first member of each site, and of no site. */
export function oneForEachSite(members: readonly Member[]): readonly Member[] {
  const bySite = new Map<string, Member>();
  for (const member of members) {
    const site = member.site.known ? member.site.value : '';
    if (!bySite.has(site)) bySite.set(site, member);
  }
  return [...bySite.values()];
}
