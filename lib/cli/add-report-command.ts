import { Option, type Command } from 'commander';
import { complianceFormats } from '../reports/compliance-formats';
import type { Door } from './check-command';
import type { ExitCode } from './exit-code';
import type { Io } from './io';
import { own } from './own';
import { reportCommand, type ReportCommandOptions } from './report-command';
import { added, today } from './shared-options';

const reportHelp = `
Results are what \`lightbound check --format json\` writes. Of two that checked one
stack the later given counts.

  lightbound report results/ --format html -o report.html

Exit codes:
  0  the report is written, whatever was found
  2  usage error
  3  a result was not understood; the report is about the others
  4  internal error
  6  there was no result`;

/** `report` as commander sees it; `done` gets the exit code. */
export function addReportCommand(program: Command, io: Io, door: Door, done: (code: ExitCode) => void): void {
  program
    .command('report')
    .description('report on the results of many checks: what is broken, by rule, team and framework, and where')
    .argument('[results...]', 'results, directories of results, or - for standard input')
    .addOption(new Option('--format <name>', 'report format').choices(complianceFormats).default('markdown'))
    .option('-o, --output <file>', 'write the report to a file')
    .addOption(
      new Option(
        '--since <result>',
        'earlier result, or directory, to say what is new; may be given several times',
      ).argParser(added),
    )
    .option('--framework <id>', 'report on the rules of one framework alone, such as nist-800-53')
    .addOption(today('date at which waivers end'))
    .addHelpText('after', reportHelp)
    .action(async (results: readonly string[], options: ReportCommandOptions) => {
      done(await reportCommand(results, own(options), io, door));
    });
}
