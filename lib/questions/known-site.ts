import type { SiteMatcher } from '../declarations/declarations';
import type { DraftSite } from '../declarations/facts-draft';
import { allDomains, type Graph } from '../graph/graph';
import type { Site } from '../graph/site';

/** A site that the infrastructure itself tells, as a facts file would declare it. */
export function knownSite(site: Site, graph: Graph): Pick<DraftSite, 'id' | 'title' | 'at' | 'guess' | 'match'> {
  const { id, name: title, position, origin } = site;
  // A resource that states its coordinates is a site of its own; any other id is a namespace and a code.
  if (origin.kind === 'resource') {
    const match: readonly SiteMatcher[] = [{ kind: 'name', glob: title }];
    const { latitude, longitude } = position.known ? position.value : { latitude: NaN, longitude: NaN };
    const isOnEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
    return { id: title, title, ...(isOnEarth && { at: { latitude, longitude } }), match };
  }
  const match = [matcherOf(site, graph)];
  const city = codeIn(id, 'city');
  if (city !== undefined) {
    return { id: city, title, guess: { at: city, from: calledAfter(match[0]) }, match };
  }
  return { id: shortName(site), title, ...(position.known && { at: id }), match };
}

/** As the report names it: `dublin` of `Dublin (equinix-metro:DB)`, `DC0` of `datacenter DC0`, else the code. */
function shortName({ id, name }: Site): string {
  const suffix = ` (${id})`;
  if (!name.endsWith(suffix)) return codeIn(id, 'datacenter') ?? id.replaceAll(':', '-');
  const words =
    name
      .slice(0, -suffix.length)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length === 0 ? id.replaceAll(':', '-') : words.join('-');
}

const codeIn = (id: string, provider: string): string | undefined =>
  id.startsWith(`${provider}:`) ? id.slice(provider.length + 1) : undefined;

/** What the name of a city is taken from. */
const calledAfter = (matcher: SiteMatcher | undefined): string =>
  matcher?.kind === 'datacenter'
    ? `datacenter ${matcher.name}`
    : `what is called ${matcher?.kind === 'name' ? matcher.glob : ''}`;

function matcherOf({ id, name }: Site, graph: Graph): SiteMatcher {
  const datacenter = codeIn(id, 'datacenter');
  if (datacenter !== undefined) return { kind: 'datacenter', name: datacenter };
  if (codeIn(id, 'city') === undefined) {
    const colon = id.indexOf(':');
    return { kind: 'region', provider: id.slice(0, colon), code: id.slice(colon + 1) };
  }
  // A datacenter, a fault domain or an NSX site that is called after the city, in the words of the guess.
  const guesses = [...graph.placements, ...allDomains(graph).flatMap(({ members }) => members)].flatMap(({ site }) =>
    site.known && site.value === id && site.origin.kind === 'guess' ? [site.origin.reason] : [],
  );
  const [, kind, called] =
    /^(datacenter|fault domain|host group|NSX site) (.*), taken as /u.exec(guesses[0] ?? '') ?? [];
  return kind === undefined || kind === 'datacenter'
    ? { kind: 'datacenter', name: called ?? name }
    : { kind: 'name', glob: called ?? name };
}
