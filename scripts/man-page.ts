import { Readable } from 'node:stream';
import type { Command, Help, Option } from 'commander';
import type { Io } from '../lib/cli/io';
import { createProgram } from '../lib/cli/program';
import { factsFileNames } from '../lib/facts-file/facts-file-names';
import { home } from '../lib/findings/home';

/** What of a run no command needs to be described. */
const io: Io = {
  stdin: Readable.from([]),
  stdout: process.stdout,
  stderr: process.stderr,
  cwd: '/',
  today: '',
  env: {},
};

/**
 * Text of `man/lightbound.1`, from the commands as the program itself knows them, in the macros of man(7). Version and date are left
 * out, so that the page is the same until a command changes.
 */
export function manPage(): string {
  const program = createProgram(io, { version: '', rules: () => [] }, () => undefined);
  const help = program.createHelp();
  const commands = help.visibleCommands(program).filter((command) => command.name() !== 'help');
  return `${[
    `.\\" Generated from the command tree by \`npm run generate\`.`,
    '.TH LIGHTBOUND 1 "" "" "User Commands"',
    '.SH NAME',
    `lightbound \\- ${roff(program.description().replace(/^F/u, 'f').replace(/\.$/u, ''))}`,
    '.SH SYNOPSIS',
    ...commands.flatMap((command, index) => [
      ...(index === 0 ? [] : ['.br']),
      `.B ${roff(help.commandUsage(command))}`,
    ]),
    '.SH OPTIONS',
    ...optionLines(help.visibleOptions(program), help),
    '.SH COMMANDS',
    ...commands.flatMap((command) => commandLines(command, help)),
    '.SH FILES',
    '.TP',
    `.I ${roff(factsFileNames.join(', '))}`,
    'What a plan does not contain: sites, links, workloads, versions, and the levels and options of rules.',
    '.SH ENVIRONMENT',
    '.TP',
    '.B NO_COLOR',
    'If it is set and not empty, reports have no colour unless \\-\\-color says so.',
    '.TP',
    '.B FORCE_COLOR',
    'If it is set and neither 0 nor false, reports have colour, unless NO_COLOR is set or \\-\\-color says otherwise.',
    '.TP',
    '.B LIGHTBOUND_DEBUG',
    'With 1, an internal error shows where it arose.',
    '.SH SEE ALSO',
    `.UR ${home}`,
    'Facts, formats, rules and results',
    '.UE',
  ].join('\n')}\n`;
}

const commandLines = (command: Command, help: Help): readonly string[] => [
  `.SS "${roff(help.commandUsage(command))}"`,
  roff(sentence(command.description())),
  ...command.registeredArguments.flatMap((one) => ['.TP', `.I ${roff(one.name())}`, roff(one.description)]),
  ...optionLines(help.visibleOptions(command), help),
  ...preformatted(textAfter(command)),
];

function optionLines(options: readonly Option[], help: Help): readonly string[] {
  const groups = [...new Set(options.map(({ helpGroupHeading }) => helpGroupHeading))];
  return groups.flatMap((group) => [
    ...(group === undefined ? [] : ['.PP', roff(group)]),
    ...options
      .filter(({ helpGroupHeading }) => helpGroupHeading === group)
      .flatMap((option) => ['.TP', `.B ${roff(option.flags)}`, roff(help.optionDescription(option))]),
  ]);
}

/** What the command's help says below its options. */
function textAfter(command: Command): string {
  let whole = '';
  command.configureOutput({ writeOut: (text) => (whole += text), getOutHelpWidth: () => 80 }).outputHelp();
  return whole.slice(command.helpInformation().length).trim();
}

const preformatted = (text: string): readonly string[] =>
  text === '' ? [] : ['.PP', '.EX', ...text.split('\n').map(roff), '.EE'];

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\e',
  '-': '\\-',
  "'": '\\(aq',
  '"': '\\(dq',
  '`': '\\(ga',
  '~': '\\(ti',
  '^': '\\(ha',
};

/** Text as it is, to be copied as it is. */
const roff = (text: string): string =>
  text.replaceAll(/[\\'"`~^-]/gu, (mark) => escapes[mark] ?? mark).replace(/^\./u, '\\&.');
