import type { LinkReportName } from '../reports/link-reports';
import { linkReports } from '../reports/link-reports';
import { complain } from './complain';
import { exitCodes, type ExitCode } from './exit-code';
import type { Io } from './io';
import { onDemand } from './on-demand';
import { columnsOf } from './page-for';
import { wantsColour, type ColourChoice } from './wants-colour';
import { outputStream, writeOutput } from './write-output';

/** Options of the command itself, and those of the link under their names in camel case, as they were written. */
export interface LinkCommandOptions {
  readonly format: LinkReportName;
  readonly output?: string;
  readonly color: ColourChoice | false;
  readonly failOnUndetermined?: boolean;
  readonly [option: string]: string | boolean | undefined;
}

/** `lightbound link`: two places and what is known of the link between them; a record and an exit code out. */
export async function linkCommand(
  from: string,
  to: string,
  options: LinkCommandOptions,
  io: Io,
  version: string,
): Promise<ExitCode> {
  const { format, output, color } = options;
  const { askLink } = onDemand.askLink();
  const answer = askLink(from, to, options, { tool: { name: 'lightbound', version }, map: format !== 'pretty' });
  if ('errors' in answer) {
    for (const { where, message } of answer.errors) await complain(io, `${where}: ${message}`);
    return exitCodes.usage;
  }
  const { record } = answer;
  const stream = outputStream(output, io);
  const colour = wantsColour(color === false ? 'never' : color, stream, io.env);
  await writeOutput(linkReports[format].write(record, { colour, columns: columnsOf(stream) }), output, io);
  if (record.verdict === 'undetermined') {
    return options.failOnUndetermined === true ? exitCodes.undetermined : exitCodes.clean;
  }
  return isFeasible(record.verdict) ? exitCodes.clean : exitCodes.findings;
}

export const isFeasible = (verdict: string): boolean => verdict === 'feasible' || verdict === 'feasible-when-throttled';
