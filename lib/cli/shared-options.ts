import { InvalidArgumentError, Option, type Command } from 'commander';
import { dayComplaint } from '../declarations/day';
import { factsFileNames, waiversFileNames } from '../facts-file/facts-file-names';

/** Where what is declared comes from. */
export const withDeclared = (command: Command): Command =>
  command
    .option('--facts <file>', `declared facts (default: ${factsFileNames[0]} in the working directory)`)
    .option('--waivers <file>', `findings that are accepted (default: ${waiversFileNames[0]} in the working directory)`)
    .option('--environment <name>', 'environment whose links, levels and options hold')
    .option('--config-from <file>', 'trusted copy of the facts file, which the others only add to');

/** Whether text is coloured. */
export const withColour = (command: Command): Command =>
  command
    .addOption(new Option('--color <when>', 'colour').choices(['auto', 'always', 'never']).default('auto'))
    .option('--no-color', 'the same as --color never');

/** The stack of everything that is read. */
export const stack = (): Option =>
  new Option(
    '--stack <name>',
    'name of the stack that all inputs belong to (default: the name in each input, else its folder)',
  );

export const allowEmpty = (): Option => new Option('--allow-empty', 'succeed if no input was read');

export const allowIncomplete = (): Option =>
  new Option('--allow-incomplete', 'check a plan that is incomplete (-target) for what it holds');

/** The day of the run, where it is not today. */
export const today = (what: string): Option =>
  new Option('--today <date>', `${what} (default: today in UTC)`).argParser(day);

function day(text: string): string {
  const complaint = dayComplaint(text);
  if (complaint !== undefined) throw new InvalidArgumentError(complaint);
  return text;
}

/** What an option that is given several times comes to. */
export const added = (text: string, before: readonly string[] | undefined): readonly string[] => [
  ...(before ?? []),
  text,
];
