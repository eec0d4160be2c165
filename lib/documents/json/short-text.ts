/** Longer than any address that people write. */
const LONGEST = 200;

/** A name out of a document, cut where it is longer than anybody reads. */
export const shortText = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text);

/** A word out of a document in quotes; anything else, which may be a secret, is not shown. */
export const shortWord = (value: unknown): string =>
  typeof value === 'string' && /^[a-z][a-z-]{0,30}$/.test(value) ? JSON.stringify(value) : 'something else';
