import type { Finding } from '../findings/finding';
import type { WaiverRun } from '../findings/run-result';
import type { RecordedRun } from './recorded-run';

/** A run as it reads on a later day: waivers that have ended meanwhile hold nothing any more. */
export function asOf(run: RecordedRun, today: string): RecordedRun {
  const { findings, waivers } = run.result;
  const hasEnded = ({ until }: { readonly until: string }): boolean => until < today;
  const ended = (until: string) => ({ status: 'expired', because: `it ended on ${until}` }) as const;
  const ofFinding = (finding: Finding): Finding =>
    finding.waiver !== undefined && hasEnded(finding.waiver)
      ? { ...finding, waiver: { ...finding.waiver, ...ended(finding.waiver.until) } }
      : finding;
  const ofWaiver = (waiver: WaiverRun): WaiverRun =>
    hasEnded(waiver) ? { ...waiver, ...ended(waiver.until), waived: 0 } : waiver;
  if (!waivers.some(hasEnded)) return run;
  return { ...run, result: { ...run.result, findings: findings.map(ofFinding), waivers: waivers.map(ofWaiver) } };
}
