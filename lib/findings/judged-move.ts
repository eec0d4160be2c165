import type { Measure } from '../graph/derivation';
import type { Verdict } from '../model/verdict';
import type { Subject } from './finding';

/** One input with which the model was asked of a move: a measure, a word, a switch, or the points of a dirty curve. */
export interface MoveInput {
  /** Its name in the model, such as `dirtyRate`. */
  readonly input: string;
  /** In words, such as `dirty rate`. */
  readonly name: string;
  readonly measure?: Measure;
  readonly word?: string;
  readonly isOn?: boolean;
  readonly points?: readonly { readonly within: Measure; readonly dirtied: Measure }[];
  /** Where from: a line of the facts file, a resource and property, a reference row, or an option of the rule. */
  readonly from: string;
}

/** How the platform migrates, as the model was asked. */
export interface MovePlatform {
  /** As `lightbound link --platform` takes it. */
  readonly product: string;
  /** With its version, as far as that is known. */
  readonly name: string;
  readonly version?: string;
  /** When it stops the guest. */
  readonly stop: 'textbook' | 'qemu';
  /** Whether it slows a guest until pre-copy ends; absent where nobody says. */
  readonly throttles?: boolean;
  readonly postCopy: boolean;
  /** It gives up after so long for each GiB of the machine. */
  readonly timeoutPerGib?: Measure;
}

/** The move that a rule judged between two sites, of several machines the one that is worst off. */
export interface JudgedMove {
  readonly ruleId: string;
  /** What the machine moves within, and the machine. */
  readonly subject: Subject;
  /** Name of the machine or class of machines. */
  readonly machine: string;
  /** Ids of the two sites, sorted. */
  readonly sites: readonly [string, string];
  readonly platform: MovePlatform;
  /** Between the positions of the sites; absent where one is unknown. */
  readonly distance?: { readonly least: Measure; readonly geodesic: Measure; readonly most: Measure };
  readonly inputs: readonly MoveInput[];
  readonly verdict: Verdict;
  /** What the link carries of one move at most; absent where that is unknown. */
  readonly carried?: Measure;
  /** From this rate on pre-copy converges. */
  readonly needed: Measure;
  /** What all moves between the two sites came to, worst first. */
  readonly verdicts: readonly { readonly verdict: Verdict; readonly count: number }[];
  /** Fingerprints of the findings that moves between the two sites decide. */
  readonly findings: readonly string[];
}
