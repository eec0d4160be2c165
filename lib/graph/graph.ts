import type { BitsPerSecond, Metres } from '../model/units';
import type { MigrationPlatform, MirroringProduct } from '../reference/product';
import type { Known } from './known';
import type { KnownInputs } from './known-inputs';
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
  readonly site: Known<SiteId>;
  /** For people: which attribute, reference or declaration placed it. */
  readonly because: string;
}

/** An interconnect between two sites: declared by people or found as a resource. */
export interface Link extends KnownInputs<'link'> {
  readonly id: string;
  readonly name: string;
  readonly ends: readonly [Known<SiteId>, Known<SiteId>];
  /** 2: carries Ethernet frames; 3: routed. */
  readonly layer: Known<2 | 3>;
  readonly resources: readonly ResourceRef[];
  readonly origin: Origin;
}

/** A part of a domain: which resource, where. */
export interface Member {
  readonly resource: ResourceRef;
  /** The id that stands for it, where no resource of the input has that id; `resource` then holds the id. */
  readonly id?: string;
  readonly site: Known<SiteId>;
}

/** One layer-2 segment and where its members stand. */
export interface BroadcastDomain {
  readonly id: string;
  readonly name: string;
  /** What carries it: "distributed virtual switch", "HCX network extension". */
  readonly mechanism: string;
  readonly members: readonly Member[];
  /** The resources that make it, the defining one first. */
  readonly resources: readonly ResourceRef[];
}

/** Places between which running machines move, and what moves them. */
export interface MigrationDomain {
  readonly id: string;
  readonly name: string;
  readonly platform: MigrationPlatform;
  /** What starts a move: "DRS, fully automated", "service mesh with VMOTION", "update in place". */
  readonly mechanism: string;
  readonly members: readonly Member[];
  readonly resources: readonly ResourceRef[];
  /** A cap set in the infrastructure itself, such as `vmotion_maximum_mbit`. */
  readonly rateCap: Known<BitsPerSecond>;
  /** The machines known to move in it; empty when any machine may. */
  readonly workloads: readonly Workload[];
}

/** Storage that acknowledges a write only when every member has it. */
export interface SyncReplica {
  readonly id: string;
  readonly name: string;
  readonly product: MirroringProduct;
  readonly members: readonly Member[];
  readonly resources: readonly ResourceRef[];
}

/** A machine with what the migration model needs of it. */
export interface Workload extends KnownInputs<'workload'> {
  readonly id: string;
  readonly name: string;
  readonly resource?: ResourceRef;
}

/** The infrastructure of all inputs, in terms of no particular tool. Every list is sorted by id. */
export interface Graph {
  readonly sites: ReadonlyMap<SiteId, Site>;
  readonly placements: readonly Placement[];
  readonly links: readonly Link[];
  readonly broadcastDomains: readonly BroadcastDomain[];
  readonly migrationDomains: readonly MigrationDomain[];
  readonly syncReplicas: readonly SyncReplica[];
  readonly workloads: readonly Workload[];
}
