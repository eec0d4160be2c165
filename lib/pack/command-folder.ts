import { readFileSync, readlinkSync } from 'node:fs';

/**
 * The folder in which `pulumi` was started. An engine that starts the pack as a folder makes that the working directory, and
 * tells nothing of its own.
 * @returns undefined where the system does not tell either
 */
export function commandFolder(packFolder: string): string | undefined {
  if (process.cwd() !== packFolder) return process.cwd();
  return engineFolder() ?? shellFolder(packFolder);
}

/** The working directory of the engine's process, which is among this one's parents; only Linux shows it. */
function engineFolder(): string | undefined {
  try {
    let pid = process.ppid;
    for (let above = 0; above < FAR_ENOUGH && pid > 1; above++) {
      if (readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'pulumi') return readlinkSync(`/proc/${pid}/cwd`);
      // `pid (comm) state ppid ...`, and a comm may hold anything.
      pid = Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]);
    }
  } catch {
    // No such file system, or not ours to read.
  }
  return undefined;
}

/** Between the engine and the pack stand a language host and a shell, at most. */
const FAR_ENOUGH = 6;

/** What the shell that started the engine calls its folder, unless a script on the way has entered the pack's. */
function shellFolder(packFolder: string): string | undefined {
  const folder = process.env['PWD'];
  return folder === undefined || folder === '' || folder === packFolder ? undefined : folder;
}
