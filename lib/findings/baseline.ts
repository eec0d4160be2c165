import { fingerprintScheme } from './fingerprint';
import type { RunResult } from './run-result';

/** Fingerprints of findings that are known. */
export type Baseline = ReadonlySet<string>;

/**
 * Reads an earlier result as a baseline.
 * @throws Error with one line: what it is instead, and the command that makes a new one
 */
export function readBaseline(earlier: unknown): Baseline {
  const renew = 'renew it with `lightbound check INPUTS --format json --output FILE`';
  const { fingerprints, findings, tool } = membersOf(earlier);
  const isOurs = tool === undefined || membersOf(tool)['name'] === 'lightbound';
  if (!Array.isArray(findings) || !isOurs) throw new Error(`is not a result of lightbound check; ${renew}`);
  if (fingerprints !== fingerprintScheme) {
    // The first results named no scheme.
    const scheme = fingerprints === undefined ? '1' : typeof fingerprints === 'string' ? fingerprints : 'unknown';
    throw new Error(
      `has fingerprints of scheme ${scheme}, and this version writes scheme ${fingerprintScheme}; ${renew}`,
    );
  }
  return new Set(
    findings.map((finding: unknown, index) => {
      const { fingerprint } = membersOf(finding);
      if (typeof fingerprint === 'string') return fingerprint;
      throw new Error(`findings[${index}] has no fingerprint; ${renew}`);
    }),
  );
}

/** The result with each finding that the baseline has marked as known. */
export const compareWithBaseline = (result: RunResult, baseline: Baseline): RunResult => ({
  ...result,
  findings: result.findings.map((finding) =>
    baseline.has(finding.fingerprint) ? { ...finding, state: 'known' } : finding,
  ),
});

const membersOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
