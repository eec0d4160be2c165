/* oxlint-disable typescript/no-require-imports -- a run loads only the report that it writes */
import type { LinkRecord } from '../link/link-record';
import type * as linkCharts from './link-charts';
import type * as linkJson from './link-json';
import type * as linkPretty from './link-pretty';
import type { Report } from './report';

/** Every format by the name that `--format` takes; an option that is wrong leaves no record to write. */
const formats = {
  pretty: {
    audience: 'people',
    write: (record, options) => (require('./link-pretty') as typeof linkPretty).linkPretty(record, options),
  },
  json: {
    audience: 'machines',
    write: (record) => (require('./link-json') as typeof linkJson).linkJson(record),
  },
  svg: {
    audience: 'people',
    write: (record) => (require('./link-charts') as typeof linkCharts).linkSvg(record),
  },
  html: {
    audience: 'people',
    write: (record) => (require('./link-charts') as typeof linkCharts).linkHtml(record),
  },
} satisfies Readonly<Record<string, Report<LinkRecord>>>;

export type LinkReportName = keyof typeof formats;

export const linkReports: Readonly<Record<LinkReportName, Report<LinkRecord>>> = formats;
