import { createHash } from 'node:crypto';
import type { ResourceRef } from '../graph/location';

/**
 * Stable over runs and machines: the rule, the message and the resources concerned, no number that a plan changes.
 * @param about tells findings on the same resources apart
 */
export function fingerprint(ruleId: string, messageId: string, resources: readonly ResourceRef[], about = ''): string {
  const addresses = [...new Set(resources.map(({ address }) => address))].sort();
  return createHash('sha256')
    .update(JSON.stringify([ruleId, messageId, addresses, about]))
    .digest('hex')
    .slice(0, 32);
}
