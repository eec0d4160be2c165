/* oxlint-disable typescript/no-require-imports -- a run loads only the report that it writes */
import type { RunResult } from '../findings/run-result';
import type * as brief from './brief';
import type * as json from './json';
import type * as pretty from './pretty';
import type { Report } from './report';

/** Every format by the name that `--format` takes. */
const formats = {
  pretty: {
    audience: 'people',
    showsErrors: true,
    write: (result, options) => (require('./pretty') as typeof pretty).pretty(result, options),
  },
  brief: {
    audience: 'people',
    showsErrors: true,
    write: (result, options) => (require('./brief') as typeof brief).brief(result, options),
  },
  json: {
    audience: 'machines',
    showsErrors: true,
    write: (result) => (require('./json') as typeof json).json(result),
  },
} satisfies Readonly<Record<string, Report<RunResult>>>;

export type ReportName = keyof typeof formats;

export const reports: Readonly<Record<ReportName, Report<RunResult>>> = formats;
