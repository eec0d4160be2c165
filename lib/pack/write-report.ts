import { isSystemError, systemErrorText } from '../facts-file/system-error';
import type { RunError, RunResult } from '../findings/run-result';
import { reports } from '../reports/reports';
import { replaceFile } from '../whole-file/replace-file';

/** Writes what was found as JSON, as `lightbound check --format json` does; what keeps it from doing so is an error of the run. */
export function writeReport(result: RunResult, file: string): RunError | undefined {
  try {
    replaceFile(file, [reports.json.write(result, { colour: false })]);
    return undefined;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return {
      kind: 'configuration',
      where: 'LIGHTBOUND_REPORT',
      message: `${file} cannot be written: ${systemErrorText(error)}`,
    };
  }
}
