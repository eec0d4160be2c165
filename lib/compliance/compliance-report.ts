import type { Category, Finding, Level } from '../findings/finding';
import type { FixedFinding, RunError, RuleSetting, WaiverRun } from '../findings/run-result';
import type { JudgedMove } from '../findings/judged-move';
import type { LinkFlip, MoveChart } from '../link/link-record';
import type { Measure } from '../model/quantity';

/** Findings by what they came to; waived ones, and remarks, are in no other count. */
export interface Tally {
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
  readonly undetermined: number;
  readonly waived: number;
  /** Stacks with a violation that is not waived. */
  readonly stacks: number;
}

export interface RuleTally extends Tally {
  readonly id: string;
  readonly title: string;
  readonly law: string;
  readonly help?: string;
  readonly category: Category;
  /** The levels in force in the runs, the strictest first. */
  readonly levels: readonly (Level | 'off')[];
  /** What it looked at in all runs, and what of that passes. */
  readonly subjects: number;
  readonly passes: number;
  /** Whether it threw in some run, so that its counts are not whole. */
  readonly failed: boolean;
}

export interface CategoryTally extends Tally {
  readonly category: Category;
}

export interface TeamTally extends Tally {
  readonly team: string;
  /** Stacks that are the team's. */
  readonly of: number;
}

export interface ControlTally extends Tally {
  readonly id: string;
  readonly title: string;
  readonly source: { readonly title: string; readonly url: string; readonly isSecondary?: boolean };
  /** Rules that the control is mapped to and that were judged in some run. */
  readonly rules: readonly string[];
  /**
   * `broken`: a violation is certain. `likely`: one is not certain. `open`: nothing is broken, and something is undetermined.
   * `waived`: all that is found is waived. `not-checked`: no rule of it judged anything.
   */
  readonly status: 'broken' | 'likely' | 'open' | 'waived' | 'holds' | 'not-checked';
}

export interface FrameworkTally {
  readonly id: string;
  readonly title: string;
  readonly controls: readonly ControlTally[];
}

/** What became of what was found before; remarks and what is waived are not counted. */
export interface Trend {
  /** `results`: earlier results that were given. `history`: what a history knew. `baselines`: what each check was compared with. */
  readonly comparedWith: 'results' | 'history' | 'baselines';
  readonly new: number;
  readonly worse: number;
  readonly known: number;
  readonly fixed: readonly FixedFinding[];
  /** Stacks that nothing earlier is known of; what is found in them counts as new. */
  readonly newStacks: readonly string[];
}

/** What all stacks came to at the end of a day. */
export interface DayCounts {
  /** ISO 8601, in UTC. */
  readonly day: string;
  /** Stacks that had been checked by then. */
  readonly stacks: number;
  /** Stacks by their state; the others hold, or tell nothing. */
  readonly broken: number;
  readonly likely: number;
  readonly open: number;
  /** Findings; one over several stacks is counted once. */
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
  readonly undetermined: number;
  readonly waived: number;
}

export interface ReportedWaiver extends WaiverRun {
  /** Days that are left after today, less than none where it is over. */
  readonly daysLeft: number;
}

/** A fact that is missing, and what waits for it. */
export interface MissingFact {
  readonly declare: string;
  readonly findings: readonly string[];
  readonly rules: readonly string[];
  readonly stacks: readonly string[];
  readonly teams: readonly string[];
}

export interface StackState {
  readonly stack: string;
  readonly team: string;
  /**
   * `broken`: a violation is certain. `likely`: one is not certain. `undetermined`: a fact is missing. `waived`: all that is found is
   * waived. `unread`: it holds no resource of a known type. `holds`: every rule that was judged holds.
   */
  readonly state: 'broken' | 'likely' | 'undetermined' | 'waived' | 'unread' | 'holds';
  readonly source: string;
  readonly commit?: string;
  readonly time?: string;
  readonly environment?: string;
  readonly resources: number;
  readonly understood: number;
}

export interface Coverage {
  readonly stacks: readonly StackState[];
  readonly resources: number;
  readonly understood: number;
  /** Types that nothing is known of, the most frequent first. */
  readonly unread: readonly { readonly type: string; readonly count: number }[];
  /** Resources whose site is unknown. */
  readonly unplaced: number;
  readonly factsFiles: readonly {
    readonly path: string;
    readonly sha256: string;
    readonly remarks: readonly string[];
  }[];
  /** Links whose measurement is older than the rules allow, a line each. */
  readonly oldMeasurements: readonly string[];
  /** Stacks of a history that are left out, since they were checked last before a day; undefined where none is to be. */
  readonly inactive?: { readonly since: string; readonly stacks: readonly InactiveStack[] };
}

