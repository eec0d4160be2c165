import type { Derived } from '../graph/derivation';
import type { Member } from '../graph/domain';
import type { MigrationDomain } from '../graph/domain-kinds';
import type { Link } from '../graph/link';
import type { Site } from '../graph/site';
import type { Workload } from '../graph/workload';
import type { Known } from '../graph/known';
import type { BitsPerSecond, Bytes, Metres, Ratio, Seconds } from '../model/units';
import type { InputFlip } from '../model/feasibility/flip-points';
import type { Verdict } from '../model/verdict';
import type { RttPlausibility } from '../model/propagation';
import type { RequirementRange } from '../reference/platform-limit';
import type { Product } from '../reference/product';

/** Two sites and what lies between them. What nobody declared and physics does not bound is unknown. */
export interface PathFacts {
  readonly a: Site;
  readonly b: Site;
  /** Geodesic distance with the tolerances of both positions taken off: the sites are at least this far apart. */
  readonly distance: Known<Derived<Metres>>;
  /** No round trip through glass is shorter. */
  readonly floor: Known<Derived<Seconds>>;
  /** No signal at all is faster. */
  readonly vacuumFloor: Known<Derived<Seconds>>;
  /** What a measured route of that floor takes in the median; for orientation, never for a verdict. */
  readonly typical: Known<Derived<Seconds>>;
  /** The declared round trip. */
  readonly rtt: Known<Derived<Seconds>>;
  /** Of the declared link, else of the fastest interconnect seen. */
  readonly bandwidth: Known<Derived<BitsPerSecond>>;
  /** What is certain of the round trip: the declared one, else the floor. */
  readonly least: Derived<Seconds> | undefined;
  readonly link?: Link;
}

/** `beyond` and `within` are certain; `open`: what would decide is not known. */
export type Standing = 'within' | 'beyond' | 'open';

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
  /** Pairs of its sites, the longest known round trip or floor first; pairs without either at the end. */
  readonly paths: readonly PathFacts[];
}

/** What a pre-copy move over a path comes to. */
export interface MoveFacts {
  readonly path: PathFacts;
  readonly workload: Workload | undefined;
  /** For one move at a time; an upper bound where loss or window are not declared. */
  readonly rate: Known<Derived<BitsPerSecond>>;
  readonly platform: PlatformFacts;
  /** Memory that is not zero. */
  readonly size: Known<Derived<Bytes>>;
  /** Known once rate, memory and dirty rate are. */
  readonly live: Known<Derived<LiveOutcome>>;
  /** The window of a cold move without a replica; known once the disk and the rate are. */
  readonly coldMove: Known<Derived<Seconds>>;
  /** From this rate of transfer on the move converges; undefined where memory or dirty rate are not known. */
  readonly rateNeeded: BitsPerSecond | undefined;
  /** The value of each input at which the verdict changes, solved when asked for; for one that is not known, what it must meet. */
  readonly flips: () => readonly InputFlip[];
}

/** What people ask of a move. */
export interface MovePolicy {
  readonly downtimeLimit: Seconds;
  readonly minGuestSpeed: Ratio;
}

export interface LiveOutcome {
  readonly verdict: Verdict;
  /** The share of its speed at which the guest must run for the move to end; 1 if it need not be slowed. */
  readonly guestSpeed: Ratio;
}

export interface PlatformFacts {
  readonly product: Product;
  /** Its name in full. */
  readonly title: string;
  readonly version: Known<string>;
  /** What the vendor requires in the declared version, or in any if none is declared. */
  readonly maxRtt: RequirementRange<Seconds>;
  readonly minBandwidth: RequirementRange<BitsPerSecond>;
  /** Whether the platform slows the guest until it converges; unknown if versions differ. */
  readonly autoThrottle: Known<boolean>;
}

/** A declared round trip held against the speed of light. */
export interface Plausibility {
  readonly verdict: RttPlausibility;
  readonly rtt: Derived<Seconds>;
  readonly path: PathFacts;
}

/** Derived numbers, each computed once, with the inputs they came from. Rules see these, never formulas. */
export interface Facts {
  span(members: readonly Member[]): Span;
  /** Holds every pair of sites against a limit: the declared round trip where there is one, else the floor. */
  spanAgainst(span: Span, limit: Seconds): SpanStanding;
  /** How far apart two sites can be at most for a round trip over fibre. */
  reach(rtt: Seconds): Metres;
  platform(product: Product): PlatformFacts;
  /** The share of the bandwidth that migration may take, or the cap set in the configuration if that is less. */
  reserved(domain: MigrationDomain, path: PathFacts): Known<Derived<BitsPerSecond>>;
  move(domain: MigrationDomain, path: PathFacts, workload: Workload | undefined, policy: MovePolicy): MoveFacts;
  /** The machines that may move in a domain: its own, else every workload class that people declared. */
  workloads(domain: MigrationDomain): readonly Workload[];
  /** Undefined where no round trip is declared or the distance between the ends is not known. */
  plausibility(link: Link): Plausibility | undefined;
}
