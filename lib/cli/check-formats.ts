import type { RunResult } from '../findings/run-result';
import { frameworks } from '../reference/frameworks';
import type { Report } from '../reports/report';
import { reports, type ReportName } from '../reports/reports';
import { onDemand } from './on-demand';

export type CheckFormat = ReportName | 'html';

/** Every format that a check writes: the reports of a result, and the page over one result alone. */
export const checkFormats: Readonly<Record<CheckFormat, Report<RunResult>>> = {
  ...reports,
  html: { audience: 'machines', write: (result, { today }) => htmlPage(result, today) },
};

/** As `lightbound report` makes it of many results. */
function htmlPage(result: RunResult, today = ''): string {
  const { makeReport, complianceReports, recordedResult } = onDemand.compliance();
  const [only, ...more] = result.inputs;
  const source = more.length === 0 ? (only?.path ?? '') : '';
  return complianceReports.html(
    makeReport({
      runs: [{ source, result: recordedResult(result) }],
      frameworks: frameworks(),
      errors: [],
      today,
      tool: result.tool,
      charts: true,
    }),
  );
}
