import type { ComplianceReport } from '../compliance/compliance-report';
import { complianceCsv } from './compliance-csv';
import type { ComplianceFormat } from './compliance-formats';
import { complianceJson } from './compliance-json';
import { complianceHtml } from './compliance-html';
import { complianceMarkdown } from './compliance-markdown';

/** The report as text, whole or in pieces; each pure, with every string from outside escaped for the format. */
export const complianceReports: {
  readonly [Format in ComplianceFormat]: (
    report: ComplianceReport,
  ) => Format extends 'json' ? Iterable<string> : string;
} = {
  markdown: complianceMarkdown,
  html: complianceHtml,
  json: complianceJson,
  csv: complianceCsv,
};
