import { randomBytes } from 'node:crypto';
import { closeSync, fchmodSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const PERMISSIONS = 0o777;

/**
 * Writes beside the file and renames, so that it is there as a whole or, as on a full disk, what was there stays. The file keeps its
 * permissions.
 * @throws what the system says
 */
export function replaceFile(path: string, pieces: Iterable<string>): void {
  const there = statSync(path, { throwIfNoEntry: false });
  const beside = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}`);
  try {
    const file = openSync(beside, 'wx');
    try {
      if (there !== undefined) fchmodSync(file, there.mode & PERMISSIONS);
      for (const piece of pieces) writeFileSync(file, piece);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}
