import { CommanderError, type Command } from 'commander';
import type { Door } from './check-command';
import { complain } from './complain';
import { exitCodes, type ExitCode } from './exit-code';
import { write, type Io } from './io';
import { createProgram } from './program';
import { StorageError } from './storage-error';
import { UsageError } from './usage-error';
import { writeOutput } from './write-output';

/** The command line from arguments to exit code; it never throws and never ends the process. */
export async function run(argv: readonly string[], io: Io, door: Door): Promise<ExitCode> {
  const help: { out: string; error: string } = { out: '', error: '' };
  let code: ExitCode = exitCodes.clean;
  const program = createProgram(io, door, (result) => {
    code = result;
  });
  configureText(program, help);
  for (const command of program.commands) refuseRepeats(command);
  try {
    await program.parseAsync(argv.map(southern), { from: 'user' });
    return code;
  } catch (error) {
    // Standard output may fail as it is told what help there is.
    return await explain(error, help, io).catch((failure: unknown) => explain(failure, help, io));
  }
}

/** A latitude south of the equator looks like an option, `-33.9,151.2`; with a space before it, it does not. */
const southern = (argument: string): string => (/^-[\d.]+\s*[,;]/u.test(argument) ? ` ${argument}` : argument);

/** What may be given several times. */
const repeatable = ['check --format', 'options --also', 'report --since', 'report --label', 'serve --allow-host'];

/** Of an option given twice the last one would win in silence. */
function refuseRepeats(command: Command): void {
  for (const option of command.options) {
    if (repeatable.includes(`${command.name()} ${option.long ?? ''}`)) continue;
    let isGiven = false;
    command.on(`option:${option.name()}`, () => {
      if (isGiven) throw new UsageError(`option '${option.flags}' is given twice; give it once`);
      isGiven = true;
    });
  }
}

function configureText(program: ReturnType<typeof createProgram>, help: { out: string; error: string }): void {
  for (const command of [program, ...program.commands]) {
    command.configureOutput({
      writeOut: (text) => (help.out += text),
      writeErr: (text) => (help.error += text),
      outputError: () => undefined,
      getOutHelpWidth: () => 80,
      getErrHelpWidth: () => 80,
    });
  }
}

async function explain(error: unknown, help: { out: string; error: string }, io: Io): Promise<ExitCode> {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) {
      await writeOutput(help.out, '-', io);
      return exitCodes.clean;
    }
    if (error.code === 'commander.help') await write(io.stderr, help.error);
    else await complain(io, usageText(error.message));
    return exitCodes.usage;
  }
  if (error instanceof UsageError) {
    await complain(io, error.message);
    return exitCodes.usage;
  }
  if (error instanceof StorageError) {
    await complain(io, error.message);
    return exitCodes.storage;
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  await complain(io, `internal error: ${message} (set LIGHTBOUND_DEBUG=1 for the stack)`);
  if (io.env.LIGHTBOUND_DEBUG === '1') for (const line of (stack ?? '').split('\n')) await complain(io, line);
  return exitCodes.internal;
}

/** Commander's words on one line: `error: unknown option '--formt'` and, below it, `(Did you mean --format?)`. */
const usageText = (message: string): string => message.replace(/^error: /, '').replaceAll(/\s*\n\s*/g, ' ');
