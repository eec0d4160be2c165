import type { Finding } from './finding';

/** How certain and severe a finding is, to tell of two which is worse: a remark, what is undetermined, then violations by level. */
export function rankOf({ outcome, level, confidence }: Pick<Finding, 'outcome' | 'level' | 'confidence'>): number {
  if (outcome === 'remark') return 0;
  if (outcome === 'undetermined') return 1;
  return 2 + 2 * ['note', 'warning', 'error'].indexOf(level) + (confidence === 'certain' ? 1 : 0);
}
