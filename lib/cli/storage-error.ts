/** A disk that is full or fails, which is no fault of who gave the command: one line, exit code 7. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
}
