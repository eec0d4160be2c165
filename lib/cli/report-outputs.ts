import { InvalidArgumentError } from 'commander';
import { checkFormats, type CheckFormat } from './check-formats';
import { UsageError } from './usage-error';

/** A report to write, and where: a file, or standard output where none is named or `-`. */
export interface ReportOutput {
  readonly format: CheckFormat;
  readonly file?: string | undefined;
}

/** Reads `FORMAT` or `FORMAT=FILE`, and adds it to those given before. */
export function addFormat(text: string, before: readonly ReportOutput[] = []): readonly ReportOutput[] {
  const at = text.indexOf('=');
  const name = at < 0 ? text : text.slice(0, at);
  if (!Object.hasOwn(checkFormats, name)) {
    throw new InvalidArgumentError(`Allowed formats are ${Object.keys(checkFormats).join(', ')}.`);
  }
  const file = at < 0 ? undefined : text.slice(at + 1);
  if (file === '') throw new InvalidArgumentError('The file after "=" has no name.');
  return [...before, { format: name as CheckFormat, file }];
}

/**
 * What is to be written, by `--format` and `--output`.
 * @throws UsageError where `--output` does not say which it means
 */
export function reportOutputs(
  formats: readonly ReportOutput[] | undefined,
  output: string | undefined,
): readonly ReportOutput[] {
  const [only = { format: 'pretty' as const }, ...others] = formats ?? [];
  if (output !== undefined) {
    if (others.length > 0 || only.file !== undefined) {
      throw new UsageError(
        '--output is for one format without a file of its own; write each report as --format FORMAT=FILE',
      );
    }
    return [{ format: only.format, file: output }];
  }
  return [only, ...others];
}

/** Whether a person reads it where the command was given. */
export const isForPeopleHere = ({ format, file = '-' }: ReportOutput): boolean =>
  file === '-' && checkFormats[format].audience === 'people';
