import { InvalidArgumentError } from 'commander';
import type { Declarations } from '../declarations/declarations';
import { readFailOn, type FailOn } from './exit-code';
import { addFormat, type ReportOutput } from './report-outputs';
import { UsageError } from './usage-error';

/**
 * The options that were given, and for those that were not what `check` in the facts file says.
 * @throws UsageError for a word there that the option would not take
 */
export function withDefaults<Given extends Set>(given: Given, { check }: Pick<Declarations, 'check'>): Given {
  const { failOn, format, ...others } = check;
  const set = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined));
  // Nothing is taken from what every object inherits.
  return Object.assign(Object.create(null) as Given, {
    ...set,
    ...(failOn !== undefined && { failOn: taken('failOn', () => readFailOn(failOn)) }),
    ...formatsBeside(given.output, format),
    ...given,
  });
}

interface Set {
  readonly failOn?: FailOn;
  readonly format?: readonly ReportOutput[];
  readonly output?: string;
}

/** Whoever says where the report goes means one; several, or one with a file of its own, are then not taken. */
function formatsBeside(output: string | undefined, written: readonly string[] | undefined): Pick<Set, 'format'> {
  if (written === undefined) return {};
  const format = taken('format', () => formatsOf(written));
  const isOne = format.length === 1 && format[0]?.file === undefined;
  return output === undefined || isOne ? { format } : {};
}

const formatsOf = (written: readonly string[]): readonly ReportOutput[] =>
  written.reduce<readonly ReportOutput[]>((before, text) => addFormat(text, before), []);

function taken<T>(key: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    throw new UsageError(`check.${key} in the facts file is invalid. ${error.message}`);
  }
}
