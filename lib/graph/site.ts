import type { Metres } from '../model/units';
import type { Known } from './known';
import type { Origin, ResourceRef } from './location';

export type SiteId = string;

/** A point on the WGS 84 ellipsoid, degrees north and east, and how far off it may be. */
export interface Position {
  readonly latitude: number;
  readonly longitude: number;
  readonly tolerance: Metres;
}

/** One place: a data centre, a metro, or a provider's region (whose zones are inside it). */
export interface Site {
  readonly id: SiteId;
  readonly name: string;
  readonly position: Known<Position>;
  readonly origin: Origin;
}

/** A resource and the site it stands in, or why that is not known. */
export interface Placement {
  readonly resource: ResourceRef;
  /** What people know it by, where that says more than its address. */
  readonly name?: string;
  readonly site: Known<SiteId>;
  /** For people: which attribute, reference or declaration placed it. */
  readonly because: string;
}
