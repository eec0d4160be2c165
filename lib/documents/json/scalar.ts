import { JsonError } from './json-error';

const LITERALS: Readonly<Record<number, string>> = { 0x74: 'true', 0x66: 'false', 0x6e: 'null' };
const MINUS = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;

const isDigit = (c: number | undefined): boolean => c !== undefined && c >= ZERO && c <= 0x39;

/** Skips a number, `true`, `false` or `null` at `start`; answers with the offset behind it. */
export function skipScalar(bytes: Uint8Array, start: number): number {
  const first = bytes[start];
  if (first === undefined) throw new JsonError(start, 'ends where a value should follow', 'truncated');
  const literal = LITERALS[first];
  if (literal !== undefined) return skipLiteral(bytes, start, literal);
  if (first !== MINUS && !isDigit(first)) throw new JsonError(start, 'has an unexpected character instead of a value');
  return skipNumber(bytes, start);
}

function skipLiteral(bytes: Uint8Array, start: number, literal: string): number {
  for (let i = 1; i < literal.length; i++) {
    if (bytes[start + i] === literal.charCodeAt(i)) continue;
    throw bytes[start + i] === undefined
      ? new JsonError(bytes.length, 'ends inside a value', 'truncated')
      : new JsonError(start, 'has an unexpected character instead of a value');
  }
  return start + literal.length;
}

function skipNumber(bytes: Uint8Array, start: number): number {
  let i = bytes[start] === MINUS ? start + 1 : start;
  if (bytes[i] === ZERO) i++;
  else i = digits(bytes, i, start);
  if (bytes[i] === DOT) i = digits(bytes, i + 1, start);
  if (bytes[i] === 0x65 || bytes[i] === 0x45) {
    const sign = bytes[i + 1] === MINUS || bytes[i + 1] === 0x2b ? 2 : 1;
    i = digits(bytes, i + sign, start);
  }
  return i;
}

function digits(bytes: Uint8Array, from: number, start: number): number {
  let i = from;
  while (isDigit(bytes[i])) i++;
  if (i > from) return i;
  throw i >= bytes.length
    ? new JsonError(bytes.length, 'ends inside a number', 'truncated')
    : new JsonError(start, 'has a malformed number');
}

const ESCAPES = new Set(Buffer.from('"\\/bfnrt'));

/** Skips the escape whose backslash stands at `at`; answers with the offset behind it. */
export function skipEscape(bytes: Uint8Array, at: number): number {
  const letter = bytes[at + 1];
  if (letter !== undefined && ESCAPES.has(letter)) return at + 2;
  if (letter !== undefined && letter !== 0x75) throw new JsonError(at, 'has an unknown escape in a string');
  for (let i = at + 2; i < at + 6; i++) {
    const digit = bytes[i];
    if (digit === undefined) throw new JsonError(bytes.length, 'ends inside a string', 'truncated');
    if (!/[0-9a-fA-F]/.test(String.fromCharCode(digit))) throw new JsonError(at, 'has an unknown escape in a string');
  }
  return at + 6;
}
