import { Option, type Command } from 'commander';
import { checkFormats } from './check-formats';
import { checkCommand, type CheckOptions, type Door } from './check-command';
import { readFailOn, type ExitCode } from './exit-code';
import type { Io } from './io';
import { own } from './own';
import { addFormat } from './report-outputs';
import { readShard } from './shard';
import { allowEmpty, allowIncomplete, stack, today, withColour, withDeclared } from './shared-options';

const checkHelp = `
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
  6  nothing was read; with --require-known, no resource of a known type
  7  the disk of a report is full or failed`;

/** `check` as commander sees it; `done` gets the exit code. */
export function addCheckCommand(program: Command, io: Io, door: Door, done: (code: ExitCode) => void): void {
  const command = program
    .command('check')
    .description('check plans, states, previews and synthesised stacks')
    .argument('[inputs...]', 'files, directories, or - for standard input');
  withDeclared(command)
    .addOption(stack())
    .addOption(new Option('--shard <part>', 'check only one part of the folders, such as 3/8').argParser(readShard))
    .option('--baseline <file>', 'what is known: says which findings are new, known, worse and fixed')
    .option('--write-baseline <file>', 'write what is found, waived findings aside, as the next baseline')
    .addOption(today('date at which ages are measured'))
    .addOption(
      new Option(
        '--format <format[=file]>',
        `report to write, and where; may be given several times: ${Object.keys(checkFormats).join(', ')} (default: pretty)`,
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
    .addOption(allowEmpty())
    .addOption(allowIncomplete())
    .option('--require-known', 'fail if an input has no resource of a known type')
    .option('--verbose', 'name the directories that were left out');
  withColour(command)
    .addHelpText('after', checkHelp)
    .action(async (inputs: readonly string[], options: CheckOptions) => {
      done(await checkCommand(inputs, own(options), io, door));
    });
}
