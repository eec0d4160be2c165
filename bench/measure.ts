import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A program to run as a whole process; its output is thrown away. */
export interface Command {
  readonly name: string;
  readonly file: string;
  readonly args: readonly string[];
  /** Exit codes that mean the work was done: a check that finds something exits with 1. */
  readonly done?: readonly number[];
}

const timeProgram = '/usr/bin/time';

/** Whether peak memory can be measured here: it takes GNU time. */
export const measuresMemory = existsSync(timeProgram);

/** Milliseconds from start to exit. */
export function wallTime(command: Command): number {
  const started = performance.now();
  const result = spawnSync(command.file, command.args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  const elapsed = performance.now() - started;
  expectDone(command, result.status, result.stderr);
  return elapsed;
}

/** Largest resident set in MiB; NaN where it cannot be measured. */
export function peakMemory(command: Command): number {
  if (!measuresMemory) return NaN;
  const folder = mkdtempSync(join(tmpdir(), 'bench-lightbound-'));
  try {
    const report = join(folder, 'peak');
    const args = ['-f', '%M', '-o', report, command.file, ...command.args];
    const result = spawnSync(timeProgram, args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
    expectDone(command, result.status, result.stderr);
    const kibibytes = Number(readFileSync(report, 'utf8').trim().split('\n').at(-1));
    return kibibytes / 1024;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const ownSchedule = `/proc/self/task/${process.pid}/schedstat`;

/** Whether the time of a main thread can be measured here: it takes Linux. */
export const measuresMainThread = existsSync(ownSchedule);

/** Tells at its end how long its main thread was on a processor. */
const tellAtExit = `
const { readFileSync, writeFileSync } = require('node:fs');
process.once('exit', () => {
  writeFileSync(process.env.BENCH_TELL, readFileSync('/proc/self/task/' + process.pid + '/schedstat'));
});
`;

/**
 * Milliseconds for which the main thread of a Node program was on a processor; NaN where it cannot be measured. On an idle
 * machine that is most of the time to exit, and other work on the machine hardly changes it.
 */
export function mainThreadTime(command: Command): number {
  if (!measuresMainThread) return NaN;
  const folder = mkdtempSync(join(tmpdir(), 'bench-lightbound-'));
  try {
    const hook = join(folder, 'tell-at-exit.cjs');
    const told = join(folder, 'schedstat');
    writeFileSync(hook, tellAtExit);
    const result = spawnSync(command.file, ['--require', hook, ...command.args], {
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
      env: { ...process.env, BENCH_TELL: told },
    });
    expectDone(command, result.status, result.stderr);
    const [nanoseconds] = readFileSync(told, 'utf8').split(' ');
    return Number(nanoseconds) / 1e6;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds until the program prints its first line; then it is ended. */
export function timeToFirstLine(command: Command, cwd: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(command.file, command.args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    child.stdout.once('data', () => {
      const elapsed = performance.now() - started;
      child.kill('SIGKILL');
      resolve(elapsed);
    });
    child.once('exit', () => {
      reject(new Error(`${command.name} ended before it printed a line: ${errors.trim()}`));
    });
  });
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/** Medians of `runs` runs of each command, taken in turns so that a busy moment hits all alike. */
export function alternate(
  commands: readonly Command[],
  runs: number,
  measure: (command: Command) => number,
): readonly number[] {
  const samples = commands.map((): number[] => []);
  for (let run = 0; run < runs; run++) {
    commands.forEach((command, i) => samples[i]?.push(measure(command)));
  }
  return samples.map(median);
}

function expectDone({ name, done = [0] }: Command, status: number | null, stderr: string): void {
  if (status !== null && done.includes(status)) return;
  throw new Error(`${name} ended with exit code ${String(status)}: ${stderr.trim().slice(0, 500)}`);
}
