import type { Rule } from '../rules/define-rule';

/** What files are read for. */
export interface Loading {
  readonly rules: readonly Rule[];
  /** The day on which the run takes place, after which nothing was measured. */
  readonly today?: string | undefined;
  /** Name of the environment whose links, levels and options hold. */
  readonly environment?: string | undefined;
  /** Sites declared elsewhere, which links may name. */
  readonly knownSites?: readonly string[] | undefined;
  /** Is told the path of each file that the declarations come from, before it is read. */
  readonly onRead?: ((path: string) => void) | undefined;
}
