import { Command, InvalidArgumentError, Option } from 'commander';
import { dayComplaint } from '../declarations/day';
import { linkReports } from '../reports/link-reports';
import { reports } from '../reports/reports';
import { linkFlags } from '../link/link-flags';
import { checkCommand, type CheckOptions, type Door } from './check-command';
import type { ExitCode } from './exit-code';
import { explainCommand, type ExplainOptions } from './explain-command';
import { initCommand, type InitOptions } from './init-command';
import type { Io } from './io';
import { linkCommand, type LinkCommandOptions } from './link-command';
import { addFormat } from './report-outputs';
import { factsFileNames } from '../facts-file/facts-file-names';

const afterHelp = `
Inputs are recognised by their content: plan and state of Terraform or OpenTofu
as JSON, CDKTF output, \`pulumi preview --json\` and \`pulumi stack export\`.

  terraform plan -out p && terraform show -json p | lightbound check -

Exit codes:
  0  clean
  1  violations at or above --fail-on
  2  usage or configuration error
  3  an input was not understood or is incomplete
  4  internal error
  5  undetermined findings, with --fail-on warning or --fail-on-undetermined
  6  nothing was read; with --require-known, no resource of a known type`;

/** The command line as commander sees it; `done` gets the exit code of the command that ran. */
export function createProgram(io: Io, door: Door, done: (code: ExitCode) => void): Command {
  const program = new Command('lightbound')
    .description('Finds stretched layer 2, long-distance live migration and synchronous coupling before deploy.')
    .version(door.version)
    .exitOverride();
  program
    .command('check')
    .description('check plans, states, previews and synthesised stacks')
    .argument('[inputs...]', 'files, directories, or - for standard input')
    .option('--facts <file>', `declared facts (default: ${factsFileNames[0]} in the working directory)`)
    .option(
      '--stack <name>',
      'name of the stack that all inputs belong to (default: the name in each input, else its folder)',
    )
    .option('--baseline <file>', 'earlier JSON result; marks its findings known, all others new')
    .addOption(new Option('--today <date>', 'date at which ages are measured (default: today in UTC)').argParser(day))
    .addOption(
      new Option(
        '--format <format[=file]>',
        `report to write, and where; may be given several times: ${Object.keys(reports).join(', ')} (default: pretty)`,
      ).argParser(addFormat),
    )
    .option('-o, --output <file>', 'write the only report to a file')
    .option('--expand', 'show findings with the same cause one by one')
    .option('-q, --quiet', 'write no summary to standard error')
    .addOption(
      new Option('--fail-on <level>', 'lowest level of finding that fails the check')
        .choices(['error', 'warning', 'note', 'never'])
        .default('error'),
    )
    .option('--fail-on-undetermined', 'fail if a finding is undetermined')
    .option('--allow-empty', 'succeed if no input was read')
    .option('--allow-incomplete', 'check a plan that is incomplete (-target) for what it holds')
    .option('--require-known', 'fail if an input has no resource of a known type')
    .option('--verbose', 'name the directories that were left out')
    .addOption(new Option('--color <when>', 'colour').choices(['auto', 'always', 'never']).default('auto'))
    .option('--no-color', 'the same as --color never')
    .addHelpText('after', afterHelp)
    .action(async (inputs: readonly string[], options: CheckOptions) => {
      done(await checkCommand(inputs, own(options), io, door));
    });
  program
    .command('init')
    .description('write the facts that findings hang on, for you to fill in')
    .argument('[inputs...]', 'files, directories, or - for standard input')
    .option('-o, --output <file>', `facts file to write, or - for standard output (default: ${factsFileNames[0]})`)
    .option('--update <file>', 'add to this facts file what it lacks, and keep what it holds')
    .option('--ask', 'ask on the terminal, one fact after the other')
    .option('--force', 'overwrite the file')
    .action(async (inputs: readonly string[], options: InitOptions) => {
      done(await initCommand(inputs, own(options), io, door));
    });
  addLinkCommand(program, io, door, done);
  program
    .command('explain')
    .description('show the law, reason, options and limits of a rule')
    .argument('[rule]', 'id of the rule (default: list all rules)')
    .addOption(new Option('--color <when>', 'colour').choices(['auto', 'always', 'never']).default('auto'))
    .option('--no-color', 'the same as --color never')
    .action(async (rule: string | undefined, options: ExplainOptions) => {
      done(await explainCommand(rule, own(options), io, door));
    });
  return program;
}

/** The options alone, without what every object inherits. */
const own = <Options extends object>(options: Options): Options =>
  Object.assign(Object.create(null) as Options, options);

function day(text: string): string {
  const complaint = dayComplaint(text);
  if (complaint !== undefined) throw new InvalidArgumentError(complaint);
  return text;
}

const linkHelp = `
Places are regions (aws:eu-central-1), airports (VIE), cities or metros
(vienna), or coordinates (48.2,16.4).

  lightbound link VIE DUB --rtt "31 ms" --bandwidth "10 Gbit/s" \\
    --memory "64 GiB" --dirty-rate "200 MiB/s" --platform vmotion@8

Exit codes:
  0  feasible, also if the guest must be slowed; or undetermined
  1  not feasible
  2  invalid option or place
  5  undetermined, with --fail-on-undetermined`;

function addLinkCommand(program: Command, io: Io, { version }: Door, done: (code: ExitCode) => void): void {
  const command = program
    .command('link')
    .description('calculate whether a link can carry a live migration')
    .argument('<from>', 'place at one end')
    .argument('<to>', 'place at the other end');
  for (const { flags, description, group } of linkFlags) {
    command.addOption(new Option(flags, description).helpGroup(group));
  }
  command
    .addOption(new Option('--format <name>', 'report format').choices(Object.keys(linkReports)).default('pretty'))
    .option('-o, --output <file>', 'write the report to a file')
    .option('--fail-on-undetermined', 'fail if the verdict is undetermined')
    .addOption(new Option('--color <when>', 'colour').choices(['auto', 'always', 'never']).default('auto'))
    .option('--no-color', 'the same as --color never')
    .addHelpText('after', linkHelp)
    .action(async (from: string, to: string, options: LinkCommandOptions) => {
      done(await linkCommand(from, to, own(options), io, version));
    });
}
