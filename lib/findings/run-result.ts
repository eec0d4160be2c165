import type { Measure } from '../graph/derivation';
import type { ResourceRef } from '../graph/location';
import type { Finding } from './finding';

/** One document that was read. */
export interface InputSummary {
  readonly path: string;
  readonly kind: string;
  /** Resources in the document, data sources included. */
  readonly resources: number;
  /** Of these, the resources of types that a provider table knows. */
  readonly understood: number;
}

export interface InventorySite {
  readonly id: string;
  readonly name: string;
  readonly latitude?: number;
  readonly longitude?: number;
  readonly tolerance?: Measure;
  readonly from: string;
  readonly resources: readonly { readonly resource: ResourceRef; readonly because: string }[];
}

export interface InventoryLink {
  readonly id: string;
  readonly name: string;
  /** Site ids; null where the end is not placed. */
  readonly ends: readonly [string | null, string | null];
  readonly bandwidth: Measure | null;
  readonly rtt: Measure | null;
  readonly layer: 2 | 3 | null;
  readonly from: string;
  readonly resources: readonly ResourceRef[];
}

export interface InventoryDomain {
  readonly id: string;
  readonly name: string;
  readonly mechanism: string;
  /** Ids of the sites with members in it. */
  readonly sites: readonly string[];
  readonly unplaced: number;
  readonly resources: readonly ResourceRef[];
}

/** What was seen, so that silence can be told from blindness. */
export interface Inventory {
  readonly sites: readonly InventorySite[];
  readonly links: readonly InventoryLink[];
  readonly broadcastDomains: readonly InventoryDomain[];
  readonly migrationDomains: readonly InventoryDomain[];
  readonly syncReplicas: readonly InventoryDomain[];
  readonly unplaced: readonly { readonly resource: ResourceRef; readonly because: string }[];
}

/** Something of the run itself that went wrong; findings of the other rules and inputs stay. */
export interface RunError {
  readonly kind: 'input' | 'configuration' | 'internal';
  readonly where: string;
  readonly message: string;
  readonly ruleId?: string;
}

export interface Summary {
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
  readonly undetermined: number;
  readonly rulesRun: number;
  /** Subjects that at least one rule looked at. */
  readonly subjectsChecked: number;
}

/** The whole outcome of a run: plain JSON, deterministic, without clock or machine paths. */
export interface RunResult {
  readonly version: '1.0';
  readonly tool: { readonly name: 'lightbound'; readonly version: string };
  readonly inputs: readonly InputSummary[];
  readonly findings: readonly Finding[];
  readonly inventory: Inventory;
  readonly errors: readonly RunError[];
  readonly summary: Summary;
}
