import { isAbsolute, resolve } from 'node:path';
import { readBounded } from '../facts-file/read-bounded';
import { isSystemError, systemErrorText } from '../facts-file/system-error';
import type { Baseline } from '../findings/baseline';
import { namedFrom } from './named-from';
import { onDemand } from './on-demand';
import { UsageError } from './usage-error';

/** In bytes: 100,000 findings come to 250 MB. */
const LARGEST = 1 << 28;

/** The findings that are known already. @throws UsageError */
export function readBaselineFile(given: string, cwd: string): Baseline {
  const fromHere = namedFrom(cwd, resolve(cwd, given));
  const path = isAbsolute(given) && !fromHere.startsWith('..') ? fromHere : given;
  try {
    return onDemand.baseline().readBaseline(JSON.parse(readBounded(resolve(cwd, given), LARGEST).toString('utf8')));
  } catch (error) {
    if (isSystemError(error)) throw new UsageError(`the baseline ${path} cannot be read: ${systemErrorText(error)}`);
    if (error instanceof SyntaxError) throw new UsageError(`the baseline ${path} is not JSON`);
    throw error instanceof Error ? new UsageError(`the baseline ${path} ${error.message}`) : error;
  }
}
