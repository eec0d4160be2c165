/* oxlint-disable typescript/no-require-imports -- a run loads only the report that it writes */
import type { RunResult } from '../findings/run-result';
import type * as atlantis from './atlantis';
import type * as brief from './brief';
import type * as csv from './csv';
import type * as github from './github';
import type * as gitlab from './gitlab';
import type * as json from './json';
import type * as junit from './junit';
import type * as markdown from './markdown';
import type * as pretty from './pretty';
import type { Report } from './report';
import type * as sarif from './sarif';

/** Every format by the name that `--format` takes. */
const formats = {
  pretty: {
    audience: 'people',
    write: (result, options) => (require('./pretty') as typeof pretty).pretty(result, options),
  },
  brief: {
    audience: 'people',
    write: (result, options) => (require('./brief') as typeof brief).brief(result, options),
  },
  json: {
    audience: 'machines',
    write: (result) => (require('./json') as typeof json).json(result),
  },
  sarif: {
    audience: 'machines',
    write: (result, options) => (require('./sarif') as typeof sarif).sarif(result, options),
  },
  junit: {
    audience: 'machines',
    write: (result) => (require('./junit') as typeof junit).junit(result),
  },
  github: {
    audience: 'machines',
    write: (result) => (require('./github') as typeof github).github(result),
  },
  gitlab: {
    audience: 'machines',
    write: (result) => (require('./gitlab') as typeof gitlab).gitlab(result),
  },
  markdown: {
    audience: 'machines',
    write: (result) => (require('./markdown') as typeof markdown).markdown(result),
  },
  'github-summary': {
    audience: 'machines',
    write: (result) => (require('./markdown') as typeof markdown).jobSummary(result),
  },
  atlantis: {
    audience: 'machines',
    passesOn: true,
    write: (result, options) => (require('./atlantis') as typeof atlantis).atlantis(result, options),
  },
  csv: {
    audience: 'machines',
    write: (result) => (require('./csv') as typeof csv).csv(result),
  },
} satisfies Readonly<Record<string, Report<RunResult>>>;

export type ReportName = keyof typeof formats;

export const reports: Readonly<Record<ReportName, Report<RunResult>>> = formats;
