import type { ComplianceReport } from '../compliance/compliance-report';
import { complianceCsv } from './compliance-csv';
import type { ComplianceFormat } from './compliance-formats';
import { complianceHtml } from './compliance-html';
import { complianceMarkdown } from './compliance-markdown';
import { escapeJson } from './escape';

/** The report as text; each pure, with every string from outside escaped for the format. */
export const complianceReports: Readonly<Record<ComplianceFormat, (report: ComplianceReport) => string>> = {
  markdown: complianceMarkdown,
  html: complianceHtml,
  json: (report) => `${escapeJson(JSON.stringify(report, null, 2))}\n`,
  csv: complianceCsv,
};
