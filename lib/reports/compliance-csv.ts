import type { ComplianceReport, ReportedFinding } from '../compliance/compliance-report';
import { csvOf, findingColumns, type Column } from './csv';

const columns: readonly Column<ReportedFinding>[] = [
  ['teams', ({ teams }) => teams.join(' ')],
  ...findingColumns,
  ['controls', ({ controls }) => controls.join('; ')],
];

/** A line for each finding of all stacks, with whom it is counted for and the controls that its rule is mapped to. */
export const complianceCsv = ({ findings }: ComplianceReport): string => csvOf(columns, findings);
