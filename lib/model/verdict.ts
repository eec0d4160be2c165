import type { QuestionName } from './inputs';
import type { QuantityKind } from './quantity';

/**
 * What a design comes to, worst first.
 * `impossible`: physics forbids it. `unsupported`: a vendor's requirement does. `does-not-converge`: it never ends.
 * `over-budget`: beyond a window or downtime that people declared. `undetermined`: an input that decides is not known.
 * `feasible-when-throttled`: if the platform slows the guest. `feasible`: as it is.
 *
 * `undetermined` stands between what certainly fails and what works: unknown is never a pass, so it decides over both
 * feasible verdicts, and what fails whatever the unknown turns out to be stays failed.
 */
export const VERDICTS = [
  'impossible',
  'unsupported',
  'does-not-converge',
  'over-budget',
  'undetermined',
  'feasible-when-throttled',
  'feasible',
] as const;

export type Verdict = (typeof VERDICTS)[number];

/** One thing that was looked at, and what it means for the design. */
export interface Reason {
  readonly verdict: Verdict;
  /** Stable, kebab-case: `rtt-within-platform-limit`. */
  readonly id: string;
  /** The input that would decide, where it is unknown. */
  readonly input?: QuestionName;
  /** What `value` and `limit` are. */
  readonly kind: QuantityKind;
  /** In base units; undefined where it is not known. */
  readonly value: number | undefined;
  /** Of a value of which only this is known; `value` then is its nearer end, or undefined where the limit lies within. */
  readonly range?: ValueRange;
  /** What it was held against; for an unknown value what it must meet, if that is known. */
  readonly limit: number | undefined;
}

/** What a value is at least and at most, in base units. */
export interface ValueRange {
  readonly least: number;
  readonly most: number;
}

/** All reasons, and the verdict of the first. */
export interface Answer {
  readonly verdict: Verdict;
  /** Worst first; of equal ones in the order given. */
  readonly reasons: readonly Reason[];
}

/** Holds all reasons, the worst first, which decides. Without any reason nothing was looked at: undetermined. */
export function answer(reasons: readonly Reason[]): Answer {
  const worstFirst = reasons.toSorted((a, b) => rank(a.verdict) - rank(b.verdict));
  return { verdict: worstFirst[0]?.verdict ?? 'undetermined', reasons: worstFirst };
}

/** The worse of two verdicts; for evaluations that need no reasons. */
export function worseVerdict(a: Verdict, b: Verdict): Verdict {
  return rank(a) <= rank(b) ? a : b;
}

/** Whether the design works. Neither `undetermined` nor anything worse does. */
export function isFeasible(verdict: Verdict): boolean {
  return verdict === 'feasible' || verdict === 'feasible-when-throttled';
}

const rank = (verdict: Verdict): number => VERDICTS.indexOf(verdict);
