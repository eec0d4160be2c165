import type { Finding } from '../findings/finding';

/** The message of a finding, and what to declare so that its rule can decide. */
export function messageText({ message, evidence: { toDecide = [] } }: Pick<Finding, 'message' | 'evidence'>): string {
  return toDecide.length === 0 ? message : `${message} Declare ${toDecide.join('; ')}.`;
}
