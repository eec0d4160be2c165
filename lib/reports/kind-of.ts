import type { Finding } from '../findings/finding';

/** How bad a finding is, in a word or two: `error`, `warning (likely)`, `undetermined`. */
export function kindOf({ outcome, level, confidence }: Pick<Finding, 'outcome' | 'level' | 'confidence'>): string {
  if (outcome !== 'violation') return outcome;
  return confidence === undefined || confidence === 'certain' ? level : `${level} (${confidence})`;
}
