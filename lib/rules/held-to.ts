import type { Finding } from '../findings/finding';
import { isWaived } from '../findings/is-waived';
import { rankOf } from '../findings/rank';
import type { RunResult } from '../findings/run-result';
import { byUrgency } from './by-urgency';
import { summarise } from './summarise';

/**
 * The result of a run with what a work tree adds, held to that of the trusted part alone: a violation there is one here, at least as
 * severe.
 */
export function heldTo(result: RunResult, trusted: RunResult): RunResult {
  const found = new Map(result.findings.map((finding) => [finding.fingerprint, finding]));
  const isSofter = (finding: Finding): boolean => {
    const here = found.get(finding.fingerprint);
    return here === undefined || rankOf(here) < rankOf(finding);
  };
  const kept = trusted.findings.filter(
    (finding) => finding.outcome === 'violation' && !isWaived(finding) && isSofter(finding),
  );
  if (kept.length === 0) return result;
  const replaced = new Set(kept.map(({ fingerprint }) => fingerprint));
  const findings = [...result.findings.filter(({ fingerprint }) => !replaced.has(fingerprint)), ...kept].sort(
    byUrgency,
  );
  return { ...result, findings, summary: summarise({ ...result, findings }) };
}
