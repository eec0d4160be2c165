/** The command line or the configuration is wrong: one line, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
