import type { Member } from '../../graph/domain';
import { memberKey } from '../../placing/domain-drafts';
import type { Placer } from '../../placing/placer';
import type { Located } from '../../placing/site-registry';

/** The site that a policy path names. */
export function siteIn(path: string, placer: Placer): Located | undefined {
  const [site] = siteNameIn(path);
  return site === undefined ? undefined : siteNamed(site, placer);
}

/** The name of the site in a policy path, none where it is the default one. */
export function siteNameIn(path: string): readonly string[] {
  const site = /\/sites\/([^/]+)/.exec(path)?.[1];
  return site === undefined || site === 'default' ? [] : [site];
}

export const siteNamed = (name: string, { registry }: Placer): Located | undefined =>
  registry.named(name) ?? registry.city(name, 'NSX site');

/**
 * One member of each site, and one for all of no site, whatever order they come in. A site that is certain and one that is a guess are
 * two, and so are guesses on different grounds: a guess proves nothing, and takes nothing from what is certain.
 */
export function oneForEachSite(members: readonly Member[]): readonly Member[] {
  const bySite = new Map<string, Member>();
  for (const member of members) {
    const site = siteKey(member);
    const before = bySite.get(site);
    const first = before === undefined || memberKey(member) < memberKey(before) ? member : before;
    const isSeveral = before !== undefined && !member.site.known && memberKey(member) !== memberKey(before);
    bySite.set(site, isSeveral || before?.isSeveral === true ? { ...first, isSeveral: true } : first);
  }
  return [...bySite.values()];
}

const siteKey = ({ site }: Member): string =>
  site.known
    ? [site.value, ...(site.origin.kind === 'guess' ? ['guess', site.origin.ground ?? ''] : [])].join('\n')
    : '';
