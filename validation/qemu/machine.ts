import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cleanup } from '../cleanup';
import { pagesIn, type Point } from '../point';
import { readCounters } from './counters';
import { Qmp } from './qmp';

const PROGRAM = 'qemu-system-x86_64';
const GUEST = join(__dirname, '../guest/writer.elf');
const BOOT_SECONDS = 60;

/** A QEMU process and the way to talk to it. */
export interface Machine {
  readonly qmp: Qmp;
  stop(): void;
}

/** The version of the QEMU on PATH, such as `7.2.22`; undefined if there is none. */
export function qemuVersion(): string | undefined {
  const { stdout, error } = spawnSync(PROGRAM, ['--version'], { encoding: 'utf8' });
  return error ? undefined : (/version (\d[\d.]*)/.exec(stdout)?.[1] ?? 'unknown');
}

/** Starts QEMU with the guest, or waiting for it; `prefix` puts the process into a network namespace. */
export async function startMachine(
  point: Point,
  role: 'source' | 'target',
  { prefix, folder, cleanup }: { prefix: readonly string[]; folder: string; cleanup: Cleanup },
): Promise<Machine> {
  const socket = join(folder, `${role}.qmp`);
  const [file = PROGRAM, ...rest] = [...prefix, PROGRAM, ...machineOptions(point, socket)];
  const child = spawn(file, role === 'target' ? [...rest, '-incoming', 'defer'] : rest, {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const complaint = collect(child);
  const kill = cleanup.add(() => child.kill('SIGKILL'));
  try {
    const qmp = await Qmp.connect(socket, () => child.exitCode === null && child.signalCode === null);
    return {
      qmp,
      stop: () => {
        qmp.close();
        kill();
      },
    };
  } catch (error) {
    kill();
    throw new Error(`${PROGRAM} did not start: ${complaint() || String(error)}`);
  }
}

/** Until the guest has filled its memory and writes. */
export async function untilReady({ qmp }: Machine): Promise<void> {
  const end = Date.now() + BOOT_SECONDS * 1e3;
  while (Date.now() < end) {
    if ((await readCounters(qmp)).isReady) return;
    await sleep(20);
  }
  throw new Error(`the guest was not ready within ${BOOT_SECONDS} s`);
}

/** TCG, not KVM: the same everywhere, and what little the guest does costs next to nothing. */
function machineOptions(point: Point, socket: string): readonly string[] {
  const told = [
    `rate=${point.pagesPerSecond}`,
    `set=${pagesIn(point.workingSetMib)}`,
    `pattern=${point.pattern}`,
    `busy=${point.isBusy ? 1 : 0}`,
  ].join(' ');
  return [
    ...['-machine', 'pc,accel=tcg', '-nodefaults', '-no-user-config', '-display', 'none', '-vga', 'none'],
    ...['-m', `${point.memoryMib}M`, '-kernel', GUEST, '-append', told],
    ...['-qmp', `unix:${socket},server=on,wait=off`],
  ];
}

function collect(child: ChildProcess): () => string {
  let text = '';
  child.on('error', (error) => (text += error.message));
  child.stderr?.setEncoding('utf8').on('data', (part: string) => (text += part));
  return () => text.trim().split('\n').at(-1) ?? '';
}
