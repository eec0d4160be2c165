import { originText } from '../graph/location';
import type { Position } from '../graph/site';
import { certainDistance } from '../model/geodesic';
import { formatDistance } from '../model/quantity';
import { km } from '../model/units';
import { findRegion } from '../reference/region';
import type { DeclaredSite } from './declarations';

/** Availability zones of a region lie "within 100 km (60 miles) of each other". Source: AWS, "Regions and Availability Zones". */
const LARGEST = km(100);

/**
 * What is odd of sites: one is one place, and resources of a region that lies far from it, or of several far from each other, would be
 * taken to stand together. A line each.
 */
export const farRegions = (sites: readonly DeclaredSite[]): readonly string[] => sites.flatMap(farFrom);

function farFrom({ id, position, match, origin }: DeclaredSite): readonly string[] {
  let first: { readonly position: Position; readonly called: string } | undefined = position.known
    ? { position: position.value, called: 'its place' }
    : undefined;
  return match.flatMap((matcher) => {
    if (matcher.kind !== 'region') return [];
    const region = findRegion(matcher.provider, matcher.code);
    const called = `${matcher.provider}:${matcher.code}`;
    if (region === undefined) return [];
    first ??= { position: region.position, called };
    const distance = certainDistance(region.position, first.position);
    if (distance <= LARGEST) return [];
    const far = `${called}, which lies at least ${formatDistance(distance)} from ${first.called}`;
    return [`${originText(origin)}: site ${id} matches ${far}; one site is one place`];
  });
}
