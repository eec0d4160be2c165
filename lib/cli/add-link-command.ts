import { Option, type Command } from 'commander';
import { linkFlags } from '../link/link-flags';
import { linkReports } from '../reports/link-reports';
import type { Door } from './check-command';
import type { ExitCode } from './exit-code';
import type { Io } from './io';
import { linkCommand, type LinkCommandOptions } from './link-command';
import { own } from './own';
import { withColour } from './shared-options';

const linkHelp = `
Places are regions (aws:eu-central-1), airports (VIE), cities or metros
(vienna), or coordinates (48.2,16.4).

  lightbound link VIE DUB --rtt "31 ms" --bandwidth "10 Gbit/s" \\
    --memory "64 GiB" --dirty-rate "200 MiB/s" --platform vmotion@8

Exit codes:
  0  feasible, also if the guest must be slowed; or undetermined
  1  not feasible
  2  invalid option or place
  5  undetermined, with --fail-on-undetermined
  7  the disk of the report is full or failed`;

/** `link` as commander sees it; `done` gets the exit code. */
export function addLinkCommand(program: Command, io: Io, { version }: Door, done: (code: ExitCode) => void): void {
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
    .option('--fail-on-undetermined', 'fail if the verdict is undetermined');
  withColour(command)
    .addHelpText('after', linkHelp)
    .action(async (from: string, to: string, options: LinkCommandOptions) => {
      done(await linkCommand(from, to, own(options), io, version));
    });
}
