import { closeSync, fstatSync, openSync, readSync, type Stats } from 'node:fs';

/** A file that is not read, though it could be: a device, or more than anybody means. */
export class RefusedFile extends Error {
  override readonly name = 'RefusedFile';
}

/** Bytes of one step, where the size is not known before. */
const STEP = 1 << 16;

/**
 * All bytes of a file or pipe. A device has no end, so it is none of those.
 * @param most in bytes
 * @param onOpen is told what was opened, before anything of it is read
 * @throws RefusedFile for a device and for more than `most` bytes; otherwise what the system says
 */
export function readBounded(path: string, most: number, onOpen: (found: Stats) => void = () => undefined): Buffer {
  const file = openSync(path, 'r');
  try {
    const found = fstatSync(file);
    if (found.isCharacterDevice() || found.isBlockDevice()) throw new RefusedFile('it is a device, not a file');
    if (found.size > most) throw tooLarge(most);
    onOpen(found);
    return readAll(file, found.size, most);
  } finally {
    closeSync(file);
  }
}

export const tooLarge = (most: number): RefusedFile =>
  new RefusedFile(`it is larger than ${most >= 1 << 30 ? `${most / 2 ** 30} GiB` : `${most / 2 ** 20} MiB`}`);

/** A file may have grown since it was looked at, and a pipe tells no size. */
function readAll(file: number, size: number, most: number): Buffer {
  const chunks: Buffer[] = [];
  let total = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(Math.max(STEP, total === 0 ? size + 1 : 0));
    const length = readSync(file, chunk, 0, chunk.length, null);
    if (length === 0) {
      const [only = Buffer.alloc(0), ...more] = chunks;
      return more.length === 0 ? only : Buffer.concat(chunks, total);
    }
    total += length;
    if (total > most) throw tooLarge(most);
    chunks.push(chunk.subarray(0, length));
  }
}
