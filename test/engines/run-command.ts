import { spawn } from 'node:child_process';

export interface CommandResult {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** Runs a program to its end. Never blocks this process, which may be serving the program's providers. */
export function runCommand(
  program: string,
  args: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) =>
      resolve({
        exitCode: code ?? 128,
        stdout: Buffer.concat(stdout).toString('utf8'),
        stderr: Buffer.concat(stderr).toString('utf8') + (code === null ? `\nended by ${signal}` : ''),
      }),
    );
  });
}

/** The same, for a step that has to succeed: its output, or an error that shows what the program said. */
export async function outputOf(...command: Parameters<typeof runCommand>): Promise<string> {
  const result = await runCommand(...command);
  if (result.exitCode === 0) return result.stdout;
  throw new Error(
    `${command[0]} ${command[1].join(' ')}: exit code ${result.exitCode}\n${result.stdout}${result.stderr}`,
  );
}
