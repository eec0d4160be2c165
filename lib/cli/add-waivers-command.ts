import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Door } from './check-command';
import type { ExitCode } from './exit-code';
import type { Io } from './io';
import { own } from './own';
import { allowEmpty, allowIncomplete, stack, today, withColour, withDeclared } from './shared-options';
import { waiversCommand, type WaiversOptions } from './waivers-command';

const waiversHelp = `
Exit codes:
  0  every waiver holds
  1  some waiver has expired, has lapsed, is unused or is refused
  2  a waiver, or the facts file, is wrong
  3  an input was not understood or is incomplete
  4  internal error
  6  inputs were named and nothing was read
  7  the disk of the list is full or failed`;

/** `waivers` as commander sees it; `done` gets the exit code. */
export function addWaiversCommand(program: Command, io: Io, door: Door, done: (code: ExitCode) => void): void {
  const command = program
    .command('waivers')
    .description('list the findings that are accepted, what became of each waiver, and what ends soon')
    .argument('[inputs...]', 'what to check them against; without any, only the calendar is asked');
  withDeclared(command)
    .addOption(new Option('--within <days>', 'days in which a waiver soon ends').default(30).argParser(days))
    .addOption(stack())
    .addOption(today('date at which waivers end'))
    .addOption(new Option('--format <name>', 'report format').choices(['pretty', 'json']).default('pretty'))
    .addOption(allowEmpty())
    .addOption(allowIncomplete());
  withColour(command)
    .addHelpText('after', waiversHelp)
    .action(async (inputs: readonly string[], options: WaiversOptions) => {
      done(await waiversCommand(inputs, own(options), io, door));
    });
}

function days(text: string): number {
  if (!/^\d{1,4}$/u.test(text)) throw new InvalidArgumentError('must be a whole number of days.');
  return Number(text);
}
