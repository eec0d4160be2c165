import { getSystemErrorMap } from 'node:util';
import { RefusedFile } from './read-bounded';

/** Why a file cannot be read or written, in words: "no such file or directory". */
export function systemErrorText(error: Error): string {
  const { errno, code, message } = error as NodeJS.ErrnoException;
  if (code === 'EISDIR') return 'it is a directory, not a file';
  const known = errno === undefined ? undefined : getSystemErrorMap().get(errno);
  return known?.[1] ?? code ?? message;
}

/** Whether it is about a file, and not a fault of the program. */
export const isSystemError = (error: unknown): error is Error =>
  error instanceof RefusedFile ||
  (typeof error === 'object' && error !== null && 'code' in error && 'syscall' in error);
