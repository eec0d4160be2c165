import type { Finding } from '../findings/finding';
import { isWaived } from '../findings/is-waived';
import type { Tally } from './compliance-report';

/** Whether the finding says that a law is broken, and nobody accepts it. */
export const isBreach = (finding: Pick<Finding, 'outcome' | 'waiver'>): boolean =>
  finding.outcome === 'violation' && !isWaived(finding);

export const isOpen = (finding: Pick<Finding, 'outcome' | 'waiver'>): boolean =>
  finding.outcome === 'undetermined' && !isWaived(finding);

/** Counts findings by what they came to. */
export function tallyOf(findings: readonly Finding[]): Tally {
  const breaches = findings.filter(isBreach);
  const atLevel = (level: Finding['level']): number => breaches.filter((finding) => finding.level === level).length;
  return {
    errors: atLevel('error'),
    warnings: atLevel('warning'),
    notes: atLevel('note'),
    undetermined: findings.filter(isOpen).length,
    waived: findings.filter(isWaived).length,
    stacks: new Set(breaches.flatMap(({ subject }) => subject.stacks)).size,
  };
}

/** Groups in the order of their first members. */
export function grouped<T>(
  items: readonly T[],
  keysOf: (item: T) => readonly string[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [item]);
      else group.push(item);
    }
  }
  return groups;
}

export const sortedUnique = (texts: readonly string[]): readonly string[] => [...new Set(texts)].sort();
