import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { shells, type Shell } from '../completion/shells';
import { dayComplaint } from '../declarations/day';
import { linkReports } from '../reports/link-reports';
import { complianceFormats } from '../reports/compliance-formats';
import { reports } from '../reports/reports';
import { linkFlags } from '../link/link-flags';
import { checkCommand, type CheckOptions, type Door } from './check-command';
import { completionCommand } from './completion-command';
import { demoCommand, type DemoOptions } from './demo-command';
import { readFailOn, type ExitCode } from './exit-code';
import { own } from './own';
import { explainCommand, type ExplainOptions } from './explain-command';
import { initCommand, type InitOptions } from './init-command';
import type { Io } from './io';
import { newRuleCommand, type NewRuleOptions } from './new-rule-command';
import { reportCommand, type ReportCommandOptions } from './report-command';
import { readShard } from './shard';
import { waiversCommand, type WaiversOptions } from './waivers-command';
import { addServeCommand } from './add-serve-command';
import { linkCommand, type LinkCommandOptions } from './link-command';
import { addFormat } from './report-outputs';
import { factsFileNames, waiversFileNames } from '../facts-file/facts-file-names';

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
    .option('--waivers <file>', `findings that are accepted (default: ${waiversFileNames[0]} in the working directory)`)
    .option('--environment <name>', 'environment whose links, levels and options hold')
    .option('--config-from <file>', 'trusted copy of the facts file, which the others only add to')
    .option(
      '--stack <name>',
      'name of the stack that all inputs belong to (default: the name in each input, else its folder)',
    )
    .addOption(new Option('--shard <part>', 'check only one part of the folders, such as 3/8').argParser(readShard))
    .option('--baseline <file>', 'what is known: says which findings are new, known, worse and fixed')
    .option('--write-baseline <file>', 'write what is found, waived findings aside, as the next baseline')
    .addOption(new Option('--today <date>', 'date at which ages are measured (default: today in UTC)').argParser(day))
    .addOption(
      new Option(
        '--format <format[=file]>',
        `report to write, and where; may be given several times: ${Object.keys(reports).join(', ')} (default: pretty)`,
      ).argParser(addFormat),
    )
    .option('-o, --output <file>', 'write the only report to a file')
    .option('--expand', 'show findings with the same cause one by one')
    .option('--sarif-all', 'leave known and waived findings in SARIF, marked as such')
    .option('-q, --quiet', 'write no summary to standard error')
    .addOption(
      new Option(
        '--fail-on <level>',
        'lowest level of finding that fails the check: error (default), warning, note, never; with new, as in "warning,new", only what the baseline does not know',
      ).argParser(readFailOn),
    )
    .option('--only-changed', 'fail only on findings that the plan touches; all are reported')
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
  program
    .command('waivers')
    .description('list the findings that are accepted, what became of each waiver, and what ends soon')
    .argument('[inputs...]', 'what to check them against; without any, only the calendar is asked')
    .option('--facts <file>', `declared facts (default: ${factsFileNames[0]} in the working directory)`)
    .option('--waivers <file>', `findings that are accepted (default: ${waiversFileNames[0]} in the working directory)`)
    .addOption(new Option('--within <days>', 'days in which a waiver soon ends').default(30).argParser(days))
    .addOption(new Option('--today <date>', 'date at which waivers end (default: today in UTC)').argParser(day))
    .addOption(new Option('--format <name>', 'report format').choices(['pretty', 'json']).default('pretty'))
    .addOption(new Option('--color <when>', 'colour').choices(['auto', 'always', 'never']).default('auto'))
    .option('--no-color', 'the same as --color never')
    .addHelpText('after', waiversHelp)
    .action(async (inputs: readonly string[], options: WaiversOptions) => {
      done(await waiversCommand(inputs, own(options), io, door));
    });
  addReportCommand(program, io, door, done);
  addLinkCommand(program, io, door, done);
  addServeCommand(program, io, door, done);
  program
    .command('demo')
    .description('check a recorded plan that comes with the program, with two descriptions of the link')
    .addOption(new Option('--color <when>', 'colour').choices(['auto', 'always', 'never']).default('auto'))
    .option('--no-color', 'the same as --color never')
    .action(async (options: DemoOptions) => {
      done(await demoCommand(own(options), io, door));
    });
  program
    .command('explain')
    .description('show the law, reason, options and limits of a rule')
    .argument('[rule]', 'id of the rule (default: list all rules)')
    .addOption(new Option('--color <when>', 'colour').choices(['auto', 'always', 'never']).default('auto'))
    .option('--no-color', 'the same as --color never')
    .action(async (rule: string | undefined, options: ExplainOptions) => {
      done(await explainCommand(rule, own(options), io, door));
    });
  program
    .command('new-rule')
    .description('write a rule of your own and its cases, to be filled in')
    .argument('<id>', 'id of the rule: <subject>-<law>, such as link-approved')
    .option('--folder <folder>', 'where the files go', 'rules')
    .action(async (id: string, options: NewRuleOptions) => {
      done(await newRuleCommand(id, own(options), io));
    });
  program
    .command('completion')
    .description('print what a shell needs to complete commands, options and rules')
    .addArgument(new Argument('<shell>', 'shell').choices(shells))
    .addHelpText('after', completionHelp)
    .action(async (shell: Shell) => {
      done(await completionCommand(shell, program, io, door));
    });
  return program;
}

const completionHelp = `
In bash or zsh, for this session or in ~/.bashrc or ~/.zshrc (after compinit):

  source <(lightbound completion bash)
  source <(lightbound completion zsh)

In fish, for every session:

  lightbound completion fish > ~/.config/fish/completions/lightbound.fish`;

function day(text: string): string {
  const complaint = dayComplaint(text);
  if (complaint !== undefined) throw new InvalidArgumentError(complaint);
  return text;
}

/** What an option that is given several times comes to. */
const added = (text: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), text];

function days(text: string): number {
  if (!/^\d{1,4}$/u.test(text)) throw new InvalidArgumentError('must be a whole number of days.');
  return Number(text);
}

const waiversHelp = `
Exit codes:
  0  every waiver holds
  1  some waiver has expired, has lapsed or is unused
  2  a waiver, or the facts file, is wrong
  3  an input was not understood or is incomplete
  4  internal error`;

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

function addReportCommand(program: Command, io: Io, door: Door, done: (code: ExitCode) => void): void {
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
    .addOption(new Option('--today <date>', 'date at which waivers end (default: today in UTC)').argParser(day))
    .addHelpText('after', reportHelp)
    .action(async (results: readonly string[], options: ReportCommandOptions) => {
      done(await reportCommand(results, own(options), io, door));
    });
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
