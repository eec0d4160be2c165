import type { Command } from 'commander';
import { bashCompletion } from './bash-completion';
import { commandTree, type CommandTree, type Words } from './command-tree';
import { fishCompletion } from './fish-completion';
import type { Shell } from './shells';
import { zshCompletion } from './zsh-completion';

const scripts: Readonly<Record<Shell, (tree: CommandTree) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/** The script that tells a shell what may follow a command. */
export const completionScript = (shell: Shell, command: Command, words: Words): string =>
  scripts[shell](commandTree(command, words));
