/** A history that cannot be used, in one line: what, and what to do. It names no password. */
export class HistoryError extends Error {
  /**
   * @param kind `usage`: the name says nothing that is known. `unreadable`: what is there is no history that this version reads.
   * `failed`: the disk or the database failed.
   */
  constructor(
    readonly kind: 'usage' | 'unreadable' | 'failed',
    message: string,
  ) {
    super(message);
    this.name = 'HistoryError';
  }
}

/** A history that holds what Lightbound has not written. */
export const damaged = (name: string, what: string): HistoryError =>
  new HistoryError(
    'unreadable',
    `${name} is damaged: ${what}; take a copy from before, or record the results in another history`,
  );
