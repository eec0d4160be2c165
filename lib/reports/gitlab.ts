import type { Finding, Level } from '../findings/finding';
import { isWaived } from '../findings/is-waived';
import type { RuleSetting, RunResult } from '../findings/run-result';
import { shortened } from './cut';
import { escapeJson } from './escape';
import { messageText } from './message-text';
import { loweredText } from './setting-lines';
import { sourcePlace } from './source-place';

const severities: Readonly<Record<Level, string>> = { error: 'critical', warning: 'major', note: 'info' };

/**
 * GitLab's code quality report: a list without a wrapper, each entry with a fingerprint of its own.
 * Source: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export function gitlab(result: RunResult): string {
  const seen = new Map<string, number>();
  const entries = result.findings.map((finding) => {
    const before = seen.get(finding.fingerprint) ?? 0;
    seen.set(finding.fingerprint, before + 1);
    const { path, line } = sourcePlace(finding, result);
    return {
      description: description(finding),
      check_name: finding.ruleId,
      fingerprint: before === 0 ? finding.fingerprint : `${finding.fingerprint}-${before}`,
      severity: severity(finding),
      location: { path, lines: { begin: line } },
    };
  });
  const lowered = result.settings.filter(({ lowers }) => lowers).map((setting) => ofSetting(setting, result));
  return `${escapeJson(JSON.stringify([...entries, ...lowered], null, 2))}\n`;
}

/** Whoever lowers a rule says so to all. */
function ofSetting(setting: RuleSetting, { factsFiles: [file] }: RunResult) {
  const { source, line = 1 } = setting.declaredAt ?? { source: file?.path ?? 'lightbound.yaml' };
  return {
    description: `${loweredText(setting)}.`,
    check_name: setting.ruleId,
    fingerprint: `${setting.ruleId}-${setting.value}`,
    severity: 'info',
    location: { path: source, lines: { begin: line } },
  };
}

function severity(finding: Finding): string {
  const { outcome, level } = finding;
  if (outcome === 'remark' || isWaived(finding)) return 'info';
  return outcome === 'undetermined' && level === 'warning' ? 'minor' : severities[level];
}

const description = (finding: Finding): string =>
  shortened(`${finding.outcome === 'undetermined' ? 'Undetermined: ' : ''}${messageText(finding)}`);
