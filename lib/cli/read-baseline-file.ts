import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isSystemError, systemErrorText } from '../facts-file/system-error';
import type { Baseline } from '../findings/baseline';
import { onDemand } from './on-demand';
import { UsageError } from './usage-error';

/** The findings that are known already. @throws UsageError */
export function readBaselineFile(path: string, cwd: string): Baseline {
  try {
    return onDemand.baseline().readBaseline(JSON.parse(readFileSync(resolve(cwd, path), 'utf8')));
  } catch (error) {
    if (isSystemError(error)) throw new UsageError(`the baseline ${path} cannot be read: ${systemErrorText(error)}`);
    if (error instanceof SyntaxError) throw new UsageError(`the baseline ${path} is not JSON: ${error.message}`);
    throw error instanceof Error ? new UsageError(`the baseline ${path} ${error.message}`) : error;
  }
}
