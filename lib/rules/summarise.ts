import type { Summary } from '../findings/run-result';
import type { Evaluation } from './evaluate';

/** Counts of what was found and looked at. */
export function summarise({ findings, rules }: Pick<Evaluation, 'findings' | 'rules'>): Summary {
  const violations = (level: string): number =>
    findings.filter((finding) => finding.outcome === 'violation' && finding.level === level).length;
  return {
    errors: violations('error'),
    warnings: violations('warning'),
    notes: violations('note'),
    undetermined: findings.filter(({ outcome }) => outcome === 'undetermined').length,
    rulesRun: rules.filter(({ status }) => status !== 'off').length,
    subjectsChecked: rules.reduce((sum, { subjects }) => sum + subjects, 0),
  };
}
