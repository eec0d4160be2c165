import type { DirtyPoint } from './dirty-memory';
import type { QuantityKind, QuantityOf } from './quantity-kind';

/** What an input belongs to: a link, a machine, a platform and its use, what people allow, parts beyond one move, and a service. */
export type Owner = 'link' | 'workload' | 'platform' | 'budget' | 'fleet' | 'left-behind' | 'replication' | 'service';

/** Everything that is said of one input, once; schema, options, tags, drafts and messages are made from it. */
export interface InputRow {
  readonly owner: Owner;
  /** `count`: a whole number. `word`: one of `words`. `curve`: measured points. `day`: of the calendar; the model never sees it. */
  readonly kind: QuantityKind | 'count' | 'word' | 'switch' | 'curve' | 'day';
  /** In sentences, without an article. */
  readonly noun: string;
  /** Its key in the facts file; without one it is an option of the command line only. */
  readonly key?: string;
  readonly words?: readonly [string, ...string[]];
  /** A quantity in whole base units, which may be written without unit. */
  readonly whole?: true;
  readonly range?: Range;
  /** What is taken where nothing is said. */
  readonly otherwise?: Otherwise;
  /** What the verdict must stand where nobody gives the input; without it the input leaves no doubt. */
  readonly plausible?: Plausible;
  /**
   * Of which nothing that is better turns a pass into a failure. Without it both directions are looked at: a larger machine is
   * waited for longer, and a larger window leaves more in the socket.
   */
  readonly better?: 'more' | 'less';
  /** Where the value is looked for at which a verdict flips, in base units. */
  readonly solved?: { readonly low: number; readonly high: number };
  /** Looked for only where the input is given: without it there is nothing to change. */
  readonly solvedWhereGiven?: true;
  /** May stand in the tag of a link, where it is known by its unit. */
  readonly tagged?: true;
  /** The option of `lightbound link` and `options`: what stands for its value, which a switch has not, and its help, of words the words. */
  readonly flag?: { readonly argument?: string; readonly help?: string };
  /** Another input without which the option says nothing. */
  readonly needs?: string;
  /** For editors and documents. */
  readonly description?: string;
  /** As people write it. */
  readonly example?: string;
  /** Where people get the value from. */
  readonly learn?: string;
}

/** What an input means that nobody gives. */
export interface Otherwise {
  /** Without one nothing is put in its place. */
  readonly value?: number | string | boolean;
  /** What that comes to, and why. */
  readonly because: string;
  /** It is worth telling where these members of a question are known; without the list it changes nothing that is shown. */
  readonly toldWith?: readonly string[];
}

/** The least favourable value that an input may well have, in base units, and where that comes from. */
export interface Plausible {
  readonly worst: number;
  readonly because: string;
}

/** What a value must keep, in base units, and why. */
export interface Range {
  readonly least?: number;
  readonly most?: number;
  readonly above?: number;
  readonly below?: number;
  readonly because?: string;
}

/** What a row's value is held in. */
export type ValueOf<Row> = Row extends { readonly kind: infer Kind extends QuantityKind }
  ? QuantityOf<Kind>
  : Row extends { readonly words: readonly (infer Word)[] }
    ? Word
    : Row extends { readonly kind: 'count' }
      ? number
      : Row extends { readonly kind: 'switch' }
        ? boolean
        : Row extends { readonly kind: 'curve' }
          ? readonly DirtyPoint[]
          : string;
