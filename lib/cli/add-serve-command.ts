import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Door } from './check-command';
import { readFailOn, type ExitCode } from './exit-code';
import type { Io } from './io';
import { own } from './own';
import { added, withDeclared } from './shared-options';
import { serveCommand, type ServeOptions } from './serve-command';

const serveHelp = `
The key is that of the run task in HCP Terraform. It is read from --key-file, or
from the environment variable LIGHTBOUND_RUN_TASK_KEY. The server speaks HTTP;
what makes HTTPS of it stands before it.

Exit codes:
  0  stopped by SIGTERM or SIGINT, with every task told
  2  usage or configuration error, or the port is not free
  4  internal error`;

/** `serve` as commander sees it; `done` gets the exit code. */
export function addServeCommand(program: Command, io: Io, door: Door, done: (code: ExitCode) => void): void {
  const command = program
    .command('serve')
    .description('answer run tasks of HCP Terraform and Terraform Enterprise')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .addOption(new Option('--port <number>', 'port to listen on').default(8080).argParser(wholeNumber(0, 65_535)))
    .option('--key-file <file>', 'file with the HMAC key of the run task')
    .option('--no-key', 'answer whoever reaches the server')
    .addOption(
      new Option(
        '--allow-host <host>',
        'host that is called for plans and results; may be given several times (default: app.terraform.io, archivist.terraform.io)',
      ).argParser(added),
    )
    .option('--allow-http', 'call hosts without encryption too')
    .addOption(
      new Option('--concurrency <number>', 'tasks worked on at once').default(4).argParser(wholeNumber(1, 1000)),
    )
    .addOption(
      new Option('--queue <number>', 'tasks that wait at most; beyond, 503')
        .default(500)
        .argParser(wholeNumber(0, 100_000)),
    )
    .addOption(
      new Option('--max-plan-size <MiB>', 'size of the largest plan').default(256).argParser(wholeNumber(1, 1024)),
    );
  withDeclared(command)
    .addOption(
      new Option(
        '--fail-on <level>',
        'lowest level of finding that fails a run: error (default), warning, note, never',
      ).argParser(readFailOn),
    )
    .option('--only-changed', 'fail only on findings that the plan touches; all are reported')
    .option('--fail-on-undetermined', 'fail if a finding is undetermined')
    .option('--allow-incomplete', 'check a plan that is incomplete (-target) for what it holds')
    .option('--require-known', 'fail if a plan has no resource of a known type')
    .addHelpText('after', serveHelp)
    .action(async (options: ServeOptions) => {
      done(await serveCommand(own(options), io, door));
    });
}

const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const number = Number(text);
    if (!/^\d{1,6}$/u.test(text) || number < least || number > most) {
      throw new InvalidArgumentError(`must be a whole number from ${least} to ${most}.`);
    }
    return number;
  };
