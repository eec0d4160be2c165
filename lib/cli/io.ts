import { fstatSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { ReadStream, WriteStream } from 'node:tty';

interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  /** Of the system, where the stream is one of the process. */
  readonly fd?: number;
}

export type Output = Writable & Terminal;

/** Whether people sit at the other end; never for what the stream says only because every object inherits it. */
export const isTerminal = (stream: Terminal): boolean =>
  stream.isTTY === true &&
  (Object.hasOwn(stream, 'isTTY') || stream instanceof WriteStream || stream instanceof ReadStream);

/** Whether a stream goes to a file that another does not go to. */
export function goesToFileOfItsOwn(stream: Terminal, other: Terminal): boolean {
  const [file, place] = [stream, other].map(({ fd }) => (fd === undefined ? undefined : fstatSync(fd)));
  return file?.isFile() === true && !(file.dev === place?.dev && file.ino === place.ino);
}

/** What a run takes from the process it runs in. */
export interface Io {
  readonly stdin: Readable & Terminal;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly cwd: string;
  /** The day in UTC, ISO 8601. */
  readonly today: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Resolves once the text is written; a reader that has gone away (`| head`) is not an error. */
export function write(stream: Output, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException): void => {
      if (error.code === 'EPIPE') resolve();
      else reject(error);
    };
    stream.once('error', fail);
    stream.write(text, (error) => {
      // On failure the listener stays: the stream emits the same error once more, which would end the process.
      if (error) {
        fail(error);
        return;
      }
      stream.off('error', fail);
      resolve();
    });
  });
}
