import { createHash } from 'node:crypto';
import type { Finding, Level } from '../findings/finding';
import { isWaived } from '../findings/is-waived';
import type { RunError, RunResult } from '../findings/run-result';
import { shortened } from './cut';
import { escapeJson } from './escape';
import { messageText } from './message-text';
import { declaredCaveats, type DeclaredCaveat } from './declared-caveats';
import { errorPlace, sourcePlace, type SourcePlace } from './source-place';

const severities: Readonly<Record<Level, string>> = { error: 'critical', warning: 'major', note: 'info' };

interface Entry {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

/**
 * GitLab's code quality report: a list without a wrapper, each entry with a fingerprint of its own. It has no other place for what went
 * wrong with the run, or for what was declared: an empty list is a pass.
 * Source: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export function gitlab(result: RunResult): string {
  const entries = [
    ...result.errors.map((error) => ofError(error, result)),
    ...result.findings.map((finding) => ofFinding(finding, result)),
    ...declaredCaveats(result).map(ofCaveat),
  ];
  return `${escapeJson(JSON.stringify(toldApart(entries), null, 2))}\n`;
}

/** GitLab keeps one entry of each fingerprint. */
function toldApart(entries: readonly Entry[]): readonly Entry[] {
  const seen = new Map<string, number>();
  return entries.map((entry) => {
    const before = seen.get(entry.fingerprint) ?? 0;
    seen.set(entry.fingerprint, before + 1);
    return before === 0 ? entry : { ...entry, fingerprint: `${entry.fingerprint}-${before}` };
  });
}

const ofFinding = (finding: Finding, result: RunResult): Entry => ({
  description: description(finding),
  check_name: finding.ruleId,
  fingerprint: finding.fingerprint,
  severity: severity(finding),
  location: locationOf(sourcePlace(finding, result)),
});

/** What could not be judged is no pass. */
const ofError = (error: RunError, result: RunResult): Entry => ({
  description: shortened(`Not checked: ${[error.where, error.message].filter((part) => part !== '').join(': ')}`),
  check_name: error.ruleId ?? 'lightbound',
  fingerprint: identityOf('error', error.where, error.ruleId ?? '', error.message),
  severity: 'blocker',
  location: locationOf(errorPlace(error, result)),
});

/** Whoever lowers a rule says so to all. */
const ofCaveat = ({ kind, ruleId = 'lightbound', name, text, place }: DeclaredCaveat): Entry => ({
  description: shortened(`${text}.`),
  check_name: ruleId,
  fingerprint: identityOf(kind, name),
  severity: 'info',
  location: locationOf(place),
});

const locationOf = ({ path, line }: SourcePlace): Entry['location'] => ({ path, lines: { begin: line } });

const identityOf = (...of: readonly string[]): string => createHash('sha256').update(JSON.stringify(of)).digest('hex');

function severity(finding: Finding): string {
  const { outcome, level } = finding;
  if (outcome === 'remark' || isWaived(finding)) return 'info';
  return outcome === 'undetermined' && level === 'warning' ? 'minor' : severities[level];
}

const description = (finding: Finding): string =>
  shortened(`${finding.outcome === 'undetermined' ? 'Undetermined: ' : ''}${messageText(finding)}`);
