/* eslint-disable @typescript-eslint/no-require-imports -- a run loads only the report that it writes */
import type { LinkRecord } from '../link/link-record';
import type * as linkCharts from './link-charts';
import type * as linkJson from './link-json';
import type * as linkPretty from './link-pretty';
import type { ReportOptions } from './reports';

export type LinkReport = (record: LinkRecord, options: ReportOptions) => string;

/** Every format by the name that `--format` takes. */
export const linkReports = {
  pretty: () => (require('./link-pretty') as typeof linkPretty).linkPretty,
  json: () => (require('./link-json') as typeof linkJson).linkJson,
  svg: () => (require('./link-charts') as typeof linkCharts).linkSvg,
  html: () => (require('./link-charts') as typeof linkCharts).linkHtml,
} satisfies Readonly<Record<string, () => LinkReport>>;

export type LinkReportName = keyof typeof linkReports;
