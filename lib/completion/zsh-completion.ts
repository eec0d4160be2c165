import type { CommandOption, CommandTree, Value } from './command-tree';

/** A script to source, or to put as `_<name>` into a folder of `fpath`. */
export function zshCompletion({ name, commands, options }: CommandTree): string {
  return `#compdef ${name}
# zsh completion of ${name}, made by \`${name} completion zsh\`
_${name}() {
  local curcontext="$curcontext" state line
  typeset -A opt_args
  _arguments -C ${list(options.map(specOf), 4)} '1:command:->command' '*::argument:->argument'
  case $state in
  command)
    local -a commands=(${list(
      commands.map((one) => quoted(`${one.name}:${one.description}`)),
      6,
    )})
    _describe command commands
    ;;
  argument)
    case $line[1] in
${commands.map((one) => `    ${one.name})\n      _arguments -s ${list([...one.options.map(specOf), ...one.arguments.map(argumentSpec)], 8)}\n      ;;`).join('\n')}
    esac
    ;;
  esac
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _${name} "$@"
else
  compdef _${name} ${name}
fi
`;
}

const list = (words: readonly string[], indent: number): string =>
  words.map((word) => `\\\n${' '.repeat(indent)}${word}`).join(' ');

/** `'(-o --output)'{-o,--output}'[write to a file]:file:_files'`; any may be given again, since zsh cannot tell which may. */
function specOf({ short, long, description, value }: CommandOption): string {
  const rest = quoted(`[${bracketed(description)}]${value === undefined ? '' : `:value:${actionOf(value)}`}`);
  return short === undefined ? `${quoted(`*${long}`)}${rest}` : `'*'{${short},${long}}${rest}`;
}

const argumentSpec = (one: CommandTree['arguments'][number]): string =>
  quoted(`${one.variadic ? '*' : ''}:${one.name}:${actionOf(one.value)}`);

const actionOf = (value: Value): string =>
  value === 'file' ? '_files' : value === 'text' ? ' ' : `(${value.join(' ')})`;

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const bracketed = (text: string): string => text.replaceAll(/[\\[\]:]/gu, String.raw`\$&`);
