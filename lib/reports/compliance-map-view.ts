import type { ComplianceReport, ReportedPair, ReportedSite } from '../compliance/compliance-report';
import { equalEarth, MAP_HEIGHT, MAP_WIDTH, type MapPoint } from '../world-map/equal-earth';
import { verdictOfPair } from './compliance-pair-table';
import type { Verdict } from './compliance-table';

/** A part of the map, in its pixels. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Sites that are one point in a view. */
export interface Spot {
  readonly at: MapPoint;
  readonly sites: readonly PlacedSite[];
  /** The worst of the pairs that a site of it is in. */
  readonly verdict: Verdict;
}

export interface PlacedSite extends ReportedSite {
  readonly latitude: number;
  readonly longitude: number;
}

/** The sites whose position is known. */
export const placedIn = (sites: readonly ReportedSite[]): readonly PlacedSite[] =>
  sites.filter((site): site is PlacedSite => site.latitude !== undefined && site.longitude !== undefined);

/** One decimal is a tenth of a pixel. */
export const short = (n: number): string => String(Math.round(n * 10) / 10);

/** What people call a site: its name without the id behind it. */
export const shortName = ({ name }: Pick<ReportedSite, 'name'>): string => name.replace(/ \([^()]*:[^()]*\)$/u, '');

/** The least of the world that is shown: nearer, the outline of the land is too coarse. */
const LEAST_WIDTH = 200;
const MARGIN = 1.25;
/** Width over height, as of the whole globe. */
const ASPECT = MAP_WIDTH / MAP_HEIGHT;

/** The part of the world in which the sites are. */
export function viewOf(sites: readonly PlacedSite[]): View {
  const points = sites.map(equalEarth);
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const width = Math.min(MAP_WIDTH, Math.max(LEAST_WIDTH, (right - left) * MARGIN, (bottom - top) * MARGIN * ASPECT));
  const height = width / ASPECT;
  return {
    x: within((left + right) / 2 - width / 2, MAP_WIDTH - width),
    y: within((top + bottom) / 2 - height / 2, MAP_HEIGHT - height),
    width,
    height,
  };
}

const within = (start: number, most: number): number => Math.min(most, Math.max(0, start));

/** The share of a view's width within which two sites are one point. */
const ONE_POINT = 0.012;

const worstFirst: readonly Verdict[] = ['broken', 'open', 'holds', 'unknown'];

/** The sites as points of a view, those with the worst verdict first. */
export function spotsOf({ sites, pairs }: Pick<ComplianceReport, 'sites' | 'pairs'>, { width }: View): readonly Spot[] {
  const verdicts = verdictsOf(pairs);
  const verdictOf = ({ key }: ReportedSite): Verdict => verdicts.get(key) ?? 'unknown';
  const spots: { at: MapPoint; sites: PlacedSite[] }[] = [];
  for (const site of placedIn(sites).toSorted(
    (a, b) => worstFirst.indexOf(verdictOf(a)) - worstFirst.indexOf(verdictOf(b)),
  )) {
    const at = equalEarth(site);
    const near = spots.find((spot) => Math.hypot(spot.at[0] - at[0], spot.at[1] - at[1]) < width * ONE_POINT);
    if (near === undefined) spots.push({ at, sites: [site] });
    else near.sites.push(site);
  }
  return spots.map((spot) => ({
    ...spot,
    verdict: spot.sites[0] === undefined ? 'unknown' : verdictOf(spot.sites[0]),
  }));
}

function verdictsOf(pairs: readonly ReportedPair[]): ReadonlyMap<string, Verdict> {
  const verdicts = new Map<string, Verdict>();
  for (const pair of pairs) {
    const verdict = verdictOfPair(pair);
    for (const key of pair.ends) {
      const before = verdicts.get(key) ?? 'unknown';
      if (worstFirst.indexOf(verdict) < worstFirst.indexOf(before)) verdicts.set(key, verdict);
    }
  }
  return verdicts;
}
