import { domainKindNames, type DomainKind, type DomainKinds } from './domain-kinds';
import type { Link } from './link';
import type { Placement, Site, SiteId } from './site';
import type { Workload } from './workload';

/** The infrastructure of all inputs, in terms of no particular tool. Every list is sorted by id. */
export interface Graph {
  readonly sites: ReadonlyMap<SiteId, Site>;
  readonly placements: readonly Placement[];
  readonly links: readonly Link[];
  readonly domains: { readonly [K in keyof DomainKinds]: readonly DomainKinds[K][] };
  readonly workloads: readonly Workload[];
}

/** The domains of every kind, one kind after the other. */
export const allDomains = ({ domains }: Graph): readonly DomainKinds[DomainKind][] =>
  domainKindNames.flatMap((kind): readonly DomainKinds[DomainKind][] => domains[kind]);
