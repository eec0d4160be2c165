import { Command, Option } from 'commander';
import { reports } from '../reports/reports';
import { checkCommand, type CheckOptions, type Door } from './check-command';
import type { ExitCode } from './exit-code';
import { initCommand, type InitOptions } from './init-command';
import type { Io } from './io';
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
  return program;
}
