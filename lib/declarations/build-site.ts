import type { Position } from '../graph/site';
import { known, unknown, type Known } from '../graph/known';
import type { Origin } from '../graph/location';
import { findPlace } from '../reference/find-place';
import { toleranceByDigits } from './coordinate-tolerance';
import { checkedQuantity, type OriginOf } from './checked-quantity';
import type { DeclaredSite, SiteMatcher, WorkloadMatcher } from './declarations';
import type { FactPath } from './fact-error';
import type { WrittenFacts } from './facts-schema';
import { networkOf } from './place-fields';

type WrittenSite = NonNullable<WrittenFacts['sites']>[string];
type WrittenMatcher = NonNullable<WrittenSite['match']>[number];
type Coordinates = Exclude<WrittenSite['at'], string | undefined>;

export function buildSite(id: string, site: WrittenSite, path: FactPath, originOf: OriginOf): DeclaredSite {
  return {
    id,
    position: positionOf(id, site.at, originOf([...path, 'at'])),
    match: (site.match ?? []).map(siteMatcher),
    origin: originOf(path, 'key'),
  };
}

function positionOf(id: string, at: string | Coordinates | undefined, origin: Origin): Known<Position> {
  if (at === undefined) return unknown('not-declared', `site ${id}: its place ("at") is not declared`);
  if (typeof at !== 'string') {
    const { latitude, longitude, tolerance } = at;
    const off =
      tolerance === undefined ? toleranceByDigits(latitude, longitude) : checkedQuantity('distance', tolerance);
    return known({ latitude, longitude, tolerance: off }, origin);
  }
  const place = findPlace(at);
  if (place === undefined) throw new Error(`${at} passed the check of facts and is no place`);
  const reference: Origin = { kind: 'reference', id: `${place.provider}:${place.code}`, source: place.source };
  return known(place.position, reference);
}

function siteMatcher(written: WrittenMatcher): SiteMatcher {
  if (written.datacenter !== undefined) return { kind: 'datacenter', name: written.datacenter };
  if (written.cidr !== undefined) return { kind: 'cidr', cidr: networkOf(written.cidr) };
  if (written.region === undefined) return buildMatcher(written);
  const place = findPlace(written.region);
  const colon = written.region.indexOf(':');
  const provider = place?.provider ?? written.region.slice(0, colon).trim().toLowerCase();
  return { kind: 'region', provider, code: place?.code ?? written.region.slice(colon + 1).trim() };
}

/** A matcher that sites and workload classes share. */
export function buildMatcher({ name, tag }: Pick<WrittenMatcher, 'name' | 'tag'>): WorkloadMatcher {
  if (name !== undefined) return { kind: 'name', glob: name };
  const [[key, value] = ['', '']] = Object.entries(tag ?? {});
  return { kind: 'tag', key, value };
}
