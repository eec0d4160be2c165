import type { Argument, Command, Option } from 'commander';

/** What may stand where a value is expected: one of a few words, the name of a file, or anything. */
export type Value = readonly string[] | 'file' | 'text';

/** A command with what may follow it, as plain data. */
export interface CommandTree {
  readonly name: string;
  readonly description: string;
  readonly arguments: readonly { readonly name: string; readonly variadic: boolean; readonly value: Value }[];
  readonly options: readonly CommandOption[];
  readonly commands: readonly CommandTree[];
}

export interface CommandOption {
  /** `-o`, where there is one. */
  readonly short: string | undefined;
  /** `--output` */
  readonly long: string;
  readonly description: string;
  /** Undefined for a switch. */
  readonly value: Value | undefined;
}

/** Words that commander does not know as choices, by command and option or argument: `check --format`, `explain rule`. */
export type Words = Readonly<Record<string, readonly string[]>>;

/** What commander shows in its help, `help` and `--help` included. */
export function commandTree(command: Command, words: Words): CommandTree {
  const help = command.createHelp();
  const valueOf = (name: string, one: Argument | Option, text: string): Value =>
    one.argChoices ?? words[`${command.name()} ${name}`] ?? (/file|input/u.test(text) ? 'file' : 'text');
  return {
    name: command.name(),
    description: command.description(),
    arguments: command.registeredArguments.map((one) => ({
      name: one.name(),
      variadic: one.variadic,
      value: valueOf(one.name(), one, one.name()),
    })),
    options: help.visibleOptions(command).map((option) => {
      const { short, long = option.flags, description, flags, required, optional } = option;
      return { short, long, description, value: required || optional ? valueOf(long, option, flags) : undefined };
    }),
    commands: help.visibleCommands(command).map((one) => commandTree(one, words)),
  };
}