export interface InactiveStack {
  readonly stack: string;
  readonly environment?: string;
  /** ISO 8601. */
  readonly lastChecked: string;
}

/** A setting that makes the counts say less than they would, and the results that it holds in. */
export interface ReportedSetting extends RuleSetting {
  readonly sources: readonly string[];
}

export interface ReportedSite {
  /** Unique in the report: sites of one id and two places are two. */
  readonly key: string;
  readonly id: string;
  readonly name: string;
  readonly latitude?: number;
  readonly longitude?: number;
  readonly resources: number;
}

export interface ReportedPair {
  /** Keys of sites, sorted. */
  readonly ends: readonly [string, string];
  /** Absent where a site has no position. */
  readonly distance?: Measure;
  /** Light in fibre along the geodesic, tolerances taken off. */
  readonly minimum?: Measure;
  /** Median of measured routes of that length. */
  readonly typical?: Measure;
  /** The shortest declared round trip. */
  readonly declared?: Measure;
  readonly links: readonly string[];
  /** Rules that the pair breaks, and that are undetermined for it. */
  readonly breaks: readonly string[];
  readonly open: readonly string[];
  readonly findings: readonly string[];
}

/** Of the live migrations that were judged between two sites the one that is worst off, with what the model says of it. */
export interface ReportedMove extends Omit<JudgedMove, 'sites'> {
  /** Keys of sites, sorted. */
  readonly ends: readonly [string, string];
  /** The worst off of every other stack, platform and rule, worst first; `verdicts` and `findings` are of these too. */
  readonly others: readonly Pick<
    JudgedMove,
    'ruleId' | 'subject' | 'machine' | 'platform' | 'verdict' | 'carried' | 'needed'
  >[];
  /** What nobody gave, and what the model takes in its place. */
  readonly assumed: readonly { readonly name: string; readonly text: string }[];
  /** The value of each input at which the verdict changes, everything else fixed. */
  readonly flips: readonly LinkFlip[];
  /** What asks `lightbound link` the same; absent where a site has no position. */
  readonly command?: string;
  /** Whether the model comes to the same verdict by what the result holds; no chart is made of what it does not. */
  readonly isRepeatable: boolean;
  /** Only where the report was asked for charts, and of so many pairs. */
  readonly chart?: MoveChart;
}

/** A finding with whom it is counted for. */
export interface ReportedFinding extends Finding {
  readonly teams: readonly string[];
  /** `nist-800-53 CP-7(1)` */
  readonly controls: readonly string[];
}

/** What was checked and found in all stacks, as plain data. */
export interface ComplianceReport {
  readonly version: '1.2';
  readonly tool: { readonly name: 'lightbound'; readonly version: string };
  /** The day of the report, ISO 8601. */
  readonly today: string;
  /** Who says which rules say something of which control. */
  readonly mapping: 'ours';
  /** The framework whose rules alone are reported; absent for all rules. */
  readonly only?: string;
  /** What a reader should know first, and what follows from the other counts. */
  readonly sentence: string;
  readonly more: readonly string[];
  readonly total: Tally;
  readonly rules: readonly RuleTally[];
  readonly categories: readonly CategoryTally[];
  readonly teams: readonly TeamTally[];
  readonly frameworks: readonly FrameworkTally[];
  readonly trend?: Trend;
  /** Days on which something was checked, oldest first; only of a history. */
  readonly days?: readonly DayCounts[];
  readonly waivers: readonly ReportedWaiver[];
  readonly missing: readonly MissingFact[];
  readonly coverage: Coverage;
  readonly lowered: readonly ReportedSetting[];
  readonly sites: readonly ReportedSite[];
  readonly pairs: readonly ReportedPair[];
  /** One for each pair of sites that live migrations were judged between, the worst first. */
  readonly moves: readonly ReportedMove[];
  readonly findings: readonly ReportedFinding[];
  /** What failed: in a check, or in the reading of a result. */
  readonly errors: readonly RunError[];
}
