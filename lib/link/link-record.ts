import type { Verdict } from '../model/verdict';

export type { Verdict };

/** A number with its unit; `value` is null where it has no bound, such as the time of a move that never ends. */
export interface Amount {
  readonly value: number | null;
  readonly unit: 's' | 'm' | 'bit/s' | 'B' | 'B/s' | '1';
  readonly text: string;
}

/** One end of the link. */
export interface LinkPlace {
  /** As it is written without doubt: `VIE`, `aws:eu-central-1`, or the coordinates. */
  readonly id: string;
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
  /** How far off the position may be. */
  readonly tolerance: Amount;
  readonly source: string;
}

export interface LinkDistance {
  readonly geodesic: Amount;
  /** Both tolerances taken off, and both added. */
  readonly least: Amount;
  readonly most: Amount;
}

/** A row of the table of platform limits. */
export interface RowSource {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  /** The version that the source is about, in its words. */
  readonly version: string;
  /** Not a text of the vendor or project. */
  readonly isSecondary: boolean;
}

/** Where an input comes from. */
export type InputFrom =
  | { readonly kind: 'option'; readonly option: string }
  | { readonly kind: 'default'; readonly reason: string }
  | { readonly kind: 'platform'; readonly row: RowSource };

export interface LinkInput {
  /** In words, such as `round trip`. */
  readonly name: string;
  readonly value: number | string | boolean;
  readonly unit: Amount['unit'] | null;
  readonly text: string;
  readonly from: InputFrom;
}

/** One thing that was looked at, and what it means. */
export interface LinkReason {
  readonly verdict: Verdict;
  readonly id: string;
  readonly message: string;
  readonly value: Amount | null;
  readonly limit: Amount | null;
}

/** One step of the arithmetic, so that a reader can redo it by hand. */
export interface LinkStep {
  readonly name: string;
  readonly formula: string;
  readonly working: string;
  readonly result: Amount;
  readonly source: string;
}

/** The value of one input at which the verdict changes to feasible, everything else fixed. */
export interface LinkFlip {
  readonly input: string;
  readonly passes: 'at most' | 'at least';
  readonly measure: Amount;
}

/** Something that is unknown, and what it would have to be. */
export interface LinkUnknown {
  readonly input: string;
  readonly message: string;
  readonly threshold: Pick<LinkFlip, 'passes' | 'measure'> | null;
}

/** What is sent while the guest runs, and what has to be sent again. */
export interface LinkRound {
  readonly start: Amount;
  readonly duration: Amount;
  readonly sent: Amount;
  readonly dirtied: Amount;
}

export interface LinkMove {
  readonly converges: boolean;
  /** The first of them; the last part, sent while the guest stands still, is not among them. */
  readonly rounds: readonly LinkRound[];
  readonly roundsInAll: number;
  readonly remaining: Amount;
  /** If the move does not converge, the downtime if the guest were stopped nevertheless. */
  readonly downtime: {
    readonly least: Amount;
    /** Null where the rule by which the platform stops the guest is not known. */
    readonly expected: Amount | null;
    readonly most: Amount;
    /** In words, such as `between 250 ms and 880 ms`. */
    readonly text: string;
  };
  /** Of the whole move: the disk, where it moves along, and the memory. Null while the disk is unknown. */
  readonly totalTime: Amount | null;
  /** The disk's part; null where the disk stays, or is unknown. */
  readonly diskTime: Amount | null;
  /** The memory's part, downtime included. */
  readonly memoryTime: Amount;
  readonly transferred: Amount;
  readonly rateNeeded: Amount;
  /** At which the guest would have to run for the move to end. */
  readonly guestSpeed: Amount;
}

export interface LinkNumbers {
  /** At least: the declared one, else the minimum. */
  readonly certainRoundTrip: Amount | null;
  /** Of light in standard fibre along the geodesic. */
  readonly minimumRoundTrip: Amount;
  readonly vacuumRoundTrip: Amount;
  readonly typicalRoundTrip: { readonly fast: Amount; readonly median: Amount; readonly slow: Amount };
  readonly plausibility: 'impossible' | 'impossible-in-glass' | 'implausible' | 'plausible' | null;
  readonly rate: Amount | null;
  readonly boundBy: 'bottleneck' | 'window' | 'loss' | 'platform' | null;
  readonly move: LinkMove | null;
  readonly givesUpAfter: Amount | null;
}

export interface LinkPlatform {
  readonly product: string;
  readonly title: string;
  readonly version: string | null;
  /** Every row that was read for it. */
  readonly rows: readonly RowSource[];
}

/** The limits of a link over all round trips and bandwidths, everything else fixed; base units. */
export interface FeasibilityMap {
  readonly roundTrip: { readonly from: number; readonly to: number };
  readonly bandwidth: { readonly from: number; readonly to: number };
  /** For each round trip the verdicts from the least bandwidth up; neighbours have different ones. */
  readonly columns: readonly { readonly roundTrip: number; readonly bands: readonly MapBand[] }[];
  readonly contours: readonly MapContour[];
}

export interface MapBand {
  readonly verdict: Verdict;
  readonly from: number;
  readonly to: number;
}

/** A limit as a line through the map; a gap where no bandwidth meets it. */
export interface MapContour {
  readonly id: string;
  readonly label: string;
  readonly points: readonly (readonly [roundTrip: number, bandwidth: number])[];
}

/** What the charts of one move are drawn from. */
export interface MoveChart {
  /** As declared or seen, in seconds. */
  readonly roundTrip: number | null;
  /** In bit/s. */
  readonly bandwidth: number | null;
  readonly certainRoundTrip: Amount | null;
  readonly boundBy: LinkNumbers['boundBy'];
  /** Null while the rate is not known. */
  readonly move: LinkMove | null;
  readonly map: FeasibilityMap;
}

/** What `lightbound link` says of one link, one platform and one machine, as plain data. */
export interface LinkRecord {
  readonly version: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly places: readonly [LinkPlace, LinkPlace];
  readonly distance: LinkDistance;
  readonly platform: LinkPlatform | null;
  readonly inputs: readonly LinkInput[];
  readonly verdict: Verdict;
  /** The verdict in words; where it hangs on what is unknown, with what that must be. */
  readonly headline: string;
  /** Worst first; the first decides. */
  readonly reasons: readonly LinkReason[];
  /** How long the move takes and the guest stands still, in words; null where it does not end or is unknown. */
  readonly times: string | null;
  readonly numbers: LinkNumbers;
  readonly steps: readonly LinkStep[];
  readonly flips: readonly LinkFlip[];
  readonly unknowns: readonly LinkUnknown[];
  /** What is allowed and worth knowing. */
  readonly notes: readonly string[];
  readonly fleet: readonly LinkStep[] | null;
  readonly afterMove: readonly LinkStep[] | null;
  readonly replication: readonly LinkStep[] | null;
  /** Left out of the page for a terminal. */
  readonly map?: FeasibilityMap;
}
