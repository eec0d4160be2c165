/* oxlint-disable typescript/no-require-imports -- a run loads only the report that it writes */
import type { OptionsRecord } from '../link/options-record';
import type * as optionsHtml from './options-html';
import type * as optionsJson from './options-json';
import type * as optionsPretty from './options-pretty';
import type { Report } from './report';

/** Every format by the name that `--format` takes; an option that is wrong leaves no record to write. */
const formats = {
  pretty: {
    audience: 'people',
    write: (record, options) => (require('./options-pretty') as typeof optionsPretty).optionsPretty(record, options),
  },
  json: {
    audience: 'machines',
    write: (record) => (require('./options-json') as typeof optionsJson).optionsJson(record),
  },
  html: {
    audience: 'people',
    write: (record) => (require('./options-html') as typeof optionsHtml).optionsHtml(record),
  },
} satisfies Readonly<Record<string, Report<OptionsRecord>>>;

export type OptionsReportName = keyof typeof formats;

export const optionsReports: Readonly<Record<OptionsReportName, Report<OptionsRecord>>> = formats;
