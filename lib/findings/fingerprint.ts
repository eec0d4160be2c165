import { createHash } from 'node:crypto';
import type { Subject } from './finding';

/** What goes into a fingerprint. Results say it; fingerprints of two schemes say nothing of each other. */
export const fingerprintScheme = '2';

/**
 * One key for a finding in every door: the rule, and the subject with the part that the rule judges, in its stacks. No
 * member, no number, no order, no document and no outcome goes into it.
 */
export function fingerprint(ruleId: string, { kind, id, stacks, sites, workload }: Subject): string {
  const pair = sites === undefined ? null : [...sites].sort();
  const key = [fingerprintScheme, ruleId, kind, id, [...stacks].sort(), pair, workload ?? null];
  return createHash('sha256').update(JSON.stringify(key)).digest('hex').slice(0, 32);
}
