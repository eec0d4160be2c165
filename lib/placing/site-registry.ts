import { toleranceByDigits } from '../declarations/coordinate-tolerance';
import type { Declarations } from '../declarations/declarations';
import type { Match, Matchers } from '../declarations/match';
import type { Tags } from '../declarations/match-tag';
import type { Site, SiteId } from '../graph/site';
import { known, unknown, type Known } from '../graph/known';
import type { Origin } from '../graph/location';
import type { Place } from '../reference/place';
import { guessCity } from '../reference/find-place';
import { findRegion } from '../reference/region';

/** A site, or why there is none, and what led there. */
export interface Located {
  readonly site: Known<SiteId>;
  readonly because: string;
}

/**
 * The sites of a run: the declared ones, and those derived from regions, coordinates and data-centre names as resources
 * need them. A declaration always wins over what is derived.
 */
export class SiteRegistry {
  /** Whether any site is declared by tag; without one no resource's tags need gathering. */
  readonly matchesTags: boolean;
  /** Whether any site is declared by name; without one a hidden name hides nothing. */
  readonly matchesNames: boolean;
  /** Whether a tag that names the site of its resource says nothing. */
  readonly ignoresSiteTags: boolean;
  private readonly found = new Map<SiteId, Site>();
  /** By what the code is, provider and code. */
  private readonly regions = new Map<string, Map<string, Map<string, Located>>>();

  constructor(
    declarations: Declarations,
    private readonly matchers: Matchers,
  ) {
    this.ignoresSiteTags = declarations.ignoresSiteTags === true;
    this.matchesTags = declarations.sites.some(({ match }) => match.some(({ kind }) => kind === 'tag'));
    this.matchesNames = declarations.sites.some(({ match }) => match.some(({ kind }) => kind === 'name'));
    for (const { id, position, origin } of declarations.sites) {
      this.found.set(id, { id, name: id, position, origin });
    }
  }

  /** Sites that are declared or were asked for, by id. */
  sites(): ReadonlyMap<SiteId, Site> {
    return new Map([...this.found].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  declared(id: SiteId): Located | undefined {
    return this.found.has(id) ? located(id, `site ${id} named outright`) : undefined;
  }

  /** A provider's region or zone by its code; an unlisted code is a site of its own, without position. */
  region(provider: string, code: string, what = 'region'): Located {
    const byCode = inner(inner(this.regions, what), provider);
    const before = byCode.get(code);
    if (before !== undefined) return before;
    const found = this.findRegion(provider, code, what);
    byCode.set(code, found);
    return found;
  }

  private findRegion(provider: string, code: string, what: string): Located {
    const place = findRegion(provider, code);
    const match = this.matchers.byRegion(provider, place?.code ?? code);
    if (match !== undefined) return matched(match);
    const id = `${provider}:${place?.code ?? code}`;
    this.add(id, place?.name ?? id, place, `${provider} ${what} ${code} is not in the reference data`);
    return located(id, `${what} ${code}`);
  }

  /** A data centre for whose name people declared a site. */
  declaredDatacenter(name: string): Located | undefined {
    const match = this.matchers.byDatacenter(name);
    return match === undefined ? this.named(name) : matched(match);
  }

  /** A data centre by the name that a platform gives it: declared, else a city of exactly that name, else a bare name. */
  datacenter(name: string): Located {
    const found = this.declaredDatacenter(name);
    if (found !== undefined) return found;
    const city = this.city(name, 'datacenter');
    if (city !== undefined) return city;
    const id = `datacenter:${name}`;
    this.add(id, `datacenter ${name}`, undefined, `no site is declared for datacenter ${name}`);
    return located(id, `datacenter ${name}`);
  }

  /** Where a city has exactly the name that people gave a place of their own: a guess. */
  city(name: string, what: string): Located | undefined {
    const city = guessCity(name);
    if (city === undefined) return undefined;
    const id = `city:${city.code}`;
    this.add(id, city.name, city, '');
    const reason = `${what} ${name}, taken as the city of that name`;
    return { site: known(id, { kind: 'guess', reason }), because: reason };
  }

  /** A point on the map that a resource states itself. */
  coordinates(id: SiteId, name: string, latitude: number, longitude: number, origin: Origin): Located {
    const match = this.matchers.byName(name);
    if (match !== undefined) return matched(match);
    if (!this.found.has(id)) {
      const position = known({ latitude, longitude, tolerance: toleranceByDigits(latitude, longitude) }, origin);
      this.found.set(id, { id, name, position, origin });
    }
    return located(id, `coordinates ${latitude}, ${longitude}`);
  }

  /** Only what people declared: a name, host name or id that a site's globs match. */
  named(text: string): Located | undefined {
    const match = this.matchers.byName(text);
    return match === undefined ? undefined : matched(match);
  }

  /** Only what people declared: an IP address, host name or URL. */
  address(text: string): Located | undefined {
    const match = this.matchers.byAddress(text);
    return match === undefined ? undefined : matched(match);
  }

  tagged(tags: Tags): Located | undefined {
    const match = this.matchers.byTag(tags);
    return match === undefined ? undefined : matched(match);
  }

  private add(id: SiteId, name: string, place: Place | undefined, gap: string): void {
    if (this.found.has(id)) return;
    const origin: Origin =
      place === undefined
        ? { kind: 'default', reason: gap }
        : { kind: 'reference', id: `${place.provider}:${place.code}`, source: place.source };
    const position = place === undefined ? unknown('not-declared', gap) : known(place.position, origin);
    this.found.set(id, {
      id,
      name: place === undefined || place.provider === 'city' ? name : `${name} (${id})`,
      position,
      origin,
    });
  }
}

function inner<Value>(maps: Map<string, Map<string, Value>>, key: string): Map<string, Value> {
  let map = maps.get(key);
  if (map === undefined) maps.set(key, (map = new Map<string, Value>()));
  return map;
}

/** @param names by which a declared site would tell the place, the most telling first */
export const nowhere = (because: string, names?: () => readonly string[]): Located => ({
  site: unknown('not-placed', because, names),
  because,
});

const located = (id: SiteId, because: string): Located => ({
  site: known(id, { kind: 'default', reason: because }),
  because,
});

const matched = (match: Match): Located =>
  'ambiguous' in match
    ? nowhere(`matched by several sites: ${match.ambiguous.join(', ')}`)
    : located(match.site, match.because);
