import type { CommandTree, Value } from './command-tree';

/** A script that bash 3.2 and newer read. Where it offers nothing, bash offers the names of files. */
export function bashCompletion({ name, commands, options }: CommandTree): string {
  const names = commands.map((one) => one.name);
  const values = commands.flatMap((command) =>
    command.options.flatMap(({ short, long, value }) =>
      (value === undefined ? [] : [short ?? [], long].flat()).map(
        (flag) => [`${command.name} ${flag}`, value] as const,
      ),
    ),
  );
  const others = commands.flatMap(({ name: command, arguments: [first] }) =>
    lineOf(`${command}:*`, wordsOf(first?.value)),
  );
  return `# bash completion of ${name}, made by \`${name} completion bash\`
_${name}() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command= words= i
  # bash makes three words of --format=sarif.
  if [[ $cur == = ]]; then
    cur=
  elif [[ $prev == = && $COMP_CWORD -gt 2 ]]; then
    prev=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case \${COMP_WORDS[i]} in
    ${names.join(' | ')})
      command=\${COMP_WORDS[i]}
      break
      ;;
    esac
  done
  case "$command $prev" in
${values.flatMap(([flag, value]) => lineOf(`'${flag}'`, wordsOf(value))).join('\n')}
  ${values
    .filter(([, value]) => wordsOf(value).length === 0)
    .map(([flag]) => `'${flag}'`)
    .join(' | ')}) ;;
  *)
    case "$command:$cur" in
${[{ name: '', options }, ...commands].flatMap((one) => lineOf(`${one.name}:-*`, flagsOf(one.options))).join('\n')}
${lineOf(':*', names).join('\n')}
${others.join('\n')}
    esac
    ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o bashdefault -o default -F _${name} ${name}
`;
}

const wordsOf = (value: Value | undefined): readonly string[] =>
  value === undefined || typeof value === 'string' ? [] : value;

/** None where there are no words: bash is to offer files. */
const lineOf = (pattern: string, words: readonly string[]): readonly string[] =>
  words.length === 0 ? [] : [`  ${pattern}) words='${words.join(' ')}' ;;`];

const flagsOf = (options: CommandTree['options']): readonly string[] =>
  options.flatMap(({ short, long }) => (short === undefined ? [long] : [short, long]));
