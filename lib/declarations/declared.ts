import { noDeclarations, type Declarations } from './declarations';
import type { FactError } from './fact-error';

export interface Declared {
  readonly declarations: Declarations;
  /** What holds in each environment, over the rest. */
  readonly environments: ReadonlyMap<string, Declarations>;
  /** Sorted by place. Where there are any, the declarations hold only the entries without errors. */
  readonly errors: readonly FactError[];
}

/** What facts are checked against besides themselves. */
export interface Around {
  /** Sites declared elsewhere, which links may name. */
  readonly knownSites?: readonly string[];
  /** Sites of what the facts extend, which is named as they write it. */
  readonly extendedSites?: (extended: readonly string[]) => readonly string[];
  /** The day on which the run takes place, ISO 8601; without one no day lies in the future. */
  readonly today?: string | undefined;
}

export const nothingDeclared: Declared = { declarations: noDeclarations, environments: new Map(), errors: [] };
