import type { ReportedPair } from '../compliance/compliance-report';
import type { Spot } from './compliance-map-view';
import { verdictOfPair } from './compliance-pair-table';

/** A line of the map: the pair that is told of it, the worst between its two spots. */
export interface MapLine {
  readonly pair: ReportedPair;
  readonly spots: readonly [Spot, Spot];
}

/**
 * What is drawn of the pairs: between two spots one line, that of the worst pair; every pair that a link joins; and of a finding over
 * many sites as many of its longest pairs as show which spots it joins.
 * @param pairs the worst first
 */
export function linesOf(pairs: readonly ReportedPair[], spots: readonly Spot[]): readonly MapLine[] {
  const spotOf = new Map(spots.flatMap((spot) => spot.sites.map(({ key }) => [key, spot] as const)));
  const between = new Map<string, MapLine>();
  for (const pair of pairs) {
    const [from, to] = pair.ends.map((key) => spotOf.get(key));
    if (from === undefined || to === undefined || from === to) continue;
    const key = [spots.indexOf(from), spots.indexOf(to)].sort((a, b) => a - b).join();
    if (!between.has(key)) between.set(key, { pair, spots: [from, to] });
  }
  const joined = new Map<string, Set<Spot>>();
  return [...between.values()].filter((line) => isDrawn(line, joined));
}

function isDrawn({ pair, spots }: MapLine, joined: Map<string, Set<Spot>>): boolean {
  const isNews = pair.findings.map((finding) => {
    const before = joined.get(finding) ?? new Set();
    const isNew = spots.some((spot) => !before.has(spot));
    joined.set(finding, new Set([...before, ...spots]));
    return isNew;
  });
  return pair.links.length > 0 || verdictOfPair(pair) === 'holds' || isNews.includes(true);
}
