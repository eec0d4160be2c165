import { known, type Known } from '../graph/known';
import type { Origin } from '../graph/location';
import { quote } from '../model/explain-quantity';
import { declaredProducts } from '../reference/product';
import { noDeclarations, type Declarations, type DeclaredLink } from './declarations';
import type { FactError } from './fact-error';
import { didYouMean } from './nearest';
import { readLinkTag } from './read-link-tag';
import { versionComplaint } from './version-complaint';

/** The tag that names a resource's site, and its spellings for clouds whose tags take no colon. */
export const SITE_TAGS = ['lightbound:site', 'lightbound-site', 'lightbound_site'] as const;

const SOURCE = 'stack tags';

/** The site that a resource's tags, or a stack's, name outright. */
export function siteTag(tags: ReadonlyMap<string, string>): string | undefined {
  for (const key of SITE_TAGS) {
    const site = tags.get(key)?.trim();
    if (site !== undefined && site !== '') return site;
  }
  return undefined;
}

export interface StackFacts {
  readonly declarations: Declarations;
  /** The site of every resource of the stack that nothing else places. */
  readonly defaultSite?: string;
  readonly errors: readonly FactError[];
}

/**
 * Facts in a stack's tags: `lightbound:site`, `lightbound:platform:<name>`, and `lightbound:link:<a>:<b>` with a value
 * such as `10 Gbit/s, 31 ms, 40 %`. Pulumi allows no slash in a tag's name; other tools do, so both divide.
 */
export function readStackTags(tags: ReadonlyMap<string, string>, knownSites: readonly string[]): StackFacts {
  const errors: FactError[] = [];
  const links: DeclaredLink[] = [];
  const platforms = new Map<string, Known<string>>();
  for (const [key, value] of [...tags].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const fact = readTag(key, value, knownSites);
    if (fact === undefined) continue;
    if ('error' in fact) errors.push({ source: SOURCE, path: key, message: fact.error });
    else if ('platform' in fact) platforms.set(fact.platform, fact.version);
    else if (links.some(({ between }) => fact.between.every((site) => between.includes(site)))) {
      const message = `the link between ${fact.between.map(quote).join(' and ')} is declared twice`;
      errors.push({ source: SOURCE, path: key, message });
    } else links.push(fact);
  }
  const site = siteTag(tags);
  const isKnown = site !== undefined && knownSites.includes(site);
  return {
    declarations: { ...noDeclarations, links, platforms },
    ...(isKnown ? { defaultSite: site } : {}),
    errors,
  };
}

type TagFact =
  | DeclaredLink
  | { readonly platform: string; readonly version: Known<string> }
  | { readonly error: string };

function readTag(key: string, value: string, knownSites: readonly string[]): TagFact | undefined {
  const origin: Origin = { kind: 'declaration', source: SOURCE, path: key };
  if (SITE_TAGS.some((tag) => tag === key)) {
    const site = value.trim();
    if (knownSites.includes(site)) return undefined;
    return { error: `site ${quote(site)} is not declared; ${didYouMean(site, knownSites)}` };
  }
  const [, group, rest = ''] = /^lightbound:(link|platform)[:/](.*)$/su.exec(key) ?? [];
  if (group === 'link') return readLinkTag(rest, value, knownSites, origin);
  if (group === 'platform') return readPlatform(rest, value.trim(), origin);
  if (!key.startsWith('lightbound:')) return undefined;
  const [, word = ''] = key.split(/[:/]/u);
  return { error: `unknown key ${quote(word)}; ${didYouMean(word, ['site', 'link', 'platform'])}` };
}

function readPlatform(platform: string, version: string, origin: Origin): TagFact {
  const product = declaredProducts.find((one) => one === platform);
  if (product === undefined)
    return { error: `unknown platform ${quote(platform)}; ${didYouMean(platform, declaredProducts)}` };
  const error = versionComplaint(product, version);
  return error === undefined ? { platform, version: known(version, origin) } : { error };
}
