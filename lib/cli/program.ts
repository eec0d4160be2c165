import { Command, Option } from 'commander';
import { linkReports } from '../reports/link-reports';
import { reports } from '../reports/reports';
import { linkFlags } from '../link/link-flags';
import { checkCommand, type CheckOptions, type Door } from './check-command';
import type { ExitCode } from './exit-code';
import { explainCommand, type ExplainOptions } from './explain-command';
import { initCommand, type InitOptions } from './init-command';
import type { Io } from './io';
import { linkCommand, type LinkCommandOptions } from './link-command';
import { factsFileNames } from './read-facts-file';

const afterHelp = `
Inputs are recognised by their content: plan and state of Terraform or OpenTofu
as JSON, CDKTF output, \`pulumi preview --json\` and \`pulumi stack export\`.

  terraform plan -out p && terraform show -json p | lightbound check -

Exit codes:
  0  clean
  1  findings at or above --fail-on
  2  usage or configuration
  3  an input was not understood or is incomplete
  4  internal error
  5  findings that cannot be decided, with --fail-on-undetermined
  6  nothing was checked`;

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
    .addOption(new Option('--format <name>', 'report format').choices(Object.keys(reports)).default('pretty'))
    .option('-o, --output <file>', 'write the report to a file')
    .addOption(
      new Option('--fail-on <level>', 'lowest level of findings that fails')
        .choices(['error', 'warning', 'note', 'never'])
        .default('error'),
    )
    .option('--fail-on-undetermined', 'fail where a rule cannot decide')
    .option('--allow-empty', 'succeed where nothing was checked')
    .addOption(new Option('--color <when>', 'colour').choices(['auto', 'always', 'never']).default('auto'))
    .option('--no-color', 'the same as --color never')
    .addHelpText('after', afterHelp)
    .action(async (inputs: readonly string[], options: CheckOptions) => {
      done(await checkCommand(inputs, options, io, door));
    });
  program
    .command('init')
    .description('write a first facts file with every site and link seen, and the gaps marked')
    .argument('[inputs...]', 'files, directories, or - for standard input')
    .option('-o, --output <file>', 'facts file to write, or - for standard output', factsFileNames[0])
    .option('--force', 'overwrite the file')
    .action(async (inputs: readonly string[], options: InitOptions) => {
      done(await initCommand(inputs, options, io));
    });
  addLinkCommand(program, io, door, done);
  program
    .command('explain')
    .description('tell the law, reason, options and limits of a rule')
    .argument('[rule]', 'id of the rule; without one, all are listed')
    .addOption(new Option('--color <when>', 'colour').choices(['auto', 'always', 'never']).default('auto'))
    .option('--no-color', 'the same as --color never')
    .action(async (rule: string | undefined, options: ExplainOptions) => {
      done(await explainCommand(rule, options, io, door));
    });
  return program;
}

const linkHelp = `
Places are regions (aws:eu-central-1), airports (VIE), cities or metros
(vienna), or coordinates (48.2,16.4).

  lightbound link VIE DUB --rtt "31 ms" --bandwidth "10 Gbit/s" \\
    --memory "64 GiB" --dirty-rate "200 MiB/s" --platform vmotion@8

Exit codes:
  0  feasible, perhaps with a guest that is slowed; or undetermined
  1  not feasible
  2  an option or a place is wrong
  5  undetermined, with --fail-on-undetermined`;

function addLinkCommand(program: Command, io: Io, { version }: Door, done: (code: ExitCode) => void): void {
  const command = program
    .command('link')
    .description('work out whether a link can carry a live migration')
    .argument('<from>', 'place at one end')
    .argument('<to>', 'place at the other end');
  for (const { flags, description, group } of linkFlags) {
    command.addOption(new Option(flags, description).helpGroup(group));
  }
  command
    .addOption(new Option('--format <name>', 'report format').choices(Object.keys(linkReports)).default('pretty'))
    .option('-o, --output <file>', 'write the report to a file')
    .option('--fail-on-undetermined', 'fail where the verdict is open')
    .addOption(new Option('--color <when>', 'colour').choices(['auto', 'always', 'never']).default('auto'))
    .option('--no-color', 'the same as --color never')
    .addHelpText('after', linkHelp)
    .action(async (from: string, to: string, options: LinkCommandOptions) => {
      done(await linkCommand(from, to, options, io, version));
    });
}
