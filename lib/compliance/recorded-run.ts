import type { RunResult } from '../findings/run-result';

/** One check as it is kept: what its result does not say of itself, and the result. */
export interface RecordedRun {
  /** What it is called where it came from, such as the path of its file. */
  readonly source: string;
  readonly commit?: string;
  /** When it ran, ISO 8601. */
  readonly time?: string;
  readonly environment?: string;
  /** What its owner says of it; `team`, or else `owner`, is who its findings are counted for. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly result: RunResult;
}
