import { getSystemErrorMap } from 'node:util';
import { RefusedFile } from './read-bounded';

/** Why a file cannot be read or written, in words: "no such file or directory". */
export function systemErrorText(error: Error): string {
  const { errno, code, message } = error as NodeJS.ErrnoException;
  if (holdsNul(error)) return 'its name holds a NUL character';
  if (code === 'EISDIR') return 'it is a directory, not a file';
  const known = errno === undefined ? undefined : getSystemErrorMap().get(errno);
  return known?.[1] ?? code ?? message;
}

/** What the system says of a disk that is full, or over its quota, or that fails. */
const STORAGE = ['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO', 'ENXIO', 'ESTALE', 'EREMOTEIO', 'ETIMEDOUT'];

/** Whether it is about the disk, and not about the path. */
export const isStorageError = (error: Error): boolean => STORAGE.includes((error as NodeJS.ErrnoException).code ?? '');

/** Of such a name Node asks the system nothing: the system would take it to end there. */
const holdsNul = (error: unknown): boolean => {
  const { code, message } = (error ?? {}) as Partial<NodeJS.ErrnoException>;
  return code === 'ERR_INVALID_ARG_VALUE' && /\bnull bytes\b/u.test(message ?? '');
};

/** Whether it is about a file, and not a fault of the program. */
export const isSystemError = (error: unknown): error is Error =>
  error instanceof RefusedFile ||
  holdsNul(error) ||
  (typeof error === 'object' && error !== null && 'code' in error && 'syscall' in error);
