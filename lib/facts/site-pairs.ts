import type { Site, SiteId } from '../graph/site';

/** Of up to this many sites every pair is judged: 2,016 pairs. */
export const mostSites = 64;

/** How many pairs that nobody declared are asked for one that no interconnect joins either. */
const mostAsked = 4096;

export type SitePair = readonly [Site, Site];

/** What joins sites. */
export interface Joined {
  /** The pairs that people declared a link for. */
  readonly declared: () => Iterable<readonly [SiteId, SiteId]>;
  /** Whether a declared link or an interconnect joins two sites. */
  readonly isJoined: (a: SiteId, b: SiteId) => boolean;
}

/**
 * The pairs of sites on which a verdict rests. Of more than `mostSites` sites, whose pairs would fill the memory, these are the
 * pairs of `mostSites` of them that stand as far apart as possible, every pair that a declared link joins, and one pair that
 * nothing joins: a pair that is too far and one that is unknown are found, and what is unknown is never taken for a pass.
 * @param sites sorted by id, each once
 */
export function sitePairs(sites: readonly Site[], joined: Joined): readonly SitePair[] {
  if (sites.length <= mostSites) return [...allPairs(sites)];
  const chosen = new Map<string, SitePair>();
  const add = (a: Site, b: Site): void => {
    chosen.set(keyOf(a, b), a.id < b.id ? [a, b] : [b, a]);
  };
  for (const [a, b] of allPairs(spread(sites))) add(a, b);
  const byId = new Map(sites.map((site) => [site.id, site]));
  const declared = new Set<string>();
  for (const [a, b] of joined.declared()) {
    const [near, far] = [byId.get(a), byId.get(b)];
    if (near === undefined || far === undefined || near === far) continue;
    add(near, far);
    declared.add(keyOf(near, far));
  }
  const [a, b] = leftOpen(sites, declared, joined) ?? [];
  if (a !== undefined && b !== undefined) add(a, b);
  return [...chosen.values()].sort(([a, b], [c, d]) => (keyOf(a, b) < keyOf(c, d) ? -1 : 1));
}

const keyOf = (a: Site, b: Site): string => (a.id < b.id ? `${a.id}\n${b.id}` : `${b.id}\n${a.id}`);

function* allPairs(sites: readonly Site[]): Generator<SitePair> {
  for (const [index, a] of sites.entries()) {
    for (let other = index + 1; other < sites.length; other++) {
      const b = sites[other];
      if (b !== undefined) yield [a, b];
    }
  }
}

/** The first pair that nothing joins; where the first ones are all joined by interconnects, one that nobody declared. */
function leftOpen(sites: readonly Site[], declared: ReadonlySet<string>, { isJoined }: Joined): SitePair | undefined {
  let first: SitePair | undefined;
  let asked = 0;
  for (const pair of allPairs(sites)) {
    const [a, b] = pair;
    if (declared.has(keyOf(a, b))) continue;
    if (!isJoined(a.id, b.id)) return pair;
    first ??= pair;
    if (++asked === mostAsked) break;
  }
  return first;
}

type Vector = readonly [number, number, number];

/**
 * Sites that stand as far apart as possible: the farthest from those taken so far, again and again (Gonzalez 1985, Theoretical
 * Computer Science 38, 293-306). Two sites without position are among them where there are any, since they leave pairs open.
 */
function spread(sites: readonly Site[]): readonly Site[] {
  const taken = sites.filter(({ position }) => !position.known).slice(0, 2);
  const placed = sites.flatMap((site) =>
    site.position.known ? [{ site, at: vectorOf(site.position.value), nearest: Infinity }] : [],
  );
  let next = placed[0];
  // The first one only leads to the farthest from it, which is at one end of all.
  for (let round = 0; next !== undefined && next.nearest > 0 && taken.length < mostSites; round++) {
    if (round > 0) taken.push(next.site);
    const { at } = next;
    for (const one of placed) one.nearest = Math.min(round === 1 ? Infinity : one.nearest, chord(one.at, at));
    next = placed.reduce((far, one) => (one.nearest > far.nearest ? one : far));
  }
  return taken;
}

/** On the unit sphere: good enough to choose by, since what is chosen is measured on the ellipsoid. */
function vectorOf({ latitude, longitude }: { readonly latitude: number; readonly longitude: number }): Vector {
  const [north, east] = [(latitude * Math.PI) / 180, (longitude * Math.PI) / 180];
  return [Math.cos(north) * Math.cos(east), Math.cos(north) * Math.sin(east), Math.sin(north)];
}

/** The square of the straight line between two points. */
const chord = (a: Vector, b: Vector): number => (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
