import type { Link } from '../graph/link';
import type { Site, SiteId } from '../graph/site';
import { certainDistance } from '../model/geodesic';

/** What carries traffic between two sites: the links that people declared for the pair, and the interconnects seen. */
export interface LinksBetween {
  readonly declared: readonly Link[];
  readonly seen: readonly Link[];
}

/**
 * Finds links by their ends. A declared link joins exactly its two sites; an interconnect serves every site in the
 * metros of its ends, as a circuit to a metro's exchange reaches the data centres around it.
 */
export class LinkLookup {
  private readonly declared = new Map<string, Link[]>();
  private readonly seen = new Map<string, Link[]>();
  private readonly metroOf = new Map<SiteId, SiteId>();
  private readonly metros: Site[] = [];

  constructor(
    links: readonly Link[],
    private readonly sites: ReadonlyMap<SiteId, Site>,
  ) {
    for (const link of links) {
      const [a, b] = link.ends;
      if (!a.known || !b.known) continue;
      if (link.resources.length === 0) add(this.declared, pair(a.value, b.value), link);
      // What a guess puts between two sites is perhaps between others.
      else if (!link.ends.some(isGuess)) add(this.seen, pair(this.metro(a.value), this.metro(b.value)), link);
    }
  }

  /** The pairs of sites that people declared a link for. */
  declaredPairs(): readonly (readonly [SiteId, SiteId])[] {
    return [...this.declared.values()].flatMap(([link]) => {
      const [a, b] = link?.ends ?? [];
      return a?.known === true && b?.known === true ? [[a.value, b.value] as const] : [];
    });
  }

  between(a: SiteId, b: SiteId): LinksBetween {
    return {
      declared: this.declared.get(pair(a, b)) ?? [],
      seen: this.seen.size === 0 ? [] : (this.seen.get(pair(this.metro(a), this.metro(b))) ?? []),
    };
  }

  /** The first site found within tolerance stands for the metro. */
  private metro(id: SiteId): SiteId {
    const before = this.metroOf.get(id);
    if (before !== undefined) return before;
    const site = this.sites.get(id);
    const near = site === undefined ? undefined : this.metros.find((other) => sameMetro(site, other));
    if (near === undefined && site !== undefined) this.metros.push(site);
    const metro = near?.id ?? id;
    this.metroOf.set(id, metro);
    return metro;
  }
}

/** Whether two positions may be one place, both tolerances counted. */
export function sameMetro(a: Site, b: Site): boolean {
  if (!a.position.known || !b.position.known) return a.id === b.id;
  // Two degrees of latitude are 220 km: farther apart than any two tolerances but those of whole states.
  const degrees = Math.abs(a.position.value.latitude - b.position.value.latitude);
  if (degrees > 5) return false;
  return certainDistance(a.position.value, b.position.value) === 0;
}

const isGuess = (end: Link['ends'][number]): boolean => end.known && end.origin.kind === 'guess';

const pair = (a: SiteId, b: SiteId): string => (a < b ? `${a}\n${b}` : `${b}\n${a}`);

function add(map: Map<string, Link[]>, key: string, link: Link): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [link]);
  else list.push(link);
}
