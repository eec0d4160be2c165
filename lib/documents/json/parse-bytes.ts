import { isAscii } from 'node:buffer';

/** What JSON text says that was checked before, with what is to stand around it. */
export function parseBytes(text: Buffer, before = '', after = ''): unknown {
  // Latin-1 text of ASCII bytes is made faster than UTF-8 and is parsed as one-byte characters.
  return JSON.parse(before + text.toString(isAscii(text) ? 'latin1' : 'utf8') + after);
}
