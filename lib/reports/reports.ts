/* eslint-disable @typescript-eslint/no-require-imports -- a run loads only the report that it writes */
import type { RunResult } from '../findings/run-result';
import type * as brief from './brief';
import type * as json from './json';
import type * as pretty from './pretty';

export interface ReportOptions {
  readonly colour: boolean;
}

export type Report = (result: RunResult, options: ReportOptions) => string;

/** Every format by the name that `--format` takes. */
export const reports = {
  pretty: () => (require('./pretty') as typeof pretty).pretty,
  brief: () => (require('./brief') as typeof brief).brief,
  json: () => (require('./json') as typeof json).json,
} satisfies Readonly<Record<string, () => Report>>;

export type ReportName = keyof typeof reports;
