import type { Member } from '../graph/domain';
import type { About, DomainKind } from '../graph/domain-kinds';
import type { ResourceRef } from '../graph/location';
import type { Whether } from './whether';

/** What one resource adds to a domain. */
export interface Contribution {
  readonly members: readonly Member[];
  readonly resources: readonly ResourceRef[];
  /** Whether it adds it; it does if that is left out. */
  readonly exists?: Whether;
}

/** What one resource says of a domain, and adds to it. */
export type Mention<K extends DomainKind> = About<K> & Contribution;
