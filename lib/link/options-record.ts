import type {
  LinkDistance,
  LinkFlip,
  LinkInput,
  LinkPlace,
  LinkPlatform,
  LinkReason,
  LinkStep,
  Verdict,
} from './link-record';

/** What one input must be, with how that is worked out. */
export interface OptionTake extends LinkFlip {
  readonly formula: string;
  /** With numbers put in, without the result. */
  readonly working: string;
  readonly source: string;
}

/** Values that must be so together; each way by itself makes the option feasible, or keeps it so, everything else fixed. */
export interface OptionWay {
  readonly takes: readonly OptionTake[];
}

export type OptionId =
  | 'live-migration'
  | 'cold-move-30s'
  | 'cold-move-60s'
  | 'cold-move-300s'
  | 'replicated-move-30s'
  | 'replicated-move-60s'
  | 'replicated-move-300s'
  | 'synchronous-stretch'
  | 'asynchronous-copy'
  | 'active-active';

/** One way to have a machine or a service in two places, and what becomes of it over one link. */
export interface OptionAnswer {
  readonly id: OptionId;
  /** In words, such as `cold move in 30 s, whole disk`. */
  readonly name: string;
  readonly verdict: Verdict;
  /** The verdict in words; where it hangs on what is unknown, with what that must be. */
  readonly headline: string;
  /** Worst first; value against limit, also of what holds. */
  readonly reasons: readonly LinkReason[];
  /** The likeliest first; none where no value that may be entered is enough. */
  readonly ways: readonly OptionWay[];
  /** What the service sees while it happens. */
  readonly sees: readonly string[];
  /** What the application must be made for; null where any will do. */
  readonly asks: string | null;
  readonly steps: readonly LinkStep[];
  /** What is allowed and worth knowing. */
  readonly notes: readonly string[];
}

/** The same options over one link and platform. */
export interface OptionsColumn {
  /** What differs from the first column, as it was written; `as asked` of the first. */
  readonly title: string;
  readonly platform: LinkPlatform | null;
  readonly storage: LinkPlatform | null;
  readonly inputs: readonly LinkInput[];
  /** What the options have in common: round trip and rate. */
  readonly steps: readonly LinkStep[];
  /** In the same order in every column. */
  readonly options: readonly OptionAnswer[];
}

/** What `lightbound options` says of two places, as plain data. */
export interface OptionsRecord {
  readonly version: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly places: readonly [LinkPlace, LinkPlace];
  readonly distance: LinkDistance;
  /** The link as asked, and what else was asked about with it. */
  readonly columns: readonly OptionsColumn[];
}
