import { Argument, Command } from 'commander';
import { shells, type Shell } from '../completion/shells';
import { addCheckCommand } from './add-check-command';
import { addLinkCommand } from './add-link-command';
import { addOptionsCommand } from './add-options-command';
import { addReportCommand } from './add-report-command';
import { addWaiversCommand } from './add-waivers-command';
import type { Door } from './check-command';
import { completionCommand } from './completion-command';
import { demoCommand, type DemoOptions } from './demo-command';
import type { ExitCode } from './exit-code';
import { own } from './own';
import { explainCommand, type ExplainOptions } from './explain-command';
import { initCommand, type InitOptions } from './init-command';
import type { Io } from './io';
import { newRuleCommand, type NewRuleOptions } from './new-rule-command';
import { withColour } from './shared-options';
import { addServeCommand } from './add-serve-command';
import { factsFileNames } from '../facts-file/facts-file-names';

/** The command line as commander sees it; `done` gets the exit code of the command that ran. */
export function createProgram(io: Io, door: Door, done: (code: ExitCode) => void): Command {
  const program = new Command('lightbound')
    .description('Finds stretched layer 2, long-distance live migration and synchronous coupling before deploy.')
    .version(door.version)
    .exitOverride();
  addCheckCommand(program, io, door, done);
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
  addWaiversCommand(program, io, door, done);
  addReportCommand(program, io, door, done);
  addLinkCommand(program, io, door, done);
  addOptionsCommand(program, io, door, done);
  addServeCommand(program, io, door, done);
  withColour(
    program
      .command('demo')
      .description('check a recorded plan that comes with the program, with two descriptions of the link'),
  ).action(async (options: DemoOptions) => {
    done(await demoCommand(own(options), io, door));
  });
  withColour(
    program
      .command('explain')
      .description('show the law, reason, options and limits of a rule')
      .argument('[rule]', 'id of the rule (default: list all rules)'),
  ).action(async (rule: string | undefined, options: ExplainOptions) => {
    done(await explainCommand(rule, own(options), io, door));
  });
  program
    .command('new-rule')
    .description('write a rule of your own and its cases, to be filled in')
    .argument('<id>', 'id of the rule: <subject>-<law>, such as link-approved')
    .option('--folder <folder>', 'where the files go', 'rules')
    .action(async (id: string, options: NewRuleOptions) => {
      done(await newRuleCommand(id, own(options), io, door));
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
