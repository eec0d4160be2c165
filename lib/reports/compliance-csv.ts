import type { ComplianceReport, ReportedFinding } from '../compliance/compliance-report';
import { aroundFindings, csvOf, findingColumns, type Column } from './csv';

const columns: readonly Column<ReportedFinding>[] = [
  ['teams', ({ teams }) => teams.join(' ')],
  ...findingColumns,
  ['controls', ({ controls }) => controls.join('; ')],
];

/**
 * A line for each finding of all stacks, with whom it is counted for and the controls that its rule is mapped to; beside them what went
 * wrong, and what was declared so that there are fewer.
 */
export const complianceCsv = ({ findings, errors, lowered, coverage }: ComplianceReport): string =>
  csvOf(columns, findings, aroundFindings({ errors, settings: lowered, factsFiles: coverage.factsFiles }));
