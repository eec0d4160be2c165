import { Option, type Command } from 'commander';
import { optionsFlags } from '../link/link-flags';
import { optionsReports } from '../reports/options-reports';
import type { Door } from './check-command';
import type { ExitCode } from './exit-code';
import type { Io } from './io';
import { optionsCommand, type OptionsCommandOptions } from './options-command';
import { own } from './own';
import { added, withColour } from './shared-options';

const optionsHelp = `
The options are live migration, a cold move in 30, 60 and 300 s, a synchronous
stretch, an asynchronous copy with failover, and active-active.

  lightbound options VIE DUB --rtt "31 ms" --bandwidth "1 Gbit/s" \\
    --memory "64 GiB" --dirty-rate "200 MiB/s" --disk "2 TB" \\
    --disk-churn "5 MiB/s" --rpo "5 min" --rto "15 min" \\
    --also "bandwidth=10 Gbit/s, rtt=25 ms" --also "platform=qemu"

Exit codes:
  0  at least one option is feasible in some column; or none is, and some are
     undetermined
  1  none is feasible, and none is undetermined
  2  invalid option or place
  5  none is feasible, and some are undetermined, with --fail-on-undetermined`;

/** `options` as commander sees it; `done` gets the exit code. */
export function addOptionsCommand(program: Command, io: Io, { version }: Door, done: (code: ExitCode) => void): void {
  const command = program
    .command('options')
    .description('compare the ways to have a machine or a service in two places')
    .argument('<from>', 'one place')
    .argument('<to>', 'the other place');
  for (const { flags, description, group } of optionsFlags) {
    command.addOption(new Option(flags, description).helpGroup(group));
  }
  command
    .addOption(
      new Option(
        '--also <options>',
        'ask the same with other options, such as "bandwidth=10 Gbit/s, rtt=5 ms", as a further column; repeatable',
      ).argParser(added),
    )
    .addOption(new Option('--format <name>', 'report format').choices(Object.keys(optionsReports)).default('pretty'))
    .option('-o, --output <file>', 'write the report to a file')
    .option('--fail-on-undetermined', 'fail if no option is feasible and some are undetermined');
  withColour(command)
    .addHelpText('after', optionsHelp)
    .action(async (from: string, to: string, options: OptionsCommandOptions) => {
      done(await optionsCommand(from, to, own(options), io, version));
    });
}
