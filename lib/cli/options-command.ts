import type { OptionsRecord } from '../link/options-record';
import { optionsReports, type OptionsReportName } from '../reports/options-reports';
import { complain } from './complain';
import { exitCodes, type ExitCode } from './exit-code';
import type { Io } from './io';
import { isFeasible } from './link-command';
import { onDemand } from './on-demand';
import { columnsOf } from './page-for';
import { wantsColour, type ColourChoice } from './wants-colour';
import { outputStream, writeOutput } from './write-output';

/** Options of the command itself, and those of link and service under their names in camel case, as they were written. */
export interface OptionsCommandOptions {
  readonly format: OptionsReportName;
  readonly output?: string;
  readonly color: ColourChoice | false;
  readonly failOnUndetermined?: boolean;
  readonly also?: readonly string[];
}

/** `lightbound options`: two places, a link and a machine or service; the options side by side and an exit code out. */
export async function optionsCommand(
  from: string,
  to: string,
  options: OptionsCommandOptions,
  io: Io,
  version: string,
): Promise<ExitCode> {
  const { format, output, color, failOnUndetermined = false, also = [], ...written } = options;
  const { askOptions } = onDemand.askOptions();
  const answer = askOptions(from, to, { ...written }, also, { name: 'lightbound', version });
  if ('errors' in answer) {
    for (const { where, message } of answer.errors) await complain(io, `${where}: ${message}`);
    return exitCodes.usage;
  }
  const { record } = answer;
  const stream = outputStream(output, io);
  const colour = wantsColour(color === false ? 'never' : color, stream, io.env);
  await writeOutput(optionsReports[format].write(record, { colour, columns: columnsOf(stream) }), output, io);
  return exitCodeOf(record, failOnUndetermined);
}

function exitCodeOf({ columns }: OptionsRecord, failOnUndetermined: boolean): ExitCode {
  const verdicts = columns.flatMap(({ options }) => options.map(({ verdict }) => verdict));
  if (verdicts.some(isFeasible)) return exitCodes.clean;
  if (!verdicts.includes('undetermined')) return exitCodes.findings;
  return failOnUndetermined ? exitCodes.undetermined : exitCodes.clean;
}
