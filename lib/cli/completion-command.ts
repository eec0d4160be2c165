import type { Command } from 'commander';
import type { Shell } from '../completion/shells';
import { checkFormats } from './check-formats';
import type { Door } from './check-command';
import { exitCodes, failOnWords, type ExitCode } from './exit-code';
import type { Io } from './io';
import { onDemand } from './on-demand';
import { writeOutput } from './write-output';

/** `lightbound completion`: the script with which a shell completes commands, options, and the words that these take. */
export async function completionCommand(shell: Shell, program: Command, io: Io, door: Door): Promise<ExitCode> {
  const words = {
    'check --format': Object.keys(checkFormats),
    'check --fail-on': failOnWords,
    'explain rule': door.rules().map(({ id }) => id),
    'help command': program.commands.map((command) => command.name()),
  };
  await writeOutput(onDemand.completion().completionScript(shell, program, words), '-', io);
  return exitCodes.clean;
}
