import type { CommandOption, CommandTree, Value } from './command-tree';

/** A script to source, or to put as `<name>.fish` into `~/.config/fish/completions`. */
export function fishCompletion({ name, commands, options }: CommandTree): string {
  const complete = `complete -c ${name}`;
  const lines = [
    ...options.map((option) => `${complete} -n __fish_use_subcommand ${optionWords(option)}`),
    ...commands.map((one) => `${complete} -n __fish_use_subcommand -f -a ${one.name} -d ${quoted(one.description)}`),
    ...commands.flatMap((command) => {
      const inside = `${complete} -n ${quoted(`__fish_seen_subcommand_from ${command.name}`)}`;
      const [first] = command.arguments;
      return [
        ...command.options.map((option) => `${inside} ${optionWords(option)}`),
        // Without a line of its own a command is offered files.
        ...(first?.value === 'file' ? [] : [`${inside} -f${first === undefined ? '' : wordsOf(first.value)}`]),
      ];
    }),
  ];
  return `# fish completion of ${name}, made by \`${name} completion fish\`\n${lines.join('\n')}\n`;
}

function optionWords({ short, long, description, value }: CommandOption): string {
  const flags = `${short === undefined ? '' : `-s ${short.slice(1)} `}-l ${long.slice(2)}`;
  return `${flags}${valueWords(value)} -d ${quoted(description)}`;
}

function valueWords(value: Value | undefined): string {
  if (value === undefined) return '';
  return value === 'file' ? ' -r -F' : ` -x${wordsOf(value)}`;
}

const wordsOf = (value: Value): string => (typeof value === 'string' ? '' : ` -a ${quoted(value.join(' '))}`);

const quoted = (text: string): string => `'${text.replaceAll(/[\\']/gu, String.raw`\$&`)}'`;
