import type { Inventory, InventorySite } from '../findings/run-result';
import { refKey } from '../graph/location';

/**
 * Whether an inventory has things elsewhere than another, the trusted one, places them: in one site what that keeps apart, apart what
 * that has in one site, or nowhere. A site by another name is no other place, and neither is that of what nobody declared and no map has.
 * @param declared ids of the sites that the trusted part declares
 */
export function displaces(here: Inventory, trusted: Inventory, declared: ReadonlySet<string>): boolean {
  const now = placesOf(here.sites);
  const placed = trusted.sites.filter(({ id, latitude }) => declared.has(id) || latitude !== undefined);
  const taken = new Set<string>();
  for (const { resources } of placed) {
    const sites = new Set(resources.map(({ resource }) => now.get(refKey(resource))));
    const [site] = sites;
    if (sites.size === 0) continue;
    if (sites.size > 1 || site === undefined || taken.has(site)) return true;
    taken.add(site);
  }
  const domains = new Map(here.domains.map((domain) => [domain.id, domain]));
  const fixed = new Set(placed.map(({ id }) => id));
  return trusted.domains.some(({ id, sites }) => {
    const same = domains.get(id);
    return same === undefined || same.sites.length < sites.filter((site) => fixed.has(site)).length;
  });
}

const placesOf = (sites: readonly InventorySite[]): ReadonlyMap<string, string> =>
  new Map(sites.flatMap(({ id, resources }) => resources.map(({ resource }) => [refKey(resource), id] as const)));
