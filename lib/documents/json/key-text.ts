/** The key, or other text, whose first character stands at `start`, with its escapes resolved. */
export function keyText(bytes: Uint8Array, start: number): string {
  let end = start;
  while (bytes[end] !== 0x22) end += bytes[end] === 0x5c ? 2 : 1;
  return JSON.parse(`"${Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8')}"`) as string;
}
