import { InvalidArgumentError } from 'commander';
import { existsSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import type { Declarations } from '../declarations/declarations';
import { readFailOn, type FailOn } from './exit-code';
import { addFormat, type ReportOutput } from './report-outputs';
import { UsageError } from './usage-error';

/**
 * The options that were given, and for those that were not what `check` in the facts file says.
 * @throws UsageError for a word there that the option would not take
 */
export function withDefaults<Given extends Set>(
  given: Given,
  { check }: Pick<Declarations, 'check'>,
  cwd: string,
): Given {
  const { failOn, format, ...others } = check;
  const set = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined));
  // Nothing is taken from what every object inherits.
  return Object.assign(Object.create(null) as Given, {
    ...set,
    ...(failOn !== undefined && { failOn: taken('failOn', () => readFailOn(failOn)) }),
    ...formatsBeside(given.output, format, cwd),
    ...given,
  });
}

interface Set {
  readonly failOn?: FailOn;
  readonly format?: readonly ReportOutput[];
  readonly output?: string;
}

/** Whoever says where the report goes means one; several, or one with a file of its own, are then not taken. */
function formatsBeside(
  output: string | undefined,
  written: readonly string[] | undefined,
  cwd: string,
): Pick<Set, 'format'> {
  if (written === undefined) return {};
  const format = taken('format', () => formatsOf(written, cwd));
  const isOne = format.length === 1 && format[0]?.file === undefined;
  return output === undefined || isOne ? { format } : {};
}

function formatsOf(written: readonly string[], cwd: string): readonly ReportOutput[] {
  const outputs = written.reduce<readonly ReportOutput[]>((before, text) => addFormat(text, before), []);
  for (const { file } of outputs) if (file !== undefined && file !== '-') refuseOutside(file, cwd);
  return outputs;
}

/** Who checks somebody else's repository names no file elsewhere by that. */
function refuseOutside(file: string, cwd: string): void {
  const folder = dirname(resolve(cwd, file));
  const way = [relative(cwd, folder), existsSync(folder) ? relative(realpathSync(cwd), realpathSync(folder)) : ''];
  if (way.some((one) => isAbsolute(one) || one.split(sep)[0] === '..')) {
    throw new InvalidArgumentError(`${file} is outside the working directory: only the command line may write there.`);
  }
}

function taken<T>(key: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    throw new UsageError(`check.${key} in the facts file is invalid. ${error.message}`);
  }
}
