import type { Origin } from '../graph/location';
import type { Measure } from '../model/quantity';

/** What a finding was when it was accepted, from the least to the most certain. */
export const waivedOutcomes = ['undetermined', 'by-construction', 'guessed', 'likely', 'violation'] as const;

export type WaivedOutcome = (typeof waivedOutcomes)[number];

export const comparisons = ['<=', '>=', '<', '>'] as const;

/** A number that a finding shows, and what it must stay within: `rtt <= 12 ms`. */
export interface Condition {
  /** As people wrote it. */
  readonly text: string;
  /** As the finding's evidence calls it, in lower case: `round trip`. */
  readonly name: string;
  readonly comparison: (typeof comparisons)[number];
  readonly measure: Measure;
}

/** A waiver that stands where nobody may give it. */
export interface RefusedWaiver {
  readonly waiver: Waiver;
  /** Who may, in one line. */
  readonly because: string;
}

/** A finding that somebody accepts until a day, and while its numbers stay within what was accepted. */
export interface Waiver {
  readonly rule: string;
  /** The fingerprint of one finding, or a pattern of addresses, URNs and ids, in which `*` stands for any characters. */
  readonly findings: { readonly fingerprint: string } | { readonly subject: string };
  /** A pattern of the names of stacks. */
  readonly stack: string;
  readonly outcome: WaivedOutcome;
  readonly reason: string;
  readonly owner: string;
  readonly ticket: string;
  /** The last day on which it holds, ISO 8601. */
  readonly until: string;
  readonly conditions: readonly Condition[];
  readonly origin: Origin;
}
