import type { Finding } from '../findings/finding';
import type { WaiverRun } from '../findings/run-result';

/** Who accepts a finding, until when and why; or why the waiver that is about it does not hold. Nothing without one. */
export function waiverText({ waiver }: Pick<Finding, 'waiver'>): string | undefined {
  if (waiver === undefined) return undefined;
  const { status, because = '', owner, ticket, until, reason } = waiver;
  const holds = waiver.while.length === 0 ? '' : ` while ${waiver.while.join(' and ')}`;
  return status === 'active'
    ? `Waived by ${owner} until ${until}${holds} (${ticket}): ${reason}`
    : `The waiver of ${owner} (${ticket}) has ${status}: ${because}.`;
}

/** What is odd about a waiver: that it does not hold, or that nothing is meant by it. */
export function waiverComplaint({ ruleId, status, because, owner, ticket }: WaiverRun): string | undefined {
  if (status === 'active' || status === 'elsewhere') return undefined;
  const about = `the waiver of ${ruleId} by ${owner} (${ticket})`;
  return status === 'unused' ? `${about} is unused: ${because ?? ''}` : `${about} has ${status}: ${because ?? ''}`;
}
