import type { Finding } from '../findings/finding';
import { isWaived } from '../findings/is-waived';
import type { StackState } from './compliance-report';
import { isBreach, isOpen } from './tally';

/**
 * What the findings of a stack make of it.
 * @param understood how many of its resources are of known types
 */
export function stackState(findings: readonly Finding[], understood: number): StackState['state'] {
  const breaches = findings.filter(isBreach);
  if (breaches.some(({ confidence }) => confidence === 'certain')) return 'broken';
  if (breaches.length > 0) return 'likely';
  if (findings.some(isOpen)) return 'undetermined';
  if (findings.some(isWaived)) return 'waived';
  return understood === 0 ? 'unread' : 'holds';
}
