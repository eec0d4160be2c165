import type { Measure } from '../graph/derivation';
import type { Finding } from './finding';

/** The value that the limit of a finding was held against: the last that was worked out in its unit, else one that was given. */
export function worstOf({ evidence }: Pick<Finding, 'evidence'>): Measure | undefined {
  const { limit, steps, given } = evidence;
  if (limit === undefined) return undefined;
  const isComparable = ({ unit }: Measure): boolean => unit === limit.measure.unit;
  const worked = steps.map(({ result }) => result).filter(isComparable);
  return worked.at(-1) ?? given.map(({ measure }) => measure).find(isComparable);
}

/** How many times the limit, or the fraction of a least one that is missing: 1 at the limit, 0 where nothing tells. */
export function beyondLimit(finding: Pick<Finding, 'evidence'>): number {
  const { limit } = finding.evidence;
  const worst = worstOf(finding);
  if (limit === undefined || worst === undefined || worst.value <= 0 || limit.measure.value <= 0) return 0;
  const times = worst.value / limit.measure.value;
  return limit.comparison === 'at most' ? times : 1 / times;
}

/** The finding that is farthest beyond its limit, the first of several. */
export function farthestBeyond<One extends Pick<Finding, 'evidence'>>(findings: readonly One[]): One | undefined {
  let farthest: One | undefined;
  for (const finding of findings) {
    if (farthest === undefined || beyondLimit(finding) > beyondLimit(farthest)) farthest = finding;
  }
  return farthest;
}
