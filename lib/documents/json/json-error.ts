/** What is wrong with a JSON text and at which byte. The message continues "the file ...". */
export class JsonError extends Error {
  constructor(
    readonly offset: number,
    message: string,
    readonly kind: 'invalid' | 'truncated' | 'trailing' = 'invalid',
  ) {
    super(message);
    this.name = 'JsonError';
  }
}
