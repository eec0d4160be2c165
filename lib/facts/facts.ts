import type { Derived } from '../graph/derivation';
import type { Member } from '../graph/domain';
import type { MigrationDomain, SyncReplica, Witness } from '../graph/domain-kinds';
import type { Link } from '../graph/link';
import type { Guess } from '../graph/location';
import type { Site, SiteId } from '../graph/site';
import type { Workload } from '../graph/workload';
import type { Known } from '../graph/known';
import type { KnownInputs } from '../graph/known-inputs';
import type { InputFlip } from '../model/feasibility/flip-points';
import type { RttPlausibility } from '../model/propagation';
import type { RoundTrip, RttStanding } from '../model/round-trip';
import type { BitsPerSecond, Metres, Ratio, Seconds } from '../model/units';
import type { Reason, Verdict } from '../model/verdict';
import type { Product } from '../reference/product';
import type { AskedMove } from './ask-move';
import type { PlatformFacts } from './platform-facts';
import type { WitnessLimit } from './witness-limit';

/** Two sites and what lies between them. What nobody declared and physics does not bound is unknown. */
export interface PathFacts {
  readonly a: Site;
  readonly b: Site;
  /** What is declared of the link, or else seen of the fastest interconnect. */
  readonly inputs: KnownInputs<'link'>;
  /** What the positions say of the round trip; of what is typical only for orientation. */
  readonly trip: Known<RoundTrip>;
  /** The minimum distance: geodesic, with the tolerances of both positions taken off. */
  readonly distance: Known<Derived<Metres>>;
  /** The minimum round trip: none over standard fibre is shorter. */
  readonly minimum: Known<Derived<Seconds>>;
  /** Of light in vacuum: no signal at all is faster. */
  readonly inVacuum: Known<Derived<Seconds>>;
  /** Of the median route over the minimum distance. */
  readonly typical: Known<Derived<Seconds>>;
  /** The declared round trip, where light could make it. */
  readonly rtt: Known<Derived<Seconds>>;
  /** What is certain of the round trip: the declared one, else the minimum. */
  readonly least: Derived<Seconds> | undefined;
}

/** `beyond` is certain; `likely`: typical values are beyond; `open`: what would decide is unknown. */
export type Standing = RttStanding;

/** The members of a domain against a limit on the round trip, and the pair of sites that decides. */
export interface SpanStanding {
  /** `single-site`: nothing spans anything. */
  readonly standing: Standing | 'single-site';
  readonly path?: PathFacts;
}

/** Where the members of a domain stand. */
export interface Span {
  /** Sorted by id. */
  readonly sites: readonly Site[];
  readonly unplaced: readonly Member[];
  /** The sites in which every member stands by a guess. */
  readonly guesses: ReadonlyMap<SiteId, Guess>;
  /** Pairs of its sites (of very many sites those that decide), those that rest on a guess last; else the longest known round trip or minimum first, pairs without either at the end. */
  readonly paths: readonly PathFacts[];
}

/** What a pre-copy move over a path comes to. */
export interface MoveFacts {
  readonly path: PathFacts;
  readonly workload: Workload | undefined;
  readonly platform: PlatformFacts;
  /** What the model was asked, and where each input was written. */
  readonly asked: AskedMove;
  /** For one move at a time; an upper bound where loss or window are not declared. */
  readonly rate: Known<Derived<BitsPerSecond>>;
  /** Whether it ends; unknown where an input decides that is unknown. */
  readonly live: Known<Derived<LiveOutcome>>;
  /** What would have to be known, the first of what decides first; solved when asked for. */
  readonly open: () => readonly Reason[];
  /** Copying the disk of the machine while it is switched off; known once the disk and the rate are. */
  readonly coldMove: Known<Derived<Seconds>>;
  /** From this rate of transfer on the move converges; undefined where memory or dirty rate are unknown. */
  readonly rateNeeded: BitsPerSecond | undefined;
  /** The value of each input at which the verdict changes, solved when asked for; for one that is unknown, what it must meet. */
  readonly flips: () => readonly InputFlip[];
}

/** A witness against the data sites of its cluster. */
export interface WitnessFacts {
  readonly title: string;
  readonly witness: Witness;
  readonly limit: WitnessLimit;
  /** Of the witness and the data sites, with the paths between them only. */
  readonly span: Span;
}

/** What people ask of a move. */
export interface MovePolicy {
  readonly downtimeLimit: Seconds;
  readonly minGuestSpeed: Ratio;
}

export interface LiveOutcome {
  readonly verdict: Verdict;
  /** What is carried at most; where the bandwidth is unknown, on a link of any. */
  readonly carried: BitsPerSecond;
  /** From this rate of transfer on the move converges without slowing the guest. */
  readonly needed: BitsPerSecond;
  /** The share of its speed at which the guest must run for the move to end; 1 if it need not be slowed. */
  readonly guestSpeed: Ratio;
}

/** A declared round trip held against the speed of light: `unknown` where the distance between the ends is. */
export type Plausibility =
  | { readonly rtt: Derived<Seconds>; readonly verdict: 'plausible' }
  | { readonly rtt: Derived<Seconds>; readonly verdict: 'unknown' }
  | {
      readonly rtt: Derived<Seconds>;
      readonly verdict: Exclude<RttPlausibility, 'plausible'>;
      /** What light needs at least: in vacuum if even that is broken, else in fibre. */
      readonly minimum: Derived<Seconds>;
    };

/** Derived numbers, each computed once, with the inputs they came from. Rules see these, never formulas. */
export interface Facts {
  span(members: readonly Member[]): Span;
  /** Holds the pairs of sites against a limit: the declared round trip where there is one, else what geography tells. */
  spanAgainst(span: Span, limit: Seconds): SpanStanding;
  /** How far apart two sites can be at most for a round trip over fibre. */
  reach(rtt: Seconds): Metres;
  platform(product: Product): PlatformFacts;
  /** The share of the bandwidth that migration may take, or the cap set in the configuration if that is less. */
  reserved(domain: MigrationDomain, path: PathFacts): Known<Derived<BitsPerSecond>>;
  move(domain: MigrationDomain, path: PathFacts, workload: Workload | undefined, policy: MovePolicy): MoveFacts;
  /** The machines that may move in a domain: its own, else every workload class that people declared. */
  workloads(domain: MigrationDomain): readonly Workload[];
  /** What the witness of a mirroring cluster is held to, and the paths from it to each site with data; undefined where it has no witness, or no number. */
  witness(cluster: SyncReplica): WitnessFacts | undefined;
  /** Undefined where no round trip is declared. */
  plausibility(link: Link): Plausibility | undefined;
}
