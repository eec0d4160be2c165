import { tooLarge } from '../facts-file/read-bounded';
import { isTerminal, type Io } from './io';
import { UsageError } from './usage-error';

/**
 * All bytes of standard input.
 * @param most in bytes
 * @throws UsageError where standard input is a terminal; RefusedFile for more than `most` bytes
 */
export async function readStdin(
  { stdin }: Pick<Io, 'stdin'>,
  most: number,
  onRead: (bytes: number) => void = () => undefined,
): Promise<Buffer> {
  if (isTerminal(stdin)) {
    throw new UsageError('standard input is a terminal; pipe a document into it or name a file');
  }
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of stdin as AsyncIterable<Uint8Array>) {
    onRead(chunk.length);
    chunks.push(chunk);
    total += chunk.length;
    if (total > most) throw tooLarge(most);
  }
  return Buffer.concat(chunks);
}
