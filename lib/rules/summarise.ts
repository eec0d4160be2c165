import type { Outcome } from '../findings/finding';
import { isWaived } from '../findings/is-waived';
import type { Summary } from '../findings/run-result';
import type { Evaluation } from './evaluate';

/** Counts of what was found and looked at. */
export function summarise({ findings: all, rules }: Pick<Evaluation, 'findings' | 'rules'>): Summary {
  const findings = all.filter((finding) => !isWaived(finding));
  const violations = (level: string): number =>
    findings.filter((finding) => finding.outcome === 'violation' && finding.level === level).length;
  const counted = (outcome: Outcome): number => findings.filter((finding) => finding.outcome === outcome).length;
  return {
    errors: violations('error'),
    warnings: violations('warning'),
    notes: violations('note'),
    undetermined: counted('undetermined'),
    remarks: counted('remark'),
    waived: all.length - findings.length,
    rulesRun: rules.filter(({ status }) => status !== 'off').length,
    subjectsChecked: rules.reduce((sum, { subjects }) => sum + subjects, 0),
  };
}
