/**
 * Quantities as branded numbers, one SI base unit each, so that a bare number never crosses a room's wall.
 * Arithmetic gives a plain number again: name the unit of a result by building it anew.
 */
declare const unit: unique symbol;

export type Quantity<Unit extends string> = number & { readonly [unit]: Unit };

export type Seconds = Quantity<'s'>;
export type Metres = Quantity<'m'>;
export type BitsPerSecond = Quantity<'bit/s'>;
export type Bytes = Quantity<'B'>;
export type BytesPerSecond = Quantity<'B/s'>;
/** A dimensionless share or probability, 1 being the whole. */
export type Ratio = Quantity<'1'>;

export const seconds = (n: number): Seconds => n as Seconds;
export const ms = (n: number): Seconds => (n / 1e3) as Seconds;
export const us = (n: number): Seconds => (n / 1e6) as Seconds;
export const minutes = (n: number): Seconds => (n * 60) as Seconds;
export const hours = (n: number): Seconds => (n * 3600) as Seconds;

export const metres = (n: number): Metres => n as Metres;
export const km = (n: number): Metres => (n * 1e3) as Metres;

export const bps = (n: number): BitsPerSecond => n as BitsPerSecond;
export const kbps = (n: number): BitsPerSecond => (n * 1e3) as BitsPerSecond;
export const mbps = (n: number): BitsPerSecond => (n * 1e6) as BitsPerSecond;
export const gbps = (n: number): BitsPerSecond => (n * 1e9) as BitsPerSecond;

export const bytes = (n: number): Bytes => n as Bytes;
export const kib = (n: number): Bytes => (n * 2 ** 10) as Bytes;
export const mib = (n: number): Bytes => (n * 2 ** 20) as Bytes;
export const gib = (n: number): Bytes => (n * 2 ** 30) as Bytes;
export const tib = (n: number): Bytes => (n * 2 ** 40) as Bytes;
export const kb = (n: number): Bytes => (n * 1e3) as Bytes;
export const mb = (n: number): Bytes => (n * 1e6) as Bytes;
export const gb = (n: number): Bytes => (n * 1e9) as Bytes;
export const tb = (n: number): Bytes => (n * 1e12) as Bytes;

export const bytesPerSecond = (n: number): BytesPerSecond => n as BytesPerSecond;
export const mibPerSecond = (n: number): BytesPerSecond => (n * 2 ** 20) as BytesPerSecond;

export const ratio = (n: number): Ratio => n as Ratio;
export const percent = (n: number): Ratio => (n / 100) as Ratio;

export const toBytesPerSecond = (rate: BitsPerSecond): BytesPerSecond => (rate / 8) as BytesPerSecond;
export const toBitsPerSecond = (rate: BytesPerSecond): BitsPerSecond => (rate * 8) as BitsPerSecond;
