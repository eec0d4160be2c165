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
  lightbound report results/ --history fleet.db --label team=network

A history keeps what results said, and the report is about every stack it knows:
a file, or postgres://HOST/DATABASE (password in PGPASSWORD or ~/.pgpass). What
is new is then said since the last report of an earlier day. A result may stand in
an envelope that says more of it:

  { "stack": "network/wan", "commit": "4f1c2aa", "time": "2026-11-30T08:15:00Z",
    "environment": "prod", "labels": { "team": "network" }, "result": { ... } }

Exit codes:
  0  the report is written, whatever was found
  2  usage error
  3  a result was not understood, and the report is about the others; or the
     history was not
  4  internal error
  6  there was no result
  7  the database of the history, or the disk of the history or of the report,
     is full or failed`;

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
        'earlier result, or directory, to say what is new; may be given several times; with --history a day',
      ).argParser(added),
    )
    .option('--framework <id>', 'report on the rules of one framework alone, such as nist-800-53')
    .option('--history <where>', 'file or PostgreSQL database that keeps what results said')
    .option('--active-since <day>', 'leave out stacks of the history that were checked last before this day')
    .option('--record-only', 'record the results in the history, and write no report')
    .option('--environment <name>', 'environment of the results; of a history the one that is reported on')
    .option('--commit <id>', 'commit of the results')
    .option('--time <time>', 'when the checks ran (default: when the results were written)')
    .addOption(
      new Option(
        '--label <name=value>',
        'label of the results, such as team=network; may be given several times',
      ).argParser(added),
    )
    .addOption(today('date at which waivers end'))
    .addHelpText('after', reportHelp)
    .action(async (results: readonly string[], options: ReportCommandOptions) => {
      done(await reportCommand(results, own(options), io, door));
    });
}
