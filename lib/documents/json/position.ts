/** `line:column` of a byte offset, both from 1; the column counts characters. */
export function position(bytes: Uint8Array, offset: number): string {
  let line = 1;
  let start = 0;
  for (let i = bytes.indexOf(0x0a); i >= 0 && i < offset; i = bytes.indexOf(0x0a, i + 1)) {
    line++;
    start = i + 1;
  }
  let column = 1;
  for (let i = start; i < offset; i++) if ((bytes[i]! & 0xc0) !== 0x80) column++;
  return `${line}:${column}`;
}
